"""`fact_check` as a part of a spaCy pipeline: its Docs are written, sent and read as any other's."""

import json
from pathlib import Path

import pytest
import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import fact_check
from fact_check.claims import Claim
from fact_check.component import KEPT
from fact_check.errors import ModelError
from tests.forked import python

DRAFT = "Police said 40 people died in the valley. The mayor denied that the dam had leaked."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("fact_check")


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(DRAFT)


def test_a_doc_has_the_claims_of_its_text(doc: Doc) -> None:
    claims = doc._.claims
    assert [c.id for c in claims] == [c.id for c in fact_check.find(text=DRAFT)]
    assert all(isinstance(claim, Claim) for claim in claims)
    assert [span.id_ for span in doc.spans["claims"]] == [c.id for c in claims]
    assert {span.label_ for span in doc.spans["claims"]} == {"sourced", "denied"}


def test_a_doc_that_no_component_saw_has_none(nlp: Language) -> None:
    assert nlp.make_doc(DRAFT)._.claims == ()


def test_a_doc_goes_through_bytes(nlp: Language, doc: Doc) -> None:
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.claims == doc._.claims
    assert [span.id_ for span in again.spans["claims"]] == [c.id for c in doc._.claims]


def test_a_doc_goes_through_a_docbin(nlp: Language, doc: Doc) -> None:
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(kept).get_docs(nlp.vocab)
    assert again._.claims == doc._.claims


def test_a_doc_goes_through_json(doc: Doc) -> None:
    spans = doc.to_json()["spans"]["claims"]
    assert [(s["start"], s["end"]) for s in spans] == [(s.start_char, s.end_char) for s in doc.spans["claims"]]
    assert doc.user_data[KEPT] == [claim.model_dump(mode="json") for claim in doc._.claims]


def test_claims_go_through_json_and_back(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    srsly.write_json(tmp_path / "doc.json", doc.to_json(underscore=["claims"]))
    data = srsly.read_json(tmp_path / "doc.json")
    assert data["_"]["claims"] == doc.user_data[KEPT]
    assert Doc(nlp.vocab).from_json(data)._.claims == doc._.claims


def test_any_writer_of_json_takes_a_doc_with_its_claims(nlp: Language, doc: Doc) -> None:
    data = json.loads(json.dumps(doc._.to_json()))
    assert data["_"]["claims"] == doc.user_data[KEPT]
    assert Doc(nlp.vocab).from_json(data)._.claims == doc._.claims


def test_two_processes_give_the_claims_of_one(nlp: Language, doc: Doc) -> None:
    found = list(nlp.pipe([DRAFT, "", DRAFT], n_process=2, batch_size=1))
    assert [each._.claims for each in found] == [doc._.claims, (), doc._.claims]


def test_a_pipeline_that_was_written_is_loaded_elsewhere(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    program = f"import spacy; print(*(c.id for c in spacy.load({str(tmp_path / 'model')!r})({DRAFT!r})._.claims))"
    assert python(program, cwd=tmp_path).split() == [c.id for c in doc._.claims]


def test_a_pipeline_without_a_parser_is_refused_in_the_words_of_the_api() -> None:
    with pytest.raises(ModelError) as refused:
        spacy.blank("en").add_pipe("fact_check")
    said = str(refused.value)
    assert said.startswith(
        "en_pipeline: this pipeline has no parser, and the finder needs one (use one with the labels"
    )
    assert said.endswith('or start from spacy.load("fact_check"))')


def test_a_parser_of_another_scheme_is_refused_when_it_is_loaded(tmp_path: Path) -> None:
    other = spacy.blank("en")
    parser = other.add_pipe("parser")
    for label in ("nsubj", "dobj", "pobj", "prep"):
        parser.add_label(label)  # type: ignore[attr-defined]
    other.initialize()
    other.to_disk(tmp_path / "other")
    config = (tmp_path / "other" / "config.cfg").read_text(encoding="utf-8")
    config = config.replace('pipeline = ["parser"]', 'pipeline = ["parser","fact_check"]')
    (tmp_path / "other" / "config.cfg").write_text(
        config + '\n[components.fact_check]\nfactory = "fact_check"\n', encoding="utf-8"
    )
    loaded = spacy.load(tmp_path / "other")
    with pytest.raises(ModelError, match="does not use Universal Dependencies"):
        loaded(DRAFT)
