"""Read the units of numbers: percent, measures, rates. The words are in rules/lexicon/units.toml."""

from dataclasses import dataclass
from functools import cache

from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, lexemes, plural_ahead, word_at
from fact_check.extract.quantities.figures.values import HYPHENS
from fact_check.lexicon import entries, pairs, words

_SQUARES = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_SQUARED = {"sqm": "square metre", "sqft": "square foot"}


_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}


_BY_LETTER = pairs("numbers.units.by_letter")
"""The units of `/s` and `/h`: letters too short to be units anywhere else."""
_AWAY = words("numbers.units.away")


_CAPITAL = words("number-words.capital_units")
_PER = words("number-words.per")
_GLUED = words("numbers.units.glued")
_WARM = words("numbers.units.warm")
_WEIGH = words("numbers.units.weigh")
_WARMISH = words("numbers.units.warmish")
_RUNS = words("numbers.numerals.runs")
_WARMTH = words("numbers.units.warmth")
_PER_THING = words("numbers.units.per_thing")


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    kind: str
    """"percent", "money", "time", "length", …"""


Phrase = tuple[str, ...]


@dataclass(frozen=True)
class _Lists:
    words: dict[Phrase, Unit]
    signs: dict[Phrase, Unit]
    longest: int
    heads: frozenset[str]
    """The words that a unit may begin with; most words begin none."""


def phrase(text: str, *, lower: bool = True) -> Phrase:
    return tuple(x.lower if lower else x.text for x in lexemes(text))


@cache
def _lists() -> _Lists:
    words: dict[Phrase, Unit] = {}
    signs: dict[Phrase, Unit] = {}
    for entry in entries("units.unit"):
        unit = Unit(entry["name"], entry["kind"])
        for word in entry["words"]:
            words.setdefault(phrase(word), unit)
            first, _, rest = word.partition(" ")
            if rest and first.isalpha():
                words.setdefault(phrase(f"{first}s {rest}"), unit)
            if word[-1].isalpha() and not word.endswith("s") and (len(word) > 2 or word in {"hr", "yr", "lb"}):
                words.setdefault(phrase(word + "s"), unit)
        for sign in entry.get("signs", ()):
            signs.setdefault(phrase(sign, lower=False), unit)
    phrases = [*words, *signs]
    return _Lists(words, signs, max(map(len, phrases)), frozenset(p[0] for p in phrases))


def unit_heads() -> frozenset[str]:
    """Return the words, in lower case, that a unit may begin with."""
    return frozenset(head.lower() for head in _lists().heads) | _SQUARES.keys() | _SQUARED.keys()


def unit_after(lex: Lexemes, i: int) -> tuple[Unit, int] | None:
    """Read the unit at `i`, after its number (`percent`, `sq ft`, `km/h`, `-year`), and the place after it."""
    hyphen = word_at(lex, i) in HYPHENS and lex[i].glued
    at = i + hyphen
    if at >= len(lex) or lex[at].fresh:
        return None
    square = _SQUARES.get(word_at(lex, at))
    if square:
        past = at + 1 + (word_at(lex, at + 1) in {".", "-"})
        if (found := _simple(lex, past)) and found[0].kind == "length":
            return Unit(f"{square} {found[0].name}", "area"), found[1]
    if whole := _SQUARED.get(word_at(lex, at)):
        return Unit(whole, "area"), at + 1
    found = _simple(lex, at)
    if found is None:
        return None
    unit, end = found
    if unit.kind == "length" and end < len(lex) and lex[end].glued and (power := _POWERS.get(lex[end].text)):
        unit, end = Unit(f"{power} {unit.name}", "area"), end + 1
    return unit, end


def _simple(lex: Lexemes, i: int) -> tuple[Unit, int] | None:
    lists = _lists()
    if i >= len(lex) or (lex[i].lower not in lists.heads and lex[i].text not in lists.heads):
        return None
    for size in range(min(lists.longest, len(lex) - i), 0, -1):
        run = lex[i : i + size]
        if any(x.fresh for x in run):
            continue
        unit = lists.signs.get(tuple(x.text for x in run))
        if unit and _sign_fits(lex, i, size):
            return unit, i + size
        unit = lists.words.get(tuple(x.lower for x in run))
        if unit and _word_fits(lex, i, size):
            return unit, i + size
    return None


