"""What a batch says while it runs: to a terminal of any width, and to a log."""

import os
import pty
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from select import select

import pyte
import pytest

from fact_check.batch.progress import Progress, duration
from fact_check.batch.shards import Made

SHARD = Made("", 3_000_000, 13_345_678, 12, 0)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 s"), (59, "59 s"), (90, "2 min"), (3599, "1 h 0 min"), (12_000, "3 h 20 min")]
)
def test_a_length_of_time_is_said_as_people_do(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@contextmanager
def terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Make stderr a terminal of this width, and give its other end."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    with os.fdopen(theirs, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        yield ours
    os.close(ours)


def shown(ours: int, width: int) -> list[str]:
    screen = pyte.Screen(width, 24)
    stream = pyte.ByteStream(screen)
    while select([ours], [], [], 0.2)[0]:  # a read gives one write's worth
        stream.feed(os.read(ours, 1 << 16))
    return [line.rstrip() for line in screen.display if line.strip()]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_terminal_sees_one_line_that_fits(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(width, monkeypatch) as ours, Progress() as progress:
        progress.begin(10_000_000, 10_000_000)
        for _ in range(3):
            progress.made(SHARD, 3_000_000)
        (line,) = shown(ours, width)
    assert line.startswith("9,000,000 of 10,000,000 articles (90%)"[: width - 1])
    assert ("40,037,034 claims, 36 with errors" in line) == (width == 200)


def test_what_stays_stands_on_its_own_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(80, monkeypatch) as ours, Progress() as progress:
        progress.begin(20, 10)
        progress.made(SHARD, 5)
        progress.stopped()
        done, state, stopped = shown(ours, 80)
    assert done == "fact-check: 10 of 20 articles are already done"
    assert state.startswith("15 of 20 articles (75%)")
    assert stopped == "fact-check: stopped at 15 of 20 articles; run the same command to resume"


def test_what_is_said_commands_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress.say("a\x1b[31m\n\udcff.parquet: is broken")
    assert capsys.readouterr().err == "fact-check: a␛[31m \ufffd.parquet: is broken\n"


def test_a_log_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        for _ in range(1000):
            progress.reading(1)
        progress.begin(2000, 2000)
        for _ in range(2000):
            progress.made(Made("", 1, 2, 0, 0), 1)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("fact-check: 2,000 of 2,000 articles (100%), ")
    assert line.endswith(" 0 s left, 4,000 claims")
