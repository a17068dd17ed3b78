"""Whole batches: every source, bad articles, reruns, kills, Ctrl-C, two engines."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import archives
import psutil
import pytest

COUNT = 8


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def src(place: Path) -> Path:
    return archives.jsonl(place / "a.jsonl", archives.records(COUNT))


@pytest.fixture(scope="module")
def undisturbed(place: Path, src: Path) -> Path:
    """A batch that nothing happened to."""
    to = place / "undisturbed"
    done = archives.run("batch", src, "--to", to, "--jobs", "1", "--per-shard", "1")
    assert done.returncode == 0, done.stderr
    return to


def until(holds: Callable[[], bool], *, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def test_claims_are_those_of_find(undisturbed: Path, place: Path) -> None:
    drafts = archives.folder(place / "drafts", archives.records(3))
    found = archives.run("find", drafts, "--format", "jsonl")
    expected = [json.loads(line) for line in found.stdout.splitlines()]
    for claim in expected:
        claim["article"] = Path(claim["article"]).stem
    held = [row for row in archives.rows(undisturbed) if row["article"] < "0003"]
    assert {row.pop("url") for row in held} == {f"https://desk.example/{n}" for n in range(3)}
    assert {row.pop("date") for row in held} == {"2026-02-01", "2026-02-02", "2026-02-03"}
    assert expected
    assert held == expected


def test_the_manifest_counts_what_is_there(undisturbed: Path) -> None:
    manifest = archives.manifest(undisturbed)
    assert manifest["complete"]
    assert (manifest["articles"], manifest["errors"]) == (COUNT, 0)
    assert manifest["claims"] == len(archives.rows(undisturbed))
    assert {s["file"] for s in manifest["shards"]} == set(archives.shards(undisturbed))
    assert manifest["words"] == sum(len(a["text"].split()) for a in archives.records(COUNT))


def test_a_rerun_makes_nothing(undisturbed: Path, src: Path) -> None:
    before = {f: f.stat().st_mtime_ns for f in (undisturbed / "claims").iterdir()}
    done = archives.run("batch", src, "--to", undisturbed, "--per-shard", "1")
    assert done.returncode == 0
    assert f"{COUNT} of {COUNT} articles are done already" in done.stderr
    assert {f: f.stat().st_mtime_ns for f in (undisturbed / "claims").iterdir()} == before


def test_killed_five_times_and_resumed_it_is_the_same(undisturbed: Path, src: Path, tmp_path: Path) -> None:
    for kill in range(1, 6):
        batch = archives.start("batch", src, "--to", tmp_path, "--jobs", "1", "--per-shard", "1")
        until(lambda: len(archives.shards(tmp_path)) >= kill or batch.poll() is not None)  # noqa: B023
        batch.kill()
        batch.communicate()
        assert batch.returncode == -signal.SIGKILL
    assert len(archives.shards(tmp_path)) < COUNT
    done = archives.run("batch", src, "--to", tmp_path, "--jobs", "2", "--per-shard", "1")
    assert done.returncode == 0, done.stderr
    assert archives.shards(tmp_path) == archives.shards(undisturbed)
    assert (tmp_path / "manifest.json").read_bytes() == (undisturbed / "manifest.json").read_bytes()
    assert sorted(f.name for f in (tmp_path / "claims").iterdir()) == sorted(
        f.name for f in (undisturbed / "claims").iterdir()
    ), "a killed run's half-written files are gone"


def test_ctrl_c_leaves_whole_shards_and_says_how_to_go_on(undisturbed: Path, src: Path, tmp_path: Path) -> None:
    batch = archives.start("batch", src, "--to", tmp_path, "--jobs", "2", "--per-shard", "1")
    until(lambda: bool(archives.shards(tmp_path)) or batch.poll() is not None)
    os.killpg(batch.pid, signal.SIGINT)  # a terminal sends it to all
    _, said = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert "the same command goes on from here" in said
    assert "Traceback" not in said
    assert not archives.manifest(tmp_path)["complete"]
    made = archives.shards(tmp_path)
    assert made.items() <= archives.shards(undisturbed).items()


def test_bad_articles_stop_nothing_and_are_said(tmp_path: Path) -> None:
    good = archives.records(1)
    src = archives.jsonl(tmp_path / "a.jsonl", [{"id": "empty", "text": ""}, *good, {"text": "Nobody is named."}])
    done = archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert "3 articles" in done.stdout
    assert "2 errors" in done.stdout
    errors = [(e["article"], e["row"], e["reason"]) for e in archives.rows(tmp_path / "out", "errors")]
    assert errors == [("empty", 0, "has no text"), (None, 2, "has no id")]
    assert {row["article"] for row in archives.rows(tmp_path / "out")} == {good[0]["id"]}


def test_an_unreadable_draft_of_a_folder_is_an_error_row(tmp_path: Path) -> None:
    src = archives.folder(tmp_path / "drafts", archives.records(1))
    (src / "0002.txt").write_bytes(b"\x00binary")
    (src / "0003.docx").write_bytes(b"no Word file")
    done = archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    errors = archives.rows(tmp_path / "out", "errors")
    assert [e["article"] for e in errors] == ["0002.txt", "0003.docx"]
    assert errors[0]["reason"] == "is binary, not a text"


def test_shards_of_an_earlier_state_go_when_the_new_ones_are_there(tmp_path: Path) -> None:
    src = archives.jsonl(tmp_path / "a.jsonl", archives.records(2))
    archives.run("batch", src, "--to", tmp_path / "out", "--per-shard", "1", "--jobs", "1")
    before = archives.shards(tmp_path / "out")
    archives.jsonl(src, archives.records(1))
    done = archives.run("batch", src, "--to", tmp_path / "out", "--per-shard", "1", "--jobs", "1")
    assert "1 shards of an earlier state removed" in done.stderr
    assert archives.shards(tmp_path / "out").items() < before.items()


def test_a_folder_of_claims_is_one_source_s(undisturbed: Path, tmp_path: Path) -> None:
    other = archives.jsonl(tmp_path / "other.jsonl", archives.records(1))
    done = archives.run("batch", other, "--to", undisturbed)
    assert done.returncode == 2
    assert "holds the claims of a.jsonl, not of other.jsonl" in done.stderr


def test_two_batches_do_not_write_into_one_folder(src: Path, tmp_path: Path) -> None:
    first = archives.start("batch", src, "--to", tmp_path, "--jobs", "1", "--per-shard", "1")
    try:
        until(lambda: (tmp_path / "manifest.json").exists() or first.poll() is not None)
        second = archives.run("batch", src, "--to", tmp_path)
    finally:
        first.kill()
        first.communicate()
    assert second.returncode == 2
    assert "another batch is writing here" in second.stderr


@pytest.mark.parametrize(
    ("library", "engine", "says"),
    [
        pytest.param("pyarrow", "local", "pip install 'fact-check[batch]'", id="pyarrow"),
        pytest.param("ray", "ray", "pip install 'fact-check[ray]'", id="ray"),
    ],
)
def test_without_its_library_it_says_what_to_install(
    src: Path, tmp_path: Path, library: str, engine: str, says: str
) -> None:
    arguments = ["fact-check", "batch", str(src), "--to", str(tmp_path), "--engine", engine]
    program = (
        f"import sys; sys.modules[{library!r}] = None; sys.argv = {arguments!r}; import fact_check.cli as c; c.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_ray_loses_nothing_when_an_actor_is_killed(undisturbed: Path, src: Path, tmp_path: Path) -> None:
    batch = archives.start("batch", src, "--to", tmp_path, "--engine", "ray", "--jobs", "2", "--per-shard", "1")

    def actors() -> list[int]:
        family = psutil.Process(batch.pid).children(recursive=True)
        return [p.pid for p in family if p.status() != "zombie" and "MapWorker" in " ".join(p.cmdline())]

    until(lambda: bool(archives.shards(tmp_path)) or batch.poll() is not None)
    assert batch.poll() is None, batch.communicate()
    os.kill(actors()[0], signal.SIGKILL)
    _, said = batch.communicate(timeout=400)
    assert batch.returncode == 0, said
    assert archives.shards(tmp_path) == archives.shards(undisturbed)
    assert archives.manifest(tmp_path) == archives.manifest(undisturbed)
