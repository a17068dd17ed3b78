"""Whole batches: every source, bad articles, reruns, kills, Ctrl-C, two engines."""

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import archives
import errands
import psutil
import pytest
from pyarrow.dataset import dataset

from fact_check.batch import for_any_worker
from fact_check.batch.engines import ray
from fact_check.batch.portions import Portion
from fact_check.batch.schema import claims_schema
from fact_check.batch.shards import Made
from fact_check.language import ENVIRONMENT
from fact_check.runtime.workers import Lost, cores
from tests.leftovers import as_a_process

COUNT = 12


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def src(place: Path) -> Path:
    return archives.jsonl(place / "a.jsonl", archives.records(COUNT))


@pytest.fixture(scope="module")
def undisturbed(place: Path, src: Path) -> Path:
    """A batch that nothing happened to, its process and its worker started from nothing."""
    to = place / "undisturbed"
    command = archives.command("batch", src, "--to", to, "--jobs", "1", "--per-shard", "1")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
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
    assert f"{COUNT} of {COUNT} articles are already done" in done.stderr
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


@pytest.mark.parametrize(
    ("sign", "status"), [pytest.param(signal.SIGINT, 130, id="ctrl-c"), pytest.param(signal.SIGTERM, 143, id="sigterm")]
)
def test_stopped_it_leaves_whole_shards_and_says_how_to_go_on(
    undisturbed: Path, src: Path, tmp_path: Path, sign: signal.Signals, status: int
) -> None:
    batch = archives.start("batch", src, "--to", tmp_path, "--jobs", "2", "--per-shard", "1")
    until(lambda: bool(archives.shards(tmp_path)) or batch.poll() is not None)
    os.killpg(batch.pid, sign)  # a terminal sends it to all
    _, said = batch.communicate(timeout=60)
    assert batch.returncode == status
    assert "run the same command to resume" in said
    assert "Traceback" not in said
    assert not archives.manifest(tmp_path)["complete"]
    made = archives.shards(tmp_path)
    assert made.items() <= archives.shards(undisturbed).items()


def test_ctrl_c_while_the_workers_load_is_one_line(src: Path, tmp_path: Path) -> None:
    command = archives.command("batch", src, "--to", tmp_path, "--jobs", "2", "--per-shard", "1")
    batch = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def loads() -> bool:
        family = psutil.Process(batch.pid).children() if batch.poll() is None else []
        return any("spawn_main" in " ".join(p.cmdline()) for p in family if p.status() != psutil.STATUS_ZOMBIE)

    until(lambda: loads() or batch.poll() is not None)
    os.killpg(batch.pid, signal.SIGINT)
    _, said = batch.communicate(timeout=60)
    assert (batch.returncode, said) == (
        130,
        f"fact-check: stopped at 0 of {COUNT} articles; run the same command to resume\n",
    )


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


