"""Read one number with its sign, currency and unit."""

from dataclasses import dataclass
from decimal import Decimal

from fact_check.extract.quantities.figures.capitals import capitalised
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.money import MONEY, currency_after, currency_before, dollars_of
from fact_check.extract.quantities.figures.named_numbers import is_pronoun, part_of_name
from fact_check.extract.quantities.figures.numerals import numeral
from fact_check.extract.quantities.figures.units import Unit, rate_after, unit_after
from fact_check.extract.quantities.figures.values import HYPHENS, ORDINALS, Numeral
from fact_check.lexicon import words

MINUS = {"-", "−", "–", "﹣", "－"}
_ORDINALS = words("number-words.ordinal_endings")
_MULTIPLYING = words("numbers.amounts.multiplying")
_NO_COMPARATIVE = words("numbers.amounts.no_comparative")
PROPORTION = Unit("proportion", "proportion")
"""The unit of shares (`two thirds`, `one in five`), which are written without one."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in lexemes: its value or ends, and its unit, without its bound."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None = None
    rate: str | None = None
    rated: int | None = None
    """Where the words of its rate begin."""
    shape: str = "number"
    """"number", "range", "change", "score", "vague"."""
    numerals: tuple[tuple[int, int], ...] = ()
    """Where the bare numerals are, in lexemes."""
    spelled: bool = False
    plain: bool = True
    """It has no unit, currency, separator or magnitude."""
    factor: int = 1

    @property
    def measure(self) -> str | None:
        """Return the full name of the unit: "percent", "USD", "kilometre per hour"; None for a count."""
        if self.unit == PROPORTION:
            return None
        if self.unit and self.unit.kind == MONEY:
            return self.unit.name
        if self.rate:
            return f"{self.unit.name} per {self.rate}" if self.unit else f"per {self.rate}"
        return self.unit.name if self.unit else None


def single(lex: Lexemes, i: int, taken: set[int], *, lent: bool = False) -> Amount | None:
    """Read the numeral at lexeme `i` with its sign, currency and unit; lexemes in `taken` belong to dates and names.

    `lent`: a currency before it counts for it, too (`$2.5-3.5m`).
    """
    at, before, negative = _opening(lex, i)
    if at is None or at in taken:
        return None
    num = numeral(lex, at, money=lent or before is not None)
    if num is None or any(k in taken for k in range(num.start, num.end)) or (not before and _is_ordinal(lex, num)):
        return None
    grouped = any("," in x.text for x in lex[num.start : num.end])
    sums = not num.plain or grouped or (num.value or 0) >= 1000
    unit, end = before, num.end
    if before:
        unit, end = dollars_of(lex, before, end)
    elif found := _behind(lex, num, sums=sums):
        unit, end = found
    if not before and not lent and _names(lex, num, unit, end, bare=num.plain and not grouped):
        return None
    money = lent or (unit is not None and unit.kind == MONEY)
    rate, rated = None, end
    while end - rated < 8 and (rates := rate_after(lex, end, money=money, measured=unit is not None and not money)):
        rate, end = f"{rate} per {rates[0]}" if rate else rates[0], rates[1]
    value, low, high = num.value, num.low, num.high
    if negative:
        value, low, high = (None if x is None else -x for x in (value, high, low))
    return Amount(
        start=i,
        end=end,
        value=value,
        low=low,
        high=high,
        unit=PROPORTION if unit is None and num.fraction else unit,
        rate=rate,
        rated=rated if rate else None,
        shape="vague" if num.vague else "number",
        numerals=((num.start, num.end),),
        spelled=num.spelled,
        plain=num.plain and unit is None and not sums and not negative and not num.fraction,
        factor=num.factor,
    )


def _opening(lex: Lexemes, i: int) -> tuple[int | None, Unit | None, bool]:
    """Return where a numeral begins (None if there is none), with the currency and the minus before it."""
    minus = word_at(lex, i) == "minus" and word_at(lex, i - 1) != "or"
    negative = minus or (word_at(lex, i) in MINUS and _signs(lex, i))
    at = i + negative
    if minus and word_at(lex, at) in HYPHENS and lex[at].glued:
        at += 1
    before = currency_before(lex, at)
    if before is None:
        return (at if at < len(lex) and lex[at].sort is not Sort.SIGN else None), None, negative
    at = before[1]
    if word_at(lex, at) in MINUS:
        at, negative = at + 1, True
    return (at if at < len(lex) else None), before[0], negative


def _names(lex: Lexemes, num: Numeral, unit: Unit | None, end: int, *, bare: bool) -> bool:
    """Tell whether a numeral is part of a name, a pronoun or the second part of a rate."""
    if unit is not None:
        return (lex[num.start].glued and part_of_name(lex, num.start, end, bare=False)) or capitalised(
            lex, num.start, end
        )
    if word_at(lex, num.start - 1) == "per" or part_of_name(lex, num.start, num.end, bare=bare):
        return True
    return lex[num.start].lower.startswith("one") and is_pronoun(lex, num.start, num.end)


def _signs(lex: Lexemes, i: int) -> bool:
    """Tell whether a hyphen or a dash is a minus sign, and not that of a range or a name."""
    if i + 1 >= len(lex) or not lex[i + 1].glued or (lex[i].glued and lex[i - 1].text not in {"(", "[", "“", '"'}):
        return False
    if i > 0 and lex[i - 1].sort is Sort.DIGITS and not lex[i].fresh:
        return False
    if i > 0 and lex[i - 1].capital and lex[i].text == "-" and word_at(lex, i + 2) not in {"%", "percent", "°"}:
        return False
    return lex[i + 1].sort is Sort.DIGITS or currency_before(lex, i + 1) is not None


def _is_ordinal(lex: Lexemes, num: Numeral) -> bool:
    tens = num.spelled and num.value is not None and num.value % 10 == 0 and num.value > 0
    if tens and word_at(lex, num.end) in HYPHENS and 0 < ORDINALS.get(word_at(lex, num.end + 1), 0) < 10:
        return True
    return num.end < len(lex) and lex[num.end].glued and lex[num.end].lower in _ORDINALS


def _behind(lex: Lexemes, num: Numeral, *, sums: bool) -> tuple[Unit, int] | None:
    """Read the unit after a numeral; with a vague number or a fraction, `of` or an article may come between."""
    at = num.end
    if num.vague or num.fraction:
        link = at
        if num.fraction and word_at(lex, link) == "of" and word_at(lex, link + 1) in {"a", "an"}:
            found = unit_after(lex, link + 2)
            return found if found and found[0].kind in {"percent", "length", "time", "mass"} else None
        if word_at(lex, link) == "of" or (num.fraction and word_at(lex, link) in {"a", "an", "-", "the"}):
            link += 1
        for place in {link, at}:
            found = currency_after(lex, place, num.value, sums=True) or unit_after(lex, place)
            if found and not (num.fraction and found[0].name == "percent" and place == link != at):
                return found
        return None
    # "10 a.m." and "3 a day" are not attoseconds; currencies go first because "pounds" and "p" are also measures.
    found = currency_after(lex, at, num.value, sums=sums) or unit_after(lex, at)
    if found and found[0].kind == "multiple" and not multiplies(lex, found[1]):
        return None
    if found and found[0].kind == "magnitude" and word_at(lex, at) == "x":
        return None
    return found


def multiplies(lex: Lexemes, i: int) -> bool:
    """Tell whether `times` at `i` multiplies (`three times as big`), unlike in `it rang three times`."""
    after = word_at(lex, i)
    if lex[i - 1].sort is Sort.SIGN or lex[i - 1].lower == "x":
        return True
    if after == "as":
        # "four times as large", but "four times as President"
        return i + 1 < len(lex) and not lex[i + 1].capital and word_at(lex, i + 1) not in {"a", "an", "the", "part"}
    return after in _MULTIPLYING or (after.endswith("er") and after not in _NO_COMPARATIVE)
