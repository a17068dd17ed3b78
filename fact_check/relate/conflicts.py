"""Two numbers of one article that disagree about the same thing, hedges and rounding allowed for.

Two things must hold: that the numbers are numbers of one thing (the noun and the deed counted), and that the claims
speak of one event (their words, their names, no date or part that tells them apart). A headline and what restates it
need less of the second; two open bounds (`at least 37`, `at least 87`) need both.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fact_check.claims import Quantity
from fact_check.find.found import Found, Measure
from fact_check.relate.ground import REACH, Ground
from fact_check.relate.numbers import at_odds, differ, same
from fact_check.relate.things import CALENDAR, DEEDS, alike, described, same_time, thing

SAFE = 0.5
LEAD = 3
"""The first sentences restate the headline."""
LEADS = 0.05
ALONE = 0.1
"""For a headline and a lead that give one number each of a kind."""
UNBACKED = 0.15
"""For a headline's number that the body does not give."""
NAMED = 0.1
"""For a headline and a claim that count with the same noun."""
AGES = 0.3
YOUNG = 16
SPAN = 0.25
"""Time spans and scales need claims this much alike: every article has many."""
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
                for t, j in _near(ground, groups[key], n):
                    if (t, n) not in said and (found := _conflict(ground, (t, j), (n, i))) is not None:
                        said.add((t, n))
                        yield found
                groups[key].append((n, i))


def _near(ground: Ground, places: list[Place], n: int) -> list[Place]:
    """Return the places, which are in order, of the claims within reach of number `n`, and of the headline's."""
    first = bisect_left(places, (n - REACH, 0))
    return places[: min(first, bisect_left(places, (ground.headline, 0)))] + places[first:]


def _keys(found: Found, n: int, quantity: Quantity) -> Iterator[str]:
    """Yield the words under which another number of the same thing would be filed."""
    head, deed = thing(_measure(found, n))
    unit = quantity.unit or ""
    if unit:
        yield f"{unit}:"
        return
    if head:
        yield head
    if deed:
        yield f"deed:{deed}"
    if not head and not deed:
        yield ""


def _measure(found: Found, n: int) -> Measure:
    return found.measures[n] if n < len(found.measures) else Measure()


def _conflict(ground: Ground, first: Place, later: Place) -> Conflict | None:
    a, b = ground.found[first[0]], ground.found[later[0]]
    if a.sentence == b.sentence or a.silent or b.silent:
        return None
    p, q = a.claim.quantities[first[1]], b.claim.quantities[later[1]]
    m, o = _measure(a, first[1]), _measure(b, later[1])
    lead = a.in_headline and b.sentence <= a.sentence + LEAD
    if not differ(p, q) or not same_time(m, o) or _agreed(a, b, p, q):
        return None
    kin = _kin(m, o, p.unit, a.names | b.names)
    if not kin:
        return None
    if _subset(m, o, p, q):
        kin = min(kin, 0.1)
    event = _event(ground, first[0], later[0])
    ages = lead and _age(p) and _age(q)
    if p.unit in SCALES and not (lead and _alone(a, p) and _alone(b, q)):
        return None
    if p.unit in CALENDAR and not ages and (event < SPAN or _age(p) or _age(q)):
        return None
    score = kin + event + (AGES if ages else 0.0)
    if a.in_headline and thing(m)[0] and thing(m)[0] == thing(o)[0]:
        score += NAMED
    if lead:
        score += LEADS + (ALONE if _alone(a, p) and _alone(b, q) else 0.0)
    if a.in_headline and not _backed(ground, a, p):
        score += UNBACKED
    if not at_odds(p, q):
        score -= 0.1
    if score < SAFE:
        return None
    return Conflict(later[0], first[0], round(min(score, 0.95), 2), f"“{q.text}” here, “{p.text}” there")


def _subset(m: Measure, o: Measure, p: Quantity, q: Quantity) -> bool:
    """Tell whether the one number that says who is counted is the smaller: "injured 16", "two adults were injured"."""
    (head_m, _), (head_o, _) = thing(m), thing(o)
    if bool(head_m) == bool(head_o) or p.value is None or q.value is None:
        return False
    return p.value < q.value if head_m else q.value < p.value


def _age(quantity: Quantity) -> bool:
    """Tell whether a quantity is an age: years without the word."""
    return quantity.unit in ("year", None) and quantity.text.isdigit() and (quantity.value or 0) >= YOUNG


def _alone(found: Found, quantity: Quantity) -> bool:
    """Tell whether a claim gives no other number of a quantity's kind."""
    return sum((q.unit or "") == (quantity.unit or "") for q in found.claim.quantities) == 1


def _backed(ground: Ground, headline: Found, quantity: Quantity) -> bool:
    """Tell whether the body gives a headline's number anywhere: nearly every headline's number comes back."""
    body = (f for f in ground.found if not f.in_headline and f is not headline)
    return any(q.value == quantity.value or same(q, quantity) for f in body for q in f.claim.quantities)


def _kin(m: Measure, o: Measure, unit: str | None, names: frozenset[str]) -> float:
    """Return how sure two numbers are numbers of one thing: 0 for not at all, 0.45 for the same noun and deed."""
    known = alike(m, o)
    if m.part or o.part or (known is False and not unit):
        return 0.0
    (head_m, deed_m), (head_o, deed_o) = thing(m), thing(o)
    deed = bool(deed_m) and deed_m == deed_o
    head = bool(head_m) and head_m == head_o
    if unit in SCALES:
        return 0.05
    if unit in CALENDAR:
        return 0.25 if deed or head else 0.15
    if unit:
        return 0.4 if deed or head else 0.2 if deed_m and deed_o else 0.25
    if head and described(m) - names == described(o) - names:
        return 0.45 if deed else 0.35
    if head:
        return 0.3 if deed else 0.15
    if deed and deed_m in DEEDS and not (head_m and head_o):
        return 0.45
    return 0.3 if deed and not (head_m and head_o) else 0.2 if deed else 0.0


def _event(ground: Ground, first: int, later: int) -> float:
    """Return how sure two claims speak of one event, up to 0.65."""
    a, b = ground.found[first], ground.found[later]
    terms = (ground.terms[first] - CALENDAR, ground.terms[later] - CALENDAR)
    small, large = sorted(terms, key=ground.mass)
    score = 0.3 * ground.share(small, large) + 0.25 * ground.likeness(small, large)
    if a.in_headline:
        score += 0.1
    if a.names and b.names and not (a.names <= b.names or b.names <= a.names):
        score -= 0.1 if a.names & b.names else 0.25
    return score


def _agreed(a: Found, b: Found, p: Quantity, q: Quantity) -> bool:
    """Tell whether one claim gives the other's number as well: `rose from 12 to 19` beside 12."""
    return any(same(p, x) for x in b.claim.quantities) or any(same(q, x) for x in a.claim.quantities)
