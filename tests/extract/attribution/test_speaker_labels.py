"""Speakers before a colon and after a dash."""

import pytest

from tests.extract.conftest import Finder

CASES = [
    pytest.param("KERN: The pier was shut on Monday.", [("The pier was shut on Monday", "KERN")], id="a-transcript"),
    pytest.param("Housing: the town built 40 flats.", None, id="a-topic"),
    pytest.param("“We left early.” ― Ada Kern", [("We left early", "Ada Kern")], id="signed"),
    pytest.param("“We left early.” – it rained", None, id="no-name-behind-the-dash"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_labels(find_in: Finder, text: str, expected: list[tuple[str, str]] | None) -> None:
    found = [(c.span.text, c.source.text) for c in find_in(text) if c.source is not None]
    assert found == (expected or [])
