"""The process that others are forked off: it loads what all of them need, and then serves whoever asks (`forked.py`).

Who asks is told the number of the process, and how it ended.
"""

import atexit
import ctypes
import fcntl
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import termios
import threading
import time
import traceback
from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from typing import NoReturn

from tests.forked import LONGEST, MOST

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAPABILITIES_3 = 24, 1, 2, 0x20080522
PR_SET_CHILD_SUBREAPER = 36
"""What Linux calls these."""

LEARNS = {"fact_check.training"}
READ_LISTS = {f"fact_check.{name}" for name in ("extract", "relate", "suggest")}
READ_LISTS |= {f"fact_check.language.{name}" for name in ("components", "cues", "paragraphs")}
"""What reads word lists as soon as it is imported."""


def _load(loaded: str) -> None:
    """Load what a process needs: the libraries, or our pipeline and lists as well."""
    import onnxruntime
    import spacy
    import textual.app

    import fact_check
    from fact_check import cli, lexicon, rules

    assert all((cli.built(), onnxruntime, spacy, textual.app))
    if loaded == "everything":
        from fact_check.check.formats import OUTPUTS
        from fact_check.export import EXPORTS
        from fact_check.listings import LISTINGS
        from fact_check.read import READERS
        from fact_check.report import REPORTS

        fact_check.find(text="Dam bursts\n\nPolice said 40 people died.\n")
        _import("fact_check", LEARNS)
        assert all(kind.names() for kind in (EXPORTS, LISTINGS, OUTPUTS, READERS, REPORTS))  # packages are looked at
    else:
        assert rules.load_rules()
        _import("fact_check", LEARNS | READ_LISTS)
        assert not lexicon.load.cache_info().currsize


def _import(package: str, left_out: Set[str]) -> None:
    """Import the modules of a package and of those in it, but for some."""
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}."):
        if module.name not in left_out and not module.name.endswith(".__main__"):
            if module.ispkg:
                _import(module.name, left_out)
            else:
                importlib.import_module(module.name)


def _serve(listening: socket.socket) -> None:
    """Fork a process for each request, and tell its number and how it ended; end when nobody is left to ask."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    asking: dict[int, socket.socket] = {}
    gc.collect()
    gc.freeze()  # no collection in a child then writes to all these pages
    while True:
        ready = select.select([listening, woken, 0], [], [])[0]
        if woken in ready:
            os.read(woken, 4096)
            _bury(asking)
        if listening in ready:
            asked, _ = listening.accept()
            _bear(asked, asking, (woken, wake, listening.fileno()))
        elif 0 in ready:
            break
    end = time.monotonic() + 10
    while asking and time.monotonic() < end:
        time.sleep(0.01)
        _bury(asking)


def _bear(asked: socket.socket, asking: dict[int, socket.socket], ours: Sequence[int]) -> None:
    """Fork the process that is asked for; it has nothing open that is ours or another's."""
    asked.settimeout(LONGEST)
    request, streams, _, _ = socket.recv_fds(asked, MOST, 3)
    if request:  # else who asks is gone
        child = os.fork()
        if not child:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for each in (asked, *asking.values()):
                each.close()
            for number in ours:
                os.close(number)
            _become(*json.loads(request), streams)
        asked.send(b"%d" % child)
        asking[child] = asked
    for stream in streams:
        os.close(stream)


def _bury(asking: dict[int, socket.socket]) -> None:
    """Wait for the processes that have ended, and tell who asked for them how they did."""
    while asking:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        with asking.pop(child) as asked, suppress(OSError):  # nobody wants to know
            asked.send(b"%d" % os.waitstatus_to_exitcode(status))


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
                fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
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
        util.spawnv_passfds = _worker if load.cache_info().currsize else _sibling()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # `nohup` has all of us ignore it
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


def _worker(path: bytes, arguments: Sequence[str], passed: Sequence[int]) -> int:
    """Fork what multiprocessing would start from nothing, with the files that are passed to it and no others."""
    return os.fork() or _work(list(map(str, arguments)), list(map(int, passed)))


def _work(arguments: list[str], passed: list[int]) -> NoReturn:
    """Be what multiprocessing would start."""

    def work() -> None:
        atexit._clear()  # what is to be done at the end is its parent's
        kept = sorted({0, 1, 2, *passed})
        for one, following in zip(kept, [*kept[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
            os.closerange(one + 1, following)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        program = arguments[arguments.index("-c") + 1]
        sys.argv = ["-c", *arguments[arguments.index("-c") + 2 :]]
        exec(program, {"__name__": "__main__"})

    _end_with(work)


def _sibling() -> Callable[[bytes, Sequence[str], Sequence[int]], int]:
    """Fork a process that keeps nobody's lists, as this one has none now; return what forks workers off it.

    A worker's parent is this process all the same, as whoever waits for it must be: orphans below it become its own.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if not os.fork():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ours.close()
        while True:
            request, files, _, _ = socket.recv_fds(theirs, MOST, 8)
            if not request:
                os._exit(0)
            told, tell = os.pipe()
            between = os.fork()
            if not between:
                child = os.fork()
                if child:
                    os.write(tell, b"%d" % child)
                    os._exit(0)
                _take_over(*json.loads(request), files)
            os.waitpid(between, 0)
            theirs.send(os.read(told, 64))
            for each in (told, tell, *files):
                os.close(each)
    theirs.close()

    def start(path: bytes, arguments: Sequence[str], passed: Sequence[int]) -> int:
        blocked = list(map(int, signal.pthread_sigmask(signal.SIG_BLOCK, ())))
        given = [list(map(str, arguments)), list(map(int, passed)), dict(os.environ), os.getcwd(), blocked]  # noqa: PTH109
        socket.send_fds(ours, [json.dumps(given).encode()], list(map(int, passed)))
        return int(ours.recv(64))

    return start


def _take_over(
    arguments: list[str],
    passed: list[int],
    environment: dict[str, str],
    folder: str,
    blocked: list[int],
    files: list[int],
) -> NoReturn:
    """Work as a process that another has started, with its files under the numbers that they have there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number, file in zip(passed, [fcntl.fcntl(file, fcntl.F_DUPFD, 512) for file in files], strict=True):
        os.dup2(file, number)
    _work(arguments, passed)


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
