"""Every figure of a text: amounts with their bounds, ages, magnitudes, multiples and ranks. No parse is needed."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from fact_check.claims import Bound
from fact_check.find.amounts import MAGNITUDE, TIMES, Amount, amount
from fact_check.find.bounds import bound_before, bound_behind
from fact_check.find.dates import dated
from fact_check.find.lexemes import Lexemes, Sort, lexemes, word_at
from fact_check.find.numerals import MAGNITUDES, ONES, PARTS, TENS, numeral
from fact_check.find.units import MONEY, Unit, unit_after
from fact_check.find.wordlists import word_list, words

YEAR = Unit("year", "time")
RANK = Unit("rank", "rank")
CATEGORY = Unit("category", "grade")
_FOLD = re.compile(r"(?P<stem>[a-z]+?)-?fold")
_MULTIPLE: dict[str, int | Decimal] = {
    "twice": 2, "thrice": 3, "doubled": 2, "doubling": 2, "tripled": 3, "tripling": 3, "trebled": 3, "trebling": 3,
    "quadrupled": 4, "quadrupling": 4, "quintupled": 5, "halved": Decimal("0.5"), "halving": Decimal("0.5"),
}  # fmt: skip
_DOUBLE = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_WHAT = words("figures.what")
_ORDINALS = dict(
    zip(
        word_list("figures.ordinals"),
        range(1, 21),
        strict=True,
    )
)
_RANKED = words("figures.ranked")
_PLACE = frozenset({"place", "spot", "seed", "seeded", "position", "rank", "ranked", "placed"})
_NO_SUPERLATIVE = words("figures.unranked")
_ENDING = words("figures.age_ends")
_CLOSES = words("figures.closes")
_AGO = words("figures.ago")
_DETAILED = frozenset({"aged", "age", "ages"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in characters of the text, before anything is known of the sentence around it."""

    start: int
    end: int
    numeral: tuple[int, int]
    """Where its last numeral stands, without bound and unit."""
    amount: Amount
    bound: Bound
    age: bool = False
    name_age: bool = False
    """An age between commas behind a name, or before a noun, that tells who is meant."""
    rank: str = ""
    """"bare" for an ordinal that may rank or just count, "ranked" where the words around it rank."""
    article: bool = False
    """Said with an article alone ("an hour later")."""


def figures(text: str) -> tuple[Figure, ...]:
    """Return every figure of a text in order, without overlap. Linear in the text's length; never raises."""
    lex = lexemes(text)
    taken = dated(text, lex)
    found: list[Figure] = []
    i = 0
    while i < len(lex):
        figure, after = _at(lex, i, taken)
        if figure is None:
            i += 1
            continue
        if found and (inherited := _bracketed(lex, found[-1], figure)):
            figure = replace(figure, bound=inherited)
        if not found or figure.start >= found[-1].end:
            found.append(figure)
        i = max(after, i + 1)
    return tuple(_shared(lex, found))


def _at(lex: Lexemes, i: int, taken: set[int]) -> tuple[Figure | None, int]:
    if i in taken:
        return None, i + 1
    got = _graded(lex, i, taken)
    if got is None and (got := amount(lex, i, taken)) is None:
        got = _multiple(lex, i) or _article_unit(lex, i)
    if got is not None:
        figure = _bounded(lex, got)
        return figure, max(got.end, i + 1)
    rank = _rank(lex, i, taken)
    return rank, i + 1


def _bounded(lex: Lexemes, a: Amount) -> Figure:
    a, age, name_age = _aged(lex, a)
    time = a.unit is not None and a.unit.kind == "time"
    start, end = a.start, a.end
    bound = Bound.VAGUE if a.shape == "vague" else Bound.ABOUT if a.about else Bound.EXACTLY
    behind = bound_behind(lex, end)
    before = bound_before(lex, start, time=time)
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
    first, last = a.numerals[-1]
    return Figure(
        start=lex[start].start, end=lex[end - 1].end, numeral=(lex[first].start, lex[last - 1].end),
        amount=a, bound=bound, age=age, name_age=name_age, article=a.shape == "article",
    )  # fmt: skip


def _aged(lex: Lexemes, a: Amount) -> tuple[Amount, bool, bool]:
    """Tell whether an amount is somebody's age, and give it its unit."""
    start, end = a.start, a.end
    if a.unit and a.unit.kind == "time":
        past = end + (word_at(lex, end) in {"-", "‑"})
        if word_at(lex, past) in {"old", "olds"}:
            noun = past + 1 < len(lex) and lex[past + 1].sort is Sort.WORD and past > end
            return replace(a, end=past + 1), True, noun or word_at(lex, past) == "olds" or past > end
        return a, False, False
    if a.unit or (a.value is None and a.shape not in {"range", "change"}) or (a.high or 0) > 122 or (a.low or 0) < 0:
        return a, False, False
    before = word_at(lex, start - 1)
    if before in _DETAILED or (before == "of" and word_at(lex, start - 2) == "age"):
        return replace(a, unit=YEAR), True, before == "aged" and word_at(lex, start - 2) == ","
    if a.plain and before == "," and word_at(lex, end) in {",", "."} and start > 1 and lex[start - 2].capital:
        return replace(a, unit=YEAR), True, True
    if (
        a.plain
        and before == "("
        and word_at(lex, end) == ")"
        and start > 1
        and lex[start - 2].capital
        and (a.value or 0) > 9
    ):
        return replace(a, unit=YEAR), True, True
    if (
        a.plain
        and word_at(lex, end) == "s"
        and lex[end].glued
        and before in {"his", "her", "their", "my", "early", "mid", "late", "-", "the"}
    ):
        low = a.value or Decimal(0)
        return replace(a, end=end + 1, unit=YEAR, value=None, low=low, high=low + 9, shape="vague"), True, True
    if (
        a.plain
        and before in {"is", "was", "turned", "turns", "be", "'m", "am", "being", "at"}
        and _ends_clause(lex, end)
    ):
        who = word_at(lex, start - 2)
        if (
            before in {"turned", "turns"}
            or who in {"she", "he", "who", "i", "'s"}
            or (who == "will" and before == "be")
        ):
            return replace(a, unit=YEAR), True, False
        if before == "at" and who in {"dies", "died", "dead", "die", "death", "married", "retired", "retire"}:
            return replace(a, unit=YEAR), True, False
    return a, False, False


