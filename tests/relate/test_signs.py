"""What speaks for two numbers being numbers of one thing."""

import pytest

from fact_check.claims import Quantity
from fact_check.relate.signs import SCALES, clash, kind, magnitude
from tests.relate.founds import counted, number


@pytest.mark.parametrize(
    ("quantity", "what"),
    [
        pytest.param(number("12", 12), "count", id="a-count"),
        pytest.param(number("two thirds", 0.67), "share", id="a-share"),
        pytest.param(number("42", 42, unit="year"), "age", id="an-age"),
        pytest.param(number("two years", 2, unit="year"), "year", id="a-span"),
        pytest.param(number("31 °C", 31, unit="degree Celsius"), "degree Celsius", id="a-unit"),
    ],
)
def test_kind(quantity: Quantity, what: str) -> None:
    assert kind(quantity) == what


def test_a_scale_is_known_by_its_unit() -> None:
    assert "degree Celsius" in SCALES


def test_what_befell_people_clashes() -> None:
    assert clash(counted("people", "kill"), counted("people", "injure"))
    assert not clash(counted("people", "kill"), counted("people", "die"))


def test_magnitudes() -> None:
    assert magnitude(number("40", 40), number("4,000", 4000))
    assert not magnitude(number("40", 40), number("41", 41))
