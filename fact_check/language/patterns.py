"""Compile the rules' token patterns, each with the words that tell where to look for it.

spaCy's matcher goes through a text word by word, and most texts have no match of most patterns. So it only runs around
a pattern's anchor, the rarest word that every match has, and only if the words beside that match, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.errors import MatchPatternError
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from fact_check.errors import RuleError
from fact_check.language.columns import Columns, straight
from fact_check.lexicon import pairs
from fact_check.rules import Rule

WINDOW = 24
"""Words on either side of its anchor that a token pattern may reach."""
_COMMON = "be have do it there no not n't the a of to in on as that for with by go make say is was"
COMMON = frozenset(_COMMON.split())
"""Words that are poor anchors, because every text has them."""

_COLUMNS = {"TEXT": "text", "ORTH": "text", "POS": "pos", "TAG": "tag", "DEP": "dep"}

Elements = tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One token pattern of a rule, compiled by itself. See `compile_pattern`."""

    rule: Rule
    matcher: Matcher
    anchors: frozenset[str]
    """Words of which every match has one; {""} if the pattern requires no word by name."""
    before: int | None
    """How many words its longest match has before the anchor; None if there is no limit."""
    after: int | None
    """How many it has after the anchor, likewise."""
    needs: tuple[frozenset[str], ...]
    """Words of which every match has one, set by set."""
    beside: tuple[tuple[int, str, frozenset[str]], ...]
    """What every match has at a distance from its anchor: the distance, a column and its values."""

    def around(self, doc: Doc, words: Columns, anchor: int) -> Iterator[tuple[int, int]] | None:
        """Yield the matches near an anchor: all of its own, and perhaps others; None if it has none.

        `words` are the Doc's: spaCy's matcher only runs where the words that the pattern needs are there.
        """
        for step, column, need in self.beside:
            if not 0 <= anchor + step < len(words.text) or getattr(words, column)[anchor + step] not in need:
                return None
        start = anchor - (WINDOW if self.before is None else self.before)
        end = anchor + (WINDOW + WINDOW // 2 if self.after is None else self.after + 1)
        near = words.straight[max(start, 0) : end]
        if any(need.isdisjoint(near) for need in self.needs):
            return None
        return self.matches(doc, start, end)

    def matches(self, doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the matches in a run of tokens."""
        start, end = max(start, 0), min(end, len(doc))
        for _, a, b in self.matcher(doc[start:end]):
            yield start + a, start + b


def compile_pattern(rule: Rule, elements: Elements, vocab: Vocab) -> Pattern:
    """Compile a token pattern of a rule. Raises RuleError for one that spaCy refuses."""
    matcher = Matcher(vocab)
    try:
        matcher.add("cue", [formed(elements)], greedy="LONGEST")
    except (MatchPatternError, ValueError) as error:
        line = " ".join(str(error).split())
        where = f"{rule.id}: tokens"
        raise RuleError(f"not a token pattern: {line}", where=where, mend="see spaCy's Matcher") from None
    at = _anchor(elements)
    if at is None:
        return Pattern(rule, matcher, frozenset([""]), None, None, needs(elements), ())
    again = slice(at, at + (elements[at].get("OP") == "+"))  # an anchor that may be several words has some on each side
    before, after = (_longest((*side, *elements[again])) for side in (elements[:at], elements[at + 1 :]))
    return Pattern(rule, matcher, places(elements)[at], before, after, needs(elements), _beside(elements, at))


def needs(elements: Elements) -> tuple[frozenset[str], ...]:
    """Return what each word may be that a token pattern requires by name."""
    return tuple(words for words in places(elements) if words)


def places(elements: Elements) -> list[frozenset[str]]:
    """Return what each word of a token pattern may be: nothing if it isn't named or is optional."""
    return [frozenset(_named(e)) if e.get("OP", "1") in ("1", "+") else frozenset() for e in elements]


def _anchor(elements: Elements) -> int | None:
    """Return which word of a token pattern is the rarest of those that it requires by name; None if it has none.

    Matching only looks around such words, because most patterns need one that most texts don't have.
    """
    words = places(elements)
    poor = {n: (sum(w in COMMON or not w.isalnum() for w in each), len(each)) for n, each in enumerate(words) if each}
    return min(poor, key=poor.__getitem__, default=None)


def _beside(elements: Elements, at: int) -> tuple[tuple[int, str, frozenset[str]], ...]:
    """Return what must be at which distance from a word of a token pattern, as far as that is certain."""
    ones = [element.get("OP", "1") == "1" for element in elements]
    sure = [at]
    for step in (-1, 1):
        n = at
        while ones[n] and 0 <= n + step < len(elements) and ones[n + step]:
            n += step
            sure.append(n)
    told = ((n - at, column, need) for n in sure for column, need in _told(elements[n]))
    return tuple(each for each in told if each[:2] != (0, "straight"))  # which the anchor is found by


def _told(element: dict[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the columns and values that a word of a token pattern must have."""
    for key, column in _COLUMNS.items():
        if values := _values(element, key):
            yield column, frozenset(values)
    if words := _named(element):
        yield "straight", frozenset(words)


def _values(element: dict[str, Any], key: str) -> list[str]:
    value = element.get(key)
    return [value] if isinstance(value, str) else value.get("IN", []) if isinstance(value, dict) else []


def _named(element: dict[str, Any]) -> set[str]:
    for key in ("LOWER", "LEMMA", "TEXT", "ORTH"):
        if values := _values(element, key):
            words = {straight(str(v).lower()) for v in values}
            return words | ({form for word in words for form in forms(word)} if key == "LEMMA" else set())
    return set()


def _longest(elements: Elements) -> int | None:
    """Return how many words the longest match of a token pattern has; None if there is no limit."""
    ops = [element.get("OP", "1") for element in elements]
    return len(ops) if all(op in ("1", "?", "!") for op in ops) else None


VOWELS = "aeiou"


def forms(lemma: str) -> set[str]:
    """Return the regular forms of a word, as a verb and as a noun, and the irregular ones of common cues.

    The lemmatizer is trained and errs on rare words; a cue shouldn't depend on it.
    """
    if not lemma.isalpha():
        return {lemma}
    found = {lemma, *pairs("verbs.irregular").get(lemma, "").split()}
    if lemma.endswith("e"):
        return found | {lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return found | {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    doubled = lemma + lemma[-1] if lemma[-1] not in VOWELS + "wxy" and lemma[-2:-1] in VOWELS else lemma
    return found | {plural, lemma + "ed", lemma + "ing", doubled + "ed", doubled + "ing"}


def formed(elements: Elements) -> list[dict[str, Any]]:
    """Return a token pattern with its lemmas written out as their forms (see `forms`)."""
    written = []
    for element in elements:
        lemmas = element.get("LEMMA")
        words = lemmas.get("IN") if isinstance(lemmas, dict) else lemmas and [lemmas]
        if not words or "LOWER" in element:
            written.append(dict(element))
        else:
            rest = {key: value for key, value in element.items() if key != "LEMMA"}
            written.append({**rest, "LOWER": {"IN": sorted(set[str]().union(*map(forms, words)))}})
    return written
