"""Claims by their place, so that not every decision looks at all of them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping

from fact_check.claims import Claim, ClaimId
from fact_check.ledger.decision import Decision
from fact_check.ledger.relocation import Place

_HELD = 0.6
"""With this share of the shorter one in common, two stretches are one claim, whose span the finder has changed."""
_Row = tuple[int, int, Claim]
"""Where a claim starts, which one it is, and the claim."""
_Rows = dict[int, list[_Row]]
"""By how many binary digits the length has, in order."""


class Placed:
    """Claims in the order in which they came, found by where they are; places are code points, half-open."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._count = 0
        self._every: _Rows = {}
        self._by_id: dict[ClaimId, _Rows] = {}
        for claim in claims:
            self.add(claim)

    def __contains__(self, name: ClaimId) -> bool:
        return name in self._by_id

    def add(self, claim: Claim) -> None:
        """Add a claim; of two at one place, the earlier is found first."""
        row = (claim.span.start, self._count, claim)
        self._count += 1
        digits = (claim.span.end - claim.span.start).bit_length()
        for rows in (self._every, self._by_id.setdefault(claim.id, {})):
            insort(rows.setdefault(digits, []), row, key=_order)

    def at(self, place: Place, decision: Decision) -> Claim | None:
        """Find the claim that is at a place: the same stretch, or mostly the same."""
        digits = (place.end - place.start).bit_length()
        own = self._by_id.get(decision.claim, {})
        rows = [*_overlapping(self._every, place, range(digits - 1, digits + 2)), *_overlapping(own, place, own)]
        best, share = None, 0.0
        for _, _, claim in sorted(rows, key=lambda row: row[1]):
            overlap = _overlap(claim, place)
            if overlap <= 0:
                continue
            union = max(claim.span.end, place.end) - min(claim.span.start, place.start)
            score = overlap / union
            if claim.id == decision.claim and not decision.added:
                score += 1.0
            if score > share:
                best, share = claim, score
        # A reviewer who adds a claim beside or inside a found one means another claim.
        return best if share >= (0.9 if decision.added else 0.5) else None

    def near(self, place: Place, decision: Decision, decided: Mapping[ClaimId, set[ClaimId]]) -> Claim | None:
        """Find the claim that holds most of a place, or is mostly in it, and that nobody else has decided.

        `decided` says, by claim, of which claims the decisions on it were.
        """
        best, share = None, _HELD
        for _, _, claim in sorted(_overlapping(self._every, place, self._every), key=_order):
            overlap = _overlap(claim, place)
            shorter = min(claim.span.end - claim.span.start, place.end - place.start)
            if shorter > 0 and overlap / shorter > share and decided.get(claim.id, set()) <= {decision.claim}:
                best, share = claim, overlap / shorter
        return best


def _overlapping(rows: _Rows, place: Place, digits: Iterable[int]) -> Iterator[_Row]:
    """Yield the claims whose lengths have so many digits and that may overlap a place."""
    for each in digits:
        some = rows.get(each, [])
        first = bisect_left(some, (place.start - (1 << each), -1), key=_order)
        yield from some[first : bisect_left(some, (place.end, -1), key=_order)]


def _order(row: _Row) -> tuple[int, int]:
    return row[:2]


def _overlap(claim: Claim, place: Place) -> int:
    return min(claim.span.end, place.end) - max(claim.span.start, place.start)
