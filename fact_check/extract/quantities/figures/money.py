"""Read currencies before and after a number: `US$`, `Rs 20 crore`, `dlrs 220 million`, `5,000 yuan`.

The words are in rules/lexicon/currencies.toml.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.units import Phrase, Unit, phrase
from fact_check.extract.quantities.figures.values import HYPHENS
from fact_check.lexicon import load, words

MONEY = "money"

_WIRED = {"PS": "GBP", "R": "ZAR"}
"""How wires write £ in ASCII, and the rand: currencies only before a sum."""


@dataclass(frozen=True)
class _Lists:
    before: dict[Phrase, str]
    heads: dict[str, list[int]]
    """The first words of `before`, each with the word counts of what begins so, longest first."""
    after: dict[Phrase, str]
    nations: dict[str, dict[Phrase, str]]
    shared: frozenset[str]
    """The names of `nations` as written, with plurals."""
    codes: frozenset[str]
    dollars: dict[str, str]
    """What says, after a sum in dollars, whose they are."""


@cache
def _lists() -> _Lists:
    money = load("currencies")
    after = {phrase(k): v for k, v in money["after"].items()}
    after |= {(*k[:-1], k[-1] + "s"): v for k, v in after.items() if k[-1].isalpha() and len(k[-1]) > 2} | after
    before = {phrase(k): v for k, v in money["before"].items()}
    return _Lists(
        before=before,
        heads={head: sorted({len(n) for n in before if n[0] == head}, reverse=True) for head in {n[0] for n in before}},
        after=after,
        shared=frozenset(name + end for name in money["nations"] for end in ("", "s", "r")),
        nations={k: {phrase(n): code for n, code in v.items()} for k, v in money["nations"].items()},
        codes=frozenset(money["codes"]),
        dollars=money["dollars"],
    )


@cache
def currency_heads() -> frozenset[str]:
    """Return the words and signs, in lower case, that a currency before its number may begin with."""
    return frozenset(_lists().heads) | _alone()


@cache
def _alone() -> frozenset[str]:
    """Return, in lower case, the currencies that aren't names: codes, and the letters that wires use."""
    return frozenset(each.lower() for each in (*_lists().codes, *_WIRED))


@cache
def currency_tails() -> dict[str, frozenset[str]]:
    """Return the words that aren't a currency by themselves, each with what may follow: `$` after `us`."""
    lists = _lists()
    split = {n[0] for n in lists.before if len(n) > 1} - {n[0] for n in lists.before if len(n) == 1} - _alone()
    return {head: frozenset(n[1] for n in lists.before if n[0] == head and len(n) > 1) for head in split}


def currency_before(lex: Lexemes, i: int) -> tuple[Unit, int] | None:
    """Read a currency at `i`, before its number (`$`, `US $`, `Rs.`, `EUR`), and return it with the number's place."""
    if i >= len(lex):
        return None
    lists = _lists()
    first = lex[i]
    if first.sort is Sort.WORD and first.glued and lex[i - 1].sort in {Sort.WORD, Sort.DIGITS}:
        return None
    for size in lists.heads.get(first.lower, ()):
        run = lex[i : i + size]
        if len(run) < size:
            continue
        name = lists.before.get(tuple(x.lower for x in run))
        if name is None or any(x.fresh for x in run[1:]):
            continue
        if first.sort is Sort.WORD and not (first.capital or first.lower.startswith("dlr")):
            continue
        if first.lower in {"a", "s", "n", "j", "r", "e"} and not run[-1].glued:
            # "A $5 note" isn't Australian.
            continue
        if _number_at(lex, i + size):
            return Unit(name, MONEY), i + size
    if first.text in lists.codes and _number_at(lex, i + 1):
        return Unit(first.text, MONEY), i + 1
    if first.text in _WIRED and i + 1 < len(lex) and lex[i + 1].glued and _is_sum(lex, i + 1):
        return Unit(_WIRED[first.text], MONEY), i + 1
    return None


def dollars_of(lex: Lexemes, before: Unit, end: int) -> tuple[Unit, int]:
    """Read whose dollars a sum is in if the word comes after it, at `end`: `$40 Cdn`, `$5 US`."""
    if before.name != "USD" or end >= len(lex) or lex[end].fresh:
        return before, end
    name = _lists().dollars.get(lex[end].text)
    return (Unit(name, MONEY), end + 1) if name else (before, end)


def _number_at(lex: Lexemes, i: int) -> bool:
    if i < len(lex) and lex[i].text in {"-", "−", "–"}:
        i += 1
    return i < len(lex) and (lex[i].sort in {Sort.DIGITS, Sort.VULGAR}) and not lex[i].fresh


def _is_sum(lex: Lexemes, i: int) -> bool:
    """Tell whether letters and digits are a sum (`PS2.7m`, `R1,500`), unlike `PS5` and `R2`."""
    return lex[i].sort is Sort.DIGITS and (
        not lex[i].text.isdecimal() or word_at(lex, i + 1) in {"m", "bn", "million", "billion", "k"}
    )


def currency_after(lex: Lexemes, i: int, value: Decimal | None, *, sums: bool) -> tuple[Unit, int] | None:
    """Read a currency at `i`, after its number (`yuan`, `Hong Kong dollars`, `JPY`, `-dollar`), and the place after it.

    `sums`: the number is large or has a magnitude, so that an ambiguous word (`won`, `crowns`, `pounds`) is money.
    """
    hyphen = word_at(lex, i) in HYPHENS and lex[i].glued
    at = i + hyphen
    if at >= len(lex) or lex[at].fresh:
        return None
    lists = _lists()
    if lex[at].text in lists.codes:
        return Unit(lex[at].text, MONEY), at + 1
    for skip in (3, 2, 1):
        word = word_at(lex, at + skip)
        if word not in lists.shared:
            continue
        nation = tuple(x.lower for x in lex[at : at + skip] if x.text != ".")
        for name in (word, word.removesuffix("s"), word.removesuffix("r")):
            code = lists.nations.get(name, {}).get(nation)
            if code:
                return Unit(code, MONEY), at + skip + 1
    if lex[at].capital and (word_at(lex, at + 1),) in lists.after:
        at += 1
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
        # "cost 5 $6 tickets": the sign belongs to the number after it.
        return not (at + 1 < len(lex) and lex[at + 1].glued and lex[at + 1].sort is Sort.DIGITS)
    if word == "c":
        return lex[at].glued and lex[at].text == "c"
    if word == "p":
        if value in {480, 720, 1080, 2160} or (word_at(lex, at + 2).startswith("m") and word_at(lex, at + 1) == "."):
            return False
        return lex[at].text == "p"
    if word in {"won", "crown", "crowns"}:
        return sums
    if word in _OTHER_WORDS:
        return lex[at].text.islower()
    return True


_OTHER_WORDS = words("number-words.dated_currencies")
_PAY = words("numbers.units.pay")


_WEIGH = words("numbers.units.weigh")


def _pays(lex: Lexemes, at: int) -> bool:
    """Tell whether pounds are money, by the words around: `fined 500 pounds`, not `weighs 500 pounds`."""
    if word_at(lex, at + 1) == "of" or word_at(lex, at - 1) in HYPHENS:
        return False
    around = {x.lower for x in lex[max(0, at - 12) : at + 8]}
    return bool(around & _PAY) and not around & _WEIGH
