"""From the files to a packed pipeline, small: the whole way, on a few sentences and an encoder that knows nothing.

Training needs torch, safetensors and onnx: pip install fact-check[train].
"""

import json
import lzma
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spacy.language import Language

from fact_check.language.attribution.layout import layout
from fact_check.language.encoder.inputs import MARGIN, Lexicon
from fact_check.language.encoder.pieces import Pieces
from fact_check.training import base, model_card
from fact_check.training.attribution_tuning import tuned
from fact_check.training.plan import Plan
from fact_check.training.texts import Labels, Text, known_lemmas, labels_of

torch = pytest.importorskip("torch", reason="installed for training only: pip install fact-check[train]")
pytest.importorskip("onnx", reason="installed for training only: pip install fact-check[train]")
pytest.importorskip("safetensors", reason="installed for training only: pip install fact-check[train]")

SENTENCE = """\
# text = The dam near {place} broke.
1\tThe\tthe\tDET\tDT\tPronType=Art\t2\tdet\t_\tEntity=(1-object-new-cf1
2\tdam\tdam\tNOUN\tNN\tNumber=Sing\t5\tnsubj\t_\t_
3\tnear\tnear\tADP\tIN\t_\t4\tcase\t_\t_
4\t{place}\t{place}\tPROPN\tNNP\tNumber=Sing\t2\tnmod\t_\tEntity=(2-place-new-cf2)1)
5\tbroke\tbreak\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

"""
EVERYTHING = """\
# text = every tag that a change to a text may bring in
1\t"\t"\tPUNCT\t``\t_\t9\tpunct\t_\tSpaceAfter=No
2\the\the\tPRON\tPRP\tCase=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs\t9\tnsubj\t_\t_
3\tshe\tshe\tPRON\tPRP\tCase=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs\t9\tnsubj\t_\t_
4\tthey\tthey\tPRON\tPRP\tCase=Nom|Number=Plur|Person=3|PronType=Prs\t9\tnsubj\t_\t_
5\tthe\tthe\tDET\tDT\tDefinite=Def|PronType=Art\t6\tdet\t_\t_
6\tminister\tminister\tNOUN\tNN\tNumber=Sing\t9\tnsubj\t_\t_
7\t,\t,\tPUNCT\t,\t_\t9\tpunct\t_\t_
8\t"\t"\tPUNCT\t''\t_\t9\tpunct\t_\t_
9\ttold\ttell\tVERB\tVBD\tMood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\t0\troot\t_\t_
10\treporters\treporter\tNOUN\tNNS\tNumber=Plur\t9\tobj\t_\t_
11\tsay\tsay\tVERB\tVB\t_\t9\tccomp\t_\t_

"""
PLACES = ("Norland", "Eastholm", "Velden", "Marisk", "Tarnow", "Osby")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,\"'“”‘’-"
PIECES = ["[PAD]", *(f"[unused{n}]" for n in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PIECES += [*LETTERS, *(f"##{letter}" for letter in LETTERS)]
PLAN = Plan(steps=3, size=120, keep=2)
TEXT = "The dam near Osby broke.\n\nLena Holt “never” left. " * 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    treebank = (
        "".join(
            f"# newdoc id = {place}\n# newpar\n"
            + SENTENCE.format(place=place) * 2
            + "# newpar\n"
            + SENTENCE.format(place=place)
            for place in PLACES
        )
        + EVERYTHING
    )
    files = {f"treebank/{name}-{part}.conllu.xz": treebank for name in ("ewt", "gum") for part in ("train", "dev")}
    files["names/wikigold.conll.xz"] = "Lena I-PER\nHolt I-PER\nleft O\n\n-DOCSTART- O\n" * 6
    files["names/ewt-dev.iob2.xz"] = "# newdoc id = a\n1\tLena\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n\n" * 4
    marks = {"cue": [[30, 34]], "source": [[23, 29]], "content": [[0, 22]], "reporting": True}
    marked = json.dumps(
        {"id": "a", "text": "The dam near Osby broke, police said. Nobody left.", "attributions": [marks]}
    )
    files |= {f"attribution/{part}.jsonl.xz": marked + "\n" for part in ("train", "dev")}
    for name, text in files.items():
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_bytes(lzma.compress(text.encode()))
    return data


def sources(folder: Path) -> Any:
    from fact_check.training.batches import gather

    data = base.read(folder)
    return gather(data, folder / "attribution", Lexicon(Pieces(PIECES)), labels_of(data.train), None, folder / "own")


def untaught(labels: Labels) -> Any:
    from fact_check.training.network import Encoder, Reader

    torch.manual_seed(0)
    return Reader(Encoder(len(PIECES), depth=2), labels)


@pytest.fixture(scope="module")
def work(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train three steps, then go on for two."""
    from fact_check.training.learn import train
    from fact_check.training.network import Encoder

    work = tmp_path_factory.mktemp("work")
    given = sources(folder)
    (work / "labels.json").write_text(json.dumps(vars(given.labels)))
    for plan, resume in ((PLAN, False), (replace(PLAN, steps=5), True)):
        train(untaught(given.labels), Encoder(len(PIECES), depth=2), given, plan, work, resume)
    return work


@pytest.fixture(scope="module")
def taught(work: Path, folder: Path) -> tuple[Any, Language]:
    """Return the reader as it was trained, and the pipeline that was made of it, in 32 bits."""
    from fact_check.training.build import CHECKPOINT, assemble

    labels = labels_of(base.read(folder).train)
    reader = untaught(labels)
    reader.load_state_dict(torch.load(work / CHECKPOINT, weights_only=True)["average"])
    return reader.eval(), assemble(reader, labels, PIECES, known_lemmas(base.read(folder).train))


def test_batches_come_from_the_seed_alone(folder: Path) -> None:
    from fact_check.training.batches import batches

    given = sources(folder)

    def pieces(seed: int) -> list[list[int]]:
        return [text.inputs.pieces.tolist() for batch in islice(batches(given, 120, seed), 6) for text in batch]

    assert pieces(1) == pieces(1) != pieces(2)


def test_what_is_measured_on_is_not_trained_on(folder: Path) -> None:
    data = base.read(folder)
    held_out = {id(document) for document in [*data.dev, *data.dev_names]}
    assert not held_out & {id(document) for document in data.train}
    assert {document.name for document in data.dev_names} == {"wikigold-0", "wikigold-5", "a"}


def test_training_goes_on_where_it_was_stopped(work: Path) -> None:
    from fact_check.training.build import CHECKPOINT

    state = torch.load(work / CHECKPOINT, weights_only=True)
    assert state["step"] == 5
    assert any((state["average"][name] != weight).any() for name, weight in state["reader"].items())


def test_the_pipeline_sees_what_the_reader_saw(taught: tuple[Any, Language]) -> None:
    from fact_check.training.losses import encoded

    reader, nlp = taught
    doc = nlp(TEXT)
    inputs = nlp.get_pipe("encoder").lexicon(nlp.make_doc(TEXT))  # type: ignore[attr-defined]
    with torch.no_grad(), torch.autocast("cpu", enabled=False):
        states = encoded(reader, [Text(inputs)], margin=MARGIN)[0].numpy()
    assert np.abs(doc.tensor - states).max() < 0.1  # the encoder trains in 16 bits
    with torch.no_grad():
        tags = reader.layers["tags"](torch.from_numpy(doc.tensor)).argmax(-1).tolist()
        seen = torch.from_numpy(doc.tensor)
        arcs = reader.arc_scores(seen[None])[0].numpy()
    names = nlp.get_pipe("tagger").labels  # type: ignore[attr-defined]
    assert [t.tag_ for t in doc if not t.is_space] == [
        names[tag] for t, tag in zip(doc, tags, strict=True) if not t.is_space
    ]
    assert arcs.shape == (len(doc), len(doc) + 1)


def test_the_roles_in_numpy_are_those_that_were_learned(taught: tuple[Any, Language]) -> None:
    from fact_check.language.attribution.layout import WINDOW, relations

    reader, nlp = taught
    doc = nlp(TEXT)
    marker: Any = nlp.get_pipe("fact_check_attribution")
    cue = (len(doc) // 2, len(doc) // 2 + 2)
    logs, lows = marker.network.roles(layout(doc), doc.tensor, [cue])
    low, high = max(0, cue[0] - WINDOW), min(len(doc), cue[0] + WINDOW + 1)
    at, relation, inside = (np.zeros((1, 2 * WINDOW + 1), dtype=np.int64) for _ in range(3))
    here = slice(low - cue[0] + WINDOW, high - cue[0] + WINDOW)
    at[0, here], inside[0, here] = np.arange(low, high), 1
    relation[0, here] = relations(layout(doc), cue[0], low, high)
    states = torch.from_numpy(doc.tensor)
    with torch.no_grad():
        means = states[cue[0] : cue[1]].mean(0, keepdim=True)
        places = (torch.from_numpy(at), torch.from_numpy(relation), torch.from_numpy(inside)[..., None].float())
        wanted = torch.log_softmax(reader.role_scores(states, means, *places), -1)[0].numpy()
    outside = np.arange(2 * WINDOW + 1) + lows[0]
    compared = [k for k in range(here.start, here.stop) if not cue[0] <= outside[k] < cue[1]]
    assert np.abs(logs[0][compared] - wanted[compared]).max() < 5e-3  # weights are kept in 16 bits


def test_a_pipeline_is_tuned_packed_and_loaded(taught: tuple[Any, Language], folder: Path, tmp_path: Path) -> None:
    from fact_check.training.build import packed

    _, nlp = taught
    figures = tuned(nlp, folder / "attribution", folder / "own")
    assert set(figures) >= {"content-f", "full-f", "near-f", "cue-f"}
    again = packed(nlp, tmp_path / "model", "0.1.0")
    assert (again.meta["name"], again.meta["license"]) == ("fact_check", "CC BY-SA 4.0")
    seen = [
        [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in pipeline(TEXT)]
        for pipeline in (nlp, again)
    ]
    assert seen[0] == seen[1]
    strings = (tmp_path / "model" / "vocab" / "strings.json").read_text(encoding="utf-8")
    assert "Norland" not in strings


def test_eight_bits_come_near_to_32(taught: tuple[Any, Language], folder: Path) -> None:
    from fact_check.training.build import assemble

    reader, wide = taught
    labels = labels_of(base.read(folder).train)
    narrow = assemble(reader, labels, PIECES, [], [TEXT])
    off = np.abs(narrow(TEXT).tensor - wide(TEXT).tensor).mean() / np.abs(wide(TEXT).tensor).mean()
    assert 0 < off < 0.1


def test_the_card_says_the_scores(tmp_path: Path) -> None:
    model_card.write(tmp_path, {"tag": 93.91, "las": 81.0}, {"tag": 94.56}, {}, 4)
    card = (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| Penn tags (`tag_`) | 93.9 | 94.6 |" in card
    assert "81.0" in card
    assert "{{" not in card
