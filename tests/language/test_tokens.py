"""How news prose is cut into words."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from fact_check.language import BUNDLED
from fact_check.language.tokens import tokenizer


@pytest.fixture(scope="module")
def english() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer()(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("It cost $3.2bn.", "It cost $ 3.2 bn .", id="billions written short"),
        pytest.param("It cost US$54.", "It cost US$ 54 .", id="a country's dollar"),
        pytest.param("He paid $10-$20.", "He paid $ 10 - $ 20 .", id="a range of money"),
        pytest.param("It took $19M.", "It took $ 19 M .", id="a capital million before a stop"),
        pytest.param("50–60 people", "50 – 60 people", id="a range with an en dash"),
        pytest.param("It cost £2.1m. He paid.", "It cost £ 2.1 m . He paid .", id="a small million before a stop"),
        pytest.param("at 9am", "at 9 am", id="a clock time"),
        pytest.param("a 36-year-old man", "a 36 - year - old man", id="an age"),
        pytest.param("the mayor’s", "the mayor ’s", id="a curly apostrophe"),
        pytest.param("they don’t", "they do n’t", id="a curly contraction"),
        pytest.param("the plan—“never”—failed", "the plan — “ never ” — failed", id="quotes between dashes"),
        pytest.param("‘Yes,’ she said", "‘ Yes , ’ she said", id="single quotes"),
        pytest.param("“It rained.”He left", "“ It rained . ” He left", id="no space after a quote"),
        pytest.param("COVID-19 and G20", "COVID-19 and G20", id="numbers in names"),
        pytest.param("[agents] left […]", "[ agents ] left [ … ]", id="brackets"),
        pytest.param("gone --and back", "gone -- and back", id="typewriter dashes"),
    ],
)
def test_words(english: Language, text: str, words: str) -> None:
    assert [token.text for token in english.make_doc(text)] == words.split()


@pytest.mark.parametrize("text", ["(" * 20_000, "—" * 20_000, "a" * 20_000], ids=["brackets", "dashes", "letters"])
def test_a_long_run_without_spaces_is_cut_and_nothing_is_lost(english: Language, text: str) -> None:
    doc = english.make_doc(f"So {text} it ends.")
    assert doc.text == f"So {text} it ends."
    assert max(map(len, doc)) <= 200
    assert [token.text for token in doc[-3:]] == ["it", "ends", "."]


@pytest.mark.parametrize("piece", ['"', "?.;", "\u200d\U0001f468", "\U0001f1e9\U0001f1ea", "1-", "aB3-", "()"])
def test_a_long_run_of_hardly_more_than_signs_is_a_word_every_200_characters(english: Language, piece: str) -> None:
    run = piece * 3000
    doc = english.make_doc(f"So {run} it ends.")
    assert doc.text == f"So {run} it ends."
    assert len(doc) <= len(run) / 200 + 410
    assert [token.text for token in doc[-3:]] == ["it", "ends", "."]


def test_a_long_address_is_a_word_every_200_characters(english: Language) -> None:
    doc = english.make_doc(f"See http://e.example/{'a/b?c=1&' * 2000} for it.")
    assert len(doc) < 200
    assert [token.text for token in doc[-3:]] == ["for", "it", "."]


def test_a_long_run_of_words_is_cut_as_words_are(english: Language) -> None:
    assert [token.text for token in english.make_doc("weather—" * 300)[:4]] == ["weather", "—", "weather", "—"]


def test_what_the_bundled_pipeline_has_on_disk_is_what_the_code_says(english: Language) -> None:
    written, ours = Tokenizer(english.vocab).from_disk(BUNDLED / "tokenizer"), english.tokenizer
    assert written.rules == ours.rules
    for search in ("prefix_search", "suffix_search", "infix_finditer", "url_match"):
        assert getattr(written, search).__self__.pattern == getattr(ours, search).__self__.pattern, search
