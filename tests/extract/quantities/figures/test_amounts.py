"""One number with its sign, currency, unit and rate."""

import pytest

from fact_check.extract.quantities.figures.amounts import multiplies, single
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "value", "measure"),
    [
        pytest.param("It lost {−4} members.", -4, None, id="a-minus"),
        pytest.param("It cost {$}2.5m to mend.", 2_500_000, "USD", id="a-currency-before"),
        pytest.param("It was {minus} 12 degrees.", -12, "degree", id="minus-in-words"),
        pytest.param("It moved {40} km an hour.", 40, "kilometre per hour", id="a-rate"),
        pytest.param("The ferry took {two} thirds of them.", None, None, id="a-share"),
        pytest.param("It grew {10}th in the row.", None, None, id="no-ordinal"),
        pytest.param("Flight {714} was late.", None, None, id="no-name"),
    ],
)
def test_single(marked: str, value: float | None, measure: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = single(lex, at, set())
    if value is None and found is not None:
        assert found.unit is not None
        assert found.unit.kind == "proportion"
        return
    assert (found and (found.value, found.measure)) == (value and (value, measure))


def test_what_belongs_to_a_date_is_none() -> None:
    lex, at, _ = lexed("It shut on May {4}.")
    assert single(lex, at, {at}) is None


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("It is three times {as} big.", True, id="as-big"),
        pytest.param("The bell rang three times {on} Monday.", False, id="how-often"),
    ],
)
def test_times_that_multiply(marked: str, told: bool) -> None:
    lex, at, _ = lexed(marked)
    assert multiplies(lex, at) is told
