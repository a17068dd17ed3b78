"""The value of a numeral: digits, words, magnitudes, fractions and the vague ("dozens").

A numeral is read at one place of the lexemes and knows nothing of what it counts.
"""

import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from fact_check.find.lexemes import Lexemes, Sort, plain_digits, word_at
from fact_check.find.wordlists import word_list, words

ONES = dict(
    zip(
        word_list("numerals.ones"),
        range(20),
        strict=True,
    )
)
TENS = dict(zip(word_list("numerals.tens"), range(20, 100, 10), strict=True)) | {"fourty": 40}
MAGNITUDES = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "quintillion": 10**18,
    "dozen": 12,
}
_SHORT = {"mn": 10**6, "mln": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12, "cr": 10**7}
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6, "m": 10**6, "b": 10**9, "B": 10**9, "t": 10**12, "T": 10**12}
PLURALS = {"dozens": 12, "hundreds": 100, "thousands": 10**3, "lakhs": 10**5, "millions": 10**6, "crores": 10**7,
           "billions": 10**9, "trillions": 10**12, "scores": 20, "tens": 10}  # fmt: skip
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
         "eighth": 8,
         "ninth": 9, "tenth": 10, "twelfth": 12, "sixteenth": 16, "twentieth": 20, "hundredth": 100,
         "thousandth": 1000, "millionth": 10**6}  # fmt: skip
_GLYPH_SLASHES = {"/", "⁄"}
_HYPHENS = {"-", "‐", "‑"}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

Number = int | float


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value read from the lexemes `start` to `end` (half-open)."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    plain: bool = True
    """Digits or words without a magnitude, so that a range's other end may lend it one ("5 to 7 million")."""
    fraction: bool = False
    """A part of something ("two thirds", "half"), not a mixed number."""
    vague: bool = False
    spelled: bool = False
    about: bool = False
    """Said as an approximation ("a couple of")."""
    factor: int = 1
    """The magnitude that it is written in."""


def number(value: Decimal | None) -> Number | None:
    """Return a value as JSON shows it: an int where it is whole, else a float."""
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 40:
        return int(value)
    return float(value)


def _exact(start: int, end: int, value: Decimal, *, factor: int = 1, **more: bool) -> Numeral:
    return Numeral(start, end, value, value, value, factor=factor, **more)


def magnitude(lex: Lexemes, i: int, *, money: bool, value: Decimal) -> tuple[int, int] | None:
    """Return the factor at `i` and the place after it: `bn`, `million`, `lakh crore` is two calls.

    A single letter must touch its number (`19M`); `m` is metres unless `money` or what follows is counted.
    """
    word = word_at(lex, i)
    if not word or lex[i].sort is not Sort.WORD:
        return None
    if lex[i].glued and lex[i - 1].text in _HYPHENS:
        return None
    if word in MAGNITUDES:
        return MAGNITUDES[word], i + 1
    if word.rstrip("s") in MAGNITUDES and word != "dozens" and word_at(lex, i + 1) != "of":
        return MAGNITUDES[word.rstrip("s")], i + 1
    if word in _SHORT:
        return _SHORT[word], i + 1
    text = lex[i].text
    if text in _LETTERS and (lex[i].glued or (money and text in "mbMB" and not _begins_word(lex, i))):
        if text in "mtT" and not money and not _counts_after(lex, i + 1, text):
            return None
        if text in "bB" and not money and value == value.to_integral_value() and not _counts_after(lex, i + 1, text):
            return None
        if text in "kK" and not money and value >= 1000:
            return None
        return _LETTERS[text], i + 1
    return None


def _begins_word(lex: Lexemes, i: int) -> bool:
    return word_at(lex, i + 1) in {"'", "’", "-"} and lex[i + 1].glued


_LINKS = words("numerals.links")


def _counts_after(lex: Lexemes, i: int, letter: str) -> bool:
    """Tell whether a noun is counted at `i`, so that `1.2m tons` is millions and `100m final` metres."""
    if i >= len(lex) or lex[i].sort is not Sort.WORD or lex[i].fresh:
        return False
    word = lex[i].lower
    return word not in _LINKS and (letter in "bBT" or word.endswith("s") or word == "people")


