"""Recognise ages: `aged 50`, `a 50-year-old`, `Thomas Sam, 42,`, `She was 26.`, `in his 30s`."""

from dataclasses import dataclass, replace
from decimal import Decimal

from fact_check.extract.quantities.figures.amounts import Amount
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, opens, word_at
from fact_check.extract.quantities.figures.units import Unit
from fact_check.extract.quantities.figures.values import HYPHENS
from fact_check.lexicon import words

YEAR = Unit("year", "time")
_OLDEST = 122
"""The greatest age that anybody is known to have reached."""
_AT_AGE = words("number-words.at_ages")
_SOMEBODY = frozenset({"he", "she", "they", "i"})
_DETAILED = words("number-words.aged")
_HEDGED = words("number-words.before_ages")
_ENDING = words("numbers.ages.endings")
_PERSONS = words("numbers.ages.persons")
_DYING = words("numbers.ages.dying")
_DECADES = words("number-words.before_decades_of_life")
_TURNING = words("number-words.turned_ages")


@dataclass(frozen=True, slots=True)
class Age:
    """An amount that is an age, with its unit."""

    amount: Amount
    identifies: bool
    """It only identifies somebody: `Thomas Sam, 42,`; not `she was 26`, `died aged 86`."""


def age(lex: Lexemes, a: Amount) -> Age | None:
    """Tell whether an amount is somebody's age."""
    if a.unit is not None:
        return _years_old(lex, a)
    if a.low is None or a.high is None or a.high > _OLDEST or a.low < 0 or a.shape not in {"number", "range", "change"}:
        return None
    return _detailed(lex, a) or (_apposed(lex, a) or _decade(lex, a) or _stated(lex, a) if a.plain else None)


def _years_old(lex: Lexemes, a: Amount) -> Age | None:
    """Recognise `50-year-old` and `50 years old`, which before a noun only say who."""
    if a.unit is None or a.unit.kind != "time":
        return None
    hyphen = word_at(lex, a.end) in HYPHENS
    past = a.end + hyphen
    if word_at(lex, past) not in {"old", "olds"}:
        return None
    return Age(replace(a, end=past + 1), identifies=hyphen or word_at(lex, past) == "olds")


def _detailed(lex: Lexemes, a: Amount) -> Age | None:
    """Recognise `aged 50`, `at age 68`, `over the age of 21`, `aged about 68`, `range in age from 19 to 64`."""
    at = a.start - 1
    while word_at(lex, at) in _HEDGED and a.start - at < 4:
        at -= 1
    over = word_at(lex, at) in {"age", "ages"} and word_at(lex, at - 1) == "in"  # "range in age from 19 to 64"
    if over or (word_at(lex, at) == "of" and word_at(lex, at - 1) in {"age", "ages"}):
        return Age(replace(a, unit=YEAR), identifies=False)
    if word_at(lex, at) not in _DETAILED:
        return None
    named = opens(lex, at) or (at > 0 and (lex[at - 1].capital or lex[at - 1].text == ","))
    return Age(replace(a, unit=YEAR), identifies=named and not _died(lex, at))


def _died(lex: Lexemes, at: int) -> bool:
    return any(x.lower in _DYING for x in lex[max(0, at - 14) : at])


def _apposed(lex: Lexemes, a: Amount) -> Age | None:
    """Recognise `Thomas Sam, 42,` and `her brother (42)`."""
    name = a.start - 2
    if a.start < 1 or lex[a.start].fresh:
        return None
    before, after = word_at(lex, a.start - 1), word_at(lex, a.end)
    if (
        name > 0
        and before == "and"
        and after in {",", "."}
        and word_at(lex, a.start - 3) == ","
        and lex[a.start - 2].text.isdecimal()
    ):
        return Age(replace(a, unit=YEAR), identifies=True)
    if before in _AT_AGE and after == "," and _names_somebody(lex, a):
        return Age(replace(a, unit=YEAR), identifies=True)
    if name < 0 or not (lex[name].capital or lex[name].lower in _PERSONS):
        return None
    if before == "," and (after in {",", "."} or (after == "and" and word_at(lex, a.end + 2) == ",")):
        return Age(replace(a, unit=YEAR), identifies=True)
    if before == "(" and after == ")" and (a.value or 0) > 9:
        return Age(replace(a, unit=YEAR), identifies=True)
    return None


def _names_somebody(lex: Lexemes, a: Amount) -> bool:
    """Recognise `Messi, at 39,` and `At 61, she runs`: after a name, or before somebody at the start of a sentence."""
    at = a.start - 1
    if (a.value or 0) < 10:
        return False
    if word_at(lex, at - 1) == ",":
        return at >= 2 and lex[at - 2].capital
    after = a.end + 1
    somebody = after < len(lex) and (lex[after].lower in _SOMEBODY or lex[after].capital)
    return opens(lex, at) and somebody and word_at(lex, after) not in {"the", "a", "an", "this"}


def _decade(lex: Lexemes, a: Amount) -> Age | None:
    """Recognise `in his 30s`."""
    if word_at(lex, a.end) != "s" or not lex[a.end].glued or word_at(lex, a.start - 1) not in _DECADES:
        return None
    low = a.value or Decimal(0)
    vague = replace(a, end=a.end + 1, unit=YEAR, value=None, low=low, high=low + 9, shape="vague")
    return Age(vague, identifies=True)


def _stated(lex: Lexemes, a: Amount) -> Age | None:
    """Recognise `She was 26.`, `he turns 40`, `dies at 97`."""
    if not _ends_clause(lex, a.end):
        return None
    before, who = word_at(lex, a.start - 1), word_at(lex, a.start - 2)
    be = before in {"is", "was", "be", "'m", "am"}
    person = who in {"she", "he", "who", "i"} or (who in {"will", "would"} and before == "be")
    counted = word_at(lex, a.start - 3) in {"of", "the"}  # "put the number of dead at 19"
    dead = before == "at" and ((who in _DYING and not counted) or who in {"married", "retired", "retire", "retires"})
    found = before in _TURNING or (be and person) or dead
    return Age(replace(a, unit=YEAR), identifies=False) if found else None


def _ends_clause(lex: Lexemes, i: int) -> bool:
    return i >= len(lex) or lex[i].fresh or lex[i].sort is Sort.SIGN or word_at(lex, i) in _ENDING
