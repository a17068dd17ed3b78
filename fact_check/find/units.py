"""What a number is measured in: percent, money, measures, rates. The word lists are units.toml and currencies.toml."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from fact_check.find.lexemes import Lexemes, Sort, lexemes, word_at
from fact_check.find.wordlists import words

MONEY = "money"
_HERE = Path(__file__).parent
_HYPHENS = {"-", "‐", "‑"}
_SQUARES = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
_AWAY = words("units.away")
_PER_THING = words("units.per_thing")


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
    before: dict[Phrase, str]
    after: dict[Phrase, str]
    nations: dict[str, dict[Phrase, str]]
    codes: frozenset[str]
    longest: int


def _phrase(text: str, *, lower: bool = True) -> Phrase:
    return tuple(x.lower if lower else x.text for x in lexemes(text))


@cache
def _lists() -> _Lists:
    units = tomllib.loads((_HERE / "units.toml").read_text(encoding="utf-8"))["unit"]
    money = tomllib.loads((_HERE / "currencies.toml").read_text(encoding="utf-8"))
    words: dict[Phrase, Unit] = {}
    signs: dict[Phrase, Unit] = {}
    for entry in units:
        unit = Unit(entry["name"], entry["kind"])
        for word in entry["words"]:
            words.setdefault(_phrase(word), unit)
            if word[-1].isalpha() and not word.endswith("s") and (len(word) > 2 or word in {"hr", "yr", "lb"}):
                words.setdefault(_phrase(word + "s"), unit)
                first, _, rest = word.partition(" ")
                words.setdefault(_phrase(f"{first}s {rest}"), unit)
        for sign in entry.get("signs", ()):
            signs[_phrase(sign, lower=False)] = unit
    after = {_phrase(k): v for k, v in money["after"].items()}
    after |= {(*k[:-1], k[-1] + "s"): v for k, v in after.items() if k[-1].isalpha() and len(k[-1]) > 2} | after
    return _Lists(
        words=words,
        signs=signs,
        before={_phrase(k): v for k, v in money["before"].items()},
        after=after,
        nations={k: {_phrase(n): code for n, code in v.items()} for k, v in money["nations"].items()},
        codes=frozenset(money["codes"]),
        longest=max(len(p) for table in (words, signs) for p in table),
    )


def currency_before(lex: Lexemes, i: int) -> tuple[Unit, int] | None:
    """Read a currency that stands before its number at `i`: `$`, `US $`, `Rs.`, `EUR`; and the number's place."""
    if i >= len(lex):
        return None
    lists = _lists()
    first = lex[i]
    if first.sort is Sort.WORD and first.glued and lex[i - 1].sort in {Sort.WORD, Sort.DIGITS}:
        return None
    for size in (5, 4, 3, 2, 1):
        run = lex[i : i + size]
        if len(run) < size:
            continue
        name = lists.before.get(tuple(x.lower for x in run))
        if name is None or any(x.fresh for x in run[1:]):
            continue
        if first.sort is Sort.WORD and not (first.capital or first.lower.startswith("dlr") or size > 1):
            continue
        if _number_at(lex, i + size):
            return Unit(name, MONEY), i + size
    if first.text in lists.codes and _number_at(lex, i + 1):
        return Unit(first.text, MONEY), i + 1
    if first.text in {"PS", "R"} and i + 1 < len(lex) and lex[i + 1].glued and _is_sum(lex, i + 1):
        return Unit("GBP" if first.text == "PS" else "ZAR", MONEY), i + 1
    return None


def _number_at(lex: Lexemes, i: int) -> bool:
    if i < len(lex) and lex[i].text in {"-", "−", "–"}:
        i += 1
    return i < len(lex) and (lex[i].sort in {Sort.DIGITS, Sort.VULGAR}) and not lex[i].fresh


def _is_sum(lex: Lexemes, i: int) -> bool:
    """Tell `PS2.7m` and `R1,500` from `PS5` and `R2`: a wire's ASCII for £, and the rand, share their letters."""
    return lex[i].sort is Sort.DIGITS and (
        not lex[i].text.isdecimal() or word_at(lex, i + 1) in {"m", "bn", "million", "billion", "k"}
    )


def currency_after(lex: Lexemes, i: int, value: Decimal | None, *, sums: bool) -> tuple[Unit, int] | None:
    """Read a currency behind its number at `i`: `yuan`, `Hong Kong dollars`, `JPY`, `-dollar`; and the place after it.

    `sums`: the number is large or has a magnitude, so that an ambiguous word (`won`, `crowns`, `pounds`) is money.
    """
    hyphen = word_at(lex, i) in _HYPHENS and lex[i].glued
    at = i + hyphen
    if at >= len(lex) or lex[at].fresh:
        return None
    lists = _lists()
    if lex[at].text in lists.codes:
        return Unit(lex[at].text, MONEY), at + 1
    for skip in (3, 2, 1):
        nation = tuple(x.lower for x in lex[at : at + skip] if x.text != ".")
        word = word_at(lex, at + skip)
        for name in (word, word.removesuffix("s"), word.removesuffix("r")):
            code = lists.nations.get(name, {}).get(nation)
            if code:
                return Unit(code, MONEY), at + skip + 1
    for size in (2, 1):
        run = tuple(x.lower for x in lex[at : at + size])
        name = lists.after.get(run, "")
        if not name or len(run) < size or not _is_money_word(lex, at, run[0], value, sums=sums):
            continue
        return Unit(name, MONEY), at + size
    if lex[at].lower in {"pound", "pounds"} and ((sums and word_at(lex, at + 1) != "of") or _pays(lex, at)):
        return Unit("GBP", MONEY), at + 1
    return None


