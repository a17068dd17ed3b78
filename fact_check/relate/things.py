"""Tell whether two numbers count the same thing, by the lemmas of the parse."""

from fact_check.extract.records import Measure
from fact_check.lexicon import load, words

CONCEPTS = {concept: words(f"events.concepts.{concept}") for concept in load("events")["concepts"]}
"""Words that stand for one thing in news: "killed 12", "12 deaths", "12 were dead"."""
DEEDS = words("events.deeds")
"""The concepts for what happened to those counted."""
CONCEPT = {word: concept for concept, group in CONCEPTS.items() for word in group}
ANYBODY = words("relations.anybody")
"""Nouns that don't say who is counted: `people`."""
FORMER = words("relations.former")
CALENDAR = words("calendar.spans", "relations.ages")
VAGUE = words("relations.vague")
"""Verbs that don't say what happens to what is counted."""


def thing(measure: Measure) -> tuple[str | None, str | None]:
    """Return what is counted and what happens to it, each as a concept or a lemma; None where the text doesn't say."""
    head = CONCEPT.get(measure.head or "", measure.head)
    deed = CONCEPT.get(measure.deed or "", measure.deed)
    if head in DEEDS:
        return None, head
    if head in ANYBODY:
        head = None
    return head, None if deed in VAGUE else deed


def alike(a: Measure, b: Measure) -> bool | None:
    """Tell whether two numbers count the same thing; None if the words don't say.

    Different modifiers make different subsets ("40 new houses", "40 council houses"), and a part is never its whole.
    Different nouns with the same deed may be one thing ("23 buses" and "23 vehicles" that were destroyed).
    """
    head_a, deed_a = thing(a)
    head_b, deed_b = thing(b)
    if a.part or b.part:
        return False
    if deed_a and deed_b and deed_a != deed_b and (deed_a in DEEDS or deed_b in DEEDS):
        return False
    if head_a and head_b:
        if head_a != head_b:
            return None if deed_a and deed_a == deed_b else False
        of_a, of_b = described(a), described(b)
        return of_a <= of_b or of_b <= of_a
    if deed_a and deed_a == deed_b:
        return None if head_a or head_b else True
    return None


def described(measure: Measure) -> frozenset[str]:
    """Return the words that describe what is counted, each as its concept."""
    return frozenset(CONCEPT.get(t, t) for t in measure.of)


def same_time(a: Measure, b: Measure) -> bool:
    """Tell whether two numbers may be of one date; a year or "previous" with only one of them means no."""
    if a.when and b.when:
        return bool(a.when & b.when)
    return not any(w.isdigit() or w in FORMER or w.startswith("per ") for w in a.when | b.when)