def numeral(lex: Lexemes, i: int, *, money: bool = False) -> Numeral | None:
    """Read the numeral that starts at lexeme `i`; None where none does. `money`: a currency sign stands before."""
    if i >= len(lex):
        return None
    first = lex[i]
    if first.sort is Sort.DIGITS:
        return _digits(lex, i, money)
    if first.sort is Sort.VULGAR:
        value = _glyph(first.text)
        found = _exact(i, i + 1, value, fraction=True, plain=False)
        return _of_magnitude(lex, found, money)
    if first.sort is Sort.WORD:
        return _vague(lex, i) or _spelled(lex, i, money)
    return None


def _glyph(text: str) -> Decimal:
    part = Fraction(unicodedata.numeric(text)).limit_denominator(1000)
    return Decimal(part.numerator) / Decimal(part.denominator)


def _digits(lex: Lexemes, i: int, money: bool) -> Numeral | None:
    text = plain_digits(lex[i])
    if text is None:
        return None
    value, at = Decimal(text), i + 1
    whole = lex[i].text.isdecimal()
    if whole and (mixed := _slash(lex, i)):
        return _of_magnitude(lex, mixed, money) if not money else None
    while _thousands_go_on(lex, i, at):
        value, at = value * 1000 + Decimal(lex[at].text), at + 1
    if at == i + 1 and (power := _power(lex, at)):
        return _exact(i, power[1], value * Decimal(10) ** power[0], plain=False)
    if at < len(lex) and lex[at].sort is Sort.VULGAR and not lex[at].fresh:
        return _of_magnitude(lex, _exact(i, at + 1, value + _glyph(lex[at].text)), money)
    if whole and at < len(lex) and lex[at].sort is Sort.DIGITS and not lex[at].glued and (part := _slash(lex, at)):
        assert part.value is not None
        return _of_magnitude(lex, _exact(i, part.end, value + part.value), money)
    if half := _and_a_half(lex, at):
        return _of_magnitude(lex, _exact(i, half[1], value + half[0]), money)
    return _of_magnitude(lex, _exact(i, at, value), money)


def _slash(lex: Lexemes, i: int) -> Numeral | None:
    """Read `1/2`: a numerator below a usual denominator, each touching the slash; not `9/11`, not `24/7`."""
    if i + 2 >= len(lex) or lex[i + 1].text not in _GLYPH_SLASHES or not (lex[i + 1].glued and lex[i + 2].glued):
        return None
    if i > 0 and lex[i].glued and lex[i - 1].text in _GLYPH_SLASHES:
        return None
    above, below = lex[i].text, lex[i + 2].text
    if not (above.isdecimal() and below.isdecimal() and len(above) <= 2 and len(below) <= 3):
        return None
    if i + 3 < len(lex) and lex[i + 3].glued and lex[i + 3].text in _GLYPH_SLASHES:
        return None
    if not 0 < int(above) < int(below) or int(below) not in {2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100}:
        return None
    if int(below) == 12 and int(above) == 9:
        return None
    return _exact(i, i + 3, Decimal(int(above)) / Decimal(int(below)), fraction=True, plain=False)


def _thousands_go_on(lex: Lexemes, first: int, at: int) -> bool:
    """Tell whether `10 000` goes on at `at`: groups of three digits after one plain space."""
    if at >= len(lex) or lex[at].sort is not Sort.DIGITS or lex[at].glued or lex[at].fresh:
        return False
    if not (lex[first].text.isdecimal() and len(lex[first].text) <= 3 and lex[first].text[0] != "0" and at - first < 8):
        return False
    if not (lex[at].text.isdecimal() and len(lex[at].text) == 3 and lex[at].start - lex[at - 1].end == 1):
        return False
    if first > 0 and (lex[first - 1].capital or lex[first - 1].lower.rstrip(".") in {"no", "page", "flight", "route"}):
        return False
    # "in 300 400 m races" is nobody's thousands: three digits behind a three-digit end need a first group below it.
    return not (at + 1 < len(lex) and lex[at + 1].glued and lex[at + 1].sort is Sort.WORD)


