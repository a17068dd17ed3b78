"""Vectors in the index: found by their signs, ranked by themselves, brought by files or made by the encoder."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from desk import Desk, open_desk
from small_encoder import install

from fact_check.config import load_config
from fact_check.memory import meaning, vectors
from fact_check.memory.door import memory
from fact_check.memory.entries import SPACE, Entry
from fact_check.memory.store import Stamp, Store, open_store
from fact_check.memory.vectors import WIDTH, Floats, Signs, Vectors, chunked, packed, signs, unpacked


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(str(install(tmp_path / "site")))
    meaning._model.cache_clear()
    yield open_desk(tmp_path / "desk", monkeypatch, capsys)
    meaning._model.cache_clear()


def made(count: int, seed: int = 3) -> Floats:
    found = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def indexed(root: Path, every: Floats) -> Store:
    store = open_store(root, print)
    for start in range(0, len(every), 5_000):
        part = every[start : start + 5_000]
        entries = [Entry(claim="x", where="a", meaning={SPACE: row}) for row in packed(part)]
        with store.writing() as writer:
            writer.put(f"file {start}", Stamp(0, 0), entries, space=SPACE)
    return store


def test_a_vector_survives_eight_bits() -> None:
    every = made(4)
    assert (every * unpacked(packed(every))).sum(axis=1) / 127 == pytest.approx(1, abs=0.02)


def test_signs_find_what_cosines_do(desk: Desk) -> None:
    every = made(20_000)
    asked = every[17_123] + 0.5 * made(1, seed=4)[0]
    store = indexed(desk.root, every)
    found = Vectors(store._sql)
    assert found.nearest(asked, 1) == [17_124]
    (claim, title), (unknown, _) = found.likeness(asked, [17_124, 99_999])
    assert claim == title == pytest.approx(float(every[17_123] @ asked), abs=0.01)
    assert unknown == vectors.UNKNOWN
    store.close()


@pytest.mark.parametrize("count", [0, 1, vectors.LOOKED_AT, vectors.LOOKED_AT + 1, 70_000])
def test_the_nearest_signs_come_first_however_many_there_are(count: int) -> None:
    chance = np.random.default_rng(2)
    codes = chance.integers(2**63, size=(count, WIDTH // 64)).astype(np.uint64)
    asked = made(1)[0]
    found = Signs(chunked(range(1, count + 1), codes)).nearest(asked, vectors.LOOKED_AT)
    apart = np.bitwise_count(codes ^ signs(asked[None, :])).sum(axis=1)
    least = np.sort(apart)[: vectors.LOOKED_AT].tolist()
    assert [int(apart[number - 1]) for number in found][: len(least)] == least


def test_rows_of_signs_are_filled_before_new_ones_begin(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "CHUNK", 7_000)
    store = indexed(desk.root, made(12_000))
    sizes = [len(row[0]) // 8 for row in store._sql.execute("SELECT entries FROM signs ORDER BY id")]
    assert sizes == [7_000, 5_000]
    store.close()


def line(claim: str, vector: Floats | None = None, **more: object) -> str:
    brought = {} if vector is None else {"meaning": {SPACE: b64encode(packed(vector[None, :])[0]).decode()}}
    return json.dumps({"claim": claim, "where": "a", **brought, **more})


def test_a_file_brings_its_vectors_and_the_encoder_makes_the_rest(desk: Desk) -> None:
    (brought,) = made(1)
    (desk.root / "memory").mkdir()
    (desk.root / "memory/old.memory.jsonl").write_text(f"{line('acid leaked', brought)}\n{line('rain fell')}\n")
    policy = desk.root / "fact-check.toml"
    for wanted in (False, True, False, True):
        policy.write_text(f"[memory]\nmeaning = {str(wanted).lower()}\n", encoding="utf-8")
        with memory(load_config(desk.root), print) as (store, _):
            kept = [row[0] for row in store._sql.execute("SELECT claim FROM vectors ORDER BY entry")]
        assert kept == (packed(np.stack([brought, meaning.meanings(["rain fell"])[0]])) if wanted else [])


def test_a_vector_of_another_model_is_left_where_it_is(desk: Desk) -> None:
    (desk.root / "memory").mkdir()
    other = json.loads(line("acid leaked", made(1)[0]))
    other["meaning"] = {"another model": other["meaning"][SPACE]}
    (desk.root / "memory/old.memory.jsonl").write_text(json.dumps(other), encoding="utf-8")
    (desk.root / "fact-check.toml").write_text("[memory]\nmeaning = true\n", encoding="utf-8")
    with memory(load_config(desk.root), print) as (store, _):
        ((kept,),) = store._sql.execute("SELECT claim FROM vectors").fetchall()
    assert [kept] == packed(meaning.meanings(["acid leaked"]))


@pytest.mark.parametrize("vector", ["!", "QUJD", "A" * 513], ids=["no base64", "short", "long"])
def test_a_broken_vector_is_one_line_and_nothing_of_its_file_is_taken(desk: Desk, vector: str) -> None:
    (desk.root / "memory").mkdir()
    lines = [line("acid leaked", made(1)[0]), json.dumps({"claim": "x", "where": "a", "meaning": {SPACE: vector}})]
    (desk.root / "memory/old.memory.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (desk.root / "memory/sound.memory.jsonl").write_text(line("rain fell"), encoding="utf-8")
    said: list[str] = []
    with memory(load_config(desk.root), said.append) as (store, _):
        assert [each.entry.claim for each in store.every()] == ["rain fell"]
        assert store.frequencies(["acid", "rain"]) == {"rain": 1}
    assert len(said) == 1
    assert said[0].startswith("memory/old.memory.jsonl:2: is not an entry: meaning.")


def test_weights_are_unpacked_once_and_again_when_they_are_torn(desk: Desk, tmp_path: Path) -> None:
    before = meaning.meanings(["acid leaked"])
    (file,) = (tmp_path / "cache").rglob("*.safetensors")
    when = file.stat().st_mtime_ns
    meaning._model.cache_clear()
    assert (meaning.meanings(["acid leaked"]) == before).all()
    assert file.stat().st_mtime_ns == when
    meaning._model.cache_clear()
    file.unlink()
    file.write_bytes(b"torn")
    assert (meaning.meanings(["acid leaked"]) == before).all()


def test_weights_need_no_folder(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = meaning.meanings(["acid leaked"])
    (tmp_path / "file").touch()
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "file"))
    meaning._model.cache_clear()
    assert (meaning.meanings(["acid leaked"]) == before).all()
