"""Two numbers: the same, at odds, or neither, with hedges and rounding."""

import pytest

from fact_check.claims import Bound, Quantity
from fact_check.relate.number_agreement import at_odds, same
from tests.relate.founds import number

MORE, LEAST, MOST, ABOUT = Bound.MORE_THAN, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(number("54", 54), number("64", 64), id="one digit"),
        pytest.param(number("54", 54), number("540", 540), id="a magnitude"),
        pytest.param(number("54", 54), number("more than 100", 100, MORE), id="below a bound"),
        pytest.param(number("up to 60", 60, MOST), number("72", 72), id="above a bound"),
        pytest.param(number("$3m", 3e6, unit="USD"), number("$3bn", 3e9, unit="USD"), id="million and billion"),
        pytest.param(number("54", 54), number("50", 50), id="counted, not rounded"),
        pytest.param(number("about 50", 50, ABOUT), number("70", 70), id="not about"),
    ],
)
def test_at_odds(a: Quantity, b: Quantity) -> None:
    assert at_odds(a, b)
    assert at_odds(b, a)
    assert not same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(number("54", 54), number("at least 50", 50, LEAST), id="within a bound"),
        pytest.param(number("3.2 million", 3.2e6), number("3,214,567", 3214567), id="rounded"),
        pytest.param(number("about 50", 50, ABOUT), number("54", 54), id="about"),
        pytest.param(number("at least 20", 20, LEAST), number("more than 30", 30, MORE), id="two open bounds"),
        pytest.param(number("12 percent", 12, unit="percent"), number("12", 13), id="another unit"),
        pytest.param(number("two thirds", 0.6667), number("412", 412), id="a share and a count"),
    ],
)
def test_not_at_odds(a: Quantity, b: Quantity) -> None:
    assert not at_odds(a, b)
    assert not at_odds(b, a)


def test_a_number_without_a_value_is_at_odds_with_none() -> None:
    vague = Quantity(start=0, end=6, text="dozens", value=None, low=None, high=None, bound=Bound.VAGUE)
    assert not at_odds(vague, number("12", 12))
    assert same(vague, vague)
