"""Find signs that a denial is about a claim: the claim's party, document, number, source, or those that it counts."""

import re

from fact_check.claims import Effect, Quantity, SourceKind
from fact_check.extract.records import ClaimCandidate
from fact_check.lexicon import any_of, word_list, words
from fact_check.relate.number_agreement import same

SAID = words("relations.said")
"""Words for a statement or an involvement: they say that something is denied, not what."""
TIMES = words("calendar.weekdays", "calendar.months", "calendar.spans", "calendar.seasons", "relations.time")
"""Words that two claims may share by chance."""
ACCUSES = re.compile(rf"\b{any_of('relations.accusing')}", re.IGNORECASE)
COURTS = words("relations.courts")
"""Nouns for those who hear an accusation: `a court heard`."""
DOCUMENTS = words("relations.documents")
SMALL = 10
"""Whole numbers below this are too common to be a sign."""
COUNT = {word: number for number, word in enumerate(word_list("numbers.numerals.ones")) if 2 <= number <= 10}
BOTH = re.compile(rf"^(both|(the|all) ({'|'.join(COUNT)}))\b", re.IGNORECASE)
COUNT["both"] = 2
FUNCTION = words("relations.function")


def named(found: ClaimCandidate) -> set[str]:
    """Return the names in a claim's source, in lower case."""
    source = found.claim.source
    return named_by(source.fullest) if source is not None else set()


def named_by(phrase: str) -> set[str]:
    """Return the names in a noun phrase, or all its words if it has none, in lower case."""
    words = re.findall(r"[^\W\d_]+", phrase)
    names = {w.casefold() for w in words if w[0].isupper() and w.casefold() not in FUNCTION}
    return names or {w.casefold() for w in words} - FUNCTION


def words_of(text: str) -> set[str]:
    """Return the words of a text in lower case."""
    return {w.casefold() for w in re.findall(r"[^\W\d_]+", text)}


def party(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether the claim names whoever answers."""
    return bool(named(answer) & words_of(target.claim.span.text))


def accuses(target: ClaimCandidate) -> bool:
    """Tell whether a claim is an accusation: by its cue, or because a court hears it."""
    cue, source = target.claim.cue, target.claim.source
    if cue is None:
        return False
    heard = source is not None and bool(words_of(source.text) & COURTS)
    return heard or cue.effect is Effect.HEDGES or bool(ACCUSES.search(cue.text))


def of_document(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether the denied "report" is the report that states the claim."""
    source = target.claim.source
    said = answer.terms & DOCUMENTS
    if not said or source is None or source.kind is SourceKind.PERSON:
        return False
    return bool(said & words_of(source.text))


def whose(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether a denial names the claim's source: "rejected Smith's account"."""
    names = {w.casefold() for w in re.findall(r"\b[A-Z][^\W\d_]+", answer.claim.span.text)} - FUNCTION
    source = target.claim.source
    return bool(answer.terms & SAID) and source is not None and bool(names & words_of(source.fullest))


def counts(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether "both" or "all three" who answer are those whom the claim counts."""
    source = answer.claim.source
    match = BOTH.match(source.text) if source is not None else None
    if match is None:
        return False
    number = COUNT[match[0].casefold().split()[-1]]
    return any(q.value == number for q in target.claim.quantities)


def listed(terms: frozenset[str]) -> str:
    """Return a few terms as text for a reason."""
    return ", ".join(f"“{t}”" for t in sorted(terms)[:4])


def one_number(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether both give the same number, other than a small count, which any claim may have."""
    pairs = ((p, q) for p in answer.claim.quantities for q in target.claim.quantities)
    return any(same(p, q) and telling(q) for p, q in pairs)


def another_number(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether both give numbers other than small counts, and none of them is the same."""
    both = all(any(map(telling, found.claim.quantities)) for found in (answer, target))
    return both and not one_number(answer, target)


def telling(quantity: Quantity) -> bool:
    """Tell whether a number is unlikely to come back by chance: it has a unit, or is more than a small count."""
    value = quantity.value or quantity.low or 0
    return quantity.unit not in (None, "times") or abs(value) >= SMALL or not float(value).is_integer()
