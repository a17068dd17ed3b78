"""A claim's numbers stand whole in its pieces: the finder sees to it, and the model refuses any other."""

import pytest
from make import claim
from pydantic import ValidationError

from fact_check.claims import Claim, Effect, Quantity, RuleId
from fact_check.extract.quantities.readings import with_its_numbers, with_number_before
from fact_check.extract.records import Attribution, Reading, Statement, Tokens


def reading(*run: int) -> Reading:
    quantity = Quantity(start=run[0], end=run[1], text="40", value=40, low=40, high=40)
    return Reading(quantity=quantity, tokens=(run[0], run[1]))


def said(cue: Tokens) -> Attribution:
    return Attribution(cue, Effect.REPORTS, RuleId("reporting.says"), content=(), source=None)


@pytest.mark.parametrize(
    ("pieces", "numbers", "attribution", "wanted"),
    [
        pytest.param([(0, 9)], [(2, 4)], None, [(0, 9)], id="a number inside"),
        pytest.param([(0, 9)], [(8, 11)], None, [(0, 11)], id="the end cuts a number: it is taken in whole"),
        pytest.param([(3, 9)], [(2, 5)], None, [(2, 9)], id="the start cuts a number"),
        pytest.param([(0, 4), (6, 9)], [(3, 6)], None, [(0, 6), (6, 9)], id="a number between two pieces"),
    ],
)
def test_a_number_is_taken_in_whole(
    pieces: list[Tokens], numbers: list[Tokens], attribution: Attribution | None, wanted: list[Tokens]
) -> None:
    found = with_its_numbers(Statement(tuple(pieces), attribution, tuple(reading(*n) for n in numbers)))
    assert found is not None
    assert list(found.pieces) == wanted
    assert len(found.readings) == len(numbers)


def test_a_number_that_a_cue_cuts_off_is_left_out() -> None:
    found = with_its_numbers(Statement(((0, 9),), said((9, 12)), (reading(8, 11),)))
    assert found == Statement(((0, 9),), said((9, 12)), ())


def test_a_clause_whose_numbers_stand_elsewhere_claims_nothing() -> None:
    assert with_its_numbers(Statement(((0, 9),), None, (reading(12, 14),))) is None


@pytest.mark.parametrize(
    ("number", "taken", "wanted"),
    [
        pytest.param((2, 3), (), (2, 9), id="it touches"),
        pytest.param((1, 2), (), (3, 9), id="it stands apart"),
        pytest.param((2, 3), ((0, 3),), (3, 9), id="another attribution has it"),
    ],
)
def test_a_number_before_a_content(number: Tokens, taken: tuple[Tokens, ...], wanted: Tokens) -> None:
    found = with_number_before(((3, 9), (11, 12)), [number[0]], [reading(*number)], taken)
    assert found == (wanted, (11, 12))


def test_the_model_refuses_a_number_outside_the_claim() -> None:
    fields = claim("In May 12 died and 40 fled.", "12 died", numbers=(("12", 12.0),)).model_dump()
    outside = {"start": 19, "end": 21, "text": "40", "value": 40, "low": 40, "high": 40}
    with pytest.raises(ValidationError, match=r"'40' .* outside"):
        Claim.model_validate(fields | {"quantities": [outside]})
