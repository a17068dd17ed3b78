"""What is no number because it stands in an address, a citation or a designation."""

import pytest

from fact_check.extract.quantities.figures.addresses import addressed, coded
from fact_check.extract.quantities.figures.lexemes import Sort, lexemes
from tests.extract.quantities.figures.lexed import texts


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        pytest.param("See www.harbour.example/2/40 for the 12 boats.", ["2", "40"], id="a-page"),
        pytest.param("Write to desk4@harbour.example or call in 3 days.", ["4"], id="a-mailbox"),
        pytest.param("It is in Tide, 574, 16-17 (2019), with 12 plates.", ["574", "16", "17", "2019"], id="a-citation"),
        pytest.param("The paper, 10.1000/182, names 40 boats.", ["10.1000", "182"], id="a-doi"),
        pytest.param("The 12 boats (40 feet) came back.", [], id="none"),
    ],
)
def test_addresses_are_taken(text: str, digits: list[str]) -> None:
    lex, taken = lexemes(text), set[int]()
    addressed(text, lex, taken)
    assert [word for word in texts(lex, taken) if word[0].isdigit()] == digits


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("The planet K2-18b has 3 moons.", ["2", "-", "18", "b"], id="a-planet"),
        pytest.param("An A320-200 left with 40 people.", ["320", "-", "200"], id="an-aircraft"),
        pytest.param("It cost RM79 in 3 shops.", [], id="a-currency"),
    ],
)
def test_designations_are_taken(text: str, code: list[str]) -> None:
    lex, taken = lexemes(text), set[int]()
    coded(lex, [i for i, x in enumerate(lex) if x.sort is Sort.DIGITS], taken)
    assert texts(lex, taken) == code
