"""A journal or a draft that something else touches while the review is open: what was shown is kept, and said."""

import re
import subprocess
from pathlib import Path

import pytest

from fact_check.ledger.journal import read_journal
from fact_check.ledger.paths import journal_of
from tests.review.terminal import Terminal, reviewing
from tests.review.test_whole_review import FLOOD, decided

KEPT = 3


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=ana", "-c", "user.email=a@b.c", "commit", "-qm", "draft")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def ids(folder: Path) -> set[str]:
    return {event.id for event in read_journal(journal_of(folder / "flood.txt")).events}


def ready(terminal: Terminal) -> None:
    terminal.until(lambda text: " 0 of " in text and "finding" not in text)


def _removed(folder: Path) -> None:
    journal_of(folder / "flood.txt").unlink()


def _truncated(folder: Path) -> None:
    journal = journal_of(folder / "flood.txt")
    journal.write_bytes(journal.read_bytes().splitlines(keepends=True)[0])


def _stashed(folder: Path) -> None:
    git(folder, "-c", "user.name=ana", "-c", "user.email=a@b.c", "stash", "-u", "-q")


def _same_size(folder: Path) -> None:
    journal = journal_of(folder / "flood.txt")
    first = journal.read_bytes().splitlines(keepends=True)[0]
    rest = len(journal.read_bytes()) - len(first)
    journal.write_bytes(first + b"\n" * rest)


@pytest.mark.parametrize("replace", [_removed, _truncated, _stashed, _same_size])
def test_decisions_that_were_shown_are_written_again(desk: Path, replace: object) -> None:
    assert callable(replace)
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80) as terminal:
        ready(terminal)
        terminal.press("s", "d", "u")
        terminal.until(decided(KEPT))
        before = ids(desk)
        replace(desk)
        terminal.until("the journal was replaced")
        assert ids(desk) >= before
        terminal.press("s")
        terminal.until(decided(KEPT + 1))
        terminal.press("q")
        terminal.until("everything is saved")
    assert len(ids(desk)) == KEPT + 1


def test_a_key_right_after_the_journal_went_brings_all_of_it_back(desk: Path) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", "--plain", rows=24, columns=80) as terminal:
        terminal.until("claim 1 of")
        terminal.press("s", "d")
        terminal.until(lambda text: re.search(r"\b2 of \d+ decided", text) is not None)
        _removed(desk)
        terminal.press("u")
        terminal.until("the journal was replaced: 2 entries written again")
        terminal.press("q")
        terminal.until("everything is saved")
    assert len(ids(desk)) == KEPT


def test_a_draft_that_another_program_changes_is_found_again(desk: Path) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80) as terminal:
        ready(terminal)
        terminal.press("s", "s")
        terminal.until(decided(2))
        (desk / "flood.txt").write_text(FLOOD.replace("lost 40 houses", "lost 44 houses"), encoding="utf-8")
        terminal.until("found again: 1 changed, 0 gone")
        (desk / "flood.txt").unlink()
        terminal.until("flood.txt is gone")
        terminal.press("q")
        terminal.until("everything is saved")


def _garbage(folder: Path) -> None:
    with journal_of(folder / "flood.txt").open("ab") as journal:
        journal.write(b"garbage\n")


def _torn(folder: Path) -> None:
    with journal_of(folder / "flood.txt").open("ab") as journal:
        journal.write(b'{"version":1,"id":"e12')


def _newer(folder: Path) -> None:
    with journal_of(folder / "flood.txt").open("ab") as journal:
        journal.write(b'{"version":2,"id":"e1"}\n')


def _folder(folder: Path) -> None:
    _removed(folder)
    journal_of(folder / "flood.txt").mkdir()


def _dangling(folder: Path) -> None:
    _removed(folder)
    journal_of(folder / "flood.txt").symlink_to(folder / "elsewhere" / "x")


def _no_draft(folder: Path) -> None:
    (folder / "flood.txt").unlink()


@pytest.mark.parametrize("harm", [_garbage, _torn, _newer, _folder, _dangling, _no_draft])
def test_a_review_whose_files_are_harmed_ends_in_words(desk: Path, harm: object) -> None:
    assert callable(harm)
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80) as terminal:
        ready(terminal)
        terminal.press("s", "d")
        terminal.until(decided(2))
        lines = journal_of(desk / "flood.txt").read_bytes().splitlines()
        harm(desk)
        terminal.press("u", "q")
        terminal.until(lambda text: "saved" in text or "fact-check:" in text)
        assert "Traceback" not in terminal.text
    assert not (desk / "elsewhere").exists()
    journal = journal_of(desk / "flood.txt")
    if journal.is_file():
        assert journal.read_bytes().splitlines()[:2] == lines[:2]