def _is_money_word(lex: Lexemes, at: int, word: str, value: Decimal | None, *, sums: bool) -> bool:
    if word in {"$", "£", "€"}:
        # "cost 5 $6 tickets": the sign belongs to the number behind it.
        return not (at + 1 < len(lex) and lex[at + 1].glued and lex[at + 1].sort is Sort.DIGITS)
    if word == "p":
        if value in {480, 720, 1080, 2160} or (word_at(lex, at + 2).startswith("m") and word_at(lex, at + 1) == "."):
            return False
        return lex[at].text == "p"
    if word in {"won", "crown", "crowns"}:
        return sums
    if word in {"sen", "lev", "lei", "dong", "rand"}:
        return lex[at].text.islower()
    return True


_PAY = words("units.pay")
_WEIGH = words("units.weigh")


def _pays(lex: Lexemes, at: int) -> bool:
    """Tell money from mass by the words around: `fined 500 pounds`, `weighs 500 pounds`."""
    if word_at(lex, at + 1) == "of" or word_at(lex, at - 1) in _HYPHENS:
        return False
    around = {x.lower for x in lex[max(0, at - 12) : at + 8]}
    return bool(around & _PAY) and not around & _WEIGH


def unit_after(lex: Lexemes, i: int) -> tuple[Unit, int] | None:
    """Read a unit behind its number at `i`: `percent`, `sq ft`, `km/h`, `-year`; and the place after it."""
    hyphen = word_at(lex, i) in _HYPHENS and lex[i].glued
    at = i + hyphen
    if at >= len(lex) or lex[at].fresh:
        return None
    square = _SQUARES.get(word_at(lex, at))
    if square:
        past = at + 1 + (word_at(lex, at + 1) in {".", "-"})
        if (found := _simple(lex, past)) and found[0].kind == "length":
            return Unit(f"{square} {found[0].name}", "area"), found[1]
    if word_at(lex, at) == "sqm" or word_at(lex, at) == "sqft":
        return Unit("square metre" if word_at(lex, at) == "sqm" else "square foot", "area"), at + 1
    found = _simple(lex, at)
    if found is None:
        return None
    unit, end = found
    if unit.kind == "length" and end < len(lex) and lex[end].glued and (power := _POWERS.get(lex[end].text)):
        unit, end = Unit(f"{power} {unit.name}", "area"), end + 1
    return unit, end


def _simple(lex: Lexemes, i: int) -> tuple[Unit, int] | None:
    lists = _lists()
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
    if text == "G":
        return size == 1 and lex[i].glued and lex[i - 1].text in {"2", "3", "4", "5", "6"}
    if size == 1 and text in {"x", "X", "×", "h", "t", "g", "l", "L", "mb", "MP", "mi"}:
        return lex[i].glued or text == "g"
    if size == 1 and text == "m" and not lex[i].glued:
        return not (end < len(lex) and lex[end].glued and lex[end].text == ".")
    return True


def _word_fits(lex: Lexemes, i: int, size: int) -> bool:
    word = lex[i].lower
    end = i + size
    if size > 1:
        return True
    if word in {"second", "seconds", "minute"} and word_at(lex, i - 1) in _HYPHENS and word_at(lex, end) in _HYPHENS:
        return True
    if word == "time" and word_at(lex, i - 1) not in _HYPHENS:
        return False
    if word in {"bp", "pp", "pc", "ha", "ml", "min", "gal"} and lex[i].text[0].isupper():
        return False
    if word == "percentage":
        return False
    return not (word == "magnitude" and word_at(lex, end) == "of")


def rate_after(lex: Lexemes, i: int, *, money: bool, measured: bool) -> tuple[str, int] | None:
    """Read `a year`, `per hour`, `/kg`, `an ounce` at `i`: what it is per, and the place after it.

    `money` and `measured` say what stands before: any noun is fit for `per`, few for `a` (`killed 12 a week ago`).
    """
    if i + 1 >= len(lex) or lex[i].fresh or lex[i + 1].fresh:
        return None
    link = lex[i].lower
    if link == "/":
        if not (measured or money) or not lex[i].glued:
            return None
        found = unit_after(lex, i + 1)
        if found and lex[i + 1].sort is not Sort.SIGN:
            return found[0].name, found[1]
        return None
    if link == "per":
        found = unit_after(lex, i + 1)
        if found and lex[i + 1].sort is Sort.WORD:
            return found[0].name, found[1]
        if lex[i + 1].sort is Sort.WORD and lex[i + 1].lower not in {"cent", "the", "se"}:
            return lex[i + 1].lower, i + 2
        return None
    if link in {"a", "an", "each", "every"}:
        if word_at(lex, i + 2) in _AWAY:
            return None
        found = unit_after(lex, i + 1)
        if found and found[0].kind == "time" and lex[i + 1].sort is Sort.WORD and not word_at(lex, i + 1).endswith("s"):
            return found[0].name, found[1]
        if money and word_at(lex, i + 1) in _PER_THING:
            return found[0].name if found else lex[i + 1].lower, i + 2
    return None
