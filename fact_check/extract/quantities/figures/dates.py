"""Recognise digits that aren't a quantity but a date, a clock time, a telephone number or a web address."""

from fact_check.extract.quantities.figures.addresses import addressed, coded
from fact_check.extract.quantities.figures.elapsed import elapsed
from fact_check.extract.quantities.figures.lexemes import Lexeme, Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.values import ONES
from fact_check.extract.quantities.figures.years import DASHES, counted_noun, decade, is_year, year_like, year_range
from fact_check.lexicon import words

_MONTHS = words("numbers.dates.months")


_UNSURE = words("number-words.uncertain_months")
"""Months that are other words, too, unless they have a capital."""


_ERAS = words("numbers.dates.eras")
_DIALLING = words("numbers.dates.dialling")
_AT = words("number-words.before_clock")
_CLOCKED = frozenset({"to", "past"})
_TELLING = _MONTHS | _CLOCKED
_MINUTES = words("number-words.clock_minutes")
_HOURS = words("number-words.clock_hours")
_ENDINGS = words("number-words.ordinal_endings")
_COUNTED = words("number-words.after_quantities")
_OPENING = words("numbers.dates.opening")
_ZONES = words("numbers.dates.zones")


def dated(text: str, lex: Lexemes) -> set[int]:
    """Return the lexemes that belong to dates, clock times, telephone numbers, lists or addresses."""
    taken: set[int] = set()
    sort = Sort.DIGITS
    telling = [i for i, x in enumerate(lex) if x.sort is sort or x.lower in _TELLING]  # most words tell nothing
    digits = [i for i in telling if lex[i].sort is sort]
    addressed(text, lex, taken)
    coded(lex, digits, taken)
    for i in telling:
        x = lex[i]
        if x.sort is Sort.DIGITS:
            if i not in taken:
                _clock(lex, i, taken)
                _chained(lex, i, taken)
                _listed(text, lex, i, taken)
                _era(lex, i, taken)
        elif _is_month(x):
            _around_month(lex, i, taken)
        elif x.lower in _CLOCKED and word_at(lex, i - 2) in _AT:
            _spoken_clock(lex, i, taken)
    for i in digits:
        if i not in taken and is_year(lex, i):
            taken.add(i)
            year_range(lex, i, taken)
        elif i not in taken:
            decade(lex, i, taken)
    return taken


def _is_month(x: Lexeme) -> bool:
    return x.sort is Sort.WORD and x.lower in _MONTHS and (x.capital or x.lower not in _UNSURE)


def _day(lex: Lexemes, i: int) -> bool:
    if not (0 <= i < len(lex)) or lex[i].sort is not Sort.DIGITS or not lex[i].text.isdecimal():
        return False
    return len(lex[i].text) <= 2 and 1 <= int(lex[i].text) <= 31


