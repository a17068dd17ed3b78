"""Recognise numbers that are part of a name: `Boeing 737`, `Section 230`, `COVID-19`, `10 Downing Street`."""

from fact_check.extract.quantities.figures.capitals import (
    counts_plural,
    is_one_thing,
    one_such,
    opens_name,
    spelled_name,
    titled,
)
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, opens, plural_ahead, word_at
from fact_check.extract.quantities.figures.values import MAGNITUDES, ONES, TENS
from fact_check.lexicon import words

_HEADS = words("numbers.names.heads")
"""Nouns that a number after them names: always if they have a capital, else only if the number is bare."""
_LOWER_HEADS = words("numbers.names.lower_heads")
_STREETS = words("numbers.names.streets")
_AIRCRAFT = frozenset({"707", "717", "727", "737", "747", "757", "767", "777", "787", "320", "330", "350", "380"})
_JETS = words("numbers.names.jets")
_CLASSES = words("numbers.names.classes")
"""Words that make a kind of thing, not a count, of a hyphenated number: `four-door`, `two-way`, `six-speed`."""
_DAYS = words("calendar.weekdays", "numbers.names.days")
_PAGED = words("number-words.before_page_numbers")
_PAGES = words("number-words.pages")
_PART_HEADS = words("number-words.part_heads")
_AFTER_ONE = words("number-words.after_one")
_BEFORE_HYPHEN = words("numbers.names.before_hyphen")
_ONE = words("numbers.names.one")
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_FIRMS = words("numbers.names.firms")
_BEFORE_FIRM = words("numbers.names.before_firm")
_NAMED = words("numbers.names.named")
_BEFORE_OF = words("numbers.names.before_of")
_NAMED_AS = frozenset((word, "as") for word in words("numbers.names.named_as"))


def part_of_name(lex: Lexemes, start: int, end: int, *, bare: bool) -> bool:
    """Tell whether the numeral from lexeme `start` to `end` belongs to a name.

    `bare`: it has no unit, currency, bound, separator or magnitude; only then does a capital before it count.
    """
    first = lex[start]
    if _in_code(lex, start, end) or _firm(lex, start):
        return True
    if end + 1 < len(lex) and lex[end].glued and lex[end].text in _HYPHENS and lex[end + 1].sort is Sort.DIGITS:
        bare = bare and not lex[end + 1].glued
    if first.sort is Sort.DIGITS and _bracketed(lex, end):
        return True
    if first.sort is Sort.DIGITS and (_house_range(lex, start, end) or _numbered(lex, start) or _lettered(lex, start)):
        return True
    if first.sort is Sort.DIGITS and _paged(lex, start):
        return True
    if _group_of(lex, start, end) or _known_as(lex, start, end):
        return True
    if not bare:
        return False
    if first.sort is Sort.DIGITS and _another(lex, start, end):
        return True
    if first.sort is Sort.DIGITS and (_address(lex, start, end) or _aircraft(lex, start)):
        return True
    return _behind_name(lex, start, end) or opens_name(lex, start, end) or spelled_name(lex, start, end)


def _in_code(lex: Lexemes, start: int, end: int) -> bool:
    """Recognise codes: `H1N1`, `COVID-19`, `A320`, `2019-nCoV`, `5G`, with letters on a side that are no unit."""
    first = lex[start]
    if first.glued:
        before = lex[start - 1]
        if before.sort is Sort.WORD or before.text in {"_", "#", "@"}:
            return True
        if before.text in _HYPHENS and before.glued and start >= 2:
            word = lex[start - 2]
            if word.sort is Sort.WORD and not _may_precede(word.lower):
                return True
        if before.text == "-" and start >= 2 and first.sort is Sort.DIGITS:
            return lex[start - 2].sort is Sort.WORD and lex[start - 2].text.isupper()
    if end < len(lex) and lex[end].glued:
        after = lex[end]
        if after.sort is Sort.WORD and after.lower != "s":
            return first.sort is Sort.DIGITS
        if after.text in _HYPHENS and end + 1 < len(lex) and lex[end + 1].glued and lex[end + 1].sort is Sort.WORD:
            kind = lex[end + 1].text
            if kind in _CLASSES:
                return True
            return not kind.islower() and not (kind[0].isupper() and kind[1:].islower()) and not kind.isupper()
        if after.text == "_":
            return True
    return False


