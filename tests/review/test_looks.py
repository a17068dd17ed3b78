"""An article's text as the review shows it."""

import pytest

from fact_check.review.looks import show_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Police said 40 died.", "Police said 40 died.", id="as it is"),
        pytest.param("\ufeffPolice said", " Police said", id="a byte order mark is nothing to see"),
        pytest.param("Police\ufeff said", "Police\ufffd said", id="elsewhere it hides and is shown"),
        pytest.param("a\r\nb\rc", "a \nb␍c", id="Windows line ends"),
        pytest.param("a\x1b[31mb\u202e", "a␛[31mb\ufffd", id="what acts on a terminal"),
    ],
)
def test_text_is_inert_and_as_long_as_it_was(text: str, shown: str) -> None:
    assert show_text(text) == shown
    assert len(shown) == len(text)
