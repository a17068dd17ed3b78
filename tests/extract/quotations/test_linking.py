"""Which quotation belongs to which cue: the sources of the quotations in a text, in order."""

import pytest

from tests.extract.conftest import Finder

CASES = [
    pytest.param("“The pier is shut,” the mayor said.", ["the mayor"], id="after"),
    pytest.param("The mayor said: “The pier is shut.”", ["The mayor"], id="before"),
    pytest.param("The mayor said:\n\n“The pier is shut.”", ["The mayor"], id="led-by-a-colon"),
    pytest.param("“The pier is shut,” the mayor said. “It will open in May.”", ["the mayor"] * 2, id="goes-on"),
    pytest.param("“The pier is shut,” said Ada Kern. “It is not,” said Tom Bray.", ["Ada Kern", "Tom Bray"], id="two"),
    pytest.param("The film “The Pier” was shown to the mayor.", [], id="a-title"),
]


@pytest.mark.parametrize(("text", "sources"), CASES)
def test_speakers(find_in: Finder, text: str, sources: list[str]) -> None:
    assert [c.source.text if c.source else None for c in find_in(text) if c.quoted] == sources