def _may_precede(word: str) -> bool:
    return word in _BEFORE_HYPHEN or word in ONES or word in TENS or word in MAGNITUDES


def _address(lex: Lexemes, start: int, end: int) -> bool:
    at = end
    if not lex[start].text.isdecimal():
        return False
    seen = 0
    while at < len(lex) and seen < 6 and not lex[at].fresh:
        if lex[at].lower in _STREETS and lex[at].capital and (seen > 0 or (at + 1 < len(lex) and lex[at + 1].capital)):
            after = lex[at + 1] if at + 1 < len(lex) else None
            return not (after and after.sort is Sort.WORD and after.text.islower() and after.lower.endswith("s")
                        and after.lower not in {"is", "was", "has", "as"})  # fmt: skip
        if not (lex[at].capital or lex[at].sort is Sort.DIGITS or lex[at].lower in {"th", "st", "nd", "rd", "-", "–"}):
            return False
        at, seen = at + 1, seen + 1
    return False


def _house_range(lex: Lexemes, start: int, end: int) -> bool:
    """Recognise `16-18 Industrial Avenue`."""
    dash = word_at(lex, end) in _HYPHENS and end + 1 < len(lex) and lex[end + 1].sort is Sort.DIGITS
    return dash and _address(lex, end + 1, end + 2)


def _aircraft(lex: Lexemes, i: int) -> bool:
    return lex[i].text in _AIRCRAFT and (word_at(lex, i + 1) in _JETS or word_at(lex, i - 1) in {"boeing", "airbus"})


def _numbered(lex: Lexemes, start: int) -> bool:
    """Recognise `No. 3846`."""
    return start > 1 and lex[start - 1].text == "." and lex[start - 1].glued and lex[start - 2].lower in {"no", "nos"}


def _firm(lex: Lexemes, start: int) -> bool:
    """Recognise firms whose names begin with a number, if it counts nothing after it: `3M`, `7-Eleven`."""
    for size in (2, 3):
        run = lex[start : start + size]
        whole = all(x.glued for x in run[1:]) and "".join(x.text for x in run) in _FIRMS
        if len(run) == size and whole and not plural_ahead(lex, start + size, 2):
            return not run[1].capital or opens(lex, start) or word_at(lex, start - 1) in _BEFORE_FIRM
    return False


def _paged(lex: Lexemes, start: int) -> bool:
    """Recognise `pp. 33-41`."""
    if start > 3 and lex[start].glued and lex[start - 1].text in _HYPHENS and lex[start - 2].sort is Sort.DIGITS:
        start -= 2
    return start > 1 and lex[start - 1].text == "." and lex[start - 1].glued and lex[start - 2].lower in _PAGES


def _another(lex: Lexemes, start: int, end: int) -> bool:
    """Recognise the second number after a noun that both name: `Wards 3 and 4`, `Platforms 1 to 3`."""
    first = start
    if word_at(lex, start - 1) in _JOINING and start > 2 and lex[start - 2].sort is Sort.DIGITS:
        first = start - 2
    elif not (word_at(lex, end) in _JOINING and end + 1 < len(lex) and lex[end + 1].sort is Sort.DIGITS):
        return False
    noun = lex[first - 1] if first else None
    if noun is None or not noun.capital or not noun.lower.endswith("s") or noun.lower[:-1] not in _HEADS:
        return False
    return len(lex[start].text) <= _SHORT and not plural_ahead(lex, first + 3, 2)


_JOINING = frozenset({"and", "or", "to", "&"})
_SHORT = 3
"""The most digits of a second number in a row."""


def _bracketed(lex: Lexemes, end: int) -> bool:
    """Recognise `401(k)`, `501(c)(3)`."""
    run = lex[end : end + 3]
    letter = len(run) == 3 and len(run[1].text) == 1 and run[1].text.isalpha() and all(x.glued for x in run)
    return letter and run[0].text == "(" and run[2].text == ")"


