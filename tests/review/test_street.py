"""The review as a desk runs it: the installed command, the bundled pipeline, a pipe and a real terminal."""

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

import pytest

from fact_check.ledger import fold, journal_of, read_journal

ROOT = Path(__file__).parents[2]
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
PATIENCE = 120
"""Seconds until a key must have come through, on the slowest of machines."""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_bytes((ROOT / "corpus" / "dev" / "001-depot-fire.txt").read_bytes())
    return path


def labels(draft: Path) -> list[str]:
    """What the journal holds, in the order in which it was decided."""
    state = fold(read_journal(journal_of(draft)).events)
    decided = sorted((d for d in state.decisions if d.is_decided), key=lambda d: d.decided)
    return ["not a claim" if d.rejected else str(d.label) for d in decided]


def piped(draft: Path, keys: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fact_check", "review", *options, draft.name],
        cwd=draft.parent,
        env=ENV,
        input=keys,
        capture_output=True,
        text=True,
        check=True,
    )


def test_a_pipe_reviews_resumes_and_sees_what_changed(draft: Path) -> None:
    first = piped(draft, "sdnq", "--by", "ana")
    assert labels(draft) == ["sourced", "denied", "not a claim"]
    assert "\x1b" not in first.stdout
    assert "claim 1 of" in first.stdout
    again = piped(draft, "u", "--by", "ana")
    assert "claim 4 of" in again.stdout
    words = next(d.anchor.text for d in fold(read_journal(journal_of(draft)).events).decisions)
    number = next(word for word in words.split() if word[0].isdigit())
    draft.write_text(draft.read_text("utf-8").replace(words, words.replace(number, "9" + number), 1), "utf-8")
    changed = piped(draft, "", "--by", "ana")
    assert "≠ changed" in changed.stdout
    assert f"is now    {' '.join(words.replace(number, '9' + number).split()[:3])}" in changed.stdout


@contextmanager
def terminal(draft: Path, rows: int, columns: int) -> Iterator[int]:
    """Run the full screen in a terminal of its own; what it paints is read and let go."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(draft.parent)
        os.execve(sys.executable, [sys.executable, "-m", "fact_check", "review", "--by", "ana", draft.name], ENV)
    try:
        ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        yield screen
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(screen)


def until(screen: int, seen: str) -> None:
    """Read what is painted until some words are there."""
    painted, end = b"", time.monotonic() + PATIENCE
    while seen.encode() not in painted:
        assert time.monotonic() < end, f"{seen!r} was not painted"
        if select.select([screen], [], [], 0.2)[0]:
            painted += os.read(screen, 65536)


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 200)])
def test_a_real_terminal_reviews_by_keys(draft: Path, rows: int, columns: int) -> None:
    with terminal(draft, rows, columns) as screen:
        until(screen, "○")
        for key in "sdx":
            os.write(screen, key.encode())
        until(screen, "3 of")
        os.write(screen, b"z")
        until(screen, "undone: not a claim")
        os.write(screen, b"q")
        until(screen, "all is saved")
    assert labels(draft) == ["sourced", "denied"]
