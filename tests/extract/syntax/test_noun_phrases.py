"""Whole noun phrases; the head is the word before the bar."""

import pytest

from fact_check.extract.syntax.noun_phrases import noun_phrase
from fact_check.language import pipeline


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        pytest.param("The new mayor of Harwick said so.", "mayor", "The new mayor of Harwick", id="with-what-follows"),
        pytest.param("It was signed by the new mayor.", "mayor", "the new mayor", id="without-its-preposition"),
        pytest.param("The union; the mayor said so.", "union", "The union", id="a-semicolon-ends-it"),
    ],
)
def test_phrases(text: str, head: str, phrase: str) -> None:
    doc = pipeline()(text)
    run = noun_phrase(doc, next(t for t in doc if t.text == head))
    assert run is not None
    assert doc[run[0] : run[1]].text == phrase


def test_what_stands_apart_is_left_out() -> None:
    doc = pipeline()("The new mayor of Harwick said so.")
    assert noun_phrase(doc, doc[2], [(3, 5)]) == (0, 3)
