"""A news desk's repository and the command line, for tests that live through a story."""

import atexit
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from marked import decide, write

from fact_check.claims import Claim, Label
from fact_check.cli import main
from tests.leftovers import as_a_process


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """A git repository, and `fact-check` run in it."""

    root: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout

    def commit(self, said: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", said)

    def write(self, name: str, marked: str, **fields: Any) -> tuple[Claim, ...]:
        """Write a draft whose claims are {marked}."""
        return write(self.root / name, marked, root=self.root, **fields)

    def review(self, name: str, claims: tuple[Claim, ...], label: Label | None = Label.SOURCED, **by: str) -> None:
        decide(self.root / name, claims, label, **by)

    def run(self, *arguments: str) -> Said:
        """Run `fact-check` in this process, in the repository."""
        self.capsys.readouterr()
        self.monkeypatch.setattr(sys, "argv", ["fact-check", *arguments])
        code = 0
        with _in(self.root, self.monkeypatch), as_a_process():
            try:
                main()
            except SystemExit as stop:
                code = int(stop.code or 0)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)


@contextmanager
def _in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as context:
        context.chdir(folder)
        yield


def open_desk(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Make an empty repository on `main`, with the journals merged by git's union driver."""
    shutil.copytree(_opened(), root, dirs_exist_ok=True)
    return Desk(root, monkeypatch, capsys)


@cache
def _opened() -> Path:
    """Return such a repository, which is made once: git takes longer to make one than to copy it."""
    root = Path(tempfile.mkdtemp(prefix="fact-check-desk-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    (root / ".gitattributes").write_text("*.review.jsonl merge=union\n", encoding="utf-8")
    settings = {"user.name": "Anna", "user.email": "anna@desk.example", "commit.gpgsign": "false"}
    for command in (
        ["init", "-q", "-b", "main"],
        *(["config", name, value] for name, value in settings.items()),
        ["add", "-A"],
        ["commit", "-qm", "Open the desk"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    return root
