"""What somebody calls something, in quotation marks: it belongs to the content, `called {the plan a “fantasy”}`."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.records import Attribution
from fact_check.extract.syntax.clauses import sentence
from fact_check.language.columns import columns

RULE = "reporting.describe"
OPENING = frozenset('"“')
CLOSING = frozenset('"”')
WORDS = 10
"""Tokens that such a name has at most."""


def predicates(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, the contents of descriptions with the name in quotation marks that follows them."""
    others = [run for one in found for run in (one.cue, *one.content)]
    whole = []
    for one in found:
        end = _end(stretch.doc, one) if one.rule == RULE and one.content else None
        if end is not None and not any(one.content[-1][1] <= start < end for start, _ in others):
            one = replace(one, content=(*one.content[:-1], (one.content[-1][0], end)))
        whole.append(one)
    return whole


def _end(doc: Doc, one: Attribution) -> int | None:
    """Return where the name behind a content ends, if it has one or was cut inside it."""
    start, at = one.content[-1]
    if start < one.cue[1]:
        return None  # "{The plan} was called"
    words = columns(doc)
    last = sentence(doc[start])[1]
    if sum(words.text[i] in OPENING | CLOSING for i in range(start, at)) % 2 == 0:
        if at < last and words.lower[at] in ("a", "an"):
            at += 1
        if at >= last or words.text[at] not in OPENING:
            return None
        at += 1
    return next((i + 1 for i in range(at, min(at + WORDS, last)) if words.text[i] in CLOSING), None)
