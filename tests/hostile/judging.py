"""What is counted of an attack, how a command is run in it, and what it must not do."""

import contextlib
import io
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fact_check.cli import main
from fact_check.output.sanitize import ACTIVE
from tests.leftovers import as_a_process

SLOW = 10
"""Processor seconds after which an input is a hang."""
IDLE = 60
"""Seconds in which next to nothing is computed: it waits for something that does not come."""
COUNTED = ("tracebacks", "hangs", "losses", "raw characters", "outside")
DRAFT = "Dam bursts\n\nThe ministry said {40 villagers were moved}.\n\nThe town has {12 bridges}.\n"
ROOT = Path(__file__).parents[2]


@dataclass
class Count:
    """What an attack made of so many inputs."""

    attack: str
    inputs: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    """Of each kind, the first: its seed and what was said."""
    left_out: str = ""
    """Why it was not made, where it was not."""

    def found(self, what: str, seed: object, said: object) -> None:
        self.wrong[what] += 1
        self.first.setdefault(what, f"{seed}: {said!r}"[:300])


class Hang(BaseException):
    """An input took too long, or waits for ever."""


@contextlib.contextmanager
def bounded(seconds: int = SLOW) -> Iterator[None]:
    """Raise Hang within when it takes too long by the processor's clock, or stands still.

    A machine that has other work stretches the wall's clock and not the processor's.
    """
    used = time.process_time()

    def stop(*_: object) -> None:
        raise Hang

    def look(*_: object) -> None:
        nonlocal used
        before, used = used, time.process_time()
        if used - before < 0.05:
            raise Hang
        signal.alarm(IDLE)

    handlers = signal.signal(signal.SIGPROF, stop), signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(IDLE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        signal.signal(signal.SIGPROF, handlers[0])
        signal.signal(signal.SIGALRM, handlers[1])


def command(folder: Path, *arguments: str, stdin: bytes = b"") -> tuple[int | str, str]:
    """Run a command in this process and return how it ended and all that it said."""
    ended, out, err = told(folder, *arguments, stdin=stdin)
    return ended, out + err


def told(folder: Path, *arguments: str, stdin: bytes = b"") -> tuple[int | str, str, str]:
    """Run a command in this process and return how it ended, and what it said on standard output and on the other."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict") for _ in range(2))
    before = sys.argv, sys.stdout, sys.stderr, sys.stdin, Path.cwd()
    sys.argv, sys.stdout, sys.stderr = ["fact-check", *arguments], out, err
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    os.chdir(folder)
    ended: int | str = 0
    try:
        with as_a_process(), bounded():
            main()
    except SystemExit as stop:
        ended = int(stop.code or 0)
    except Hang:
        ended = "hang"
    except BaseException as error:
        ended = f"{type(error).__name__}: {error}"
    finally:
        sys.argv, sys.stdout, sys.stderr, sys.stdin = before[:4]
        os.chdir(before[4])
    said = []
    for stream in (out, err):
        stream.flush()
        said.append(stream.buffer.getvalue().decode("utf-8", "replace"))  # type: ignore[attr-defined]
    return ended, said[0], said[1]


def apart(
    folder: Path, *arguments: str, stdin: bytes = b"", out: Path | None = None, limit: Callable[[], None] | None = None
) -> tuple[int | str, str]:
    """Run a command in a process of its own, within a limit or with its output into a file, as `command` does.

    The process is forked, so that what has been imported need not be again.
    """
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        ended = 70
        try:
            os.close(told)
            sink = os.open(os.devnull if out is None else out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            os.dup2(sink, 1)
            os.dup2(tell, 2)
            for stream, handle in (("stdout", 1), ("stderr", 2)):
                setattr(sys, stream, open(handle, "w", encoding="utf-8", errors="backslashreplace", closefd=False))  # noqa: SIM115
            sys.argv, sys.stdin = ["fact-check", *arguments], io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
            os.chdir(folder)
            signal.alarm(10 * IDLE)
            if limit is not None:
                limit()
            try:
                main()
                ended = 0
            except SystemExit as stop:
                ended = int(stop.code or 0)
            except BaseException as error:
                with contextlib.suppress(Exception):
                    os.write(2, f"Traceback: {type(error).__name__}: {error}\n".encode())
                ended = 71
        finally:
            os._exit(ended)
    os.close(tell)
    said = b""
    while part := os.read(told, 65536):
        said += part
    os.close(told)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == -signal.SIGALRM:
        return "hang", ""
    return (code if code in (0, 1, 2) else f"exit {code}: {said[-200:].decode('utf-8', 'replace')}"), said.decode(
        "utf-8", "replace"
    )


COMMAND = re.compile(r"^\s*(?:::[a-z-]+|##\[)", re.MULTILINE)


def judged(count: Count, seed: object, ended: int | str, said: str, *, workflow: bool = False) -> None:
    """Count what a command did wrong."""
    if ended == "hang":
        count.found("hangs", seed, said[-80:])
    elif ended not in (0, 1, 2) or "Traceback" in said:
        count.found("tracebacks", seed, ended if ended not in (0, 1, 2) else said[-120:])
    plain = re.sub(r"\\u[0-9a-f]{4}", "", said)
    raw = ACTIVE.search(plain.replace("\r\n", "\n"))
    if raw is not None:
        count.found("raw characters", seed, plain[max(raw.start() - 20, 0) : raw.end() + 20])
    elif not workflow and COMMAND.search(said):
        count.found("raw characters", seed, said[:120])


def listed(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and what they hold."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
