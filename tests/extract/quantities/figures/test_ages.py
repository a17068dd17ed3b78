"""Which numbers are somebody's age, and whether the age only identifies."""

import pytest

from fact_check.extract.quantities.figures.ages import age
from fact_check.extract.quantities.figures.amounts import single
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "identifies"),
    [
        pytest.param("Ada Kern, {42}, keeps the light.", True, id="apposed"),
        pytest.param("A {50}-year-old man was rescued.", True, id="year-old"),
        pytest.param("In his {30}s he moved to the coast.", True, id="a-decade-of-life"),
        pytest.param("She was {26}.", False, id="stated"),
        pytest.param("He died at the age of {86}.", False, id="at-the-age-of"),
        pytest.param("She kept {26} goats.", None, id="a-count"),
        pytest.param("Ada Kern, {420}, keeps the light.", None, id="older-than-anybody"),
    ],
)
def test_ages(marked: str, identifies: bool | None) -> None:
    lex, at, _ = lexed(marked)
    amount = single(lex, at, set())
    assert amount is not None
    found = age(lex, amount)
    assert (found.identifies if found is not None else None) is identifies
