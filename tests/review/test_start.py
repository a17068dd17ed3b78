"""What cannot be reviewed is one clear line and exit 2, before a key is pressed."""

import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a draft in it."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        (path / "a.txt").write_text("Police said 5 people died.\n", encoding="utf-8")
        yield path
        path.chmod(0o755)


def _bound_by_permissions() -> None:
    """Take from root, in a process about to begin, the right to write where nobody may."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) != 0:
        raise OSError("the right could not be taken")


def review(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "fact_check", "review", *arguments],
        cwd=folder,
        env=env,
        input="s",
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_bound_by_permissions,
    )


def refused(done: subprocess.CompletedProcess[str], message: str) -> None:
    """Exit 2 with one line that says what, where and what to do."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fact-check: ")
    assert done.stderr.count("\n") == 1
    assert message in done.stderr


@pytest.mark.parametrize(
    ("journal", "message"),
    [
        ("nonsense\n", "a.txt.review.jsonl:1: is not JSON (restore the journal from git"),
        ('{"version":7}\n', "has journal version 7, newer than 1 (update fact-check)"),
        ("<<<<<<< HEAD\n", "has an unresolved merge conflict"),
    ],
)
def test_a_journal_that_cannot_be_read(folder: Path, journal: str, message: str) -> None:
    (folder / "a.txt.review.jsonl").write_text(journal, encoding="utf-8")
    refused(review(folder, "a.txt"), message)


def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    refused(review(folder, "a.txt"), "a.txt.review.jsonl: cannot be written (make its folder writable)")


@pytest.mark.parametrize(
    ("path", "message"),
    [("b.txt", "b.txt: no such file or folder"), ("-", "standard input has no journal")],
)
def test_a_draft_that_cannot_be_reviewed(folder: Path, path: str, message: str) -> None:
    refused(review(folder, path), message)


def test_a_key_for_nothing(folder: Path) -> None:
    (folder / "fact-check.toml").write_text('[keys]\nsorced = "w"\n', encoding="utf-8")
    refused(review(folder, "a.txt"), "keys: no such review action: sorced (did you mean 'sourced'?)")


def test_a_draft_without_a_command_is_told_what_to_type(folder: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, "-m", "fact_check", "a.txt"]
    refused(
        subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False),
        "`fact-check review a.txt` reviews them",
    )
