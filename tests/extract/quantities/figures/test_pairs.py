"""Amounts of two numbers: ranges, changes, scores and ratios."""

import pytest

from fact_check.extract.quantities.figures.amounts import single
from fact_check.extract.quantities.figures.pairs import amount, change, change_back
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "shape", "ends"),
    [
        pytest.param("Between {50} and 60 people came.", "range", (50, 60), id="between"),
        pytest.param("Some {5}-7 people came.", "range", (5, 7), id="a-dash"),
        pytest.param("It rose from {12} to 19.", "change", (12, 19), id="a-change"),
        pytest.param("They won {3}-1.", "score", (1, 3), id="a-score"),
        pytest.param("The odds were {4}:1.", "score", (1, 4), id="a-ratio"),
        pytest.param("It had {40} boats.", "number", (40, 40), id="one-number"),
    ],
)
def test_amount(marked: str, shape: str, ends: tuple[int, int]) -> None:
    lex, at, _ = lexed(marked)
    found = amount(lex, at, set())
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert (found.shape, tuple(sorted((found.low, found.high)))) == (shape, ends)


def test_a_change_goes_on_past_a_noun() -> None:
    lex, at, _ = lexed("It rose from {five} people to six.")
    first = single(lex, at, set())
    assert first is not None
    found = change(lex, first, set())
    assert found is not None
    assert (found.low, found.high) == (5, 6)


def test_a_change_is_told_backwards() -> None:
    lex, at, _ = lexed("It rose to {167} from a previous 93.")
    first = single(lex, at, set())
    assert first is not None
    found = change_back(lex, first, set())
    assert found is not None
    assert found.shape == "change"
    assert {found.low, found.high} == {93, 167}
