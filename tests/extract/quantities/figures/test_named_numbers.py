"""Numbers in names, and `one` as a pronoun."""

import pytest

from fact_check.extract.quantities.figures.named_numbers import is_pronoun, part_of_name
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("The Boeing {737} was late.", True, id="an-aircraft"),
        pytest.param("Route {66} was shut.", True, id="a-road"),
        pytest.param("The Group of {Seven} met.", True, id="a-group"),
        pytest.param("Section {230} was read out.", True, id="a-section"),
        pytest.param("The port had {40} boats.", False, id="a-count"),
        pytest.param("On Monday {40} boats sank.", False, id="behind-a-day"),
    ],
)
def test_part_of_name(marked: str, told: bool) -> None:
    lex, start, end = lexed(marked)
    assert part_of_name(lex, start, end, bare=True) is told


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("No {one} was hurt.", True, id="no-one"),
        pytest.param("They helped {one} another.", True, id="one-another"),
        pytest.param("{One} must wait.", True, id="one-must"),
        pytest.param("Only {one} boat sank.", False, id="a-count"),
    ],
)
def test_is_pronoun(marked: str, told: bool) -> None:
    lex, start, end = lexed(marked)
    assert is_pronoun(lex, start, end) is told
