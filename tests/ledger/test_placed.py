"""Claims are found by where they are as by looking at each of them."""

from hypothesis import given
from hypothesis import strategies as st

from fact_check.claims import Claim, ClaimId, Piece, Span
from fact_check.ledger.decision import Decision
from fact_check.ledger.events import Anchor
from fact_check.ledger.placed import Placed
from fact_check.ledger.relocation import Place
from tests.make import claim

TEXT = "x" * 60
ONE = claim("40 men left.", "40 men")


def at(start: int, length: int, name: str = "c1") -> Claim:
    piece = Piece(start=start, end=start + length)
    span = Span(start=start, end=start + length, text=TEXT[start : start + length])
    place = {"id": ClaimId(name), "span": span, "pieces": (piece,), "sentence": piece, "quantities": ()}
    return ONE.model_copy(update=place)


def place(start: int, length: int) -> Place:
    return Place(start, start + length, (), (), False, True, 1.0)


def decision(name: str = "c1", *, added: bool = False) -> Decision:
    return Decision(ClaimId(name), "ana", Anchor(start=0, text="x"), added=added)


def test_a_claim_is_at_a_place_that_it_shares_half_of() -> None:
    placed = Placed([at(10, 10, "c2")])
    assert placed.at(place(10, 10), decision()) is not None
    assert placed.at(place(13, 10), decision()) is not None
    assert placed.at(place(14, 10), decision()) is None
    assert placed.at(place(19, 30), decision("c2")) is not None, "its own name"
    assert placed.at(place(13, 10), decision(added=True)) is None, "a reviewer means another"


def test_a_claim_is_near_a_place_of_which_it_holds_most() -> None:
    placed = Placed([at(0, 50, "c2")])
    assert placed.near(place(45, 6), decision(), {}) is not None
    assert placed.near(place(48, 6), decision(), {}) is None
    assert placed.near(place(45, 6), decision(), {ClaimId("c2"): {ClaimId("c9")}}) is None, "another's"
    assert placed.near(place(45, 6), decision(), {ClaimId("c2"): {ClaimId("c1")}}) is not None


RANGES = st.tuples(st.integers(0, 30), st.integers(1, 30), st.sampled_from(["c1", "c2", "c3"]))


@given(st.lists(RANGES, max_size=12), st.integers(0, 30), st.integers(1, 30), st.booleans())
def test_it_is_found_as_by_looking_at_each(rows: list[tuple[int, int, str]], start: int, n: int, added: bool) -> None:
    claims = [at(*row) for row in rows]
    here, mine = place(start, n), decision(added=added)

    def share(claim: Claim) -> float:
        shared = min(claim.span.end, here.end) - max(claim.span.start, here.start)
        own = claim.id == mine.claim and not added
        return shared / (max(claim.span.end, here.end) - min(claim.span.start, here.start)) + own if shared > 0 else 0

    best = max(claims, key=share, default=None)
    least = 0.9 if added else 0.5
    assert Placed(claims).at(here, mine) == (best if best and share(best) >= least else None)
