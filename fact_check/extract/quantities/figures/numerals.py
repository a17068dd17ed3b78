"""Read numerals: here those in digits, with separators, `10 000`, `2½`, `1 1/2`, `1.99 × 10³⁰`.

A numeral is read at one lexeme, whatever it counts.
"""

import unicodedata
from decimal import Decimal
from fractions import Fraction

from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, plain_digits, word_at
from fact_check.extract.quantities.figures.spelled import spelled, vague
from fact_check.extract.quantities.figures.values import Numeral, and_a_half, exact, of_magnitude
from fact_check.lexicon import words

_GLYPH_SLASHES = {"/", "⁄"}


_DECIMAL_COMMA = words("numbers.numerals.decimal_comma")
"""Words after `1,8` with which its comma is a decimal one."""
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def numeral(lex: Lexemes, i: int, *, money: bool = False) -> Numeral | None:
    """Read the numeral that starts at lexeme `i`, or None. `money`: a currency comes before it."""
    if i >= len(lex):
        return None
    first = lex[i]
    if first.sort is Sort.DIGITS:
        return _digits(lex, i, money)
    if first.sort is Sort.VULGAR:
        value = _glyph(first.text)
        found = exact(i, i + 1, value, fraction=True, plain=False)
        return of_magnitude(lex, found, money)
    if first.sort is Sort.WORD:
        return vague(lex, i) or spelled(lex, i, money)
    return None


def _glyph(text: str) -> Decimal:
    part = Fraction(unicodedata.numeric(text)).limit_denominator(1000)
    return Decimal(part.numerator) / Decimal(part.denominator)


def _digits(lex: Lexemes, i: int, money: bool) -> Numeral | None:
    text = plain_digits(lex[i])
    if text is None:
        return None
    value, at = Decimal(text), i + 1
    if comma := _comma(lex, i):
        return of_magnitude(lex, exact(i, i + 3, comma), money)
    whole = lex[i].text.isdecimal()
    if whole and (mixed := _slash(lex, i)):
        return of_magnitude(lex, mixed, money) if not money else None
    while _thousands_go_on(lex, i, at):
        value, at = value * 1000 + Decimal(lex[at].text), at + 1
    if at == i + 1 and (power := _power(lex, i, value)):
        return exact(i, power[1], power[0], plain=False)
    if at < len(lex) and lex[at].sort is Sort.VULGAR and not lex[at].fresh:
        return of_magnitude(lex, exact(i, at + 1, value + _glyph(lex[at].text)), money)
    if whole and at < len(lex) and lex[at].sort is Sort.DIGITS and not lex[at].glued and (part := _slash(lex, at)):
        assert part.value is not None
        return of_magnitude(lex, exact(i, part.end, value + part.value), money)
    if half := and_a_half(lex, at):
        return of_magnitude(lex, exact(i, half[1], value + half[0]), money)
    return of_magnitude(lex, exact(i, at, value), money)


def _comma(lex: Lexemes, i: int) -> Decimal | None:
    """Read a decimal comma, which only comes before a percentage or a magnitude: `2,5 percent`."""
    if i + 3 >= len(lex) or lex[i + 1].text != "," or not (lex[i + 1].glued and lex[i + 2].glued):
        return None
    if not (
        lex[i].text.isdecimal() and lex[i + 2].text.isdecimal() and len(lex[i + 2].text) <= 2 and len(lex[i].text) < 4
    ):
        return None
    if lex[i + 3].lower not in _DECIMAL_COMMA:
        return None
    return Decimal(f"{lex[i].text}.{lex[i + 2].text}")


def _slash(lex: Lexemes, i: int) -> Numeral | None:
    """Read `1/2`: a numerator and a larger, common denominator, both touching the slash; not `9/11` or `24/7`."""
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
    end = i + 3
    if end < len(lex) and lex[end].glued and lex[end].lower in {"th", "rd", "ths", "rds"}:
        end += 1
    return exact(i, end, Decimal(int(above)) / Decimal(int(below)), fraction=True, plain=False)


def _thousands_go_on(lex: Lexemes, first: int, at: int) -> bool:
    """Tell whether `10 000` goes on at `at` with three digits after one plain space."""
    if at >= len(lex) or lex[at].sort is not Sort.DIGITS or lex[at].glued or lex[at].fresh:
        return False
    if not (lex[first].text.isdecimal() and len(lex[first].text) <= 3 and lex[first].text[0] != "0" and at - first < 8):
        return False
    if not (lex[at].text.isdecimal() and len(lex[at].text) == 3 and lex[at].start - lex[at - 1].end == 1):
        return False
    if first > 0 and (lex[first - 1].capital or lex[first - 1].lower.rstrip(".") in {"no", "page", "flight", "route"}):
        return False
    # "in 300 400 m races" are no thousands: three digits after a three-digit end need a first group below it.
    return not (at + 1 < len(lex) and lex[at + 1].glued and lex[at + 1].sort is Sort.WORD)


def _power(lex: Lexemes, i: int, value: Decimal) -> tuple[Decimal, int] | None:
    """Read `2×10^6`, `5 x 10−3`, `10⁶`, `10^6`, `1.2e-5` from `i` on; return the value and the place after it."""
    at = i + 1
    if word_at(lex, at) in {"×", "x", "·"} and word_at(lex, at + 1) == "10":
        raised = _exponent(lex, at + 2, caret=True)
        return (value * Decimal(10) ** raised[0], raised[1]) if raised else None
    if at >= len(lex) or not lex[at].glued:
        return None
    if lex[at].text in {"e", "E"} and (len(lex[i].text) == 1 or "." in lex[i].text):
        raised = _exponent(lex, at + 1, caret=False)
        return (value * Decimal(10) ** raised[0], raised[1]) if raised else None
    if value == 10 and (lex[at].text == "^" or lex[at].text in _SUPERSCRIPTS):
        raised = _exponent(lex, at, caret=True)
        return (value ** raised[0], raised[1]) if raised else None
    return None


def _exponent(lex: Lexemes, at: int, *, caret: bool) -> tuple[int, int] | None:
    """Read an exponent that touches its base (`^6`, `⁶`, `−30`), and return it with the place after it."""
    if caret and word_at(lex, at) == "^":
        at += 1
    raised = ""
    while at < len(lex) and lex[at].glued and lex[at].text in _SUPERSCRIPTS and len(raised) < 4:
        raised, at = raised + lex[at].text.translate(_RAISED), at + 1
    if not raised:
        sign = ""
        if word_at(lex, at) in {"-", "−", "–", "+"} and lex[at].glued:
            sign, at = "" if lex[at].text == "+" else "-", at + 1
        if at < len(lex) and lex[at].glued and lex[at].sort is Sort.DIGITS and lex[at].text.isdecimal():
            raised, at = sign + lex[at].text, at + 1
    try:
        exponent = int(raised)
    except ValueError:
        return None
    return (exponent, at) if abs(exponent) <= 30 else None
