"""Who does what a verb says, whose a noun is, and whole noun phrases."""

import pytest

from fact_check.extract.syntax.arguments import noun_phrase, owner, speaker
from fact_check.language import pipeline


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        pytest.param("The mayor said that the pier was shut.", "said", "mayor", id="its-own-subject"),
        pytest.param("The mayor went on to say that the pier was shut.", "say", "mayor", id="the-verb-above"),
        pytest.param("The report was confirmed by the mayor.", "confirmed", "mayor", id="an-agent"),
        pytest.param("The pier was sold on Monday.", "sold", None, id="a-passive-subject-says-nothing"),
        pytest.param("The mayor, who said that the pier was shut, left.", "said", "who", id="a-relative"),
        pytest.param("He has resigned after an inquiry found that he lied.", "found", "inquiry", id="a-lost-subject"),
    ],
)
def test_speaker(text: str, verb: str, who: str | None) -> None:
    doc = pipeline()(text)
    found = speaker(next(t for t in doc if t.text == verb))
    assert (found.text if found is not None else None) == who


@pytest.mark.parametrize(
    ("text", "noun", "who"),
    [
        pytest.param("His claim was read out.", "claim", "His", id="a-possessive"),
        pytest.param("The claim by the union was read out.", "claim", "union", id="by"),
        pytest.param("The claim was read out.", "claim", None, id="nobody"),
    ],
)
def test_owner(text: str, noun: str, who: str | None) -> None:
    doc = pipeline()(text)
    found = owner(next(t for t in doc if t.text == noun))
    assert (found.text if found is not None else None) == who


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
