"""The door: the bundled pipeline, others that speak Universal Dependencies, and none that does not."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from fact_check.errors import ModelError
from fact_check.language import BUNDLED, ENVIRONMENT, parse, pipeline

ARTICLE = """\
Dam breach floods three villages in Norland

At least 40 villagers were killed when a dam collapsed on Tuesday, police said.

“We heard a crack, and then the water came,” said Maria Holt, the mayor, who accused the ministry of neglect.

The ministry denied any fault. “There is no evidence that the dam was unsafe,” it said in a statement.
"""


def one(text: str) -> Doc:
    return next(parse([text]))


@pytest.fixture(scope="module")
def article() -> Doc:
    return one(ARTICLE)


def test_importing_the_door_imports_no_spacy() -> None:
    program = "import sys, fact_check.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_it_loads_once() -> None:
    assert pipeline() is pipeline()


def test_sentences_end_where_a_reader_ends_them(article: Doc) -> None:
    assert [sentence.text.strip() for sentence in article.sents] == [
        "Dam breach floods three villages in Norland",
        "At least 40 villagers were killed when a dam collapsed on Tuesday, police said.",
        "“We heard a crack, and then the water came,” said Maria Holt, the mayor, who accused the ministry of neglect.",
        "The ministry denied any fault.",
        "“There is no evidence that the dam was unsafe,” it said in a statement.",
    ]


@pytest.mark.parametrize(
    ("word", "layer", "value"),
    [
        pytest.param("denied", "tag_", "VBD", id="a Penn tag"),
        pytest.param("denied", "lemma_", "deny", id="a lemma"),
        pytest.param("villagers", "dep_", "nsubj:pass", id="a UD label"),
        pytest.param("fault", "dep_", "obj", id="an object"),
        pytest.param("40", "pos_", "NUM", id="a UD part of speech"),
        pytest.param("Maria", "ent_type_", "PERSON", id="a person"),
        pytest.param("killed", "dep_", "ccomp", id="what is said"),
    ],
)
def test_every_layer_is_there(article: Doc, word: str, layer: str, value: str) -> None:
    token = next(token for token in article if token.text == word)
    assert getattr(token, layer) == value


def test_texts_come_back_in_order() -> None:
    texts = ["One dam broke.", "", "Two dams broke.\n"]
    assert [doc.text for doc in parse(texts)] == texts


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_parses_and_keeps_its_offsets(text: str) -> None:
    doc = one(text)
    assert len(doc.text) == len(text)
    assert all(doc.text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


def test_a_long_text_reads_as_its_parts_do() -> None:
    doc = one(ARTICLE * 250)
    roots = [sentence.root.text for sentence in doc.sents]
    count = len(roots) // 250
    assert roots[:count] == roots[125 * count : 126 * count] == [s.root.text for s in one(ARTICLE).sents]


def saved(nlp: Language, to: Path) -> str:
    nlp.to_disk(to)
    return str(to)


def with_labels(*labels: str) -> Language:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser", config={"min_action_freq": 1})
    doc = Doc(nlp.vocab, words=["dams", *labels], heads=[0] * (len(labels) + 1), deps=["ROOT", *labels])
    nlp.initialize(lambda: [Example(nlp.make_doc(doc.text), doc)])
    assert parser.name == "parser"
    return nlp


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        pytest.param(("nsubj", "dobj", "pobj", "prep", "ccomp"), "does not use Universal Dependencies", id="other"),
        pytest.param((), "has no parser", id="none"),
    ],
)
def test_a_pipeline_without_ud_labels_is_refused(tmp_path: Path, labels: tuple[str, ...], says: str) -> None:
    folder = saved(with_labels(*labels) if labels else spacy.blank("en"), tmp_path / "other")
    with pytest.raises(ModelError, match=says) as caught:
        pipeline(folder)
    assert folder in str(caught.value)
    assert "use the bundled one" in str(caught.value)


@pytest.mark.parametrize("name", ["no_such_pipeline", "no/such/folder"])
def test_a_missing_pipeline_is_one_line(name: str) -> None:
    with pytest.raises(ModelError, match="no such pipeline") as caught:
        pipeline(name)
    assert "\n" not in str(caught.value)


def test_another_pipeline_with_ud_labels_is_welcome(tmp_path: Path) -> None:
    labels = ("nsubj", "obj", "obl", "ccomp", "nmod", "case")
    nlp = pipeline(saved(with_labels(*labels), tmp_path / "ud"))
    assert "Nobody" in {sentence.text.split()[0] for sentence in nlp("Dam breaks\n\nNobody hurt").sents}
    assert nlp.pipe_names.index("fact_check_paragraphs") < nlp.pipe_names.index("parser")


def test_the_environment_names_another_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "nowhere"))
    with pytest.raises(ModelError, match="nowhere"):
        pipeline()


def test_the_weights_stay_small() -> None:
    files = [file for file in BUNDLED.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 30_000_000
    card = (BUNDLED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
