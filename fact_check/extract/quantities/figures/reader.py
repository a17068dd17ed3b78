"""Read every figure of a text: amounts with their bounds, ages, grades, multiples and ranks. Needs no parse."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from fact_check.claims import Bound
from fact_check.extract.quantities.figures.ages import age
from fact_check.extract.quantities.figures.amounts import MINUS, Amount
from fact_check.extract.quantities.figures.bounds import bound_before, bound_behind
from fact_check.extract.quantities.figures.dates import dated
from fact_check.extract.quantities.figures.elapsed import elapsed
from fact_check.extract.quantities.figures.grades import MAGNITUDE, MULTIPLES, article_unit, graded, multiple, rank_at
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, lexemes, word_at
from fact_check.extract.quantities.figures.money import MONEY, currency_heads, currency_tails
from fact_check.extract.quantities.figures.pairs import amount
from fact_check.extract.quantities.figures.shares import compound
from fact_check.extract.quantities.figures.spelled import BEGINNINGS as VAGUE
from fact_check.extract.quantities.figures.spelled import FEW
from fact_check.extract.quantities.figures.units import unit_heads
from fact_check.extract.quantities.figures.values import HYPHENS, MAGNITUDES, ONES, ORDINALS, PARTS, TENS
from fact_check.extract.quantities.figures.zeros import zeros
from fact_check.lexicon import words

_JOINED = words("numbers.figures.joined")
_SHARING = {("or",), ("-", "or"), ("by",), ("x",), ("×",), ("-", "by", "-")}
"""What may come between two numbers with one unit: `12 by 14 feet`."""
_QUAKES = words("numbers.figures.quakes")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in characters of the text, whatever the sentence around it says."""

    start: int
    end: int
    numeral: tuple[int, int]
    """Where its last numeral is, without bound and unit."""
    amount: Amount
    bound: Bound
    age: bool = False
    name_age: bool = False
    """An age between commas after a name, or before a noun, that says who is meant."""
    rank: str = ""
    """"bare" for an ordinal that may rank or just count, "ranked" if the words around it rank."""
    article: bool = False
    """It is only an article ("an hour later")."""


def figures(text: str) -> tuple[Figure, ...]:
    """Return every figure of a text in order, without overlap. Linear in the text's length; never raises."""
    lex = lexemes(text)
    taken = dated(text, lex)
    found: list[Figure] = []
    read = 0
    for i in beginnings(lex):
        if i < read:
            continue
        figure, after = _at(lex, i, taken)
        if figure is None:
            continue
        if found and (inherited := _bracketed(lex, found[-1], figure)):
            figure = replace(figure, bound=inherited)
        if not found or figure.start >= found[-1].end:
            found.append(figure)
        read = after
    return tuple(_with_zeros(lex, _shared(lex, found)))


def _with_zeros(lex: Lexemes, found: list[Figure]) -> list[Figure]:
    counts = [(f.amount.start, f.amount.end) for f in found if f.amount.unit is None and not f.rank]
    none = [_bounded(lex, a) for a in zeros(lex, counts)]
    kept: list[Figure] = []
    for figure in sorted([*found, *none], key=lambda f: f.start) if none else found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def beginnings(lex: Lexemes) -> Iterator[int]:
    """Yield where a figure may begin: most words can't begin one, and trying every reader on every word is slow."""
    known, followed, money = _beginning_words(), _followed(), currency_heads()
    digits, vulgar = Sort.DIGITS, Sort.VULGAR
    for i, (_, lower, _, _, sort, _, _, _) in enumerate(lex):
        if lower in followed:
            if word_at(lex, i + 1) in followed[lower]:
                yield i
        elif lower in MINUS:
            if i + 1 < len(lex) and (lex[i + 1].sort is digits or lex[i + 1].lower in money):
                yield i
        elif sort is digits or sort is vulgar or lower in known or lower.endswith("fold"):
            yield i


@cache
def _beginning_words() -> frozenset[str]:
    graded_words = {"magnitude", "category"}
    return frozenset().union(
        currency_heads(), {"minus"}, graded_words, VAGUE, ONES, TENS, ORDINALS, {"half", "quarter"}, MULTIPLES
    )


@cache
def _followed() -> dict[str, frozenset[str]]:
    """Return the common words that begin a figure only before certain words, and those words."""
    one = frozenset().union(FEW, MAGNITUDES, PARTS, unit_heads())
    articles = {"the": FEW, "a": one, "an": one}
    return articles | {head: rest | articles.get(head, frozenset()) for head, rest in currency_tails().items()}


def _at(lex: Lexemes, i: int, taken: set[int]) -> tuple[Figure | None, int]:
    if i in taken or _left_over(lex, i):
        return None, i + 1
    got = elapsed(lex, i) or graded(lex, i, taken) or multiple(lex, i) or amount(lex, i, taken)
    got = got or _article(lex, i, taken)
    if got is not None:
        got = _quake(lex, _below_zero(lex, got))
        figure = _bounded(lex, got)
        return figure, max(got.end, i + 1)
    rank = rank_at(lex, i)
    return (_ordinal(lex, *rank), rank[0].end) if rank else (None, i + 1)


def _left_over(lex: Lexemes, i: int) -> bool:
    """Recognise the rest of what doesn't begin with a quantity: `Matthew 5:3`, `7-Eleven`."""
    mark = lex[i - 1] if i > 1 else None
    if mark is None or not (mark.glued and lex[i].glued) or lex[i - 2].sort is not Sort.DIGITS:
        return False
    return mark.text in {":", "/"} or (mark.text in HYPHENS and lex[i].sort is Sort.WORD and lex[i].capital)