def test_an_archive_of_which_nothing_can_be_read_is_exit_2_with_the_commonest_reason(tmp_path: Path) -> None:
    src = archives.jsonl(tmp_path / "a.jsonl", [{"id": "a"}, {"text": "Nobody is named."}, {"id": "b"}])
    first, again = (archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1") for _ in range(2))
    assert (first.returncode, again.returncode) == (2, 2)
    for done in (first, again):
        assert "3 articles, 0 claims, 3 errors" in done.stdout
        assert "none of 3 articles could be read; the most common reason (2): has no text" in done.stderr


@pytest.mark.parametrize("left", [pytest.param(None, id="gone"), pytest.param(b"PAR1", id="torn")])
def test_errors_that_are_gone_are_made_again(tmp_path: Path, left: bytes | None) -> None:
    src = archives.jsonl(tmp_path / "a.jsonl", [{"id": 1, "text": "Police said 7 people came."}, {"id": 2}])
    first = archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1")
    before = archives.shards(tmp_path / "out")
    (errors,) = (tmp_path / "out" / "errors").iterdir()
    errors.unlink() if left is None else errors.write_bytes(left)
    again = archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1")
    assert (again.returncode, again.stdout) == (0, first.stdout), again.stderr
    assert archives.shards(tmp_path / "out") == before


def test_errors_without_their_claims_go_with_the_earlier_state(tmp_path: Path) -> None:
    src = archives.jsonl(tmp_path / "a.jsonl", [{"id": 1, "text": "Police said 7 people came."}, {"id": 2}])
    archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1")
    (claims,) = (tmp_path / "out" / "claims").iterdir()
    claims.unlink()  # as a run leaves it that was killed between the two
    archives.jsonl(src, [{"id": 1, "text": "Police said 8 people came."}])
    done = archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert not list((tmp_path / "out" / "errors").iterdir())


def test_an_unreadable_draft_of_a_folder_is_an_error_row(tmp_path: Path) -> None:
    src = archives.folder(tmp_path / "drafts", archives.records(1))
    (src / "0002.txt").write_bytes(b"\x00binary")
    (src / "0003.docx").write_bytes(b"no Word file")
    done = archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    errors = archives.rows(tmp_path / "out", "errors")
    assert [e["article"] for e in errors] == ["0002.txt", "0003.docx"]
    assert errors[0]["reason"] == "is binary, not text"


def test_shards_of_an_earlier_state_go_when_the_new_ones_are_there(tmp_path: Path) -> None:
    src = archives.jsonl(tmp_path / "a.jsonl", archives.records(2))
    archives.run("batch", src, "--to", tmp_path / "out", "--per-shard", "1", "--jobs", "1")
    before = archives.shards(tmp_path / "out")
    archives.jsonl(src, archives.records(1))
    done = archives.run("batch", src, "--to", tmp_path / "out", "--per-shard", "1", "--jobs", "1")
    _, _, told = done.stderr.partition("fact-check: 1 of 1 article is already done")
    assert "1 shard of an earlier state of SRC" in done.stderr
    assert "1 shard of an earlier state removed" in told
    assert archives.shards(tmp_path / "out").items() < before.items()


def test_a_folder_of_claims_is_one_source_s(undisturbed: Path, tmp_path: Path) -> None:
    other = archives.jsonl(tmp_path / "other.jsonl", archives.records(1))
    done = archives.run("batch", other, "--to", undisturbed)
    assert done.returncode == 2
    assert "holds the claims of a.jsonl, not of other.jsonl" in done.stderr


def test_another_archive_of_the_same_name_costs_nothing(undisturbed: Path, tmp_path: Path) -> None:
    before = archives.shards(undisturbed)
    other = archives.jsonl(tmp_path / "a.jsonl", [{"id": 1, "text": "Police said 7 people came."}])
    done = archives.run("batch", other, "--to", undisturbed)
    assert done.returncode == 2
    assert f"holds the claims of {undisturbed.parent / 'a.jsonl'}, and {other} has none of its articles" in done.stderr
    assert archives.shards(undisturbed) == before


def test_an_archive_that_moved_is_the_same(undisturbed: Path, src: Path, tmp_path: Path) -> None:
    copy = tmp_path / "claims"
    shutil.copytree(undisturbed, copy)
    shutil.copy(src, tmp_path / "a.jsonl")
    done = archives.run("batch", tmp_path / "a.jsonl", "--to", copy, "--per-shard", "1")
    assert done.returncode == 0, done.stderr
    assert f"{COUNT} of {COUNT} articles are already done" in done.stderr


def test_an_archive_that_is_empty_today_costs_nothing(undisturbed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "claims"
    shutil.copytree(undisturbed, copy)
    (tmp_path / "a.jsonl").touch()
    done = archives.run("batch", tmp_path / "a.jsonl", "--to", copy)
    assert done.returncode == 2
    assert f"SRC has no articles, but there are {COUNT} shards here" in done.stderr
    assert archives.shards(copy) == archives.shards(undisturbed)


def test_an_empty_archive_is_complete(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()
    done = archives.run("batch", tmp_path / "a.jsonl", "--to", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'out'}: 0 articles, 0 claims, 0 errors, 0 shards\n")
    assert archives.manifest(tmp_path / "out")["complete"]


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        pytest.param('{"name": "site"}', "has a manifest.json that is not ours", id="of-a-site"),
        pytest.param('{"fact-check": "9.0", "version": 9}', "has batch version 9; this fact-check reads 1", id="newer"),
        pytest.param("[]", "has a manifest.json that is not ours", id="a-list"),
        pytest.param('{"fact-ch', "manifest.json: cannot be read: not JSON (choose another folder, or", id="torn"),
    ],
)
def test_a_manifest_that_is_not_ours_is_not_written_over(src: Path, tmp_path: Path, manifest: str, says: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    done = archives.run("batch", src, "--to", tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert [f.name for f in tmp_path.iterdir()] == ["manifest.json"]
    assert (tmp_path / "manifest.json").read_text(encoding="utf-8") == manifest


def test_claims_may_lie_in_the_folder_that_they_are_of(tmp_path: Path) -> None:
    src = archives.folder(tmp_path / "drafts", archives.records(1))
    first, again = (archives.run("batch", src, "--to", src / "found", "--jobs", "1") for _ in range(2))
    assert (first.returncode, again.returncode) == (0, 0), again.stderr
    assert "1 of 1 article is already done" in again.stderr


def test_another_batch_s_claims_in_that_folder_are_no_articles(tmp_path: Path) -> None:
    src = archives.folder(tmp_path / "drafts", archives.records(1))
    for to in ("one", "two"):
        done = archives.run("batch", src, "--to", src / to, "--jobs", "1")
        assert done.returncode == 0, done.stderr
    assert archives.shards(src / "one") == archives.shards(src / "two")


def test_names_that_are_not_utf_8_are_taken(tmp_path: Path) -> None:
    src = archives.jsonl(tmp_path / "\udcff.jsonl", [{"id": 1, "text": "Police said 7 people came."}, {"id": 2}])
    to = tmp_path / "\udcfe\x1b[31m"
    first, again = (archives.run("batch", src, "--to", to, "--jobs", "1") for _ in range(2))
    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    assert first.stdout == again.stdout == f"{tmp_path}/\ufffd␛[31m: 2 articles, 1 claim, 1 error, 1 shard\n"
    assert "2 of 2 articles are already done" in again.stderr
    (error,) = archives.rows(to.rename(tmp_path / "out"), "errors")
    assert error["source"] == "\ufffd.jsonl"


def test_what_is_no_archive_leaves_no_folder(tmp_path: Path) -> None:
    done = archives.run("batch", tmp_path / "no.jsonl", "--to", tmp_path / "out")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "out").exists()


def test_a_broken_table_among_whole_ones_stops_nothing(tmp_path: Path) -> None:
    src = tmp_path / "tables"
    src.mkdir()
    archives.parquet(src / "a.parquet", archives.records(1))
    (src / "b.parquet").write_bytes((src / "a.parquet").read_bytes()[:-100])
    done = archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert f"{src / 'b.parquet'}: cannot be read as Parquet" in done.stderr
    (error,) = archives.rows(tmp_path / "out", "errors")
    assert (error["article"], error["source"], error["row"]) == (None, "b.parquet", 0)
    assert archives.rows(tmp_path / "out")


def test_an_archive_that_changes_meanwhile_ends_with_a_word(tmp_path: Path) -> None:
    src = archives.jsonl(tmp_path / "a.jsonl", archives.records(COUNT))
    batch = archives.start("batch", src, "--to", tmp_path / "out", "--jobs", "1", "--per-shard", "1")
    until(lambda: bool(archives.shards(tmp_path / "out")) or batch.poll() is not None)
    archives.jsonl(src, [{"id": n, "text": "Nobody came."} for n in range(COUNT)])
    _, said = batch.communicate(timeout=240)
    assert batch.returncode == 2
    assert f"{src} has changed since the batch began (run the same command again)" in said
    assert not archives.manifest(tmp_path / "out")["complete"]
    assert {row["text"] for row in (r["span"] for r in archives.rows(tmp_path / "out"))}, "what was made stays"


def test_a_shard_that_goes_meanwhile_is_said(src: Path, tmp_path: Path) -> None:
    batch = archives.start("batch", src, "--to", tmp_path, "--jobs", "1", "--per-shard", "1")
    until(lambda: bool(archives.shards(tmp_path)) or batch.poll() is not None)
    (tmp_path / next(iter(archives.shards(tmp_path)))).unlink()
    _, said = batch.communicate(timeout=240)
    assert batch.returncode == 2
    assert f"{tmp_path}: 1 shard disappeared while the batch ran (run the same command again)" in said
    assert not archives.manifest(tmp_path)["complete"]


@pytest.mark.parametrize("room", [pytest.param(200, id="for-no-manifest"), pytest.param(12_000, id="for-no-shard")])
def test_a_full_disk_is_one_line(src: Path, tmp_path: Path, room: int) -> None:
    done = subprocess.run(
        archives.command("batch", src, "--to", tmp_path / "out", "--jobs", "1", "--per-shard", "1"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "cannot be written: File too large (is the disk full?" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list((tmp_path / "out").rglob("*.part"))


@pytest.mark.parametrize(
    ("closed", "status", "says"),
    [
        pytest.param("drafts/b/c.txt", 0, "2 of 2 articles (100%)", id="a-draft"),
        pytest.param("drafts/b", 2, "drafts/b: cannot be read: Permission denied (check its", id="a-folder-of-drafts"),
        pytest.param("out", 2, "out: cannot be created: Permission denied (choose", id="where-claims-go"),
    ],
)
def test_what_is_closed_is_said(tmp_path: Path, closed: str, status: int, says: str) -> None:
    (tmp_path / "out").mkdir()
    src = archives.folder(tmp_path / "drafts", archives.records(1))
    (src / "b").mkdir()
    (src / "b" / "c.txt").write_text("Police said 7 people came.", encoding="utf-8")
    (tmp_path / closed).chmod(0o555 if closed == "out" else 0)
    done = archives.run("batch", src, "--to", tmp_path / "out", "--jobs", "1", bound=True)
    (tmp_path / closed).chmod(0o755)
    assert done.returncode == status
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    if status == 0:
        (error,) = archives.rows(tmp_path / "out", "errors")
        assert (error["article"], error["reason"]) == ("b/c.txt", "cannot be read: Permission denied")


def test_more_jobs_than_a_machine_can_bear_are_fewer(src: Path, undisturbed: Path) -> None:
    done = archives.run("batch", src, "--to", undisturbed, "--per-shard", "1", "--jobs", "9999")
    assert done.returncode == 0
    assert f"9999 jobs are too many for {cores()} processors; using {4 * cores()}" in done.stderr


def test_an_address_without_ray_is_refused(src: Path, tmp_path: Path) -> None:
    done = archives.run("batch", src, "--to", tmp_path, "--address", "127.0.0.1:6379")
    assert (done.returncode, done.stderr) == (2, "fact-check: --address is for a Ray cluster (add --engine ray)\n")


def test_the_claims_are_a_dataset_for_any_reader(undisturbed: Path) -> None:
    shutil.copy(undisturbed / "manifest.json", undisturbed / "claims" / ".half.parquet.1.part")  # as a worker has it
    try:
        table = dataset(undisturbed / "claims").to_table()
    finally:
        (undisturbed / "claims" / ".half.parquet.1.part").unlink()
    assert table.schema.equals(claims_schema())
    assert table.num_rows == archives.manifest(undisturbed)["claims"]


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
    held: list[psutil.Process] = []

    def holds_one_at_work() -> bool:
        """Stop an actor in the middle of a shard, once another shard is there; its half-written file names it."""
        if archives.shards(tmp_path):
            for part in (tmp_path / "claims").glob(".*.part"):
                actor = psutil.Process(int(part.suffixes[-2][1:]))
                actor.suspend()
                if part.exists():
                    held.append(actor)
                    return True
                actor.resume()
        return batch.poll() is not None

    until(holds_one_at_work)
    assert held, batch.communicate()
    (actor,) = held
    assert "MapWorker" in " ".join(actor.cmdline())
    assert 0 < len(archives.shards(tmp_path)) < COUNT - 1, "some of the work is done, and some is left"
    actor.kill()
    gone, _ = psutil.wait_procs([actor], timeout=60)
    assert gone == [actor]
    said, complained = batch.communicate(timeout=400)
    assert batch.returncode == 0, complained
    assert said.startswith(f"{tmp_path}: {COUNT} articles, ")
    assert archives.shards(tmp_path) == archives.shards(undisturbed)
    assert archives.manifest(tmp_path) == archives.manifest(undisturbed)
    assert not list(tmp_path.rglob("*.part"))


def test_ray_leaves_out_a_shard_that_kills_every_actor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # for the actors, which import what they are given
    (tmp_path / "claims").mkdir()
    given = [Portion(f"p{n}", "", "jsonl", "/", "a.jsonl", 0, 1) for n in range(4)]
    with as_a_process():  # Ray sets what it likes
        answers = list(ray(partial(errands.Poisoned, str(tmp_path), "p1"), given, 2, None))
    assert {a.name for a in answers if isinstance(a, Made)} == {"p0", "p2", "p3"}
    assert [a for a in answers if not isinstance(a, Made)] == [Lost(given[1])]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        pytest.param("127.0.0.1:{free}", "no Ray cluster: Connection refused", id="nobody-listens"),
        pytest.param("no-such-host.invalid:6379", "no Ray cluster: ", id="no-such-host"),
        pytest.param("cluster", "is not a Ray cluster's address (give HOST:PORT", id="no-port"),
    ],
)
def test_a_wrong_address_is_told_at_once(src: Path, tmp_path: Path, address: str, says: str) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody answers there
        taken.bind(("127.0.0.1", 0))
        address = address.format(free=taken.getsockname()[1])
        done = archives.run("batch", src, "--to", tmp_path, "--engine", "ray", "--address", address)
    assert done.returncode == 2
    assert f"fact-check: {address}: {says}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_token_that_is_not_there_is_told(src: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    monkeypatch.setenv("RAY_AUTH_TOKEN_PATH", str(tmp_path / "none"))
    with socket.create_server(("127.0.0.1", 0)) as listens:
        address = f"127.0.0.1:{listens.getsockname()[1]}"
        done = archives.run("batch", src, "--to", tmp_path, "--engine", "ray", "--address", address)
    assert done.returncode == 2
    assert f"fact-check: {address}: this Ray cluster needs a token (set RAY_AUTH_MODE=token and" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("asked", "environment", "name"),
    [
        pytest.param("mine", None, "{here}/mine", id="a-folder"),
        pytest.param("./mine", "spacy", "{here}/mine", id="a-path"),
        pytest.param(None, "mine", "{here}/mine", id="of-the-environment"),
        pytest.param("spacy", None, "spacy", id="a-package"),
        pytest.param("nowhere", None, "nowhere", id="none"),
        pytest.param(None, None, None, id="the-bundled-one"),
    ],
)
def test_a_pipeline_has_a_name_for_any_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str | None, environment: str | None, name: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("mine", "spacy"):
        Path(folder).mkdir()
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    if environment:
        monkeypatch.setenv(ENVIRONMENT, environment)
    assert for_any_worker(asked) == (name and name.format(here=tmp_path))


def test_an_actor_s_error_is_one_line_as_a_process_s_is(src: Path, tmp_path: Path) -> None:
    local, on_ray = (
        archives.run("batch", src, "--to", tmp_path, "--engine", engine, "--model", "nowhere", "--jobs", "1")
        for engine in ("local", "ray")
    )
    assert (local.returncode, on_ray.returncode) == (2, 2)
    assert "nowhere: no such pipeline" in local.stderr
    assert (on_ray.stdout, on_ray.stderr) == ("", local.stderr)