def _power(lex: Lexemes, at: int) -> tuple[int, int] | None:
    """Read `×10^6`, `× 10−30`, `x10⁶` at `at`: the exponent and the place after it."""
    if word_at(lex, at) not in {"×", "x"} or word_at(lex, at + 1) != "10":
        return None
    at += 2
    if word_at(lex, at) == "^":
        at += 1
    raised = ""
    while at < len(lex) and lex[at].glued and lex[at].text in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻" and len(raised) < 4:
        raised, at = raised + lex[at].text.translate(_RAISED), at + 1
    if not raised:
        sign = ""
        if word_at(lex, at) in {"-", "−", "–"} and lex[at].glued:
            sign, at = "-", at + 1
        if at < len(lex) and lex[at].glued and lex[at].sort is Sort.DIGITS and lex[at].text.isdecimal():
            raised, at = sign + lex[at].text, at + 1
    try:
        exponent = int(raised)
    except ValueError:
        return None
    return (exponent, at) if abs(exponent) <= 30 else None


def _of_magnitude(lex: Lexemes, found: Numeral, money: bool) -> Numeral:
    """Multiply by the magnitudes that follow: `3.2bn`, `4 hundred million`, `2½ million`."""
    value, at, factor = found.value, found.end, 1
    assert value is not None
    first = at
    while at - first < 3 and (step := magnitude(lex, at, money=money, value=value)):
        value, at, factor = value * step[0], step[1], factor * step[0]
    if at == first and word_at(lex, at) in _HYPHENS and word_at(lex, at + 1) in MAGNITUDES:
        factor = MAGNITUDES[word_at(lex, at + 1)]
        value, at = value * factor, at + 2
    if at == first:
        return found
    if half := _and_a_half(lex, at):
        value, at = value + half[0] * factor, half[1]
    return replace(found, end=at, value=value, low=value, high=value, plain=False, fraction=False, factor=factor)


def _and_a_half(lex: Lexemes, i: int) -> tuple[Decimal, int] | None:
    """Read `and a half`, `-and-a-half`, `and three quarters` at `i`."""
    at = i + (word_at(lex, i) in _HYPHENS)
    if word_at(lex, at) != "and":
        return None
    at += 1 + (word_at(lex, at + 1) in _HYPHENS)
    top = {"a": 1, "one": 1, "three": 3}.get(word_at(lex, at))
    if top is None:
        return None
    at += 1 + (word_at(lex, at + 1) in _HYPHENS)
    part = {"half": 2, "quarter": 4, "quarters": 4, "third": 3}.get(word_at(lex, at))
    if part is None or (part == 2 and top == 3):
        return None
    return Decimal(top) / Decimal(part), at + 1


