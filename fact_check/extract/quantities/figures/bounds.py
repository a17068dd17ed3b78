"""How sure a number is said to be: `at least`, `more than`, `up to`, `about`, before it or behind it."""

from collections.abc import Iterable

from fact_check.claims import Bound
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.money import currency_before
from fact_check.lexicon import word_list, words


def _table(side: str, bounds: Iterable[Bound]) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): bound for bound in bounds for phrase in word_list(f"numbers.bounds.{side}_{bound}")}


_TABLE = _table("before", (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN, Bound.ABOUT))
_BEHIND = _table("after", (Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT))
_LONGEST = max(map(len, _TABLE))
_SKIPPED = words("numbers.bounds.skipped")
_DETERMINERS = words("numbers.bounds.determiners")
_LASTING = words("numbers.bounds.lasting")


def bound_before(lex: Lexemes, i: int, *, time: bool = False, plural: bool = True) -> tuple[Bound, int] | None:
    """Read the bound that ends before lexeme `i`, where the number starts: which, and where its words start.

    `time`: the number is a span of time, whose `over` may be the preposition (`paid over five years`). `plural`: it
    is more than a bare one, whose `about` may be the preposition (`clear about one thing`).
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


def _allowed(lex: Lexemes, end: int, number: int, found: tuple[Bound, int], *, time: bool, plural: bool) -> bool:
    bound, start = found
    words = " ".join(x.lower for x in lex[start:end])
    between = {x.lower for x in lex[end:number]}
    before = word_at(lex, start - 1)
    if words == "some":
        return end == number and before not in {"for", "the"}
    if words in {"over", "under", "about", "around", "above", "below", "beyond", "near", "nearer"}:
        # "over a $340 million plan" is about the plan; "over a million" starts with its article.
        if between & (_DETERMINERS | {"a", "an"}) or between == {"in"}:
            return False
        if words == "near":
            return lex[number].sort is Sort.DIGITS and lex[number].text.endswith("0") and not between
        if time and words == "over":
            return before in _LASTING or before == ""
        if lex[number].lower == "one" and not plural:
            # "clear about one thing": a single one is not approximate.
            return False
        return not (words == "about" and before in {"how", "what", "all", "come", "bring"})
    if words in {"perhaps", "maybe", "probably"}:
        return end == number
    if between & {"the", "his", "her", "its", "their", "this"} and bound in {Bound.ABOUT, Bound.AT_MOST}:
        return False
    if words in {"higher than", "lower than", "better than", "bigger than", "larger than"}:
        return between <= {"a", "an"}
    if words in {"passed", "passes", "passing"}:
        return currency_before(lex, number) is not None
    if words in {"topped", "topping", "exceeded", "exceeds", "exceed"}:
        return not between & {"the", "his", "her", "its", "their"}
    if words == "minimum of" or words == "estimates of":
        return True
    if words == "estimated" and before in {"was", "were", "is", "are", "have", "had", "has", "been", "be"}:
        return False
    if words in {"as long as", "as far as"}:
        return time or not between
    return not (words == "close to" and before in {"so", "very", "too"})


def bound_behind(lex: Lexemes, i: int) -> tuple[Bound, int] | None:
    """Read the bound that stands at `i`, right behind a number or its unit; and the place after it."""
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
