"""The bounds before and behind a number."""

import pytest

from fact_check.extract.quantities.figures.bounds import bound_before, bound_behind
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "bound"),
    [
        pytest.param("At least {40} boats sank.", "at_least", id="at-least"),
        pytest.param("It took about {40} boats.", "about", id="about"),
        pytest.param("More than {40} boats sank.", "more_than", id="more-than"),
        pytest.param("Up to {40} boats sank.", "at_most", id="up-to"),
        pytest.param("The {40} boats sank.", None, id="none"),
    ],
)
def test_before(marked: str, bound: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = bound_before(lex, at)
    assert (found and str(found[0])) == bound


@pytest.mark.parametrize(
    ("marked", "bound"),
    [
        pytest.param("It holds 40 boats {or} more.", "at_least", id="or-more"),
        pytest.param("It holds 40 boats {at} most.", "at_most", id="at-most"),
        pytest.param("It holds 40 boats {and} rafts.", None, id="none"),
    ],
)
def test_behind(marked: str, bound: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = bound_behind(lex, at)
    assert (found and str(found[0])) == bound