def _vague(lex: Lexemes, i: int) -> Numeral | None:
    """Read `dozens`, `tens of thousands`, `hundreds of millions`, `several hundred`, `a couple of`."""
    word = lex[i].lower
    if word in PLURALS:
        if (word == "scores" and not _scores_of_people(lex, i)) or (word == "tens" and word_at(lex, i + 1) != "of"):
            return None
        base, at = PLURALS[word], i + 1
        times = 0
        while word_at(lex, at) == "of" and word_at(lex, at + 1) in PLURALS and times < 3:
            base, at, times = base * PLURALS[word_at(lex, at + 1)], at + 2, times + 1
        if word == "tens" and not times:
            return None
        return Numeral(i, at, None, Decimal(base), Decimal(base) * 10, plain=False, vague=True, spelled=True)
    at = i
    if word in {"a", "the"} and word_at(lex, i + 1) in {"few", "couple", "handful"}:
        at = i + 1
    head = word_at(lex, at)
    if head == "handful":
        if word_at(lex, at + 1) != "of":
            return None
        return Numeral(i, at + 1, None, Decimal(2), Decimal(9), plain=False, vague=True, spelled=True)
    if head == "couple" and at > i:
        past = at + 1 + (word_at(lex, at + 1) == "of")
        if word_at(lex, past) in MAGNITUDES:
            value = Decimal(2 * MAGNITUDES[word_at(lex, past)])
            return replace(_exact(i, past + 1, value, plain=False, spelled=True), about=True)
        if past == at + 2 or word_at(lex, past) in {"dozen", "hundred", "thousand", "million"}:
            return replace(_exact(i, at + 1, Decimal(2), spelled=True), about=True)
        return None
    if head in {"few", "several", "many"} or (
        head == "some" and word_at(lex, at + 1) in {"dozen", "hundred", "thousand"}
    ):
        base, past = 1, at + 1
        while word_at(lex, past) in MAGNITUDES and past - at < 4:
            base, past = base * MAGNITUDES[word_at(lex, past)], past + 1
        if base == 1 and word_at(lex, past) in PLURALS and word_at(lex, past) not in {"scores", "tens"}:
            base, past = PLURALS[word_at(lex, past)], past + 1
        if base == 1 or head == "some":
            return None
        return Numeral(i, past, None, Decimal(base) * 2, Decimal(base) * 10, plain=False, vague=True, spelled=True)
    return None


def _scores_of_people(lex: Lexemes, i: int) -> bool:
    """Tell `scores of people` and `scores killed` from a player who scores and from marks in a test."""
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    if after == "of":
        return before not in {"test", "exam", "the", "credit", "approval", "their", "high", "low", "average"}
    return after in {"dead", "killed", "injured", "wounded", "hurt", "missing", "feared", "arrested", "more", "trapped"}


def _spelled(lex: Lexemes, i: int, money: bool) -> Numeral | None:
    word = lex[i].lower
    if word in {"half", "quarter"} or word in {"a", "an", "one"}:
        special = _half_a_million(lex, i) or _article(lex, i)
        if special:
            return special
    if word not in ONES and word not in TENS:
        return None
    whole, at = _below_hundred(lex, i)
    if part := _parts(lex, at, whole):
        return _exact(i, part[1], Decimal(whole) / Decimal(part[0]), fraction=True, plain=False, spelled=True)
    if half := _and_a_half(lex, at):
        return _of_magnitude(lex, _exact(i, half[1], Decimal(whole) + half[0], spelled=True), money)
    return _chain(lex, i, whole, at)


def _below_hundred(lex: Lexemes, i: int) -> tuple[int, int]:
    word = lex[i].lower
    if word in TENS:
        at = i + 1 + (word_at(lex, i + 1) in _HYPHENS and lex[i + 1].glued)
        unit = ONES.get(word_at(lex, at), 0)
        if 1 <= unit <= 9 and not (at < len(lex) and lex[at].fresh):
            return TENS[word] + unit, at + 1
        return TENS[word], i + 1
    return ONES[word], i + 1


def _chain(lex: Lexemes, i: int, small: int, at: int) -> Numeral:
    """Read on after a small number: `two hundred and fifty thousand`, `one million, two hundred`."""
    total, group, scale = 0, small, 10**30
    big, last = False, 1
    while True:
        step = at + (word_at(lex, at) in _HYPHENS and word_at(lex, at + 1) in MAGNITUDES)
        word = word_at(lex, step)
        if (word in MAGNITUDES and MAGNITUDES[word] < scale) or (
            word in {"million", "billion"} and group and not total
        ):
            factor = MAGNITUDES[word]
            if factor in {100, 12}:
                group *= factor
            else:
                total, group, scale = total + max(group, 1) * factor, 0, factor
            big, at, last = True, step + 1, factor if last == 1 else last * factor if factor > last else factor
            if half := _and_a_half(lex, at):
                value = Decimal(total + group) + half[0] * factor
                return _exact(i, half[1], value, plain=False, spelled=True)
            continue
        if not big or at - i > 24:
            break
        joined = at + (word == "and") if step == at else at
        rest = word_at(lex, joined)
        if (rest not in ONES and rest not in TENS) or (joined < len(lex) and lex[joined].fresh) or rest == "zero":
            break
        small, after = _below_hundred(lex, joined)
        follows = word_at(lex, after)
        room = (group % 100 == 0) if group else True
        if not room or (group == 0 and joined > at and follows in MAGNITUDES and MAGNITUDES[follows] >= scale):
            break
        if joined > at and group == 0 and total and follows not in MAGNITUDES and small < 10 and scale > 1000:
            break
        group, at = group + small, after
    return _exact(i, at, Decimal(total + group), plain=not big, spelled=True, factor=last)


