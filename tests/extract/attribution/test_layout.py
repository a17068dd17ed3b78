"""Statements whose speaker stands in a line of its own; each case is a text with its claims and their sources."""

import pytest

from tests.extract.conftest import Finder

CASES = [
    pytest.param(
        "The trust said on Friday that\n\n• 30 beds would close\n• two wards would move\n",
        [("30 beds would close", "The trust"), ("two wards would move", "The trust")],
        id="bullets-after-that",
    ),
    pytest.param(
        "The trust said:\n- 30 beds would close\n- two wards would move\n",
        [("30 beds would close", "The trust"), ("two wards would move", "The trust")],
        id="bullets-after-a-colon",
    ),
    pytest.param("The trust said nothing.\n\n- 30 beds closed\n- two wards moved\n", None, id="no-lead"),
    pytest.param(
        "And from Chairwoman Kern:\n\n“We lost 12 million crowns”\n",
        [("We lost 12 million crowns", "Chairwoman Kern")],
        id="credit-above",
    ),
    pytest.param(
        "From the desk of Ada Kern, chief analyst, Harbour Bank.\n\n“Fares have fallen since May.”\n",
        [("Fares have fallen since May", "Ada Kern, chief analyst, Harbour Bank")],
        id="from-the-desk-of",
    ),
    pytest.param(
        "“The pier cost us nothing.” -Commissioner Ada Kern\n",
        [("The pier cost us nothing", "Ada Kern")],
        id="credit-behind-a-dash",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_line_names_the_speaker(find_in: Finder, text: str, expected: list[tuple[str, str]] | None) -> None:
    found = [(c.span.text, c.source.text if c.source else None) for c in find_in(text)]
    if expected is None:
        assert {source for _, source in found} <= {None}
    else:
        assert found == expected
