"""Numerals in digits, in words and mixed."""

import pytest

from fact_check.extract.quantities.figures.numerals import numeral
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        pytest.param("{1,307,000} people signed.", "1307000", id="commas"),
        pytest.param("{1 1/2} tablets", "1.5", id="a-mixed-number"),
        pytest.param("{2×10^3} stars", "2000", id="a-power"),
        pytest.param("{twenty-one} boats", "21", id="words"),
        pytest.param("{3.2bn} people", "3200000000.0", id="a-magnitude"),
        pytest.param("{boats} sank", None, id="none"),
    ],
)
def test_numeral(marked: str, value: str | None) -> None:
    lex, at, end = lexed(marked)
    found = numeral(lex, at)
    assert (found and (str(found.value), found.end)) == (value and (value, end))


def test_m_is_a_million_of_money_and_else_metres() -> None:
    lex, at, _ = lexed("It was {5}m long.")
    alone, money = numeral(lex, at), numeral(lex, at, money=True)
    assert alone is not None
    assert money is not None
    assert (alone.value, money.value) == (5, 5_000_000)
