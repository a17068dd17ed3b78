"""Values, and the magnitudes and halves that multiply them."""

from decimal import Decimal

import pytest

from fact_check.extract.quantities.figures.values import and_a_half, exact, magnitude, number, of_magnitude
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(None, None, id="none"),
        pytest.param(Decimal("40"), 40, id="whole"),
        pytest.param(Decimal("4E+1"), 40, id="whole-with-an-exponent"),
        pytest.param(Decimal("0.5"), 0.5, id="a-part"),
    ],
)
def test_a_value_is_whole_where_it_can_be(value: Decimal | None, shown: float | None) -> None:
    found = number(value)
    assert found == shown
    assert type(found) is type(shown)


@pytest.mark.parametrize(
    ("marked", "money", "factor"),
    [
        pytest.param("It has 3.2{bn} users.", False, 10**9, id="bn"),
        pytest.param("It has 3 {million} users.", False, 10**6, id="million"),
        pytest.param("It ran the 100{m} final.", False, None, id="metres"),
        pytest.param("It cost £100{m} then.", True, 10**6, id="money"),
        pytest.param("It has 3 {users} left.", False, None, id="none"),
    ],
)
def test_magnitude(marked: str, money: bool, factor: int | None) -> None:
    lex, at, _ = lexed(marked)
    found = magnitude(lex, at, money=money, value=Decimal(3))
    assert (found and found[0]) == factor


def test_magnitudes_multiply_each_other() -> None:
    lex, at, end = lexed("It has {4 hundred million} users.")
    found = of_magnitude(lex, exact(at, at + 1, Decimal(4)), False)
    assert (found.value, found.end) == (400_000_000, end)


@pytest.mark.parametrize(
    ("marked", "half"),
    [
        pytest.param("three {and a half} years", "0.5", id="and-a-half"),
        pytest.param("three {and three quarters} of them", "0.75", id="three-quarters"),
        pytest.param("three {and two} of them", None, id="none"),
    ],
)
def test_and_a_half(marked: str, half: str | None) -> None:
    lex, at, end = lexed(marked)
    found = and_a_half(lex, at)
    assert (found and (str(found[0]), found[1])) == (half and (half, end))
