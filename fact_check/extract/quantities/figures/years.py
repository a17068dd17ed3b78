"""Bare years and decades: `in 2016`, `the 2014-15 season`, `the 1980s`; not `2000 hires`."""

from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, opens, word_at
from fact_check.lexicon import words

DASHES = frozenset({"-", "–", "‑", "‐", "—", "/"})


_YEARED = words("numbers.dates.yeared")


_PLAINLY_YEARED = words("numbers.dates.plainly_yeared")


FUNCTION = words("numbers.dates.function")


def year_like(lex: Lexemes, i: int) -> bool:
    if not (0 <= i < len(lex)) or lex[i].sort is not Sort.DIGITS or not lex[i].text.isdecimal():
        return False
    return len(lex[i].text) == 4 and 1000 <= int(lex[i].text) <= 2199


def counted_noun(lex: Lexemes, i: int) -> bool:
    """Tell whether a plural stands at `i`, or after one adjective, as behind a count."""
    if i >= len(lex) or lex[i].fresh or lex[i].sort is not Sort.WORD or lex[i].lower in FUNCTION:
        return False
    if lex[i].lower in {"people", "men", "women", "children", "police"}:
        return True
    return lex[i].text.islower() and lex[i].lower.endswith("s") and not lex[i].lower.endswith(("ss", "us", "is"))


def is_year(lex: Lexemes, i: int) -> bool:
    """Tell whether four bare digits name a year: by the preposition before, and by no noun counted behind."""
    if not year_like(lex, i):
        return False
    value = int(lex[i].text)
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    glued_after = i + 1 < len(lex) and lex[i + 1].glued
    if before in {"$", "£", "€", "¥", "₹", "."} and lex[i].glued:
        return False
    if (glued_after and lex[i + 1].sort is Sort.WORD) or after in {"%", "percent", "million", "billion", "per"}:
        return after == "s" and value % 10 == 0
    if before in _PLAINLY_YEARED:
        return not (before == "in" and value < 1000)
    if before == "between" and word_at(lex, i + 1) == "and" and year_like(lex, i + 2):
        return not counted_noun(lex, i + 3)
    if before == "and" and word_at(lex, i - 3) == "between" and year_like(lex, i - 2):
        return not counted_noun(lex, i + 1)
    if 1000 <= value < 1800 or value > 2060:
        return (
            before in {"of", "since", "by", "circa"} and i > 1 and lex[i - 2].capital and not counted_noun(lex, i + 1)
        )
    named = i > 0 and (lex[i - 1].capital and not opens(lex, i - 1))
    if named or (before == "," and i > 1 and lex[i - 2].capital):
        return True
    if before in {"than", "least", "some", "nearly", "almost", "approximately", "roughly", "over"}:
        return False
    if counted_noun(lex, i + 1) or (counted_noun(lex, i + 2) and lex[i + 1].text.islower() and after not in FUNCTION):
        return (
            before in {"the", "'s", "his", "her", "their", "its"}
            or _has_possessive(lex, i - 1)
            or (value % 100 != 0 and before in _YEARED)
        )
    return not (before in {"up", "about", "around"} and value % 100 == 0) and not _measure_word(after)


def _has_possessive(lex: Lexemes, i: int) -> bool:
    return 0 <= i < len(lex) and lex[i].lower.endswith(("'s", "s'"))


def _measure_word(word: str) -> bool:
    return word in {
        "km",
        "m",
        "miles",
        "metres",
        "meters",
        "kg",
        "feet",
        "square",
        "dollars",
        "euros",
        "calories",
        "sq",
    }


def year_range(lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take the second year of `2014-15` and `1980–1988`."""
    if word_at(lex, i + 1) in DASHES and i + 2 < len(lex) and lex[i + 1].glued and lex[i + 2].glued:
        end = lex[i + 2].text
        if lex[i + 2].sort is Sort.DIGITS and end.isdecimal() and len(end) in {2, 4}:
            taken.add(i + 2)
    if word_at(lex, i + 1) in {"to", "and", "or"} and year_like(lex, i + 2) and not counted_noun(lex, i + 3):
        taken.add(i + 2)


def decade(lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take `'60s` and `the 80s`; `in his 50s` is an age and stays."""
    text = lex[i].text
    if len(text) == 2 and text.isdecimal() and text[1] == "0" and word_at(lex, i + 1) == "s" and lex[i + 1].glued:
        before = word_at(lex, i - 1)
        if before in {"'", "’", "‘", "the"}:
            taken.add(i)
    short = len(text) == 2 and text.isdecimal() and word_at(lex, i - 1) in {"'", "’", "‘"} and lex[i].glued
    measured = word_at(lex, i + 1) in {"%", "percent", "-"}
    if short and not measured and not lex[i - 1].glued and not counted_noun(lex, i + 1):
        taken.add(i)
