"""Processes that need not load what all of them load: each is forked off one that has, and is nobody else's.

The command line as a user runs it, with streams, a folder, an environment, a terminal if it is given one, and an exit
code of its own; what differs is that its imports, the bundled pipeline and our word lists are there when it begins, and
when a worker of its begins that would load them again. A desk's word lists must be known before any is read: a process
`of_a_desk` finds the libraries there, and reads lists and pipeline itself. What a start is tested for is for a process
that starts from nothing.
"""

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

ROOT = Path(__file__).parents[1]
MOTHER = Path(__file__).with_name("mother.py")
INSTALLED = Path(__file__).with_name("installed")
"""Hides what a user of ours has not installed, and what takes longer to load than all that they have."""
LONGEST = 300
"""Seconds after which a process is ended that has not ended by itself."""
MOST = 1 << 17
"""Bytes of a request: arguments and an environment."""
mothers: set[int] = set()
"""The processes that others are forked off, which end when this one does."""


def python_path(*folders: object) -> str:
    """Return a PYTHONPATH of some folders for a process that finds what a user's finds."""
    return os.pathsep.join(map(str, (*folders, INSTALLED)))


class Process:
    """`fact-check` with some arguments and three streams; in a session of its own, if asked to, with a terminal."""

    def __init__(
        self,
        arguments: Sequence[str],
        streams: Sequence[int],
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        session: bool = False,
        bound: bool = False,
        of_a_desk: bool = False,
        program: str = "",
    ) -> None:
        """Begin `fact-check`, or a program of Python.

        `bound` takes from root the rights to read and write where nobody may.
        """
        given = dict(os.environ if env is None else env)
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._line.connect(_mother("libraries" if of_a_desk else "everything"))
        asked = json.dumps([arguments, str(cwd or Path.cwd()), given, session, bound, program]).encode()
        socket.send_fds(self._line, [asked], streams)
        self.pid = int(self._line.recv(MOST))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, minus the signal that it died of; None while it runs."""
        with suppress(TimeoutError, BlockingIOError):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = LONGEST) -> int:
        """Wait for the end and return the exit code."""
        if self.returncode is None:
            self._line.settimeout(timeout)
            self.returncode = int(self._line.recv(MOST))
            self._line.close()
        return self.returncode

    def kill(self) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it ends just now
                os.kill(self.pid, signal.SIGKILL)


class Started(Process):
    """A process that is let run, in a session of its own as a terminal does; what it prints is kept for later."""

    def __init__(
        self,
        *arguments: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        stdin: bytes = b"",
        bound: bool = False,
        of_a_desk: bool = False,
        program: str = "",
    ) -> None:
        self._typed, self._out, self._err = (TemporaryFile() for _ in range(3))  # noqa: SIM115
        self._typed.write(stdin)
        self._typed.seek(0)
        streams = [stream.fileno() for stream in (self._typed, self._out, self._err)]
        how = {"session": True, "bound": bound, "of_a_desk": of_a_desk}
        super().__init__(arguments, streams, cwd=cwd, env=env, program=program, **how)

    def printed(self, timeout: float | None = LONGEST) -> tuple[bytes, bytes]:
        """Wait for the end, and return what was written to stdout and stderr; once."""
        self.wait(timeout)
        out, err = (_all(stream) for stream in (self._out, self._err))
        for stream in (self._typed, self._out, self._err):
            stream.close()
        return out, err

    def communicate(self, timeout: float | None = LONGEST) -> tuple[str, str]:
        """Do as `printed`, in text."""
        out, err = self.printed(timeout)
        return out.decode(errors="surrogateescape"), err.decode(errors="surrogateescape")


def fact_check(
    *arguments: str,
    cwd: Path | None = None,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    bound: bool = False,
    of_a_desk: bool = False,
    program: str = "",
) -> subprocess.CompletedProcess[bytes]:
    """Run `fact-check`, or a program of Python, with some arguments, in this process's environment or another."""
    process = Started(*arguments, cwd=cwd, env=env, stdin=stdin, bound=bound, of_a_desk=of_a_desk, program=program)
    out, err = process.printed()
    return subprocess.CompletedProcess(arguments, process.wait(), out, err)


PROGRAM = """#!{python} -IS
import json, os, signal, socket, sys

line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
line.connect({mother!r})
asked = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ), False, False, ""]).encode()
socket.send_fds(line, [asked], [0, 1, 2])
process = int(line.recv(64))
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, lambda number, _: os.kill(process, number))
status = int(line.recv(64))
if status < 0:
    signal.signal(-status, signal.SIG_DFL)
    os.kill(os.getpid(), -status)
sys.exit(status)
"""


def folder_of_program(*, of_a_desk: bool = False) -> str:
    """Return a folder for a PATH, with `fact-check` in it for shells and programs: a process as above."""
    mother = _mother("libraries" if of_a_desk else "everything")
    program = Path(mother).with_name("bin") / "fact-check"
    if not program.exists():
        program.parent.mkdir()
        program.write_text(PROGRAM.format(python=sys.executable, mother=mother), encoding="utf-8")
        program.chmod(0o755)
    return str(program.parent)


def in_text(*arguments: str, stdin: str = "", **how: Any) -> subprocess.CompletedProcess[str]:
    """Do as `fact_check`, in text."""
    done = fact_check(*arguments, stdin=stdin.encode(), **how)
    out, err = (printed.decode(errors="surrogateescape") for printed in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(arguments, done.returncode, out, err)


def python(program: str, *arguments: str, cwd: Path | None = None, stdin: bytes = b"") -> str:
    """Run a program of Python that must end well, in a process that has the libraries; return what it prints."""
    done = fact_check(*arguments, cwd=cwd, stdin=stdin, of_a_desk=True, program=program)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def _all(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read()


@cache
def _mother(loaded: str) -> str:
    """Start a process that the others are forked off; it ends when this one does. Return where it listens."""
    folder = tempfile.mkdtemp(prefix="forked-")
    there = f"{folder}/mother"
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(there)
        listening.listen(64)
        process = subprocess.Popen(
            [sys.executable, str(MOTHER), str(listening.fileno()), loaded],
            env=os.environ | {"PYTHONPATH": python_path(ROOT)},
            cwd=ROOT,
            pass_fds=[listening.fileno()],
            stdin=subprocess.PIPE,  # its end of file tells that we are gone
            stdout=subprocess.DEVNULL,
        )
    ours = os.getpid()
    mothers.add(process.pid)

    def end() -> None:
        if os.getpid() == ours:  # a process forked off this one inherits the duty
            assert process.stdin is not None
            process.stdin.close()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return there