def _sign_fits(lex: Lexemes, i: int, size: int) -> bool:
    text = lex[i].text
    end = i + size
    if end < len(lex) and lex[end].glued and lex[end].text in {"'", "’"}:
        return False
    if text in {"x", "X"} and size == 1 and end < len(lex) and lex[end].capital and not lex[end].text.isupper():
        # "10x Labs"
        return False
    if text == "s" and size == 1:
        return lex[i].glued and "." in lex[i - 1].text
    if text == "K" and size == 1:
        return lex[i].glued and word_at(lex, i + 1) in _RUNS
    if text in {"C", "F"} and size == 1:
        before = word_at(lex, i - 2)
        warm = before in _WARM or lex[i - 1].text == "°" or (before in _WARMISH and _of_warmth(lex, i))
        return (
            (lex[i].glued or _of_warmth(lex, i))
            and warm
            and not (i + 1 < len(lex) and lex[i + 1].glued and lex[i + 1].sort is Sort.WORD)
        )
    if text == "G":
        return size == 1 and lex[i].glued and lex[i - 1].text in {"2", "3", "4", "5", "6"}
    if size == 1 and text in _GLUED:
        return lex[i].glued or text == "g"
    if size == 1 and text == "m" and not lex[i].glued:
        return not (end < len(lex) and lex[end].glued and lex[end].text == ".")
    return True


def _of_warmth(lex: Lexemes, i: int) -> bool:
    """Tell whether the words around `i` are about warmth: `at 18F` may be an office."""
    return "." in lex[i - 1].text or any(x.lower in _WARMTH for x in lex[max(0, i - 14) : i + 12])


def _word_fits(lex: Lexemes, i: int, size: int) -> bool:
    word = lex[i].lower
    end = i + size
    if size > 1:
        return True
    if word in {"second", "seconds", "minute"} and word_at(lex, i - 1) in HYPHENS and word_at(lex, end) in HYPHENS:
        return True
    if word == "time" and word_at(lex, i - 1) not in HYPHENS:
        return False
    if word in _CAPITAL and lex[i].text[0].isupper():
        return False
    if word == "percentage":
        return False
    if word in {"stone", "stones"}:  # "weighs six stone", not a wall
        around = {x.lower for x in lex[max(0, i - 6) : i + 3]} - {"stone", "stones"}
        return word == "stone" and not plural_ahead(lex, end, 2) and bool(around & _WEIGH)
    if word == "magnitude":
        return word_at(lex, end) != "of" and "." in lex[i - 1 - (lex[i - 1].text in HYPHENS)].text
    return True


def rate_after(lex: Lexemes, i: int, *, money: bool, measured: bool) -> tuple[str, int] | None:
    """Read a rate at `i` (`a year`, `per hour`, `/kg`, `an ounce`), and the place after it.

    `money` and `measured` say what comes before: any noun goes with `per`, few with `a` (`killed 12 a week ago`).
    """
    if i + 3 < len(lex) and lex[i].text in HYPHENS and lex[i + 1].lower in {"a", "per"} and lex[i + 2].text in HYPHENS:
        found = unit_after(lex, i + 3)
        return (found[0].name, found[1]) if found and found[0].kind == "time" else None
    if i + 1 >= len(lex) or lex[i].fresh or lex[i + 1].fresh:
        return None
    link = lex[i].lower
    if link == "/":
        if not (measured or money) or not lex[i].glued:
            return None
        found = unit_after(lex, i + 1)
        if found and lex[i + 1].sort is not Sort.SIGN:
            return found[0].name, found[1]
        name = _BY_LETTER.get(lex[i + 1].text) if lex[i + 1].glued else None
        return (name, i + 2) if name else None
    if link == "per":
        found = unit_after(lex, i + 1)
        if found and lex[i + 1].sort is Sort.WORD:
            return found[0].name, found[1]
        if lex[i + 1].sort is Sort.DIGITS and len(lex[i + 1].text) > 2:
            return lex[i + 1].text.replace(",", ""), i + 2
        if lex[i + 1].sort is Sort.WORD and lex[i + 1].lower not in {"cent", "the", "se"}:
            return lex[i + 1].lower, i + 2
        return None
    if link in _PER:
        if word_at(lex, i + 2) in _AWAY:
            return None
        if word_at(lex, i + 1) == "night":
            return "night", i + 2
        found = unit_after(lex, i + 1)
        if found and found[0].kind == "time" and lex[i + 1].sort is Sort.WORD and not word_at(lex, i + 1).endswith("s"):
            return found[0].name, found[1]
        if money and word_at(lex, i + 1) in _PER_THING:
            return found[0].name if found else lex[i + 1].lower, i + 2
    return None
