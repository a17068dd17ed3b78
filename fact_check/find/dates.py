"""Digits that are no quantity because they tell a date, a clock time, a telephone number or an address on the net."""

import re

from fact_check.find.lexemes import Lexeme, Lexemes, Sort, word_at
from fact_check.find.wordlists import words

_MONTHS = words("dates.months")
_UNSURE = frozenset({"may", "march", "mar", "jan", "sep", "dec", "jun", "apr", "jul"})
"""Months only with a capital: all others are no other words."""
_DASHES = frozenset({"-", "–", "‑", "‐", "—", "/"})
_ZONES = words("dates.zones")
_YEARED = words("dates.yeared")
_PLAINLY_YEARED = words("dates.plainly_yeared")
_NET = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)[#@]\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu)\b\S*"
)


def dated(text: str, lex: Lexemes) -> set[int]:
    """Return the places of the lexemes that belong to dates, clock times, telephone numbers, lists or addresses."""
    taken: set[int] = set()
    _net(text, lex, taken)
    for i, x in enumerate(lex):
        if x.sort is Sort.DIGITS and i not in taken:
            _clock(lex, i, taken)
            _chained(lex, i, taken)
            _listed(text, lex, i, taken)
        elif _is_month(x):
            _around_month(lex, i, taken)
    for i, x in enumerate(lex):
        if x.sort is Sort.DIGITS and i not in taken and is_year(lex, i):
            taken.add(i)
            _year_range(lex, i, taken)
        elif x.sort is Sort.DIGITS and i not in taken:
            _decade(lex, i, taken)
    return taken


def _net(text: str, lex: Lexemes, taken: set[int]) -> None:
    at = 0
    for match in _NET.finditer(text):
        while at < len(lex) and lex[at].end <= match.start():
            at += 1
        while at < len(lex) and lex[at].start < match.end():
            taken.add(at)
            at += 1


def _is_month(x: Lexeme) -> bool:
    return x.sort is Sort.WORD and x.lower in _MONTHS and (x.capital or x.lower not in _UNSURE)


def _day(lex: Lexemes, i: int) -> bool:
    if not (0 <= i < len(lex)) or lex[i].sort is not Sort.DIGITS or not lex[i].text.isdecimal():
        return False
    return len(lex[i].text) <= 2 and 1 <= int(lex[i].text) <= 31


def _year_like(lex: Lexemes, i: int) -> bool:
    if not (0 <= i < len(lex)) or lex[i].sort is not Sort.DIGITS or not lex[i].text.isdecimal():
        return False
    return len(lex[i].text) == 4 and 1000 <= int(lex[i].text) <= 2199


def _around_month(lex: Lexemes, i: int, taken: set[int]) -> None:
    before = i - 1
    if word_at(lex, before) == "of":
        before -= 1
    if word_at(lex, before) in {"st", "nd", "rd", "th"}:
        before -= 1
    if _day(lex, before) and before not in taken:
        taken.add(before)
        # "4 and 5 May", "4-6 May"
        while word_at(lex, before - 1) in _DASHES | {"and", "to", ",", "or"} and _day(lex, before - 2):
            before -= 2
            taken.add(before)
    at = i + 1
    if word_at(lex, at) == "." and lex[at].glued:
        at += 1
    if at < len(lex) and lex[at].fresh:
        return
    at = _days_after(lex, at, taken)
    if word_at(lex, at) in {",", "of", "'", "’"}:
        at += 1
    if (_year_like(lex, at) and not _counted_noun(lex, at + 1)) or (
        word_at(lex, at - 1) in {"'", "’"} and at < len(lex) and lex[at].sort is Sort.DIGITS and len(lex[at].text) == 2
    ):
        taken.add(at)


def _days_after(lex: Lexemes, at: int, taken: set[int]) -> int:
    if word_at(lex, at) == "the":
        at += 1
    if not _day(lex, at) or _measured(lex, at):
        return at
    taken.add(at)
    at += 1
    if word_at(lex, at) in {"st", "nd", "rd", "th"} and lex[at].glued:
        at += 1
    while word_at(lex, at) in _DASHES | {"and", "to", ",", "or"} and _day(lex, at + 1):
        if _measured(lex, at + 1) or (word_at(lex, at) not in _DASHES and _counted_noun(lex, at + 2)):
            break
        taken.add(at + 1)
        at += 2
    return at


def _measured(lex: Lexemes, i: int) -> bool:
    after = word_at(lex, i + 1)
    return after in {"%", "percent", "per", "million", "billion", "thousand"}


_FUNCTION = words("dates.function")


def _counted_noun(lex: Lexemes, i: int) -> bool:
    """Tell whether a plural stands at `i`, or after one adjective, as behind a count."""
    if i >= len(lex) or lex[i].fresh or lex[i].sort is not Sort.WORD or lex[i].lower in _FUNCTION:
        return False
    if lex[i].lower in {"people", "men", "women", "children", "police"}:
        return True
    return lex[i].text.islower() and lex[i].lower.endswith("s") and not lex[i].lower.endswith(("ss", "us", "is"))


