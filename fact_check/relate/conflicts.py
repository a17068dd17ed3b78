"""Two numbers of one article that disagree about the same thing, hedges and rounding allowed for.

A conflict is only said where the words say that the thing is the same: the same noun or deed counted, a context
that is alike, no date or place that tells them apart, no part beside its whole.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fact_check.claims import Quantity
from fact_check.find.found import Found, Measure
from fact_check.relate.ground import Ground
from fact_check.relate.numbers import at_odds, same
from fact_check.relate.things import CALENDAR, alike, same_time, thing

SAFE = 0.5
SCALES = frozenset(["magnitude", "score", "degree celsius", "degree fahrenheit"])
"""Units of which one article often gives many values, each of another event."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A number of claim `later` and one of claim `first` cannot both hold."""

    later: int
    first: int
    score: float
    because: str


Place = tuple[int, int]
"""Claim number, and which of its quantities."""


def conflicts(ground: Ground) -> Iterator[Conflict]:
    """Yield each pair of claims whose numbers are at odds about the same thing, once."""
    said: set[tuple[int, int]] = set()
    groups: dict[str, list[Place]] = defaultdict(list)
    for n, f in enumerate(ground.found):
        for i, q in enumerate(f.claim.quantities):
            for key in _keys(f, i, q):
                for t, j in groups[key]:
                    if (t, n) not in said and (found := _conflict(ground, (t, j), (n, i))) is not None:
                        said.add((t, n))
                        yield found
                groups[key].append((n, i))


def _keys(found: Found, n: int, quantity: Quantity) -> Iterator[str]:
    """Yield the words under which another number of the same thing would be filed."""
    head, deed = thing(_measure(found, n))
    unit = quantity.unit or ""
    if head:
        yield f"{unit}:{head}"
    if deed:
        yield f"{unit}:deed:{deed}"
    if unit and not head and not deed:
        yield f"{unit}:"


def _measure(found: Found, n: int) -> Measure:
    return found.measures[n] if n < len(found.measures) else Measure()


def _conflict(ground: Ground, first: Place, later: Place) -> Conflict | None:
    a, b = ground.found[first[0]], ground.found[later[0]]
    if a.sentence == b.sentence or a.silent or b.silent or a.negated != b.negated:
        return None
    p, q = a.claim.quantities[first[1]], b.claim.quantities[later[1]]
    m, o = _measure(a, first[1]), _measure(b, later[1])
    kin = alike(m, o)
    if not at_odds(p, q) or kin is False or not same_time(m, o) or _agreed(a, b, p, q):
        return None
    score = _score(ground, first[0], later[0], kin is True, bool(p.unit))
    if p.unit in CALENDAR or p.unit in SCALES:
        score -= 0.15
    if score < SAFE:
        return None
    return Conflict(later[0], first[0], round(min(score, 0.95), 2), f"“{q.text}” here, “{p.text}” there")


def _agreed(a: Found, b: Found, p: Quantity, q: Quantity) -> bool:
    """Tell whether one claim gives the other's number as well: `rose from 12 to 19` beside 12."""
    return any(same(p, x) for x in b.claim.quantities) or any(same(q, x) for x in a.claim.quantities)


def _score(ground: Ground, first: int, later: int, sure: bool, unit: bool) -> float:
    a, b = ground.found[first], ground.found[later]
    small, large = sorted((ground.terms[first], ground.terms[later]), key=ground.mass)
    cover = ground.share(small, large)
    like = ground.likeness(small, large)
    score = 0.5 * cover + 0.3 * like + (0.2 if sure else 0.0)
    if a.in_headline:
        score += 0.1
    if a.names and b.names and not (a.names <= b.names or b.names <= a.names):
        score -= 0.15 if a.names & b.names else 0.35
    if unit and like < 0.35:
        score -= 0.1
    return score
