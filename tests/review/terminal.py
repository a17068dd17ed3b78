"""A real terminal for tests: a command on a pseudo-terminal of its own, and what a person would see on it."""

import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from fcntl import ioctl
from pathlib import Path

import pyte

from tests.forked import Process, python_path

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds until a key must have come through, on the slowest of machines."""
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "palette": "\x10",
}
"""What a terminal sends for the keys that type no character."""


class Terminal:
    """A command's screen, and its keyboard."""

    def __init__(self, handle: int, child: int, ended: Callable[[], int | None], rows: int, columns: int) -> None:
        self.handle = handle
        self.child = child
        self.has_ended = ended
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        """Everything that was painted."""
        self._read = -1
        self._lines: list[str] = []

    @property
    def lines(self) -> list[str]:
        """What stands on each line, without the space after it."""
        if self._read != len(self.raw):  # else the screen is as it was
            self._read = len(self.raw)
            self._lines = [line.rstrip() for line in self._screen.display]
        return self._lines

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    def reversed_words(self, lines: int) -> str:
        """What stands out on the first lines by light and dark changing places; the bar at the edge is no word."""
        rows = [[self._screen.buffer[y][x] for x in range(self._screen.columns - 1)] for y in range(lines)]
        return " ".join(" ".join("".join(cell.data for cell in row if cell.reverse) for row in rows).split())

    def press(self, *keys: str) -> None:
        """Press keys, by name or by the character that they type; a key follows when the screen is quiet."""
        for key in keys:
            os.write(self.handle, KEYS.get(key, key).encode())
            self._look(0.15)

    def send(self, key: str) -> None:
        """Press a key and wait for nothing."""
        os.write(self.handle, KEYS.get(key, key).encode())

    def look(self) -> None:
        """Take in what is painted now."""
        self._look(0.0)

    def write(self, words: str) -> None:
        """Type some words at once."""
        os.write(self.handle, words.encode())
        self._look(0.15)

    def click(self, line: int, column: int) -> None:
        """Press and let go the mouse's first button on a cell."""
        for letter in "Mm":
            os.write(self.handle, f"\x1b[<0;{column + 1};{line + 1}{letter}".encode())
        self._look(0.15)

    def signal(self, number: int) -> None:
        """Send the command a signal."""
        os.kill(self.child, number)

    def ended(self) -> int:
        """Wait until the command has ended, and return its exit code (minus the signal that it died of)."""
        end = time.monotonic() + PATIENCE
        while True:
            self._look(0.05)
            status = self.has_ended()
            if status is not None:
                self.child = 0
                self._look(0.0)  # what it painted last
                return status
            assert time.monotonic() < end, f"still there\n{self.text}"

    def until(self, seen: str | Callable[[str], bool]) -> None:
        """Wait until some words stand on the screen, or it is as it should be."""
        end = time.monotonic() + PATIENCE
        while not (seen in self.text if isinstance(seen, str) else seen(self.text)):
            assert time.monotonic() < end, f"not to be seen: {seen}\n{self.text}"
            self._look(0.05)

    def _look(self, quiet: float) -> None:
        """Take in what is painted, until nothing has been for a while."""
        with suppress(OSError):  # the command has ended
            while select.select([self.handle], [], [], quiet)[0]:
                painted = os.read(self.handle, 65536)
                if not painted:
                    return
                self.raw += painted
                self._stream.feed(painted)


def reviewing(
    folder: Path,
    *arguments: str,
    rows: int,
    columns: int,
    anew: bool = False,
    of_a_desk: bool = False,
    **environment: str,
) -> AbstractContextManager[Terminal]:
    """Run `fact-check review` in a folder on a terminal of some size; `anew`, it must load all that it needs."""
    words = ["review", *arguments]
    if anew:
        return _running(folder, [*FACT_CHECK, *words], rows, columns, environment)
    return _forked(folder, words, rows, columns, environment, of_a_desk=of_a_desk)


def shell(folder: Path, *, rows: int, columns: int, **environment: str) -> AbstractContextManager[Terminal]:
    """Run a shell, in which $FACT_CHECK is the command."""
    started = {"FACT_CHECK": " ".join(FACT_CHECK), "PS1": "$ "} | environment
    return _running(folder, ["/bin/bash", "--norc", "--noprofile", "-i"], rows, columns, started)


def screen_of(folder: Path, program: str, *, rows: int, columns: int) -> AbstractContextManager[Terminal]:
    """Run a Python program on a terminal."""
    return _running(folder, [sys.executable, "-c", program], rows, columns, {})


FACT_CHECK = [sys.executable, "-m", "fact_check"]


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    environ = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "VISUAL", "EDITOR", "COLUMNS", "LINES")}
    return environ | {"PYTHONPATH": python_path(ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor"} | given


@contextmanager
def _running(
    folder: Path, command: list[str], rows: int, columns: int, environment: Mapping[str, str]
) -> Iterator[Terminal]:
    environ = _environment(environment)
    child, handle = pty.fork()
    if child == 0:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # `nohup` has all of us ignore it
        os.chdir(folder)
        os.execve(command[0], command, environ)

    def ended() -> int | None:
        done, status = os.waitpid(child, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if done else None

    _measure(handle, rows, columns)
    with _ending(Terminal(handle, child, ended, rows, columns)) as terminal:
        yield terminal


@contextmanager
def _forked(
    folder: Path, words: list[str], rows: int, columns: int, environment: Mapping[str, str], *, of_a_desk: bool
) -> Iterator[Terminal]:
    handle, theirs = pty.openpty()
    _measure(handle, rows, columns)
    environ = _environment(environment)
    process = Process(words, [theirs] * 3, cwd=folder, env=environ, session=True, of_a_desk=of_a_desk)
    os.close(theirs)
    with _ending(Terminal(handle, process.pid, process.poll, rows, columns)) as terminal:
        yield terminal


def _measure(handle: int, rows: int, columns: int) -> None:
    ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


@contextmanager
def _ending(terminal: Terminal) -> Iterator[Terminal]:
    """End what runs on a terminal, if the test has not."""
    try:
        yield terminal
    finally:
        if terminal.child:
            with suppress(ProcessLookupError):
                os.kill(terminal.child, signal.SIGKILL)
            while terminal.has_ended() is None:
                time.sleep(0.005)
        os.close(terminal.handle)
