"""A batch writes what its claims mean beside them, by either engine, and claim memory takes both in."""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import archives
import numpy as np
import pyarrow.parquet as pq
import pytest
from small_encoder import install

from fact_check.memory.entries import SPACE

COUNT = 3
ENGINES = ["local", "ray"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that wants meaning, with an archive."""
    root = tmp_path_factory.mktemp("desk")
    (root / "fact-check.toml").write_text("[memory]\nmeaning = true\n", encoding="utf-8")
    archives.jsonl(root / "a.jsonl", archives.records(COUNT))
    return root


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    where = tmp_path_factory.mktemp("site")
    paths = [str(install(where)), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "FACT_CHECK_CACHE_DIR": str(where / "cache")}


@pytest.fixture(scope="module")
def by(place: Path, environment: dict[str, str]) -> Callable[[str], Path]:
    """Return where an engine's batch lies, which is made once."""

    @cache
    def make(engine: str) -> Path:
        to = place / f"by-{engine}"
        done = archives.run(
            *("batch", "a.jsonl", "--to", to.name, "--engine", engine, "--jobs", "1", "--per-shard", "1"),
            cwd=place,
            env=environment,
        )
        assert done.returncode == 0, done.stderr
        return to

    return make


@pytest.fixture(params=ENGINES)
def made(request: pytest.FixtureRequest, by: Callable[[str], Path]) -> Path:
    return by(request.param)


def test_a_vector_of_length_one_stands_beside_each_claim(made: Path) -> None:
    shards = archives.manifest(made)["shards"]
    assert len(shards) == COUNT
    for shard in shards:
        claims, vectors = (pq.read_table(made / shard[key]) for key in ("file", "vectors_file"))
        assert vectors.schema.metadata[b"fact-check-space"].decode() == SPACE
        assert vectors.column("id").to_pylist() == claims.column("id").to_pylist()
        found = np.frombuffer(b"".join(vectors.column("vector").to_pylist()), dtype=np.int8).reshape(-1, 384)
        assert np.linalg.norm(found.astype(float), axis=1) == pytest.approx(127, abs=1)


def test_a_rerun_makes_nothing_but_a_vector_file_that_is_gone(
    made: Path, place: Path, environment: dict[str, str]
) -> None:
    before = {file.name: file.read_bytes() for file in (made / "vectors").iterdir()}
    next((made / "vectors").iterdir()).unlink()
    done = archives.run(
        "batch", "a.jsonl", "--to", made.name, "--per-shard", "1", "--jobs", "1", cwd=place, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert f"{COUNT - 1} of {COUNT} articles are already done" in done.stderr
    assert {file.name: file.read_bytes() for file in (made / "vectors").iterdir()} == before


def test_memory_takes_claims_and_vectors_as_they_are(made: Path, place: Path, environment: dict[str, str]) -> None:
    done = archives.run("memory", "add", made.name, "--name", "archive", cwd=place, env=environment)
    assert done.returncode == 0, done.stderr
    rows = archives.rows(made)
    assert f"{len(rows)} checks kept in memory/archive.memory.jsonl" in done.stderr
    kept = [json.loads(line) for line in (place / "memory/archive.memory.jsonl").read_text("utf-8").splitlines()]
    assert [each["claim"] for each in kept] == [row["span"]["text"] for row in rows]
    assert all(set(each["meaning"]) == {SPACE} and not each["decided"] for each in kept)
    asked = rows[0]["span"]["text"]
    found = archives.run("memory", "search", asked, "-n", "1", "--format", "jsonl", cwd=place, env=environment)
    (first,) = map(json.loads, found.stdout.splitlines())
    assert (first["claim"], first["where"], first["decided"]) == (asked, "https://desk.example/0", False)
    assert first["rating"].startswith("suggested: ")


def test_shards_of_both_engines_are_the_same(by: Callable[[str], Path]) -> None:
    assert archives.shards(by("local")) == archives.shards(by("ray"))


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        pytest.param(None, "has no manifest.json of a batch", id="none"),
        pytest.param("{", "is not a batch's manifest of this version", id="torn"),
        pytest.param(
            '{"fact-check": "1", "version": 1, "complete": false}', "the batch has not ended", id="unfinished"
        ),
        pytest.param('{"fact-check": "1", "version": 1, "complete": true}', "contains no checks", id="empty"),
        pytest.param(
            '{"fact-check": "1", "version": 1, "complete": true, "shards": [{"file": "../a.parquet"}]}',
            "contains no checks",
            id="outside",
        ),
        pytest.param(
            '{"fact-check": "1", "version": 1, "complete": true,'
            ' "shards": [{"file": "claims/0123456789abcdef01234567.parquet"}]}',
            "cannot be read",
            id="gone",
        ),
    ],
)
def test_a_folder_that_is_no_finished_batch_is_refused_in_one_line(
    tmp_path: Path, manifest: str | None, says: str
) -> None:
    (tmp_path / "shards").mkdir()
    (tmp_path / "fact-check.toml").touch()
    if manifest is not None:
        (tmp_path / "shards/manifest.json").write_text(manifest, encoding="utf-8")
    done = archives.run("memory", "add", "shards", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert says in done.stderr
    assert not (tmp_path / "memory/shards.memory.jsonl").exists()
