"""Line ends decide where sentences begin."""

import pytest
import spacy

from fact_check.language.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("Mayor resigns\n\nThe mayor left", ["Mayor", "The"], id="a headline without a stop"),
        pytest.param("One\nTwo\nThree", ["One", "Two", "Three"], id="single line ends"),
        pytest.param("One \n\n  Two", ["One", "Two"], id="spaces around"),
        pytest.param("One\r\nTwo", ["One", "Two"], id="line ends of Windows"),
        pytest.param("One  two", ["One"], id="two spaces are no line end"),
        pytest.param("One\n“Two”", ["One", "“"], id="a quote on a new line"),
    ],
)
def test_a_line_starts_a_sentence(text: str, starts: list[str]) -> None:
    doc = paragraphs(spacy.blank("en")(text))
    assert [token.text for token in doc if token.is_sent_start and not token.is_space] == starts


def test_what_the_layout_does_not_decide_is_left_to_the_parser() -> None:
    doc = paragraphs(spacy.blank("en")("It rained. It poured, he said. Mr Kern left."))
    decided = {token.text: token.is_sent_start for token in doc}
    assert decided["Mr"] is None
    assert decided["Kern"] is None
    assert decided["poured"] is False, "a word in small letters right behind another word"
    assert decided[","] is False


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("It rained. Reportedly 90 people fled.", ["It", "Reportedly"], id="after a stop"),
        pytest.param("Did it rain? However, 90 fled.", ["Did", "However"], id="after a question"),
        pytest.param("He said Reportedly was a word.", ["He"], id="within a sentence"),
        pytest.param("It rained. reportedly 90 fled.", ["It"], id="in small letters"),
        pytest.param("The site rain.Reportedly is new.", ["The"], id="without a space"),
    ],
)
def test_an_adverb_of_sentences_starts_one_after_a_stop(text: str, starts: list[str]) -> None:
    doc = paragraphs(spacy.blank("en")(text))
    assert [token.text for token in doc if token.is_sent_start] == starts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It went to Lt. Kern", id="cut off by the tokenizer"),
        pytest.param("It went to Gen. Kern", id="one word"),
        pytest.param("It went to Sens. Kern", id="several"),
    ],
)
def test_a_name_after_a_shortened_title_starts_nothing(text: str) -> None:
    assert next(t for t in paragraphs(spacy.blank("en")(text)) if t.text == "Kern").is_sent_start is False


def test_a_quotation_mark_that_touches_the_word_before_it_closes() -> None:
    doc = paragraphs(spacy.blank("en")('"It rained." "It poured."'))
    assert [token.is_sent_start for token in doc if token.text == '"'] == [True, False, None, False]


@pytest.mark.parametrize("text", ["", "\n", "\n\nOne"], ids=["nothing", "a line end", "line ends first"])
def test_odd_beginnings(text: str) -> None:
    doc = paragraphs(spacy.blank("en")(text))
    assert doc.text == text