def _clock(lex: Lexemes, i: int, taken: set[int]) -> None:
    at = i
    while word_at(lex, at + 1) == ":" and at + 2 < len(lex) and lex[at + 1].glued and lex[at + 2].glued:
        if lex[at + 2].sort is not Sort.DIGITS or len(lex[at + 2].text.partition(".")[0]) != 2:
            break
        at += 2
    if at > i:
        taken.update(range(i, at + 1))
    after = word_at(lex, at + 1)
    hour = len(lex[i].text.partition(".")[0]) <= 2
    am = after in {"am", "pm"} or (
        after in {"a", "p"} and word_at(lex, at + 2) == "." and word_at(lex, at + 3).startswith("m")
    )
    if hour and (am or after in {"o'clock", "noon", "midnight"}):
        taken.update(range(i, at + 1))
        # "8-10 pm"
        if word_at(lex, i - 1) in _DASHES | {"to", "and"} and i >= 2 and lex[i - 2].sort is Sort.DIGITS:
            taken.add(i - 2)
    elif (len(lex[i].text) == 4 and lex[i].text.isdecimal() and (after in _ZONES or lex[i].text[0] == "0")) or (
        len(lex[i].text) == 4 and lex[i].text.isdecimal() and after == "hours" and word_at(lex, i - 1) == "at"
    ):
        taken.add(i)


def _chained(lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take numeric dates (`4/5/2022`, `2022-05-04`), telephone numbers and other chains of digits."""
    if (
        i > 1
        and lex[i].glued
        and lex[i - 1].text in {"-", "/", "."}
        and lex[i - 2].sort is Sort.DIGITS
        and lex[i - 1].glued
    ):
        return
    at = i
    while at + 2 < len(lex) and lex[at + 1].glued and lex[at + 2].glued and lex[at + 2].sort is Sort.DIGITS:
        if lex[at + 1].text not in {"-", "/", ".", "‑"}:
            break
        at += 2
    groups = (at - i) // 2 + 1
    first, last = lex[i].text, lex[at].text
    if groups >= 3:
        taken.update(range(i, at + 1))
    elif groups == 2 and first.isdecimal() and last.isdecimal():
        slash = lex[i + 1].text == "/"
        if slash and (int(first) >= int(last) or (first, last) in {("9", "11"), ("7", "11")}) and int(first) < 32:
            taken.update(range(i, at + 1))
        if len(first) == 3 and len(last) == 4 and not slash:
            taken.update(range(i, at + 1))
    if (len(first) > 1 and first[0] == "0" and first.isdecimal()) or (word_at(lex, i - 1) == "+" and lex[i].glued):
        taken.add(i)
        while _digits_follow(lex, at):
            at += 1
            taken.add(at)


def _digits_follow(lex: Lexemes, at: int) -> bool:
    return (
        at + 1 < len(lex) and lex[at + 1].sort is Sort.DIGITS and lex[at + 1].text.isdecimal() and not lex[at + 1].fresh
    )


def _listed(text: str, lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take a list's own number at the start of a line, and a footnote's mark."""
    if not lex[i].text.isdecimal() or len(lex[i].text) > 2:
        return
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    if before == "[" and after == "]":
        taken.add(i)
    line = i == 0 or "\n" in text[lex[i - 1].end : lex[i].start]
    if line and after in {".", ")"} and i + 2 < len(lex) and lex[i + 1].glued and not lex[i + 2].glued:
        taken.add(i)


def is_year(lex: Lexemes, i: int) -> bool:
    """Tell whether four bare digits name a year: by the preposition before, and by no noun counted behind."""
    if not _year_like(lex, i):
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
    if before == "between" and word_at(lex, i + 1) == "and" and _year_like(lex, i + 2):
        return not _counted_noun(lex, i + 3)
    if before == "and" and word_at(lex, i - 3) == "between" and _year_like(lex, i - 2):
        return not _counted_noun(lex, i + 1)
    if 1000 <= value < 1800 or value > 2060:
        return (
            before in {"of", "since", "by", "circa"} and i > 1 and lex[i - 2].capital and not _counted_noun(lex, i + 1)
        )
    if before in {"than", "least", "some", "nearly", "almost", "approximately", "roughly", "over"}:
        return False
    if _counted_noun(lex, i + 1) or (
        _counted_noun(lex, i + 2) and lex[i + 1].text.islower() and after not in _FUNCTION
    ):
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


def _year_range(lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take the second year of `2014-15` and `1980–1988`."""
    if word_at(lex, i + 1) in _DASHES and i + 2 < len(lex) and lex[i + 1].glued and lex[i + 2].glued:
        end = lex[i + 2].text
        if lex[i + 2].sort is Sort.DIGITS and end.isdecimal() and len(end) in {2, 4}:
            taken.add(i + 2)
    if word_at(lex, i + 1) in {"to", "and", "or"} and _year_like(lex, i + 2) and not _counted_noun(lex, i + 3):
        taken.add(i + 2)


def _decade(lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take `'60s` and `the 80s`; `in his 50s` is an age and stays."""
    text = lex[i].text
    if len(text) == 2 and text.isdecimal() and text[1] == "0" and word_at(lex, i + 1) == "s" and lex[i + 1].glued:
        before = word_at(lex, i - 1)
        if before in {"'", "’", "‘", "the"}:
            taken.add(i)
    short = len(text) == 2 and text.isdecimal() and word_at(lex, i - 1) in {"'", "’", "‘"} and lex[i].glued
    measured = word_at(lex, i + 1) in {"%", "percent", "-"}
    if short and not measured and not lex[i - 1].glued and not _counted_noun(lex, i + 1):
        taken.add(i)
