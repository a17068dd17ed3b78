"""Find two numbers of one article that disagree about the same thing, allowing for hedges and rounding.

The numbers must differ. Then the signs that they are about one thing are summed (signs.py): the noun counted and its
verb, the words that the claims share, where they are, words that point back, a figure that looks like a slip of the
other. "At least 50" does not conflict with 54, nor killed with injured, nor two numbers in one sentence.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from fact_check.claims import Quantity
from fact_check.extract.records import ClaimCandidate, Measure
from fact_check.lexicon import any_of, words
from fact_check.relate.glimpses import Glimpse, most
from fact_check.relate.hints import words_of
from fact_check.relate.number_agreement import beyond, differ, same
from fact_check.relate.signs import NONE, RARE, WEIGHTS, clash, kind, magnitude, shared, told
from fact_check.relate.term_weights import MOST_NUMBERS, Ground
from fact_check.relate.things import CALENDAR

SAFE = -0.8
"""The lowest sum of a conflict."""
MOST = WEIGHTS["words"]
"""The most that the claims' words can add."""
NAMED = frozenset(["same noun", "same deed", "points back"])
"""Signs that both numbers count the same thing."""
SLIPS = frozenset(["digit", "magnitude", "round magnitude"])
LIKELY = frozenset([*SLIPS, *NAMED])
ALIKE = 0.3
"""The least share of common words with which two claims may be about one thing."""
OTHERS = words("relations.others")
REACH = 60
"""A number is compared with this many numbers of its kind before it, and with the article's first ones."""
FIRST = 20
AVERAGES = words("relations.averages")
"""Nouns for measures that are named after a span of time: `the five-day average`."""
PASSED = re.compile(rf"{any_of('relations.passing')}\b", re.IGNORECASE)
"""Words for passing a number on the way to a higher one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A number of claim `later` and a number of claim `first` that cannot both hold."""

    later: int
    first: int
    score: float
    because: str


Place = tuple[int, int]
"""A claim's number, and which of its quantities."""


def conflicts(ground: Ground) -> Iterator[Conflict]:
    """Yield each pair of claims with conflicting numbers once."""
    numbers = _Numbers(ground)
    said: set[tuple[int, int]] = set()
    for kinds in numbers.kinds.values():
        for at, later in enumerate(kinds):
            for first in chain(kinds[: min(FIRST, max(at - REACH, 0))], kinds[max(at - REACH, 0) : at]):
                pair = (first[0], later[0])
                if pair not in said and (found := numbers.conflict(first, later)) is not None:
                    said.add(pair)
                    yield found


class _Numbers:
    """An article's numbers by kind, and how often it gives each."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.kinds: dict[str, list[Place]] = defaultdict(list)
        self._given: Counter[tuple[str, str]] = Counter()
        self._units: Counter[str] = Counter()
        self._others: dict[int, bool] = {}
        self._named: dict[int, frozenset[float | None]] = {}
        """The spans of time in the names of each claim's measures."""
        self._glimpses: dict[Place, Glimpse] = {}
        self._beside: dict[int, set[tuple[str, str]]] = defaultdict(set)
        """The values that each sentence gives, in whichever of its claims."""
        for n, found in enumerate(ground.found):
            if found.silent:
                continue
            units = Counter(quantity.unit or "" for quantity in found.claim.quantities)
            for i, quantity in enumerate(found.claim.quantities):
                alone = units[quantity.unit or ""] == 1
                self._given[_value(quantity)] += 1
                self._beside[found.sentence].add(_value(quantity))
                self._units[quantity.unit or ""] += 1
                self._glimpses[n, i] = Glimpse.of(found, quantity, found.measure(i), alone=alone)
                self.kinds[kind(quantity)].append((n, i))
                if kind(quantity) == "age":  # "dies at 910" is not an age
                    self.kinds["count"].append((n, i))

    def conflict(self, first: Place, later: Place) -> Conflict | None:
        """Return the conflict between two numbers, the earlier first; None unless it is sure."""
        a, b = self._ground.found[first[0]], self._ground.found[later[0]]
        if a.sentence == b.sentence:
            return None
        if NONE + MOST + most(self._glimpses[first], self._glimpses[later]) < SAFE:
            return None
        p, q = a.claim.quantities[first[1]], b.claim.quantities[later[1]]
        if not _at_odds(p, q):
            return None
        m, o = a.measure(first[1]), b.measure(later[1])
        if (_names(m, p) and _names(o, q)) or self._measured_apart(first[0], later[0]):
            return None
        if clash(m, o) or _agreed(a, b, (m, p), (o, q)) or self._told_apart(a, b, p, q):
            return None
        signs = [*told(self._ground, (first[0], later[0]), m, o, p, q), *self._lone(a, o, p, q)]
        score = NONE + sum(WEIGHTS[sign] * much for sign, much in signs)
        if score + MOST < SAFE:
            return None
        worded = dict(shared(self._ground, first[0], later[0]))
        score += sum(WEIGHTS[sign] * much for sign, much in worded.items())
        if score < SAFE or self._is_other(first[0]) != self._is_other(later[0]):
            return None
        if not _one_thing({sign for sign, much in signs if much}, worded["words"], (a.names, b.names), kind(p)):
            return None
        sure = 1 / (1 + math.exp(SAFE - score))
        because = f"“{b.number(later[1])}” here, “{a.number(first[1])}” there"
        return Conflict(later[0], first[0], round(min(sure, 0.95), 2), because)

    def _is_other(self, n: int) -> bool:
        """Tell whether a claim is expressly about another of its kind: `a second fire`, `the previous toll`."""
        if n not in self._others:
            self._others[n] = not OTHERS.isdisjoint(words_of(self._ground.found[n].claim.span.text))
        return self._others[n]

    def _told_apart(self, a: ClaimCandidate, b: ClaimCandidate, p: Quantity, q: Quantity) -> bool:
        """Tell whether one sentence gives both: `tremors after the magnitude 6.3 quake, one of magnitude 5`."""
        if not p.unit:
            return False
        return _value(p) in self._beside[b.sentence] or _value(q) in self._beside[a.sentence]

    def _measured_apart(self, first: int, later: int) -> bool:
        """Tell whether two claims measure over different spans of time: the 7-day rate, the 14-day rate."""
        spans = [self._spans(n) for n in (first, later)]
        return bool(spans[0]) and bool(spans[1]) and spans[0].isdisjoint(spans[1])

    def _spans(self, n: int) -> frozenset[float | None]:
        if n not in self._named:
            found = self._ground.found[n]
            named = (q.value for i, q in enumerate(found.claim.quantities) if _names(found.measure(i), q))
            self._named[n] = frozenset(named)
        return self._named[n]

    def _lone(self, a: ClaimCandidate, o: Measure, p: Quantity, q: Quantity) -> Iterator[tuple[str, float]]:
        """Yield signs from how often the article gives each number: it repeats nearly every number of its headline."""
        if a.in_headline and self._given[_value(p)] == 1:
            yield "unbacked", 1.0
        again = self._given[_value(q)] - 1
        if again:
            yield "again", float(min(again, 2))
        elif o.back:
            yield "to nothing", 1.0
        if p.unit and self._units[p.unit] <= RARE:
            yield "rare unit", 1.0