def _around_month(lex: Lexemes, i: int, taken: set[int]) -> None:
    before = i - 1
    if word_at(lex, before) == "of":
        before -= 1
    if word_at(lex, before) in _ENDINGS:
        before -= 1
    if _day(lex, before) and before not in taken:
        taken.add(before)
        # "4 and 5 May", "4-6 May"
        while word_at(lex, before - 1) in DASHES | {"and", "to", ",", "or"} and _day(lex, before - 2):
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
    if (year_like(lex, at) and not (lex[at].text.endswith("00") and counted_noun(lex, at + 1))) or (
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
    if word_at(lex, at) in _ENDINGS and lex[at].glued:
        at += 1
    while word_at(lex, at) in DASHES | {"and", "to", ",", "or"} and _day(lex, at + 1):
        if _measured(lex, at + 1) or (word_at(lex, at) not in DASHES and counted_noun(lex, at + 2)):
            break
        taken.add(at + 1)
        at += 2
    return at


def _measured(lex: Lexemes, i: int) -> bool:
    after = word_at(lex, i + 1)
    return after in _COUNTED


def _spoken_clock(lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take `at five to six`, `until ten past nine`."""
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    if before in _MINUTES and 1 <= ONES.get(after, 0) <= 12 and not counted_noun(lex, i + 2):
        taken.update((i - 1, i + 1))


def _clock(lex: Lexemes, i: int, taken: set[int]) -> None:
    if elapsed(lex, i) is not None:
        return
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
    if at == i and hour and _opens_at(lex, i):
        taken.add(i)
    if hour and (am or after in _HOURS):
        taken.update(range(i, at + 1))
        # "8-10 pm"
        if word_at(lex, i - 1) in DASHES | {"to", "and"} and i >= 2 and lex[i - 2].sort is Sort.DIGITS:
            taken.add(i - 2)
    elif (len(lex[i].text) == 4 and lex[i].text.isdecimal() and (after in _ZONES or lex[i].text[0] == "0")) or (
        len(lex[i].text) == 4 and lex[i].text.isdecimal() and after == "hours" and word_at(lex, i - 1) == "at"
    ):
        taken.add(i)


def _opens_at(lex: Lexemes, i: int) -> bool:
    """Tell whether a bare number is an hour: `the shop shuts at 9`."""
    if word_at(lex, i - 1) != "at" or not lex[i].text.isdecimal() or not 1 <= int(lex[i].text) <= 12:
        return False
    closed = i + 1 >= len(lex) or lex[i + 1].fresh or lex[i + 1].lower in {".", "on", "and", "tonight", "sharp"}
    return closed and any(x.lower in _OPENING for x in lex[max(0, i - 4) : i - 1])


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
    thousands = len(first) == 3 and i > 0 and lex[i - 1].sort is Sort.DIGITS and not lex[i].glued
    dialled = word_at(lex, i - 1) == "+" and lex[i].glued and (len(first) > 6 or _digits_follow(lex, at))
    if (len(first) > 1 and first[0] == "0" and first.isdecimal() and not thousands) or dialled:
        taken.add(i)
        while _digits_follow(lex, at):
            at += 1
            taken.add(at)


def _digits_follow(lex: Lexemes, at: int) -> bool:
    return (
        at + 1 < len(lex) and lex[at + 1].sort is Sort.DIGITS and lex[at + 1].text.isdecimal() and not lex[at + 1].fresh
    )


def _era(lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take `300 BC`, `664 b.c.e.`, `AD 79`, and the emergency numbers that people dial."""
    letters = "".join(x.lower for x in lex[i + 1 : i + 7] if x.text != ".")
    dotted = word_at(lex, i + 2) == "." and len(word_at(lex, i + 1)) == 1 and letters.startswith(("bc", "ce", "ad"))
    if word_at(lex, i + 1) in _ERAS or dotted or (i > 0 and lex[i - 1].text == "AD"):
        taken.add(i)
    if word_at(lex, i - 1) in _DIALLING and lex[i].text.isdecimal() and len(lex[i].text) >= 3:
        taken.add(i)


def _listed(text: str, lex: Lexemes, i: int, taken: set[int]) -> None:
    """Take the number of a list item at the start of a line, and the mark of a footnote."""
    if not lex[i].text.isdecimal() or len(lex[i].text) > 2:
        return
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    if before == "[":
        # "[2]", "[2, 3]", "[19-21]"
        at = i
        while (
            word_at(lex, at + 1) in {",", "-", "–"}
            and at + 2 < len(lex)
            and lex[at + 2].text.isdecimal()
            and at - i < 40
        ):
            at += 2
        if word_at(lex, at + 1) == "]":
            taken.update(range(i, at + 1))
    line = i == 0 or "\n" in text[lex[i - 1].end : lex[i].start]
    if line and after in {".", ")"} and i + 2 < len(lex) and lex[i + 1].glued and not lex[i + 2].glued:
        taken.add(i)