def _ends_clause(lex: Lexemes, i: int) -> bool:
    return i >= len(lex) or lex[i].fresh or lex[i].sort is Sort.SIGN or word_at(lex, i) in _ENDING


def _graded(lex: Lexemes, i: int, taken: set[int]) -> Amount | None:
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


def _multiple(lex: Lexemes, i: int) -> Amount | None:
    """Read `twice`, `doubled`, `double the`, `sixfold`, `10-fold`."""
    word = lex[i].lower
    value = _MULTIPLE.get(word)
    end = i + 1
    if value is None and word in _DOUBLE and (word_at(lex, end) in _WHAT or word_at(lex, i - 1) == "than"):
        value = _DOUBLE[word]
    if value is None and word.endswith("fold") and (match := _FOLD.fullmatch(word)):
        stem = match["stem"]
        value = ONES.get(stem) or TENS.get(stem) or MAGNITUDES.get(stem)
    if value is None or (word == "twice" and word_at(lex, i - 1) == "once"):
        return None
    value = Decimal(value)
    return Amount(i, end, value, value, value, TIMES, numerals=((i, end),), spelled=True, plain=False)


def _article_unit(lex: Lexemes, i: int) -> Amount | None:
    """Read `an hour later`, `more than a century`, `jailed for a year`: the article counts one."""
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
    if not told:
        return None
    one = Decimal(1)
    return Amount(i, end, one, one, one, unit, shape="article", numerals=((i, i + 1),), spelled=True, plain=False)


def _rank(lex: Lexemes, i: int, taken: set[int]) -> Figure | None:
    """Read an ordinal, and whether the words around it rank (`third-largest`, `ranked 3rd`, `No. 1 seed`)."""
    word, end = lex[i].lower, i + 1
    value = _ORDINALS.get(word)
    if value is None and word in TENS and word_at(lex, i + 1) == "-" and 0 < _ORDINALS.get(word_at(lex, i + 2), 0) < 10:
        value, end = TENS[word] + _ORDINALS[word_at(lex, i + 2)], i + 3
    digits = lex[i].sort is Sort.DIGITS and lex[i].text.isdecimal() and len(lex[i].text) < 5
    if digits and end < len(lex) and lex[end].glued and lex[end].lower in {"st", "nd", "rd", "th"}:
        value, end = int(lex[i].text), i + 2
    if value is None or (word in PARTS and lex[i - 1].lower in ONES and i):
        return None
    after = word_at(lex, end) if word_at(lex, end) != "-" else word_at(lex, end + 1)
    before = word_at(lex, i - 1)
    superlative = after.endswith("est") and len(after) > 4 and after not in _NO_SUPERLATIVE
    ranked = superlative or after in _PLACE or after in {"most", "best", "worst", "least"} or before in _RANKED
    amount = Amount(i, end, Decimal(value), Decimal(value), Decimal(value), RANK, numerals=((i, end),), plain=False)
    return Figure(
        start=lex[i].start, end=lex[end - 1].end, numeral=(lex[i].start, lex[end - 1].end), amount=amount,
        bound=Bound.EXACTLY, rank="ranked" if ranked else "bare",
    )  # fmt: skip


def _bracketed(lex: Lexemes, before: Figure, figure: Figure) -> Bound | None:
    """Return the bound that a conversion in brackets shares: `more than 250 miles (400 km)`."""
    a, b = before.amount, figure.amount
    if figure.bound is not Bound.EXACTLY or before.bound in {Bound.EXACTLY, Bound.VAGUE} or not (a.unit and b.unit):
        return None
    opened = word_at(lex, b.start - 1) in {"(", "["} and b.start - 2 >= 0 and lex[b.start - 2].end == before.end
    alike = a.unit.kind == b.unit.kind and (a.unit.kind == MONEY or a.unit.name != b.unit.name)
    return before.bound if opened and alike else None


def _shared(lex: Lexemes, found: list[Figure]) -> list[Figure]:
    """Give `eight or nine euros` and `7- or 8-inch` their one unit, on both numbers."""
    shared = list(found)
    for k in range(len(shared) - 1):
        a, b = shared[k].amount, shared[k + 1].amount
        if a.unit or b.unit is None or not a.plain or b.shape != "number" or b.unit.kind in {"rank", "multiple"}:
            continue
        between = tuple(x.lower for x in lex[a.end : b.start])
        if between in {("or",), ("-", "or")}:
            shared[k] = replace(shared[k], amount=replace(a, unit=b.unit))
    return shared
