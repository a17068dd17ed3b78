"""Recognise bare years and decades: `in 2016`, `the 2014-15 season`, `the 1980s`; not `2000 hires`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fact_check.extract.quantities.figures.lexemes import FUNCTION, Lexemes, Sort, is_plural, opens, word_at
from fact_check.lexicon import entries

DASHES = frozenset({"-", "–", "‑", "‐", "—", "/"})

_SIGNS = frozenset({"$", "£", "€", "¥", "₹", "."})
_MEASURED = frozenset({"%", "percent", "million", "billion", "per"})
_OWNING = frozenset({"the", "'s", "his", "her", "their", "its"})


def year_like(lex: Lexemes, i: int) -> bool:
    if not (0 <= i < len(lex)) or lex[i].sort is not Sort.DIGITS or not lex[i].text.isdecimal():
        return False
    return len(lex[i].text) == 4 and 1000 <= int(lex[i].text) <= 2199


def counted_noun(lex: Lexemes, i: int) -> bool:
    """Tell whether a plural is at `i`, as after a count."""
    return i < len(lex) and not lex[i].fresh and is_plural(lex[i])


@dataclass(frozen=True, slots=True)
class _Rule:
    """A condition on four digits, and whether they are a year if it holds."""

    year: bool
    words: tuple[tuple[str, frozenset[str]], ...]
    facts: tuple[tuple[str, bool], ...]

    def holds(self, near: Mapping[str, str], facts: Mapping[str, bool]) -> bool:
        return all(near[key] in said for key, said in self.words) and all(facts[k] is v for k, v in self.facts)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            year=rule["year"],
            words=tuple((k, frozenset(rule[k].split())) for k in ("before", "second", "after") if k in rule),
            facts=tuple((k, v) for k, v in rule.items() if isinstance(v, bool) and k != "year"),
        )
        for rule in entries("years.rule")
    )


def is_year(lex: Lexemes, i: int) -> bool:
    """Tell whether four bare digits name a year, by the first rule of years.toml that holds."""
    if not year_like(lex, i):
        return False
    at = i - 1 - (word_at(lex, i - 1) == "." and word_at(lex, i - 2) in {"c", "ca"})
    near = {"before": word_at(lex, at), "second": word_at(lex, at - 1), "after": word_at(lex, i + 1)}
    facts = _facts(lex, i, near["before"], near["after"])
    return next((rule.year for rule in _rules() if rule.holds(near, facts)), True)


def _facts(lex: Lexemes, i: int, before: str, after: str) -> dict[str, bool]:
    value = int(lex[i].text)
    glued_word = i + 1 < len(lex) and lex[i + 1].glued and lex[i + 1].sort is Sort.WORD
    opened = before == "between" and after == "and" and year_like(lex, i + 2)
    closed = before == "and" and word_at(lex, i - 3) == "between" and year_like(lex, i - 2)
    plural = counted_noun(lex, i + 3 if opened else i + 1)
    further = i + 2 < len(lex) and lex[i + 1].text.islower() and after not in FUNCTION and counted_noun(lex, i + 2)
    capital = i > 1 and lex[i - 2].capital
    return {
        "signed": before in _SIGNS and lex[i].glued,
        "decade": glued_word and after == "s" and value % 10 == 0,
        "measured": glued_word or after in _MEASURED,
        "paired": opened or closed or _spans(lex, i) or _spans(lex, i - 2),
        "remote": value < 1800 or value > 2060,
        "capital": capital,
        "named": (i > 0 and lex[i - 1].capital and not opens(lex, i - 1)) or (before == "," and capital),
        "plural": plural,
        "described": plural or further,
        "owned": before in _OWNING or before.endswith(("'s", "s'")),
        "round": value % 100 == 0,
        "opening": opens(lex, i - 1) or before == "," or before == "(",
        "subject": before in {"", ",", "and", "but", "only"} or opens(lex, i),
    }


def _spans(lex: Lexemes, i: int) -> bool:
    """Tell whether two years with a dash between spaces begin at `i`: `2000 - 2050`."""
    dashed = word_at(lex, i + 1) in DASHES and not (lex[i + 1].glued or lex[i + 2 : i + 3] == [])
    return dashed and year_like(lex, i) and year_like(lex, i + 2) and int(lex[i].text) < int(lex[i + 2].text)


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
