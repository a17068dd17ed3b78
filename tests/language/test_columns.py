"""Columns say what the tokens say, whatever the text, and let their Doc go."""

import gc
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from fact_check.language import parse, pipeline
from fact_check.language.columns import columns, read_anew

TEXTS = {
    "news": "Ferry sold\n\nThe mayor’s office said on Monday: “We don’t owe £3.2bn.” Nobody  asked why.\n",
    "one word": "Stop",
    "space alone": " \n ",
    "letters that grow": "İstanbul’da 5% İzmir ﬁnds it",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_columns_say_what_tokens_say(text: str) -> None:
    (doc,) = parse([text])
    words = columns(doc)
    assert words.whole == doc.text == text
    assert words.text == [t.text for t in doc]
    assert words.lower == [t.lower_ for t in doc]
    assert words.lemma == [t.lemma_.lower() for t in doc]
    assert words.pos == [t.pos_ for t in doc]
    assert words.tag == [t.tag_ for t in doc]
    assert words.dep == [t.dep_ for t in doc]
    assert words.ent_type == [t.ent_type_ for t in doc]
    assert words.head == [t.head.i for t in doc]
    assert words.start == [t.idx for t in doc]
    assert list(map(bool, words.is_space)) == [t.is_space for t in doc]
    assert list(map(bool, words.is_punct)) == [t.is_punct for t in doc]
    assert list(map(bool, words.like_num)) == [t.like_num for t in doc]
    assert words.sentences == [s.start for s in doc.sents]


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_columns_of_any_text_put_it_together_again(text: str) -> None:
    doc = pipeline().make_doc(text)
    words = columns(doc)
    assert words.whole == text
    assert words.lower == [t.lower_ for t in doc]
    assert words.sentences == ([0] if len(doc) else [])


def test_a_doc_is_not_kept() -> None:
    doc: Doc | None = pipeline().make_doc("Nobody was there.")
    assert doc is not None
    assert columns(doc).text
    left = ref(doc)
    doc = None
    gc.collect()
    assert left() is None


def test_columns_are_read_once_until_asked_anew() -> None:
    doc = pipeline().make_doc("Nobody was there.")
    assert columns(doc) is columns(doc)
    assert columns(doc).tag == ["", "", "", ""]
    doc[0].tag_ = "NN"
    assert read_anew(doc).tag[0] == columns(doc).tag[0] == "NN"
