"""Read times that something took, as results are written: `2:05:45`, `14:32.5`."""

from decimal import Decimal

from fact_check.extract.quantities.figures.amounts import Amount
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.units import Unit
from fact_check.lexicon import words

SECOND = Unit("second", "time")
_CLOCK = words("numbers.dates.zones", "number-words.clock_hours") | {"am", "pm", "a.m", "p.m"}
"""Words after the time of day."""
_AT = (words("number-words.before_clock") | {"since"}) - {"about", "around"}
"""Words before the time of day; what took a while took `about 2:05:45`."""


def elapsed(lex: Lexemes, i: int) -> Amount | None:
    """Read the figure at lexeme `i` as seconds: hours, minutes and seconds, or minutes and seconds with a fraction.

    Returns None for a time of day, and for whatever else has no colons or has them elsewhere (`3:2`). Never raises.
    """
    parts, end = [lex[i].text], i + 1
    while len(parts) < 3 and word_at(lex, end) == ":" and end + 1 < len(lex) and lex[end].glued and lex[end + 1].glued:
        if lex[end + 1].sort is not Sort.DIGITS:
            return None
        parts.append(lex[end + 1].text)
        end += 2
    if not _counts(parts) or word_at(lex, end) == ":" or word_at(lex, end) in _CLOCK or word_at(lex, i - 1) in _AT:
        return None
    value = Decimal(0)
    for part in parts:
        value = value * 60 + Decimal(part)
    return Amount(i, end, value, value, value, SECOND, numerals=((i, end),), plain=False)


def _counts(parts: list[str]) -> bool:
    """Tell whether parts between colons count time: `12:30` may be a time of day or a score, `2:05:45` is neither."""
    whole, _, fraction = parts[-1].partition(".")
    sixties = [*parts[1:-1], whole]
    if len(parts) < 2 or not parts[0].isdecimal() or not parts[0].isascii() or len(parts[0]) > 3:
        return False
    if any(len(part) != 2 or not (part.isascii() and part.isdecimal()) or int(part) > 59 for part in sixties):
        return False
    if fraction:
        return fraction.isascii() and fraction.isdecimal()
    return len(parts) == 3 and "." not in parts[-1]