def _half_a_million(lex: Lexemes, i: int) -> Numeral | None:
    """Read `half a million`, `half-a-million`, `half million`, `a quarter of a million`, `half a dozen`."""
    at = i + (lex[i].lower == "a")
    part = {"half": 2, "quarter": 4}.get(word_at(lex, at))
    if part is None:
        return None
    at += 1
    for link in ("-", "of", "a", "-"):
        at += word_at(lex, at) == link
    factor = MAGNITUDES.get(word_at(lex, at))
    if factor is None:
        return None
    return _exact(i, at + 1, Decimal(factor) / part, plain=False, spelled=True)


def _article(lex: Lexemes, i: int) -> Numeral | None:
    """Read `a hundred and five`, `a dozen`, `a third of`; the article alone is no number."""
    word, after = lex[i].lower, word_at(lex, i + 1)
    if word in {"a", "an"}:
        if after in MAGNITUDES:
            return _chain(lex, i, 1, i + 1)
        if (part := PARTS.get(after)) and after not in {"half", "halves"} and _stands_alone(lex, i + 2, after):
            return _exact(i, i + 2, Decimal(1) / Decimal(part), fraction=True, plain=False, spelled=True)
        if after == "half" and word_at(lex, i + 2) not in {"-", "dozen", "million"}:
            return None
    if word == "half" and _is_share(lex, i):
        return _exact(i, i + 1, Decimal("0.5"), fraction=True, plain=False, spelled=True)
    return None


_AFTER_PART = words("numerals.after_part")


def _stands_alone(lex: Lexemes, i: int, part: str) -> bool:
    """Tell `a third of voters`, `rose by a third` from `a third man`."""
    after, before = word_at(lex, i), word_at(lex, i - 3)
    if part == "quarter" and after != "of":
        return before in {"by", "than", "nearly", "almost", "about", "over", "around", "to", "up", "down", "under"}
    return i >= len(lex) or after in _AFTER_PART or (lex[i].sort is Sort.SIGN and lex[i].text in ".,;:)")


def _is_share(lex: Lexemes, i: int) -> bool:
    """Tell the share (`nearly half the voters`) from halves of a match, half-brothers and half past nine."""
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    if after in _HYPHENS and lex[i + 1].glued:
        return word_at(lex, i + 2) in {"hour", "mile", "day", "century", "inch", "year", "life", "point", "percent"}
    if before in {"first", "second", "opening", "closing", "top", "bottom", "better", "latter", "a", "the", "each",
                  "either", "final", "1st", "2nd", "-", "early", "later"}:  # fmt: skip
        return before == "the" and False
    return after not in {"past", "time", "brother", "sister", "term", "way", "hearted", "back", "mast", "moon"}


def _parts(lex: Lexemes, at: int, top: int) -> tuple[int, int] | None:
    """Read the denominator of `two thirds`, `two-thirds`, `one fourth` at `at`."""
    hyphen = word_at(lex, at) in _HYPHENS and lex[at].glued
    word = word_at(lex, at + hyphen)
    if not word or lex[at + hyphen].fresh:
        return None
    if top == 1:
        part = PARTS.get(word)
        if part is not None and (hyphen or _stands_alone(lex, at + 1, "third")):
            return part, at + hyphen + 1
        return None
    part = PARTS.get(word[:-1]) if word.endswith("s") else None
    if part is None or (
        part == 4 and word == "quarters" and word_at(lex, at + hyphen + 1) in {"in", "final"} and not hyphen
    ):
        return None
    return part, at + hyphen + 1
