"""Quotations without a cue: whose they are, if anybody's."""

import pytest

from tests.extract.conftest import Finder

CASES = [
    pytest.param(
        "Ada Kern turned to the chairman. “The well ran dry in May.”",
        [("The well ran dry in May", "Ada Kern")],
        id="the-sentence-before",
    ),
    pytest.param(
        "Ada Kern turned to the chairman. “The well ran dry in May.” The chairman nodded.",
        [("The well ran dry in May", "Ada Kern")],
        id="a-gesture-after-it",
    ),
    pytest.param(
        "Ada Kern took the floor. “We have lost 14 wells in a year.”",
        [("We have lost 14 wells in a year", "Ada Kern")],
        id="takes-the-floor",
    ),
    pytest.param(
        "The crowd waited in the rain. “The well ran dry in May.”", [("The well ran dry in May", None)], id="nobody"
    ),
    pytest.param(
        "“The well is dry,” said Ada Kern. “It ran dry in May.” She left.",
        [("The well is dry", "Ada Kern"), ("It ran dry in May", "Ada Kern")],
        id="goes-on",
    ),
    pytest.param(
        "Lisa Kern runs in the rain. She goes out “to see the wet fields. I also love the mud.”",
        [("to see the wet fields", "She"), ("I also love the mud", "She")],
        id="the-sentence-that-it-ends",
    ),
    pytest.param(
        "The library is to move, according to the council. “It costs £4m a year to run.”",
        [("The library is to move", "the council"), ("It costs £4m a year to run", "the council")],
        id="whoever-told-the-sentence-before",
    ),
    pytest.param(
        "“Thanks to the 40 who came,” said Ada Kern. “We won.”", [("We won", "Ada Kern")], id="thanks-with-a-number"
    ),
    pytest.param(
        "His solicitor, Ewan Baird, shrugged. “He moves boxes for a living.”",
        [("He moves boxes for a living", "His solicitor, Ewan Baird")],
        id="a-name-beside-a-noun",
    ),
    pytest.param("The film “The Long River” opened at noon.", [], id="a-title"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_quotation_has_its_evident_speaker(
    find_in: Finder, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(c.span.text, c.source.text if c.source else None) for c in find_in(text)] == expected