def _one_thing(signs: set[str], alike: float, names: tuple[frozenset[str], frozenset[str]], what: str) -> bool:
    """Tell whether the signs that two numbers are about one thing are more than chance. `names` are each claim's names.

    Enough are: a slip of the headline's number, or a number that only the headline gives; a shared noun or deed, or a
    word that points back; a slip in claims with words in common. An age needs common words as well, because it is
    somebody's, and so does a span of time, because it doesn't say what lasts that long. Where the names differ,
    different numbers are no surprise: `116 people died`, `on Samos, two people died`.
    """
    mine, theirs = names
    if "headline" in signs and (alike >= ALIKE or not signs.isdisjoint({"unbacked", *SLIPS})):
        return True
    if (what == "age" and mine.isdisjoint(theirs)) or (SLIPS.isdisjoint(signs) and mine != theirs):
        return False
    named = not NAMED.isdisjoint(signs) and not ("points back" in signs and signs & {"other noun", "other deed"})
    if named and what != "age" and ("time span" not in signs or "same deed" in signs):
        return True
    return alike >= ALIKE and not signs.isdisjoint(LIKELY) and mine == theirs


def _at_odds(p: Quantity, q: Quantity) -> bool:
    """Tell whether two numbers of one unit differ, or a bare number looks like a slip of an age."""
    if (p.unit or "") != (q.unit or ""):
        return "age" in (kind(p), kind(q)) and magnitude(p, q)
    if kind(p) == "rank":  # "the first quake", "the second quake" are two quakes
        return False
    return kind(p) == kind(q) and (differ(p, q) or beyond(p, q)) and not _passed(min(p, q, key=_least))


def _names(measure: Measure, quantity: Quantity) -> bool:
    """Tell whether a span of time is part of a measure's name: `the five-day average`."""
    return quantity.unit in CALENDAR and measure.head in AVERAGES


def _passed(lower: Quantity) -> bool:
    """Tell whether a number was passed on the way to a higher one: `surpassed one million`, then 1.6 million."""
    return PASSED.match(lower.text) is not None


def _least(quantity: Quantity) -> float:
    known = quantity.low if quantity.low is not None else quantity.value
    return known if known is not None else math.inf


def _value(quantity: Quantity) -> tuple[str, str]:
    """Return a quantity's unit and its value to two significant figures, so that a rounded number matches."""
    value = quantity.value if quantity.value is not None else quantity.low
    return quantity.unit or "", quantity.text.casefold() if value is None else f"{value:.1e}"


def _agreed(
    a: ClaimCandidate, b: ClaimCandidate, first: tuple[Measure, Quantity], later: tuple[Measure, Quantity]
) -> bool:
    """Tell whether one claim gives the other's number as well: `rose from 12 to 19`, and 12."""
    (m, p), (o, q) = first, later
    mine, theirs = a.claim.quantities[:MOST_NUMBERS], b.claim.quantities[:MOST_NUMBERS]
    there = any(same(p, x) and not clash(m, b.measure(i)) for i, x in enumerate(theirs))
    return there or any(same(q, x) and not clash(o, a.measure(i)) for i, x in enumerate(mine))
