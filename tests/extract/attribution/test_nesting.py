"""Attributions inside each other: what stays is in {braces}."""

import pytest

from tests.extract.conftest import Finder, unmark

CASES = [
    pytest.param("The union said {the firm had told workers that the plant was safe}.", id="the-outermost"),
    pytest.param("The mayor said {the pier was shut}, adding that {the boats were sold}.", id="a-sequel"),
    pytest.param("The lawyer said her client denied {any part in the theft}.", id="a-denial-counts"),
]


@pytest.mark.parametrize("marked", CASES)
def test_one_statement_is_one_claim(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    assert [c.span.text for c in find_in(text)] == contents
