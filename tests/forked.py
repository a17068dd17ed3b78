"""Processes that need not load what all of them load: each is forked off one that has, and is nobody else's.

The command line as a user runs it, with streams, a folder, an environment, a terminal if it is given one, and an exit
code of its own; what differs is that its imports, the bundled pipeline and our word lists are there when it begins, and
when a worker of its begins that would load them again. A desk's word lists must be known before any is read: a process
`of_a_desk` finds the libraries there, and reads lists and pipeline itself. What a start is tested for is for a process
that starts from nothing.
"""

import atexit
import ctypes
import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fcntl import ioctl
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NoReturn

ROOT = Path(__file__).parents[1]
LONGEST = 300
"""Seconds after which a process is ended that has not ended by itself."""
mothers: set[int] = set()
"""The processes that others are forked off, which end when this one does."""
MOST = 1 << 17
"""Bytes of a request: arguments and an environment."""
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAPABILITIES_3 = 24, 1, 2, 0x20080522
"""What Linux calls these."""


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
        self._guardian = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._guardian.connect(_mother("libraries" if of_a_desk else "everything"))
        asked = json.dumps([arguments, str(cwd or Path.cwd()), given, session, bound, program]).encode()
        socket.send_fds(self._guardian, [asked], streams)
        self.pid = int(self._guardian.recv(MOST))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, minus the signal that it died of; None while it runs."""
        with suppress(TimeoutError, BlockingIOError):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = LONGEST) -> int:
        """Wait for the end and return the exit code."""
        if self.returncode is None:
            self._guardian.settimeout(timeout)
            self.returncode = int(self._guardian.recv(MOST))
            self._guardian.close()
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

guardian = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
guardian.connect({mother!r})
asked = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ), False, False, ""]).encode()
socket.send_fds(guardian, [asked], [0, 1, 2])
process = int(guardian.recv(64))
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, lambda number, _: os.kill(process, number))
status = int(guardian.recv(64))
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


def _bind_by_permissions() -> None:
    """Take from root the rights to read and write where nobody may, also in what this process starts."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, rights = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
    lost = (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH) if os.geteuid() == 0 else ()
    for right in lost:
        if libc.prctl(PR_CAPBSET_DROP, right, 0, 0, 0) != 0 or libc.capget(header, rights) != 0:
            raise OSError(ctypes.get_errno(), "the right could not be taken")
        for kind in range(3):  # effective, permitted, inheritable
            rights[kind] &= ~(1 << right)
        if libc.capset(header, rights) != 0:
            raise OSError(ctypes.get_errno(), "the right could not be taken")


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
            [sys.executable, __file__, str(listening.fileno()), loaded],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
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


def _load(loaded: str) -> None:
    """Load what a process needs: the libraries, or our pipeline and lists as well."""
    import onnxruntime
    import spacy
    import textual.app

    import fact_check
    from fact_check import cli, lexicon

    assert all((cli.app, onnxruntime, spacy, textual.app))
    if loaded == "everything":
        import fact_check.review.app

        fact_check.find(text="Dam bursts\n\nPolice said 40 people died.\n")
    else:
        assert not lexicon.load.cache_info().currsize


def _serve(listening: socket.socket) -> None:
    """Fork a guardian for each request; end when nobody is left to ask."""
    import select

    gc.collect()
    gc.freeze()  # no collection in a child then writes to all these pages
    while listening in select.select([listening, 0], [], [])[0]:
        asked, _ = listening.accept()
        guardian = os.fork()
        if not guardian:
            listening.close()
            _guard(asked)
        asked.close()
        _bury()
    end = time.monotonic() + 10
    while _bury() and time.monotonic() < end:
        time.sleep(0.01)


def _bury() -> bool:
    """Wait for the guardians that have ended, so that their time is counted; tell whether others are left."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
        return True
    return False


def _guard(asked: socket.socket) -> NoReturn:
    """Fork the process, tell its number, and how it ended."""
    try:
        request, streams, _, _ = socket.recv_fds(asked, MOST, 3)
        child = os.fork()
        if not child:
            asked.close()
            _become(*json.loads(request), streams)
        for stream in (0, *streams):
            os.close(stream)
        asked.send(b"%d" % child)
        _, status = os.waitpid(child, 0)
        with suppress(OSError):  # nobody wants to know
            asked.send(b"%d" % os.waitstatus_to_exitcode(status))
    finally:
        os._exit(0)


def _become(
    arguments: list[str],
    folder: str,
    environment: dict[str, str],
    session: bool,
    bound: bool,
    program: str,
    streams: list[int],
) -> NoReturn:
    """Be another process: never return."""
    from multiprocessing import util

    from fact_check import cli
    from fact_check.lexicon import load

    def work() -> None:
        if session:
            os.setsid()
            if os.isatty(streams[0]):
                ioctl(streams[0], termios.TIOCSCTTY, 0)
        if bound:
            _bind_by_permissions()
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.path[:0] = [each for each in environment.get("PYTHONPATH", "").split(os.pathsep) if each]
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        _open_streams()
        sys.argv = ["-c" if program else "fact-check", *arguments]
        if load.cache_info().currsize:
            util.spawnv_passfds = _worker
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.alarm(LONGEST)
        if program:
            exec(program, {"__name__": "__main__"})
        else:
            cli.main()

    _end_with(work)


def _open_streams() -> None:
    """Open the three streams as Python does at its start."""
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", buffering=1 if os.isatty(1) else -1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, f"__{name}__", getattr(sys, name))


def _worker(path: bytes, arguments: Sequence[str], passed: Sequence[int]) -> int:
    """Fork what multiprocessing would start from nothing, with the files that are passed to it and no others."""

    def work() -> None:
        kept = sorted({0, 1, 2, *map(int, passed)})
        for one, following in zip(kept, [*kept[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
            os.closerange(one + 1, following)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        program = arguments[arguments.index("-c") + 1]
        sys.argv = ["-c", *arguments[arguments.index("-c") + 2 :]]
        exec(program, {"__name__": "__main__"})

    return os.fork() or _end_with(work)


def _end_with(work: Callable[[], None]) -> NoReturn:
    """Do the work, and end as a program ends."""
    status = 1
    try:
        work()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and not thread.daemon:
                thread.join()
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(status)


if __name__ == "__main__":
    del sys.path[0]  # this folder, which no user's program has on its path
    _load(sys.argv[2])
    _serve(socket.socket(fileno=int(sys.argv[1])))
