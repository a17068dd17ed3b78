"""Read shares (`one in five`) and measures in two units (`2 hours 26 minutes`)."""

from dataclasses import replace
from decimal import Decimal

from fact_check.extract.quantities.figures.amounts import PROPORTION, Amount, single
from fact_check.extract.quantities.figures.ends import NO_NOUN
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.units import Unit
from fact_check.extract.quantities.figures.values import HYPHENS, MAGNITUDES

_FINER = {
    "hour": ("minute", 60), "minute": ("second", 60), "year": ("month", 12), "week": ("day", 7), "day": ("hour", 24),
    "foot": ("inch", 12), "pound": ("ounce", 16), "mile": ("yard", 1760),
}  # fmt: skip


_FEET_MARKS = frozenset({"'", "’", "′"})
_INCH_MARKS = frozenset({'"', "”", "″", "“"})
_INCH = Unit("inch", "length")


def height(lex: Lexemes, a: Amount) -> Amount | None:
    """Read `5'10"`, `6’2`, `6-foot-4` in inches."""
    if a.value is None or a.value != a.value.to_integral_value() or not 2 <= a.value <= 9 or a.end + 1 >= len(lex):
        return None
    mark, inches = lex[a.end], lex[a.end + 1]
    marked = a.unit is None and a.plain and mark.text in _FEET_MARKS
    hyphened = a.unit is not None and a.unit.name == "foot" and mark.text in HYPHENS
    if not (marked or hyphened) or not (mark.glued and inches.glued) or not inches.text.isdecimal():
        return None
    if int(inches.text) > 11 or (hyphened and a.end + 2 < len(lex) and lex[a.end + 2].text in HYPHENS):
        return None
    end = a.end + 2
    end += end < len(lex) and lex[end].glued and lex[end].text in _INCH_MARKS
    value = a.value * 12 + int(inches.text)
    numerals = (*a.numerals, (a.end + 1, a.end + 2))
    return replace(a, end=end, value=value, low=value, high=value, unit=_INCH, numerals=numerals, plain=False)


def compound(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    """Read `2 hours 26 minutes 11 seconds`, `nine minutes and ten seconds`, `5ft 10in` in the smallest unit given."""
    if tall := height(lex, a):
        return tall
    whole = a
    while whole.unit is not None and whole.unit.name in _FINER and whole.value is not None and not whole.rate:
        finer, factor = _FINER[whole.unit.name]
        at = whole.end + (word_at(lex, whole.end) == "and")
        b = single(lex, at, taken) if at < len(lex) and not lex[at].fresh else None
        if b is None or b.unit is None or b.value is None or b.unit.name != finer or b.value >= factor:
            break
        value = whole.value * factor + b.value
        whole = replace(b, start=a.start, value=value, low=value, high=value, numerals=a.numerals + b.numerals)
    return whole if whole is not a else None


def proportion(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    """Read `one in five`, `3 out of 10`, `nine of every ten`."""
    if a.unit or a.shape != "number" or a.value is None or a.value != a.value.to_integral_value() or a.value < 0:
        return None
    at = a.end
    if a.value == 1 and a.end - a.start == 1 and word_at(lex, at + 1) == "in" and lex[at].text.islower():
        # "one family in six"
        at += lex[at].sort is Sort.WORD and word_at(lex, at) not in NO_NOUN
    for phrase in (("in",), ("out", "of"), ("out", "of", "every"), ("in", "every"), ("of", "every"), ("-", "in", "-")):
        if tuple(x.lower for x in lex[at : at + len(phrase)]) != phrase:
            continue
        place = at + len(phrase)
        if (word_at(lex, place) == "a" and word_at(lex, place + 1) not in MAGNITUDES) or place >= len(lex):
            continue
        b = _thousand(lex, place) or single(lex, place, taken)
        if b is None or b.value is None or b.shape != "number" or b.value <= a.value or a.value == 0:
            continue
        if (b.unit and b.unit.kind != "multiple") or b.rate or b.value != b.value.to_integral_value():
            continue
        if phrase == ("in",) and not _share_of_people(lex, a, b):
            continue
        value = a.value / b.value
        return Amount(a.start, b.end, value, value, value, PROPORTION, shape="number", plain=False,
                      numerals=a.numerals + b.numerals, spelled=a.spelled)  # fmt: skip
    return None


def _thousand(lex: Lexemes, i: int) -> Amount | None:
    """Read `one out of every thousand`, where the magnitude has no number before it."""
    if word_at(lex, i - 1) != "every" or word_at(lex, i) not in MAGNITUDES:
        return None
    value = Decimal(MAGNITUDES[word_at(lex, i)])
    return Amount(i, i + 1, value, value, value, numerals=((i, i + 1),), spelled=True)


def _share_of_people(lex: Lexemes, a: Amount, b: Amount) -> bool:
    """Tell whether two numbers are a share (`one in five`): small, of a common whole, unlike `two in 36 hours`."""
    assert a.value is not None
    assert b.value is not None
    usual = b.value <= 12 or b.value in {15, 20, 25, 30, 40, 50} or b.value % 100 == 0 or b.value % 1000 == 0
    return usual and (a.value <= 12 or b.value % 100 == 0) and b.value != a.value
