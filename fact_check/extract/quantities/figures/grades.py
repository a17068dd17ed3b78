"""Read numbers in words alone (`doubled`, `sixfold`, `an hour later`), ranks, and the grades of quakes and storms."""

import re
from decimal import Decimal

from fact_check.extract.quantities.figures.amounts import Amount, multiplies
from fact_check.extract.quantities.figures.bounds import bound_before
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.numerals import numeral
from fact_check.extract.quantities.figures.units import Unit, rate_after, unit_after
from fact_check.extract.quantities.figures.values import HYPHENS, MAGNITUDES, ONES, ORDINALS, PARTS, TENS
from fact_check.lexicon import values, words

MAGNITUDE = Unit("magnitude", "magnitude")
TIMES = Unit("times", "multiple")


RANK = Unit("rank", "rank")


CATEGORY = Unit("category", "grade")


_FOLD = re.compile(r"(?P<stem>[a-z]+?)-?fold")


_MULTIPLE: dict[str, int | Decimal] = {
    **values("number-words.multiples"),
    **dict.fromkeys(words("number-words.halving"), Decimal("0.5")),
}


_DOUBLE = values("number-words.doubles")


MULTIPLES = frozenset([*_MULTIPLE, *_DOUBLE])
"""Words that are multiples by themselves; `-fold` makes others."""


_WHAT = words("numbers.figures.what")


_RANKED = words("numbers.figures.ranked")


_PLACE = words("number-words.places")
_SUPERLATIVES = words("number-words.superlatives")
_ENDINGS = words("number-words.ordinal_endings")


_NO_SUPERLATIVE = words("numbers.figures.unranked")


_CLOSES = words("numbers.figures.closes")


_AGO = words("numbers.figures.ago")


def graded(lex: Lexemes, i: int, taken: set[int]) -> Amount | None:
    """Read `magnitude 6.3`, `magnitude of 4.0`, `category 5`."""
    word = lex[i].lower
    if word not in {"magnitude", "category"}:
        return None
    at = i + 1
    while word_at(lex, at) in {"of", "-", "about", "a", "at", "least"} and at - i < 4:
        at += 1
    if at >= len(lex) or at in taken or lex[at].fresh:
        return None
    num = numeral(lex, at)
    if num is None or num.value is None or num.value > 12 or num.fraction or (word == "category" and at > i + 2):
        return None
    unit = MAGNITUDE if word == "magnitude" else CATEGORY
    return Amount(i, num.end, num.value, num.value, num.value, unit, numerals=((num.start, num.end),), plain=False)


def multiple(lex: Lexemes, i: int) -> Amount | None:
    """Read `twice`, `doubled`, `double the`, `sixfold`, `10-fold`."""
    word = lex[i].lower
    value = _MULTIPLE.get(word)
    end = i + 1
    if word_at(lex, i + 1) in HYPHENS and word_at(lex, i + 2) == "fold" and lex[i + 2].glued:
        whole = numeral(lex, i)
        if whole is not None and whole.value is not None and whole.end == i + 1:
            return Amount(i, i + 3, *(whole.value,) * 3, TIMES, numerals=((i, i + 1),), plain=False)
    if value is None and word in _DOUBLE and (word_at(lex, end) in _WHAT or word_at(lex, i - 1) == "than"):
        value = _DOUBLE[word]
    if value is None and word.endswith("fold") and (match := _FOLD.fullmatch(word)):
        stem = match["stem"]
        value = ONES.get(stem) or TENS.get(stem) or MAGNITUDES.get(stem)
    if value is None or (word == "twice" and word_at(lex, i - 1) == "once"):
        return None
    value, rate, rated = Decimal(value), None, end
    if rates := rate_after(lex, end, money=False, measured=True):
        rate, end = rates
    unit = None if word == "twice" and not multiplies(lex, i + 1) else TIMES
    return Amount(
        i,
        end,
        value,
        value,
        value,
        unit,
        rate,
        rated if rate else None,
        numerals=((i, i + 1),),
        spelled=True,
        plain=False,
    )


def _goes_on(lex: Lexemes, i: int) -> bool:
    """Tell whether a smaller unit follows: `an hour and ten minutes`."""
    at = i + (word_at(lex, i) == "and")
    num = numeral(lex, at)
    return num is not None and at > i and (found := unit_after(lex, num.end)) is not None and found[0].kind == "time"


def article_unit(lex: Lexemes, i: int) -> Amount | None:
    """Read an article as one: `an hour later`, `more than a century`, `jailed for a year`."""
    if lex[i].lower not in {"a", "an"}:
        return None
    found = unit_after(lex, i + 1)
    if (
        found is None
        or lex[i + 1].sort is not Sort.WORD
        or found[0].kind not in {"time", "length", "mass", "volume", "area"}
    ):
        return None
    unit, end = found
    if word_at(lex, end - 1).endswith("s") or word_at(lex, i + 1) in {"second", "min", "sec"}:
        return None
    after = word_at(lex, end)
    told = after in _AGO and not (after in {"after", "before"} and unit.kind != "time")
    if not told:
        closed = end >= len(lex) or lex[end].sort is Sort.SIGN or after in _CLOSES
        before = word_at(lex, i - 1)
        bound = bound_before(lex, i, time=True)
        told = bool(bound and closed and before != "for") or (
            before in {"for", "within"} and closed and unit.kind == "time" and after not in {"of", "-"}
        )
    if not told and not _goes_on(lex, end):
        return None
    one = Decimal(1)
    return Amount(i, end, one, one, one, unit, shape="article", numerals=((i, i + 1),), spelled=True, plain=False)


def rank_at(lex: Lexemes, i: int) -> tuple[Amount, bool] | None:
    """Read an ordinal at `i`, and tell whether the words around it rank (`third-largest`, `ranked 3rd`)."""
    word, end = lex[i].lower, i + 1
    value = ORDINALS.get(word)
    if value is None and word in TENS and word_at(lex, i + 1) == "-" and 0 < ORDINALS.get(word_at(lex, i + 2), 0) < 10:
        value, end = TENS[word] + ORDINALS[word_at(lex, i + 2)], i + 3
    digits = lex[i].sort is Sort.DIGITS and lex[i].text.isdecimal() and len(lex[i].text) < 5
    if digits and end < len(lex) and lex[end].glued and lex[end].lower in _ENDINGS:
        value, end = int(lex[i].text), i + 2
    if value is None or (word in PARTS and lex[i - 1].lower in ONES and i):
        return None
    after = word_at(lex, end) if word_at(lex, end) != "-" else word_at(lex, end + 1)
    before = word_at(lex, i - 1)
    if after == "place" and before == "the" and word_at(lex, i - 2) == "in" and value == 1:
        return None
    superlative = after.endswith("est") and len(after) > 4 and after not in _NO_SUPERLATIVE
    ranked = superlative or after in _PLACE or after in _SUPERLATIVES or before in _RANKED
    amount = Amount(i, end, Decimal(value), Decimal(value), Decimal(value), RANK, numerals=((i, end),), plain=False)
    return amount, ranked
