"""Find the signs that two different numbers of one article are about the same thing, or not.

The weights are those of a logistic regression, rounded. It was fitted to tell numbers that were changed on purpose, by
a digit or a magnitude, where an article repeats itself, from all other differing numbers in articles as written.
"""

import math
import re
from collections.abc import Iterator

from fact_check.claims import Bound, Quantity
from fact_check.extract.records import ClaimCandidate, Measure
from fact_check.lexicon import words
from fact_check.relate.term_weights import Ground
from fact_check.relate.things import CALENDAR, DEEDS, FORMER, described, same_time, thing

WEIGHTS = {
    "headline": 1.3,
    "lead": 2.5,
    "early": 2.4,
    "apart": -0.6,
    "unbacked": 2.1,
    "points back": 2.3,
    "to nothing": 1.6,
    "digit": 1.8,
    "magnitude": 3.3,
    "round magnitude": 1.9,
    "other size": -0.8,
    "alone": 1.5,
    "words": 1.3,
    "few words": -0.5,
    "strangers": -2.8,
    "same noun": 1.1,
    "same description": 0.9,
    "other noun": -1.0,
    "no noun": 0.9,
    "same deed": 0.5,
    "telling deed": 0.8,
    "other deed": -0.5,
    "rare unit": 0.7,
    "time span": 1.2,
    "scale": -1.0,
    "vague": -1.6,
    "part": -2.8,
    "dated": -5.0,
    "other day": -0.6,
    "again": -0.5,
    "large": 0.2,
}
"""What each sign adds; a sum of 0 is undecided."""
NONE = -6.4
"""The sum of a pair without a sign."""
LEAD = 3
"""How many first sentences are likely to restate the headline."""
RARE = 3
"""How often an article may use a unit that still counts as rare."""
LARGE = 10_000
STRANGE = 0.25
"""Claims with different names are about different things if they share less of their words than this."""
SCALES = words("relations.scales")
"""Units of scales, of which one article often gives many values, each for another event."""
YEARS = re.compile(r"\byears?\b(?!.old)")


def kind(quantity: Quantity) -> str:
    """Return what kind of number a quantity is (a unit, "count", "share" or "age"); only like kinds can disagree."""
    if quantity.unit is None:
        return "share" if quantity.value is not None and 0 < quantity.value < 1 else "count"
    return "age" if quantity.unit == "year" and not YEARS.search(quantity.text) else quantity.unit


def clash(m: Measure, o: Measure) -> bool:
    """Tell whether two numbers count different fates: killed, injured."""
    deed, other = thing(m)[1], thing(o)[1]
    return deed != other and deed in DEEDS and other in DEEDS


def magnitude(p: Quantity, q: Quantity) -> bool:
    """Tell whether one number is 10, 100, 1,000 or 1,000,000 times the other."""
    a, b = sorted((size(p), size(q)))
    return a > 0 and any(math.isclose(b / a, times, rel_tol=1e-9) for times in (10, 100, 1000, 1_000_000))


def told(
    ground: Ground, claims: tuple[int, int], m: Measure, o: Measure, p: Quantity, q: Quantity
) -> Iterator[tuple[str, float]]:
    """Yield the signs in two numbers and in what they count, each with its strength.

    `claims` are the positions of the two claims, the earlier first; `m` and `p` belong to it, `o` and `q` to the later.
    """
    a, b = ground.found[claims[0]], ground.found[claims[1]]
    if a.in_headline:
        yield "headline", 1.0
        if b.sentence <= a.sentence + LEAD:
            yield "lead", 1.0
    elif a.sentence <= LEAD:
        yield "early", 1.0
    yield "apart", math.log(1 + b.sentence - a.sentence)
    if _alone(a, p) and _alone(b, q):
        yield "alone", 1.0
    if Bound.VAGUE in (p.bound, q.bound):
        yield "vague", 1.0
    if m.part != o.part:
        yield "part", 1.0
    if not same_time(m, o):
        yield ("dated" if _years(m) != _years(o) else "other day"), 1.0
    yield from _slips(p, q)
    yield from _things(m, o, a.names | b.names)
    yield "large", math.log10(1 + min(size(p), size(q), LARGE))
    if o.back:
        yield "points back", 1.0
    if p.unit in CALENDAR and kind(p) != "age":
        yield "time span", 1.0
    if p.unit in SCALES:
        yield "scale", 1.0


def _slips(p: Quantity, q: Quantity) -> Iterator[tuple[str, float]]:
    """Yield the signs of a slip: a wrong digit, a wrong magnitude."""
    a, b = figures(p), figures(q)
    if magnitude(p, q):
        yield ("magnitude" if len(a.strip("0.")) > 1 else "round magnitude"), 1.0
    elif len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        telling = max(len(n.replace(".", "").rstrip("0")) for n in (a, b))
        yield "digit", float(min(telling, 4) - 1)
    elif (ratio := _ratio(p, q)) > 1:
        yield "other size", ratio - 1


def _things(m: Measure, o: Measure, names: frozenset[str]) -> Iterator[tuple[str, float]]:
    (head_m, deed_m), (head_o, deed_o) = thing(m), thing(o)
    if head_m and head_o:
        yield ("same noun" if head_m == head_o else "other noun"), 1.0
        if head_m == head_o and described(m) - names == described(o) - names:
            yield "same description", 1.0
    elif not head_m and not head_o:
        yield "no noun", 1.0
    if deed_m and deed_o:
        yield ("same deed" if deed_m == deed_o else "other deed"), 1.0
        if deed_m == deed_o and deed_m in DEEDS:
            yield "telling deed", 1.0


def shared(ground: Ground, first: int, later: int) -> Iterator[tuple[str, float]]:
    """Yield the signs in the words that two claims share."""
    small, large = sorted((ground.terms[first] - CALENDAR, ground.terms[later] - CALENDAR), key=ground.mass)
    share = ground.share(small, large)
    yield "words", share
    mine, theirs = ground.found[first].names, ground.found[later].names
    if share < STRANGE and mine and theirs and not mine & theirs:
        yield "strangers", 1.0
    if len(small) <= RARE:
        yield "few words", 1.0


def _alone(found: ClaimCandidate, quantity: Quantity) -> bool:
    """Tell whether a claim has no other number with a quantity's unit."""
    return sum((q.unit or "") == (quantity.unit or "") for q in found.claim.quantities) == 1


def _years(measure: Measure) -> frozenset[str]:
    return frozenset(w for w in measure.when if w.isdigit() or w in FORMER)


def size(quantity: Quantity) -> float:
    """Return the size of a number, 0 if unknown."""
    value = quantity.value if quantity.value is not None else quantity.low
    return abs(float(value or 0))


def _ratio(p: Quantity, q: Quantity) -> float:
    """Return by how many powers of ten two numbers differ, 0 if either is 0."""
    small, large = sorted((size(p), size(q)))
    return math.log10(large / small) if small else 0.0


def figures(quantity: Quantity) -> str:
    """Return a number's digits for comparison, without trailing zeros after the point."""
    return f"{size(quantity):.6f}".rstrip("0").rstrip(".")
