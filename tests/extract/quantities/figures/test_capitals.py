"""Names that capitals tell."""

import pytest

from fact_check.extract.quantities.figures.capitals import capitalised, one_such, opens_name, spelled_name, titled
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("Storm Kills {12}", True, id="a-short-title"),
        pytest.param("Storm Kills {12} in Lund as Dam Bursts", True, id="a-title"),
        pytest.param("Storm kills {12} in Lund", False, id="a-sentence"),
        pytest.param("Storm Kills {12}\nIt rained all day in the town.", True, id="a-line"),
        pytest.param("Maroon {5}", False, id="a-name-alone"),
    ],
)
def test_titled(marked: str, told: bool) -> None:
    lex, start, _ = lexed(marked)
    assert titled(lex, start) is told


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("A Ryzen {7} chip overheats.", True, id="an-article"),
        pytest.param("The AMD Ryzen {7} chip overheats.", True, id="at-the-start"),
        pytest.param("He told the BBC {40} homes burned.", False, id="whom-he-told"),
    ],
)
def test_one_such(marked: str, told: bool) -> None:
    lex, start, _ = lexed(marked)
    assert one_such(lex, start - 1) is told


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("{Five} Guys opened in Lund.", True, id="a-chain"),
        pytest.param("{Seven} Sisters was shut.", True, id="one-thing"),
        pytest.param("{Six} Republicans voted no.", False, id="people"),
        pytest.param("{Five} guys opened fire.", False, id="small-letters"),
    ],
)
def test_opens_name(marked: str, told: bool) -> None:
    lex, start, end = lexed(marked)
    assert opens_name(lex, start, end) is told


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("{Twenty One} Pilots sang.", True, id="a-band"),
        pytest.param("{Twenty-one} pilots sang.", False, id="a-count"),
    ],
)
def test_spelled_name(marked: str, told: bool) -> None:
    lex, start, end = lexed(marked)
    assert spelled_name(lex, start, end) is told


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("the {Five-hundred-metre} Radio Telescope", True, id="a-telescope"),
        pytest.param("the {five-hundred-metre} pier", False, id="a-measure"),
        pytest.param("{Three Mile} Island was shut.", True, id="at-the-start"),
        pytest.param("{Three miles} were shut.", False, id="a-measure-at-the-start"),
    ],
)
def test_capitalised(marked: str, told: bool) -> None:
    lex, start, end = lexed(marked)
    assert capitalised(lex, start, end) is told
