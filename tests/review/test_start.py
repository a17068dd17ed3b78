"""What cannot be reviewed is one clear line and exit 2, before a key is pressed."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import forked


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a draft in it."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        (path / "a.txt").write_text("Police said 5 people died.\n", encoding="utf-8")
        yield path
        path.chmod(0o755)


def review(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "HOME": str(folder)}
    return forked.fact_check("review", *arguments, cwd=folder, env=env, stdin=b"s", bound=True)


def refused(done: subprocess.CompletedProcess[bytes], message: str) -> None:
    """Exit 2 with one line that says what, where and what to do."""
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert said.startswith("fact-check: ")
    assert said.count("\n") == 1
    assert message in said


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
    refused(forked.fact_check("a.txt", cwd=folder), "`fact-check review a.txt` reviews them")