def _article(lex: Lexemes, i: int, taken: set[int]) -> Amount | None:
    one = article_unit(lex, i)
    return (compound(lex, one, taken) or one) if one else None


def _below_zero(lex: Lexemes, a: Amount) -> Amount:
    """Read `5 degrees below zero` as -5."""
    cold = a.unit is not None and a.unit.kind in {"temperature", "angle"} and word_at(lex, a.end) == "below"
    if not cold or word_at(lex, a.end + 1) not in {"zero", "freezing"} or a.low is None or a.high is None:
        return a
    return replace(a, end=a.end + 2, value=None if a.value is None else -a.value, low=-a.high, high=-a.low)


def _told(a: Amount) -> int:
    """Return where an amount ends in the text: `15 a year` after the number, `40 miles an hour` after the rate."""
    loose = a.unit is None or a.unit.kind in {MONEY, "multiple", "percent", "proportion"}
    return a.rated if a.rated is not None and loose else a.end


def _hyphened(lex: Lexemes, a: Amount) -> int | None:
    """Return where a count and what it counts in one word end: `55-member`."""
    if a.unit is not None or a.rate or a.shape != "number" or a.end + 1 >= len(lex):
        return None
    hyphen, word = lex[a.end], lex[a.end + 1]
    joined = hyphen.text in HYPHENS and hyphen.glued and word.glued and word.sort is Sort.WORD and word.text.islower()
    return a.end + 2 if joined and word.lower not in _JOINED else None


def _quake(lex: Lexemes, a: Amount) -> Amount:
    """Read `a 6.4 quake` as its magnitude."""
    decimal = a.unit is None and a.value is not None and a.value < 10 and "." in lex[a.start].text
    return replace(a, unit=MAGNITUDE) if decimal and word_at(lex, a.end) in _QUAKES else a


def _ordinal(lex: Lexemes, a: Amount, ranked: bool) -> Figure:
    start, end = lex[a.start].start, lex[a.end - 1].end
    rank = "ranked" if ranked else "bare"
    return Figure(start, end, numeral=(start, end), amount=a, bound=Bound.EXACTLY, rank=rank)


def _bounded(lex: Lexemes, a: Amount) -> Figure:
    aged = age(lex, a)
    a = aged.amount if aged else a
    time = a.unit is not None and a.unit.kind == "time"
    start, end = a.start, _hyphened(lex, a) or _told(a)
    bound = Bound.VAGUE if a.shape == "vague" else Bound.EXACTLY
    behind = bound_behind(lex, a.end)
    before = bound_before(lex, start, time=time, plural=a.unit is not None or a.value != 1)
    if before is None and a.shape == "change":
        before = bound_before(lex, a.start + 1, time=time)
        before = (before[0], start) if before else None
    if before:
        start = before[1]
    if behind and not (before and before[0] is not Bound.ABOUT):
        end = behind[1]
    said = before[0] if before and (before[0] is not Bound.ABOUT or not behind) else behind[0] if behind else None
    if said and not (bound is Bound.VAGUE and said is Bound.ABOUT):
        bound = said
    if a.start > 0 and word_at(lex, a.start - 1) == "all" and bound is Bound.EXACTLY and not a.unit:
        start = a.start - 1
    if a.start > 1 and (word_at(lex, a.start - 2), word_at(lex, a.start - 1)) == ("all", "but") and not a.unit:
        # How many that is depends on the whole.
        start, bound = a.start - 2, Bound.VAGUE
        a = replace(a, value=None, low=None, high=None, shape="vague")
    first, last = a.numerals[-1]
    return Figure(
        start=lex[start].start,
        end=lex[end - 1].end,
        numeral=(lex[first].start, lex[last - 1].end),
        amount=a,
        bound=bound,
        age=aged is not None,
        name_age=aged is not None and aged.identifies,
        article=a.shape == "article",
    )


def _bracketed(lex: Lexemes, before: Figure, figure: Figure) -> Bound | None:
    """Return the bound that applies to a conversion in brackets, too: `more than 250 miles (400 km)`."""
    a, b = before.amount, figure.amount
    if figure.bound is not Bound.EXACTLY or before.bound in {Bound.EXACTLY, Bound.VAGUE} or not (a.unit and b.unit):
        return None
    opened = word_at(lex, b.start - 1) in {"(", "["} and b.start - 2 >= 0 and lex[b.start - 2].end == before.end
    alike = a.unit.kind == b.unit.kind and (a.unit.kind == MONEY or a.unit.name != b.unit.name)
    return before.bound if opened and alike else None


def _of_one_magnitude(lex: Lexemes, a: Amount, b: Amount) -> Amount:
    """Return the first number of `20 or 30 million` in millions, and any other as it is."""
    beside = word_at(lex, a.end) == "or" and a.end + 1 == b.start and b.shape == "number"
    if not (beside and a.plain and a.value and b.value and a.factor == 1 < b.factor and a.value * b.factor < b.value):
        return a
    lent = a.value * b.factor
    return replace(a, value=lent, low=lent, high=lent)


def _shared(lex: Lexemes, found: list[Figure]) -> list[Figure]:
    """Give both numbers what they share in `eight or nine euros`, `7- or 8-inch` and `20 or 30 million`."""
    shared = list(found)
    for k in range(len(shared) - 1):
        b = shared[k + 1].amount
        a = _of_one_magnitude(lex, shared[k].amount, b)
        shared[k] = replace(shared[k], amount=a)
        if a.unit or b.unit is None or not a.plain or b.shape != "number" or b.unit.kind in {"rank", "multiple"}:
            continue
        between = tuple(x.lower for x in lex[a.end : b.start])
        if between in _SHARING:
            shared[k] = replace(shared[k], amount=replace(a, unit=b.unit))
    return shared
