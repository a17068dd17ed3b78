"""Our parser and recogniser choose what spaCy's choose: every layer of a Doc is the same, alone and among others."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language import pipeline
from fact_check.language.transitions import Parser, Recogniser
from tests.archives import TEXTS

LAYERS = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")


def layers(doc: Doc) -> dict[str, list[int]]:
    return {name: doc.to_array(name).tolist() for name in LAYERS}


def test_the_bundled_pipeline_is_loaded_with_them() -> None:
    assert isinstance(pipeline().get_pipe("parser"), Parser)
    assert isinstance(pipeline().get_pipe("ner"), Recogniser)


def test_a_batch_is_read_as_spacy_reads_each_text(plain: Language) -> None:
    texts = list(TEXTS.values())
    for text, ours in zip(texts, pipeline().pipe(texts, batch_size=16), strict=True):
        assert layers(ours) == layers(plain(text))


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([""], id="nothing"),
        pytest.param(["", "Police said 12 people died.", ""], id="nothing-beside-something"),
        pytest.param(["Yes"], id="one-word"),
        pytest.param(["\n\n", "No."], id="an-empty-line"),
        pytest.param(["Anna Kern denied it. " * 400, "It rained."], id="a-long-one-beside-a-short-one"),
        pytest.param(["الوزير نفى ذلك 🙂 \u200b"], id="what-it-was-not-trained-on"),
    ],
)
def test_odd_texts_are_read_as_spacy_reads_them(plain: Language, texts: list[str]) -> None:
    assert [layers(doc) for doc in pipeline().pipe(texts)] == [layers(plain(text)) for text in texts]


def test_docs_come_in_the_order_they_were_given() -> None:
    texts = ["Anna Kern, the mayor of Osby, denied on Tuesday that the dam was unsafe.", "Rain fell.", "It was late."]
    assert [doc.text for doc in pipeline().pipe(texts, batch_size=2)] == texts
