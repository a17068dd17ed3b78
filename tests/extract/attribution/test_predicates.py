"""A name in quotation marks belongs to what somebody calls so."""

import pytest

from tests.extract.conftest import Finder

CASES = [
    pytest.param(
        "The firm called the report “flawed and alarmist”.", ["the report “flawed and alarmist”"], id="two-adjectives"
    ),
    pytest.param("Ada Kern called the plan a “fantasy” and left.", ["the plan a “fantasy”"], id="a-noun"),
    pytest.param('Ada Kern called the plan "a pipe dream".', ['the plan "a pipe dream"'], id="straight-marks"),
    pytest.param("Ada Kern called the plan a waste.", ["the plan a waste"], id="no-marks"),
    pytest.param("Ada Kern called the police. “Come at once!”", [], id="another-sentence"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_called_so(find_in: Finder, text: str, expected: list[str]) -> None:
    assert [c.span.text for c in find_in(text)] == expected
