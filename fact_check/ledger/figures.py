"""Compare numbers by value: "1.5m", "1.5 million" and "1,500,000" are the same, and so are "$40" and "40 dollars".

A time of day and a day of a month become one token each, however they are written.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from fact_check.lexicon import pairs, word_list, words

if TYPE_CHECKING:
    from fact_check.ledger.wording import Token

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_CLOCK = re.compile(r"(\d{1,2})(?:[.:]([0-5]\d))?")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_ORDERS: tuple[tuple[int, int, list[str]], ...] = ((0, 1, []), (1, 0, []), (0, -1, ["of"]))
"""The order of a day and its month, and what comes between: "5 January", "January 5", "5 of January"."""
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9, "tn": 12}
_PARTS = ("dozen", "half")
_AFTER_A_SIGN = {"m": 6, "k": 3, "b": 9}
"""The magnitudes of these letters in "$5m"; elsewhere `m` may be metres."""


def amounts(found: Sequence["Token"]) -> list["Token"]:
    """Make one token of each number with its scale and currency."""
    made: list[Token] = []
    at = 0
    currencies = pairs("wording.currencies")
    ones, tens = _words()
    while at < len(found):
        key = found[at].key
        if not key[0].isdigit() and key not in _SIGNS and not (key in ones or key in tens or key in _PARTS):
            made.append(found[at])
            at += 1
            continue
        sign = currencies.get(found[at].key) if found[at].key in _SIGNS else None
        first = at + 1 if sign is not None and at + 1 < len(found) and _touch(found, at) else at
        value, last = _read(found, first, money=first > at or (found[at - 1 : at] != [] and found[at - 1].key == "£"))
        if value is None:
            made.append(found[at])
            at += 1
            continue
        following = found[last + 1] if last + 1 < len(found) else None
        named = currencies.get(following.key) if following is not None and following.key not in _SIGNS else None
        key, end = f"{value.normalize():f}", found[last].end
        if first > at:
            key = f"{key} {sign}"
        elif named is not None and following is not None and following.start - end <= 1:
            key, end, last = f"{key} {named}", following.end, last + 1
        elif following is not None and following.key in pairs("wording.plural_units"):
            made.append(replace(found[at], key=key, end=end))
            made.append(replace(following, key=pairs("wording.plural_units")[following.key]))
            at = last + 2
            continue
        made.append(replace(found[at], key=key, end=end))
        at = last + 1
    return made


def times(found: Sequence["Token"]) -> list["Token"]:
    """Make one token of each time of day: "5 p.m.", "5.00 pm" and "17:00" are one."""
    made: list[Token] = []
    for token in found:
        clock = _CLOCK.fullmatch(made[-1].key) if made and token.key in ("am", "pm") else None
        if clock is not None and 0 < int(clock[1]) <= 12:
            hour = int(clock[1]) % 12 + (12 if token.key == "pm" else 0)
            made[-1] = replace(made[-1], key=f"{hour:02}:{clock[2] or '00'}", end=token.end)
        else:
            made.append(token)
    return made


def dates(found: Sequence["Token"]) -> list["Token"]:
    """Make one token of each day of a month: "5 January", "January 5" and "the 5th of January" are one."""
    made: list[Token] = []
    at = 0
    while at < len(found):
        for day, month, between in _ORDERS:
            run = found[at : at + 2 + len(between)]
            if (
                len(run) == 2 + len(between)
                and _is_day(run[day])
                and _is_month(run[month])
                and [token.key for token in run[1:-1]] == between
                and run[-1].start - run[0].end <= 2 + 2 * len(between)
            ):
                key = f"{run[month].key.removeprefix('^')} {run[day].key.rstrip('sthnrd')}"
                made.append(replace(run[0], key=key, end=run[-1].end, capital=False))
                at += len(run)
                break
        else:
            made.append(found[at])
            at += 1
    return made


def _is_day(token: "Token") -> bool:
    day = _DAY.fullmatch(token.key)
    return day is not None and 0 < int(day[1]) <= 31


def _is_month(token: "Token") -> bool:
    return token.capital and token.key.removeprefix("^") in words("calendar.months")


_SIGNS = frozenset("$€¥₹")


def _read(found: Sequence["Token"], at: int, *, money: bool) -> tuple[Decimal | None, int]:
    """Read the number that begins at a token, and return it with its last token, or None."""
    value, last = _small(found, at)
    if value is None:
        return _part(found, at)
    if _keys(found, last + 1, 3) == ("and", "a", "half"):
        value, last = value + Decimal("0.5"), last + 3
    key = found[last + 1].key if last + 1 < len(found) else ""
    if key == "dozen" and _touch(found, last):
        return value * 12, last + 1
    if key == "hundred" and _touch(found, last):
        value, last = value * 100, last + 1
        rest_at = last + 2 if last + 1 < len(found) and found[last + 1].key == "and" else last + 1
        rest, end = _small(found, rest_at)
        if rest is not None and rest < 100 and found[rest_at].key.isalpha():
            value, last = value + rest, end
        key = found[last + 1].key if last + 1 < len(found) else ""
    scale = _SCALES.get(key, _AFTER_A_SIGN.get(key) if money else None)
    if scale is not None and _touch(found, last):
        value, last = value.scaleb(scale), last + 1
    return value, last


def _part(found: Sequence["Token"], at: int) -> tuple[Decimal | None, int]:
    """Read "dozen", "half a dozen" or "half a million"."""
    keys = _keys(found, at, 3)
    if keys[:1] == ("dozen",):
        return Decimal(12), at
    if keys[:1] == ("half",):
        of = at + 2 if keys[1:2] == ("a",) else at + 1
        key = found[of].key if of < len(found) else ""
        if key == "dozen":
            return Decimal(6), of
        if key in _SCALES:
            return Decimal("0.5").scaleb(_SCALES[key]), of
    return None, at


def _keys(found: Sequence["Token"], at: int, count: int) -> tuple[str, ...]:
    return tuple(token.key for token in found[at : at + count])


def _small(found: Sequence["Token"], at: int) -> tuple[Decimal | None, int]:
    """Read digits, or a number below a hundred in words."""
    if at >= len(found):
        return None, at
    key = found[at].key
    if _GROUPED.fullmatch(key) or _PLAIN.fullmatch(key):
        return Decimal(key.replace(",", "")), at
    ones, tens = _words()
    if key in tens:
        after = found[at + 1].key if at + 1 < len(found) else ""
        if 0 < ones.get(after, 0) < 10 and _touch(found, at):
            return Decimal(tens[key] + ones[after]), at + 1
        return Decimal(tens[key]), at
    return (Decimal(ones[key]), at) if key in ones else (None, at)


def _touch(found: Sequence["Token"], at: int) -> bool:
    """Tell whether at most a space or a hyphen comes between a token and the next."""
    return at + 1 < len(found) and found[at + 1].start - found[at].end <= 1


@cache
def _words() -> tuple[dict[str, int], dict[str, int]]:
    ones = {word: number for number, word in enumerate(word_list("wording.ones"))}
    tens = {word: 10 * number for number, word in enumerate(word_list("wording.tens"), 2)}
    return ones, tens
