"""Join two amounts as the ends of a range, if they fit."""

from decimal import Decimal

from fact_check.extract.quantities.figures.amounts import Amount, single
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.money import MONEY
from fact_check.extract.quantities.figures.units import Unit
from fact_check.extract.quantities.figures.values import MAGNITUDES
from fact_check.lexicon import words

_BETWEEN = words("numbers.ends.between")
NO_NOUN = words("numbers.amounts.no_noun")
"""Words after a number that it can't count."""


def other_end(lex: Lexemes, i: int, taken: set[int], *, first: Amount | None = None) -> Amount | None:
    """Read the second of two numbers at `i`, after words that may come between (`to about 19`).

    `first` is the number before it, whose currency it shares unless it has its own.
    """
    while word_at(lex, i) in _BETWEEN:
        if word_at(lex, i) == "a" and word_at(lex, i + 1) in MAGNITUDES:
            break
        i += 1
    lent = first is not None and first.unit is not None and first.unit.kind == MONEY
    b = single(lex, i, taken, lent=lent) if i < len(lex) and not lex[i].fresh else None
    return b if b and b.shape == "number" else None


def agree(lex: Lexemes, a: Amount, b: Amount, *, loose: bool) -> bool:
    """Tell whether two numbers may be the ends of a range: they have one unit, or one of them has none."""
    if a.value is None or b.value is None or a.shape != "number":
        return False
    if a.unit and b.unit:
        return (
            a.measure == b.measure
            or a.unit == b.unit
            or (a.unit.kind == b.unit.kind == MONEY and "USD" in {a.unit.name, b.unit.name})
        )
    if a.unit and not b.unit:
        return loose
    return True


def noun_at(lex: Lexemes, i: int) -> bool:
    """Tell whether a counted noun may begin at `i`."""
    return i < len(lex) and not lex[i].fresh and lex[i].sort is Sort.WORD and lex[i].lower not in NO_NOUN


def ends_of(lex: Lexemes, a: Amount, b: Amount) -> tuple[Decimal, Decimal]:
    """Return both ends in full: in `5 to 7 million`, the magnitude is that of both."""
    assert a.value is not None
    assert b.value is not None
    written_out = any("," in x.text for x in lex[a.numerals[0][0] : a.numerals[0][1]])
    if not written_out and _thousands(lex, a, b):
        return a.value * 1000, b.value
    if b.factor > 1 and a.factor == 1 and not written_out and abs(a.value) < 1000 and a.value * b.factor < b.value:
        return a.value * b.factor, b.value
    return a.value, b.value


def _thousands(lex: Lexemes, a: Amount, b: Amount) -> bool:
    """Tell whether `10-15,000` leaves out the first thousands."""
    assert a.value is not None
    assert b.value is not None
    hyphen = word_at(lex, a.end) in {"-", "–"} and lex[a.end].glued
    grouped = any("," in x.text for x in lex[b.numerals[0][0] : b.numerals[0][1]])
    return hyphen and grouped and b.value >= 1000 and 0 < a.value < 1000 and a.value * 1000 < b.value


def span_of(lex: Lexemes, a: Amount, b: Amount, start: int | None = None, shape: str = "range") -> Amount:
    """Make one amount of two ends; the start, if given, is that of `between` or `from`."""
    low, high = ends_of(lex, a, b)
    return Amount(
        start=a.start if start is None else start,
        end=b.end,
        value=None,
        low=min(low, high),
        high=max(low, high),
        unit=_common(a.unit, b.unit),
        rate=b.rate or a.rate,
        rated=b.rated,
        shape=shape,
        numerals=a.numerals + b.numerals,
        plain=False,
        spelled=a.spelled and b.spelled,
    )


def _common(a: Unit | None, b: Unit | None) -> Unit | None:
    """Return the more specific of two units: `US$89 to $93` names the nation once."""
    if a and b and a.kind == MONEY and a.name != "USD":
        return a
    return b or a
