"""Read amounts: one number, or two that make a range, a change, a score or a ratio."""

from dataclasses import replace

from fact_check.extract.quantities.figures.amounts import Amount, single
from fact_check.extract.quantities.figures.ends import NO_NOUN, agree, ends_of, noun_at, other_end, span_of
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.money import MONEY
from fact_check.extract.quantities.figures.shares import compound, proportion
from fact_check.extract.quantities.figures.units import Unit
from fact_check.extract.quantities.figures.values import MAGNITUDES
from fact_check.extract.quantities.figures.years import DASHES
from fact_check.lexicon import words

_DASHES = frozenset({"-", "–", "‑", "‐", "−", "~", "—"})
_TO = _DASHES | {"to"}
SCORE = Unit("score", "score")
RATIO = Unit("ratio", "ratio")
_MOVING = words("numbers.pairs.moving")
_VOTING = words("numbers.pairs.voting")
_SPORT = words("numbers.amounts.sport")
_EARLIER = words("numbers.changes.earlier")
_PAUSES = frozenset({".", ";", ":", "!", "?", ",", "(", ")", "—"})


def amount(lex: Lexemes, i: int, taken: set[int]) -> Amount | None:
    """Read the amount that starts at lexeme `i`, or None."""
    first = single(lex, i, taken)
    if first is None:
        return None
    return proportion(lex, first, taken) or compound(lex, first, taken) or _joined(lex, first, taken) or first


def _of_money(lex: Lexemes, a: Amount, taken: set[int]) -> Amount:
    """Return the first amount of `400m-450m euros`, whose letter is a magnitude because the second is money."""
    if a.unit is None or a.unit.name != "metre" or word_at(lex, a.end - 1) != "m" or word_at(lex, a.end) not in _TO:
        return a
    b = single(lex, a.end + 1, taken, lent=True) if a.end + 1 < len(lex) else None
    sum_of = single(lex, a.start, taken, lent=True)
    return replace(sum_of, unit=b.unit) if sum_of and b and b.unit is not None and b.unit.kind == MONEY else a


def _joined(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    a = _of_money(lex, a, taken)
    before = word_at(lex, a.start - 1)
    at = a.end
    if before == "between" and word_at(lex, at) in {"and", "to", "-", "–"}:
        b = other_end(lex, at + 1, taken, first=a)
        if b and agree(lex, a, b, loose=True):
            return span_of(lex, a, b, start=a.start - 1)
        return None
    if before in {"from", "ranging"} and (moved := change(lex, a, taken)):
        return moved
    if before == "to" and (moved := change_back(lex, a, taken)):
        return moved
    link = word_at(lex, at)
    if link in {"to", "through"} or link in _DASHES or link == "/":
        place = at + 1
        hung = lex[at].glued and link in _DASHES and word_at(lex, place) in {"to", "or"}
        if hung:
            place += 1 + (word_at(lex, place + 1) in _DASHES)
            if word_at(lex, at + 1) == "or":
                return None
        elif word_at(lex, place) in _DASHES and not lex[place].glued and not _negative(lex, place):
            return None
        b = other_end(lex, place, taken, first=a)
        if b is None or lex[place].fresh:
            return None
        if link == "/":
            return span_of(lex, a, b) if a.unit and a.unit == b.unit and lex[at].glued and lex[place].glued else None
        return _pair(lex, a, b, "to" if hung else link, aged=before in {"aged", "ages", "age"}, hung=hung)
    if link == ":" and lex[at].glued and at + 1 < len(lex) and lex[at + 1].glued and a.plain:
        b = other_end(lex, at + 1, taken, first=a)
        if b and b.plain and b.value is not None:
            return replace(span_of(lex, a, b), unit=RATIO, shape="score")
    return None


def _decimals(a: Amount, b: Amount) -> bool:
    return all(x.value is not None and x.value % 1 for x in (a, b))


def _negative(lex: Lexemes, i: int) -> bool:
    """Tell whether a sign is a minus and not a dash: `-3 to -5`."""
    return i + 1 < len(lex) and lex[i + 1].glued and lex[i + 1].sort is Sort.DIGITS


def _pair(lex: Lexemes, a: Amount, b: Amount, link: str, *, aged: bool, hung: bool) -> Amount | None:
    if not agree(lex, a, b, loose=bool(a.unit and a.unit.kind == MONEY and link in _DASHES | {"to"})):
        return None
    assert a.value is not None
    assert b.value is not None
    lent = a.factor == 1 < b.factor  # "lost $4 to $5 billion"
    if a.rate or (link == "to" and a.unit and word_at(lex, a.start - 1) in _MOVING and not lent):
        # "fell 12p to 340p" tells two numbers
        return None
    dash = link in _DASHES
    if dash and lex[a.end].glued != lex[a.end + 1].glued:
        return None
    low, high = ends_of(lex, a, b)
    span = span_of(lex, a, b)
    voted = word_at(lex, a.start - 1) in _VOTING
    if hung and a.plain and b.plain and a.value >= b.value:
        return replace(span, unit=RATIO, shape="score")
    digits = a.plain and b.plain and not (a.unit or b.unit or ((a.spelled or b.spelled) and not voted))
    if digits and _is_score(lex, a, b, dash=dash, tight=dash and lex[a.end].glued):
        return replace(span, unit=SCORE, shape="score")
    if (low >= high and not a.value < 0) or (dash and not lex[a.end].glued and not (b.unit or noun_at(lex, b.end))):
        return None
    if (
        a.unit is None
        and b.unit is None
        and link == "to"
        and b.plain
        and not (aged or noun_at(lex, b.end) or _decimals(a, b) or (hung and word_at(lex, b.end) in _DASHES))
    ):
        return None
    return span


def _is_score(lex: Lexemes, a: Amount, b: Amount, *, dash: bool, tight: bool) -> bool:
    """Tell whether two numbers are a score (`3-1`, `51-49`, `5 to 4`): they fall, or it is about sport or votes."""
    assert a.value is not None
    assert b.value is not None
    spoken = bool({x.lower for x in lex[max(0, a.start - 6) : b.end + 5]} & _SPORT)
    if a.value >= b.value:
        return tight or spoken
    return tight and spoken and not noun_at(lex, b.end)


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
    """Return the upper end of the second number of a change: `from 3 to 5-6 billion`."""
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
