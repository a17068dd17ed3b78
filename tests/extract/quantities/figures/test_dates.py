"""The digits of dates, clock times, telephone numbers and lists are no quantities."""

import pytest

from fact_check.extract.quantities.figures.dates import dated
from fact_check.extract.quantities.figures.lexemes import Sort, lexemes


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("It shut on 4 May 2022 with 12 boats.", ["12"], id="a-date"),
        pytest.param("It shut on May 4 with 12 boats.", ["12"], id="a-month-first"),
        pytest.param("It shut at 10:30 p.m. with 12 boats.", ["12"], id="a-clock"),
        pytest.param("It opened in 1994 with 12 boats.", ["12"], id="a-year"),
        pytest.param("Call 020 7946 0018 about the 12 boats.", ["12"], id="a-telephone"),
        pytest.param("The 2014-15 season had 12 boats.", ["12"], id="a-season"),
        pytest.param("It took 4 of the 12 boats.", ["4", "12"], id="none"),
    ],
)
def test_dated(text: str, left: list[str]) -> None:
    lex = lexemes(text)
    taken = dated(text, lex)
    assert [x.text for i, x in enumerate(lex) if x.sort is Sort.DIGITS and i not in taken] == left