def _lettered(lex: Lexemes, start: int) -> bool:
    """Recognise a letter that touches the number of a room, and is no magnitude: `Room 12M`, `Flat 4B`."""
    if start == 0 or start + 1 >= len(lex) or not (lex[start - 1].capital and lex[start - 1].lower in _HEADS):
        return False
    return lex[start + 1].glued and len(lex[start + 1].text) == 1 and lex[start + 1].text.isupper()


def _group_of(lex: Lexemes, start: int, end: int) -> bool:
    """Recognise `the Group of Seven`, `a Gang of Four`, `the Rule of 72`."""
    if end != start + 1 or start < 2 or word_at(lex, start - 1) != "of" or not lex[start - 2].capital:
        return False
    ruled = lex[start].text.isdecimal() and lex[start - 2].lower in _BEFORE_OF and not plural_ahead(lex, end, 3)
    return (ruled or lex[start].capital) and not titled(lex, start)


def _known_as(lex: Lexemes, start: int, end: int) -> bool:
    """Recognise `a source known as 121102`, `the bell called 9`."""
    if lex[start].sort is not Sort.DIGITS or not lex[start].text.isdecimal() or end != start + 1:
        return False
    naming = word_at(lex, start - 1) in _NAMED or (word_at(lex, start - 2), word_at(lex, start - 1)) in _NAMED_AS
    return naming and not plural_ahead(lex, end, 3)


def _behind_name(lex: Lexemes, start: int, end: int) -> bool:
    if start == 0 or lex[start].fresh or (lex[start].glued and lex[start - 1].text not in _HYPHENS):
        return False
    before = start - 1
    if lex[before].text == "." and lex[before].glued and word_at(lex, before - 1) in _PAGED:
        return word_at(lex, before - 1) != "no" or lex[before - 1].capital or lex[start].sort is Sort.DIGITS
    word = lex[before]
    shown = lex[start].capital and not lex[start].text.isupper()
    if lex[start].sort is Sort.WORD and shown and not opens(lex, start) and not titled(lex, start):
        return True  # "Ocean's Eleven", "the Big Ten"
    if word.sort is not Sort.WORD:
        return False
    if word.lower in _DAYS or word.lower.endswith(("'s", "s'")):
        return False
    digits = lex[start].sort is Sort.DIGITS
    if word.lower in _LOWER_HEADS and digits and word.text.islower():
        return True
    if word.capital and word.lower in _HEADS and not word.text.islower():
        return digits or lex[start].capital or word.lower in _PART_HEADS
    acronym = word.text.isupper() and len(word.text) > 1
    if digits and opens(lex, before) and is_one_thing(lex, before, end):
        return True
    if not word.capital or (opens(lex, before) and word.lower not in _HEADS and not acronym):
        return False
    if digits:
        counted = counts_plural(lex, end) and not one_such(lex, before)
        return not counted and len(lex[start].text) <= 4 + acronym and not titled(lex, start)
    return False


def is_pronoun(lex: Lexemes, start: int, end: int) -> bool:
    """Tell whether `one` is a pronoun: `no one`, `one another`, `the same one`, `one's`, `one must`."""
    if end != start + 1 or not lex[start].lower.startswith("one"):
        return False
    before, after = word_at(lex, start - 1), word_at(lex, end)
    if lex[start].lower != "one" or after in _AFTER_ONE:
        return True
    if end < len(lex) and lex[end].glued and lex[end].text in _HYPHENS:
        return False
    if after in {"of", "percent", "per", "%"} or (end < len(lex) and lex[end].glued and lex[end].sort is not Sort.SIGN):
        return False
    last = end >= len(lex) or lex[end].fresh or lex[end].sort is Sort.SIGN or after in _NOT_COUNTED
    if word_at(lex, start - 2) in {"the", "a", "an"} and before not in {"only", "least", "just", "about"}:
        return last
    return before == "no" or (before in _ONE and last)


_NOT_COUNTED = words("numbers.names.not_counted")
