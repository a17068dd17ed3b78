"""Changes: `from 12 to 19`, `from five people to six`, `to 167 from a previous 93`."""

from dataclasses import replace

from fact_check.extract.quantities.figures.amounts import Amount
from fact_check.extract.quantities.figures.ends import NO_NOUN, agree, other_end, span_of
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.values import MAGNITUDES
from fact_check.extract.quantities.figures.years import DASHES
from fact_check.lexicon import words

_EARLIER = words("numbers.changes.earlier")
_PAUSES = frozenset({".", ";", ":", "!", "?", ",", "(", ")", "—"})


def change(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    """Read `from 12 to 19`, `from five people to six`, `from 20 mpg in 2008 to 29 mpg`."""
    if a.value is None:
        return None
    at = a.end
    for _ in range(6):
        if at >= len(lex) or lex[at].text in _PAUSES or lex[at].fresh:
            return None
        if lex[at].lower in {"to", "through"} or lex[at].lower in {"-", "–"}:
            place = at + 1
            if (
                lex[at].lower == "to"
                and word_at(lex, place) in {"a", "the"}
                and word_at(lex, place + 1) not in MAGNITUDES
            ):
                place += 1
            b = other_end(lex, place, taken, first=a)
            if b is None or not agree(lex, a, b, loose=True):
                return None
            b = _upper_end(lex, b, taken)
            whole = span_of(lex, a, b, start=a.start - 1, shape="change")
            # "from $160 to $180 to $200" goes on while it goes one way.
            while word_at(lex, whole.end) == "to" and (c := other_end(lex, whole.end + 1, taken)):
                if c.value is None or not (a.value < (b.value or 0) < c.value) or a.measure != c.measure:
                    break
                whole, b = span_of(lex, a, c, start=a.start - 1, shape="change"), c
            return whole
        if lex[at].sort is Sort.DIGITS and at not in taken:
            return None
        at += 1
    return None


def _upper_end(lex: Lexemes, b: Amount, taken: set[int]) -> Amount:
    """Return the upper end of what a change leads to: `from 3 to 5-6 billion`."""
    hyphen = b.end < len(lex) and lex[b.end].glued and lex[b.end].text in DASHES
    c = other_end(lex, b.end + 1, taken, first=b) if hyphen and b.plain else None
    rises = c is not None and c.value is not None and b.value is not None and c.value > b.value
    return replace(c, numerals=b.numerals + c.numerals) if c is not None and rises and lex[b.end + 1].glued else b


def change_back(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    """Read `to 167 from a previous 93`, `to 138,285 lots from 212,577 lots`."""
    if a.value is None or a.rate:
        return None
    at = a.end
    while at - a.end < 4:
        if at >= len(lex) or lex[at].fresh or lex[at].sort is not Sort.WORD or lex[at].lower in NO_NOUN - {"from"}:
            return None
        if lex[at].lower == "from":
            place = at + 1
            while word_at(lex, place) in _EARLIER:
                if word_at(lex, place + 1) in MAGNITUDES:
                    break
                place += 1
            b = other_end(lex, place, taken, first=a)
            if b is None or not agree(lex, b, a, loose=False) or (a.unit is None) != (b.unit is None):
                return None
            return span_of(lex, a, b, start=a.start - 1, shape="change")
        at += 1
    return None
