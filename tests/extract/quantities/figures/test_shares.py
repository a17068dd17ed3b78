"""Heights, measures in two units, and parts of a whole."""

import pytest

from fact_check.extract.quantities.figures.amounts import single
from fact_check.extract.quantities.figures.shares import compound, height, proportion
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "inches"),
    [
        pytest.param("He is {5}'10\" tall.", 70, id="marks"),
        pytest.param("He is {6}-foot-4.", 76, id="words"),
        pytest.param("He is {6} years old.", None, id="none"),
    ],
)
def test_height(marked: str, inches: int | None) -> None:
    lex, at, _ = lexed(marked)
    first = single(lex, at, set())
    assert first is not None
    found = height(lex, first)
    assert (found and (found.value, found.measure)) == (inches and (inches, "inch"))


@pytest.mark.parametrize(
    ("marked", "value", "unit"),
    [
        pytest.param("It took {2} hours 26 minutes.", 146, "minute", id="hours-and-minutes"),
        pytest.param("It took {nine} minutes and ten seconds.", 550, "second", id="in-words"),
    ],
)
def test_compound(marked: str, value: int, unit: str) -> None:
    lex, at, _ = lexed(marked)
    first = single(lex, at, set())
    assert first is not None
    found = compound(lex, first, set())
    assert found is not None
    assert (found.value, found.measure) == (value, unit)


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        pytest.param("{One} in five boats sank.", "0.2", id="in"),
        pytest.param("{3} out of 10 boats sank.", "0.3", id="out-of"),
        pytest.param("{3} in the harbour sank.", None, id="a-place"),
    ],
)
def test_proportion(marked: str, value: str | None) -> None:
    lex, at, _ = lexed(marked)
    first = single(lex, at, set())
    assert first is not None
    found = proportion(lex, first, set())
    assert (found and str(found.value)) == value
