"""Read the bound of a number: `at least`, `more than`, `up to`, `about`, before or after it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fact_check.claims import Bound
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.money import currency_before
from fact_check.lexicon import entries, word_list, words


def _table(side: str, bounds: Iterable[Bound]) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): bound for bound in bounds for phrase in word_list(f"numbers.bounds.{side}_{bound}")}


_TABLE = _table("before", (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN, Bound.ABOUT))
_BEHIND = _table("after", (Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT))
_LONGEST = max(map(len, _TABLE))
_SKIPPED = words("numbers.bounds.skipped")
_LASTING = words("numbers.bounds.lasting")


def bound_before(lex: Lexemes, i: int, *, time: bool = False, plural: bool = True) -> tuple[Bound, int] | None:
    """Read the bound before the number at lexeme `i`, and return it with where its words start.

    `time`: the number is a span of time, before which `over` may be a preposition (`paid over five years`). `plural`:
    it isn't just `one`, before which `about` may be a preposition (`clear about one thing`).
    """
    at, skipped = i, 0
    while True:
        if at < len(lex) and lex[at].fresh and at <= i and at != 0:
            return None
        found = _longest(lex, at)
        if found and _allowed(lex, at, i, found, time=time, plural=plural):
            return found
        if skipped == 3 or at == 0 or word_at(lex, at - 1) not in _SKIPPED:
            return None
        at, skipped = at - 1, skipped + 1


def _longest(lex: Lexemes, end: int) -> tuple[Bound, int] | None:
    for size in range(min(_LONGEST, end), 0, -1):
        bound = _TABLE.get(tuple(x.lower for x in lex[end - size : end]))
        if bound is not None:
            return bound, end - size
    return None


@dataclass(frozen=True, slots=True)
class _Number:
    """What a limit asks about a number and about what comes between it and the bound's words."""

    between: frozenset[str]
    before: str
    """The word before the bound's words."""
    sum: bool
    round: bool
    several: bool
    time: bool


@dataclass(frozen=True)
class _Limit:
    adjacent: bool
    never_between: frozenset[str]
    only_between: frozenset[str] | None
    not_after: frozenset[str]
    sum: bool
    round: bool
    several: bool
    lasting: bool
    spanned: bool
    timeless: bool

    def allows(self, n: _Number) -> bool:
        """Tell whether the words bound this number."""
        if n.between and (self.adjacent or (self.spanned and not n.time)):
            return False
        if n.between & self.never_between or (self.only_between is not None and n.between - self.only_between):
            return False
        if self.timeless and n.time:
            return False
        if self.lasting and n.time and n.before and n.before not in _LASTING:
            return False
        wanted = ((self.sum, n.sum), (self.round, n.round), (self.several, n.several))
        return n.before not in self.not_after and all(has for asks, has in wanted if asks)


@cache
def _limits() -> Mapping[tuple[tuple[str, ...], Bound], tuple[_Limit, ...]]:
    """Return the limits on each bound's words: those for the words, and those for the bound."""
    found: dict[tuple[tuple[str, ...], Bound], list[_Limit]] = defaultdict(list)
    for entry in entries("bounds.limit"):
        limit = _limit(entry)
        named = {tuple(phrase.split()) for phrase in entry.get("phrases", "").split("|")}
        excepted = {tuple(phrase.split()) for phrase in entry.get("except", "").split("|")}
        for phrase, bound in _TABLE.items():
            if phrase in named or (bound in entry.get("bounds", "").split() and phrase not in excepted):
                found[phrase, bound].append(limit)
    return {key: tuple(limits) for key, limits in found.items()}


def _limit(entry: Mapping[str, Any]) -> _Limit:
    only = entry.get("only_between")
    return _Limit(
        never_between=frozenset(entry.get("never_between", "").split()),
        only_between=None if only is None else frozenset(only.split()),
        not_after=frozenset(entry.get("not_after", "").split()),
        **{
            key: entry.get(key, False)
            for key in ("adjacent", "sum", "round", "several", "lasting", "spanned", "timeless")
        },
    )


def _allowed(lex: Lexemes, end: int, number: int, found: tuple[Bound, int], *, time: bool, plural: bool) -> bool:
    """Tell whether the words from the start of `found` to `end` bound the number, by the limits in bounds.toml."""
    bound, start = found
    limits = _limits().get((tuple(x.lower for x in lex[start:end]), bound), ())
    if not limits:
        return True
    asked = _Number(
        between=frozenset(x.lower for x in lex[end:number]),
        before=word_at(lex, start - 1),
        sum=currency_before(lex, number) is not None,
        round=lex[number].sort is Sort.DIGITS and lex[number].text.endswith("0"),
        several=plural or lex[number].lower != "one",
        time=time,
    )
    return all(limit.allows(asked) for limit in limits)


def bound_behind(lex: Lexemes, i: int) -> tuple[Bound, int] | None:
    """Read the bound at `i`, right after a number or its unit, and return it with the place after it."""
    for size in (3, 2, 1):
        run = lex[i : i + size]
        if len(run) < size or any(x.fresh for x in run):
            continue
        bound = _BEHIND.get(tuple(x.lower for x in run))
        if bound is None:
            continue
        if run[0].text in {"+", "-", "ish"} and not run[0].glued:
            continue
        if run[0].lower in {"minimum", "maximum", "max", "plus", "odd"} and not run[0].glued:
            after = i + size
            if run[0].lower in {"plus", "odd"} or (after < len(lex) and lex[after].sort is Sort.WORD):
                continue
        return bound, i + size
    return None
