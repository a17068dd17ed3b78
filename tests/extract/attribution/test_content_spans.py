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


HEDGED = [
    pytest.param("The chef died at his home, reportedly {of a stroke}.", id="an-adjunct"),
    pytest.param("{Mending the line} was expected to {take longer}.", id="a-gerund"),
    pytest.param("{The ship} sank in 1912 and is rumoured to {have been sold for $4 million}.", id="a-shared-subject"),
    pytest.param("The trial, expected to {begin in May}, was moved.", id="a-participle"),
    pytest.param("Items left at the mill include an alleged {murder weapon}, which was not shown.", id="no-clause"),
]


@pytest.mark.parametrize("marked", HEDGED)
def test_what_is_hedged(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    (claim,) = (c for c in find_in(text) if c.cue is not None)
    offset = len("A plain headline\n\n")
    assert [text[p.start - offset : p.end - offset] for p in claim.pieces] == contents


@pytest.mark.parametrize("marked", CASES)
def test_the_content_alone(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    assert [c.span.text for c in find_in(text)] == contents
    assert all(c.source is not None for c in find_in(text))
