"""Bound the sum of two numbers' signs from above, to skip the pairs that can't conflict.

A long article has thousands of pairs and a handful of conflicts. The bound is never lower than the sum
(`signs.told`), so no conflict is missed.
"""

import math
from dataclasses import dataclass

from fact_check.claims import Quantity
from fact_check.extract.records import ClaimCandidate, Measure
from fact_check.relate.signs import LARGE, LEAD, WEIGHTS, figures, kind, size
from fact_check.relate.things import CALENDAR, thing

_UP = {sign: max(weight, 0.0) for sign, weight in WEIGHTS.items()}
_HEADLINE = _UP["headline"] + _UP["unbacked"]
_LEAD, _EARLY, _APART, _ALONE = _UP["lead"], _UP["early"], WEIGHTS["apart"], _UP["alone"]
_SAME_NOUN, _OTHER_NOUN, _NO_NOUN = _UP["same noun"] + _UP["same description"], WEIGHTS["other noun"], _UP["no noun"]
_SAME_DEED, _OTHER_DEED = _UP["same deed"] + _UP["telling deed"], WEIGHTS["other deed"]
_MAGNITUDE, _DIGIT, _LARGE = max(_UP["magnitude"], _UP["round magnitude"]), _UP["digit"], _UP["large"]
_BACK, _SPAN, _RARE = _UP["points back"] + _UP["to nothing"], _UP["time span"], _UP["rare unit"]
_TIMES = (10, 100, 1000, 1_000_000)
_MARGIN = 1e-6
"""Allows for rounding, because the signs are summed in another order."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What can be told cheaply of one number."""

    sentence: int
    in_headline: bool
    alone: bool
    """Its claim gives no other number of its unit."""
    size: float
    large: float
    figures: str
    telling: int
    """The number of significant figures."""
    head: str | None
    deed: str | None
    extra: float
    """The most that its unit can add."""
    back: bool

    @classmethod
    def of(cls, found: ClaimCandidate, quantity: Quantity, measure: Measure, *, alone: bool) -> "Glimpse":
        """Describe one of a claim's numbers; `alone` if no other has its unit."""
        much, written = size(quantity), figures(quantity)
        head, deed = thing(measure)
        span = _SPAN if quantity.unit in CALENDAR and kind(quantity) != "age" else 0.0
        return cls(
            sentence=found.sentence,
            in_headline=found.in_headline,
            alone=alone,
            size=much,
            large=_LARGE * math.log10(1 + min(much, LARGE)),
            figures=written,
            telling=min(len(written.replace(".", "").rstrip("0")), 4),
            head=head,
            deed=deed,
            extra=span + (_RARE if quantity.unit else 0.0),
            back=measure.back,
        )


def most(a: Glimpse, b: Glimpse) -> float:
    """Return the highest possible sum of the signs of two numbers, the earlier first."""
    score = a.extra + min(a.large, b.large) + _MARGIN + _APART * math.log(1 + b.sentence - a.sentence)
    if a.in_headline:
        score += _HEADLINE + (_LEAD if b.sentence <= a.sentence + LEAD else 0.0)
    elif a.sentence <= LEAD:
        score += _EARLY
    if a.alone and b.alone:
        score += _ALONE
    if a.head and b.head:
        score += _SAME_NOUN if a.head == b.head else _OTHER_NOUN
    elif not a.head and not b.head:
        score += _NO_NOUN
    if a.deed and b.deed:
        score += _SAME_DEED if a.deed == b.deed else _OTHER_DEED
    if b.back:
        score += _BACK
    return score + _slip(a, b)


def _slip(a: Glimpse, b: Glimpse) -> float:
    small, large = (a.size, b.size) if a.size < b.size else (b.size, a.size)
    ratio = large / small if small > 0 else 0.0
    if ratio > 9 and any(abs(ratio / times - 1) < _MARGIN for times in _TIMES):
        return _MAGNITUDE
    if len(a.figures) == len(b.figures) and sum(map(str.__ne__, a.figures, b.figures)) == 1:
        return _DIGIT * (max(a.telling, b.telling) - 1)
    return 0.0
