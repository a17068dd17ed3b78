"""Where a content begins and ends; it stands in {braces}."""

import pytest

from tests.extract.conftest import Finder, unmark

CASES = [
    pytest.param("Mr Cole told the trust that {it could see the scorecard on a screen}.", id="addressee"),
    pytest.param("The chief pledged to the trust in July that {the line would be fast}.", id="addressee-after-to"),
    pytest.param(
        "{The pool will stay shut until May}, the mayor said. “{We have no money left}.”", id="then-a-quotation"
    ),
    pytest.param("{Nobody was hurt}, police said. “{It could have been worse}.”", id="two-of-the-police"),
]


@pytest.mark.parametrize("marked", CASES)
def test_the_content_alone(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    assert [c.span.text for c in find_in(text)] == contents
    assert all(c.source is not None for c in find_in(text))
