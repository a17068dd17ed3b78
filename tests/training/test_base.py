"""From treebank files to a packed pipeline, small: the whole way, on a few sentences."""

import lzma
from itertools import islice
from pathlib import Path

import pytest
import spacy

from fact_check.training import base, model_card
from fact_check.training.pack import pack

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
PLAN = base.Plan(steps=4, batch=30, warmup=1, check=2)


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
    for name, text in files.items():
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_bytes(lzma.compress(text.encode()))
    return data


def test_batches_come_from_the_seed_alone(folder: Path) -> None:
    data = base.read(folder)

    def texts(seed: int) -> list[str]:
        plan = base.Plan(seed=seed, batch=30, steps=4)
        batches = islice(base.batches(spacy.blank("en"), data.train, plan, done=0), 4)
        return [example.reference.text for batch in batches for example in batch]

    assert texts(1) == texts(1) != texts(2)


def test_what_is_measured_on_is_not_trained_on(folder: Path) -> None:
    data = base.read(folder)
    held_out = {id(document) for document in [*data.dev, *data.dev_names]}
    assert not held_out & {id(document) for document in data.train}
    assert {document.name for document in data.dev_names} == {"wikigold-0", "wikigold-5", "a"}


def test_a_pipeline_is_trained_resumed_and_packed(folder: Path, tmp_path: Path) -> None:
    data = base.read(folder)
    base.train(data, tmp_path / "run", PLAN)
    log = (tmp_path / "run" / "log.jsonl").read_text().splitlines()
    assert len(log) == 2
    nlp = base.train(data, tmp_path / "run", base.Plan(steps=6, batch=30, warmup=1, check=2), resume=True)
    assert len((tmp_path / "run" / "log.jsonl").read_text().splitlines()) == 3

    packed = pack(nlp, tmp_path / "model", "0.1.0")
    assert (packed.meta["name"], packed.meta["license"]) == ("fact_check", "CC BY-SA 4.0")
    text = "The dam near Osby broke.\n\nLena Holt “never” left."
    seen = [
        [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in pipeline(text)]
        for pipeline in (nlp, packed)
    ]
    assert seen[0] == seen[1]
    strings = (tmp_path / "model" / "vocab" / "strings.json").read_text(encoding="utf-8")
    assert "Norland" not in strings


def test_the_card_says_the_scores(tmp_path: Path) -> None:
    model_card.write(tmp_path, {"tag": 93.91, "las": 81.0}, {"tag": 94.56}, {})
    card = (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| Penn tags (`tag_`) | 93.9 | 94.6 |" in card
    assert "81.0" in card
    assert "{{" not in card
