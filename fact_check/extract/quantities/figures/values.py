"""Read the value of a numeral: what a numeral is, and the magnitudes and halves that change it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, described_plural, plural_ahead, word_at
from fact_check.lexicon import values, word_list, words

ONES = dict(
    zip(
        word_list("numbers.numerals.ones"),
        range(20),
        strict=True,
    )
)


TENS = dict(zip(word_list("numbers.numerals.tens"), range(20, 100, 10), strict=True)) | {"fourty": 40}


MAGNITUDES = values("number-words.magnitudes")


_SHORT = values("number-words.short_magnitudes")


_LETTERS = values("number-words.letters")


PARTS = values("number-words.parts")


_STRENGTHS = words("number-words.strengths")


HYPHENS = {"-", "‐", "‑"}


ORDINALS = dict(
    zip(
        word_list("numbers.figures.ordinals"),
        range(1, 21),
        strict=True,
    )
)

Number = int | float


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value, read from the lexemes `start` to `end` (half-open)."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    plain: bool = True
    """It has no magnitude, so that the other end of a range may lend it one ("5 to 7 million")."""
    fraction: bool = False
    """It is part of a whole ("two thirds", "half"), not a mixed number."""
    vague: bool = False
    spelled: bool = False
    factor: int = 1
    """The magnitude that it is written in."""


def number(value: Decimal | None) -> Number | None:
    """Return a value as JSON has it: an int if it is whole, else a float."""
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 40:
        return int(value)
    return float(value)


def exact(start: int, end: int, value: Decimal, *, factor: int = 1, **more: bool) -> Numeral:
    return Numeral(start, end, value, value, value, factor=factor, **more)


def magnitude(lex: Lexemes, i: int, *, money: bool, value: Decimal) -> tuple[int, int] | None:
    """Return the factor at `i` and the place after it: `bn`, `million`; `lakh crore` takes two calls.

    A single letter must touch its number (`19M`); `m` is metres unless it is `money` or something is counted after it.
    """
    word = word_at(lex, i)
    if not word or lex[i].sort is not Sort.WORD:
        return None
    if lex[i].glued and lex[i - 1].text in HYPHENS:
        return None
    if word in MAGNITUDES:
        return MAGNITUDES[word], i + 1
    if word.rstrip("s") in MAGNITUDES and word != "dozens" and word_at(lex, i + 1) != "of":
        return MAGNITUDES[word.rstrip("s")], i + 1
    if word in _SHORT:
        return _SHORT[word], i + 1
    text = lex[i].text
    if not lex[i].glued and text in "MB" and not money:
        # "2 B users"
        return (_LETTERS[text], i + 1) if described_plural(lex, i + 1) else None
    if text in _LETTERS and (lex[i].glued or (money and text in "mbMB" and not _begins_word(lex, i))):
        counted = money or _counts_after(lex, i + 1, text) or _peopled(lex, i - 1) or _of_sums(lex, i)
        if text in "mtT" and not counted:
            return None
        if text in "bB" and not counted and value == value.to_integral_value():
            return None
        if text in "kK" and not money and (value >= 1000 or word_at(lex, i + 1) in _RUNS):
            return None
        return _LETTERS[text], i + 1
    return None


def _begins_word(lex: Lexemes, i: int) -> bool:
    return word_at(lex, i + 1) in {"'", "’", "-"} and lex[i + 1].glued


_LINKS = words("numbers.numerals.links")
_WHOSE = words("numbers.numerals.whose")
_AGREEING = words("numbers.numerals.agreeing")
_RUNS = words("numbers.numerals.runs")
_RACES = words("numbers.numerals.races")
_PEOPLED = words("numbers.numerals.peopled")
_PEOPLED_OF = words("numbers.numerals.peopled_of")
_PAID = words("numbers.numerals.paid")
_PAID_IN = words("numbers.numerals.paid_in")


def _counts_after(lex: Lexemes, i: int, letter: str) -> bool:
    """Tell whether a noun is counted at `i`, so that `1.2m tons` are millions and `100m final` are metres."""
    if word_at(lex, i) in HYPHENS and word_at(lex, i + 1) in _STRENGTHS:
        return True
    if i >= len(lex) or lex[i].sort is not Sort.WORD or lex[i].fresh:
        return False
    word = lex[i].lower
    if word == "of":
        # "14m of its speakers", but "12m of rope" and "10m of the tunnel"
        return word_at(lex, i + 1) in _WHOSE and plural_ahead(lex, i + 2, 3)
    if word in _AGREEING:
        return True
    if word in _LINKS:
        return False
    named = lex[i].capital and not lex[i].text.isupper() and described_plural(lex, i + 1)  # "585m Spotify streams"
    if any(x.lower in _RACES for x in lex[i : i + 3]):
        return False  # "two 100m Olympic titles"
    return letter in "bBT" or word.endswith("s") or named or described_plural(lex, i)


def _peopled(lex: Lexemes, i: int) -> bool:
    """Tell whether a number is a count of heads by the words before it: `a population of 5m`, `a country of 60m`."""
    of = word_at(lex, i - 1) == "of" and word_at(lex, i - 2) in _PEOPLED_OF
    return of or any(x.lower in _PEOPLED for x in lex[max(0, i - 4) : i])


def _of_sums(lex: Lexemes, i: int) -> bool:
    """Tell whether a number with its letter at `i` is a sum of money without a currency: `585m in sales`."""
    after = word_at(lex, i + 1)
    if after == "in" and word_at(lex, i + 2) in _PAID_IN:
        return True
    bought = after == "of" or word_at(lex, i - 2) == "for"  # "he paid for 12m of rope"
    return not bought and any(x.lower in _PAID for x in lex[max(0, i - 3) : i - 1])


def of_magnitude(lex: Lexemes, found: Numeral, money: bool) -> Numeral:
    """Multiply a numeral by the magnitudes after it: `3.2bn`, `4 hundred million`, `2½ million`."""
    value, at, factor = found.value, found.end, 1
    assert value is not None
    first = at
    while at - first < 3 and (step := magnitude(lex, at, money=money, value=value)):
        value, at, factor = value * step[0], step[1], factor * step[0]
    if at == first and word_at(lex, at) in HYPHENS and word_at(lex, at + 1) in MAGNITUDES:
        factor = MAGNITUDES[word_at(lex, at + 1)]
        value, at = value * factor, at + 2
    if at == first:
        return found
    if half := and_a_half(lex, at):
        value, at = value + half[0] * factor, half[1]
    return replace(found, end=at, value=value, low=value, high=value, plain=False, fraction=False, factor=factor)


def and_a_half(lex: Lexemes, i: int) -> tuple[Decimal, int] | None:
    """Read `and a half`, `-and-a-half`, `and three quarters`, `and two-fifths` at `i`."""
    at = i + (word_at(lex, i) in HYPHENS)
    if word_at(lex, at) != "and":
        return None
    at += 1 + (word_at(lex, at + 1) in HYPHENS)
    top = 1 if word_at(lex, at) == "a" else ONES.get(word_at(lex, at))
    if not top:
        return None
    at += 1 + (word_at(lex, at + 1) in HYPHENS)
    word = word_at(lex, at)
    joined = word_at(lex, at - 1) in HYPHENS
    part = PARTS.get(word if top == 1 or joined else word.removesuffix("s") if word.endswith("s") else "")
    part = part or (PARTS.get(word.removesuffix("s")) if joined else None)
    if part is None or part <= top or (top == 1 and part > 4 and not joined):
        return None
    return Decimal(top) / Decimal(part), at + 1
