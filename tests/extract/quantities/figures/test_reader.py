"""The reader goes through a text once, and begins only where a figure may."""

import pytest

from fact_check.extract.quantities.figures.lexemes import lexemes
from fact_check.extract.quantities.figures.reader import beginnings, figures


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("At least 40 boats and $2m were lost.", ["At least 40", "$2m"], id="bounds-and-money"),
        pytest.param("Journey times fell by a third\n\nIt rained.", ["a third"], id="a-share-at-a-line's-end"),
        pytest.param("Did times fall by a third?", ["a third"], id="a-share-in-a-question"),
        pytest.param("The mayor resigned over £340,000 of fees.", ["£340,000"], id="resigned-over"),
        pytest.param("The row over 40 jobs cost over 40 pounds.", ["40", "over 40 pounds"], id="a-row-over"),
        pytest.param("Sales were higher than two years earlier.", ["two years"], id="higher-than-earlier"),
        pytest.param("It shut on 4 May 2022.", [], id="a-date"),
        pytest.param("No boats.", [], id="none"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_figures_in_order(text: str, read: list[str]) -> None:
    assert [text[f.start : f.end] for f in figures(text)] == read


def test_most_words_begin_none() -> None:
    lex = lexemes("The mayor said that forty boats and 3 rafts sank.")
    assert [lex[i].text for i in beginnings(lex)] == ["forty", "3"]
