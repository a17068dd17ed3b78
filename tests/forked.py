"""Processes that need not load what all of them load: each is forked off one that has, and is nobody else's.

The command line as a user runs it, with streams, a folder, an environment and an exit code of its own; what differs is
that its imports, the bundled pipeline and our word lists are there when it begins. So a desk's word lists, which must
be known before any is read, are for a process that starts from nothing; and so is whatever a start is tested for.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

ROOT = Path(__file__).parents[1]
LONGEST = 300
"""Seconds after which a process is ended that has not ended by itself."""
MOST = 1 << 17
"""Bytes of a request: arguments and an environment."""


def fact_check(*arguments: str, cwd: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run `fact-check` with some arguments, in this process's environment."""
    with TemporaryFile() as typed, TemporaryFile() as out, TemporaryFile() as err:
        typed.write(stdin)
        typed.seek(0)
        asked = json.dumps([arguments, str(cwd or Path.cwd()), dict(os.environ)]).encode()
        streams = [stream.fileno() for stream in (typed, out, err)]
        mother = _mother()
        socket.send_fds(mother, [asked], streams)
        status = int(mother.recv(MOST))
        printed = []
        for stream in (out, err):
            stream.seek(0)
            printed.append(stream.read())
    return subprocess.CompletedProcess(arguments, status, *printed)


@cache
def _mother() -> socket.socket:
    """Start the process that the others are forked off; it ends when this one does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            env=environment,
            cwd=ROOT,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _serve(asked: socket.socket) -> None:
    """Fork a process for each request, wait for its end, and tell how it ended."""
    import fact_check
    from fact_check import cli

    assert cli.app
    fact_check.find(text="Dam bursts\n\nPolice said 40 people died.\n")
    while True:
        request, streams, _, _ = socket.recv_fds(asked, MOST, 3)
        if not request:
            return
        child = os.fork()
        if not child:
            asked.close()
            _become(*json.loads(request), streams)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        asked.send(b"%d" % os.waitstatus_to_exitcode(status))


def _become(arguments: list[str], folder: str, environment: dict[str, str], streams: list[int]) -> NoReturn:
    """Be another process: never return."""
    status = 1
    from fact_check import cli

    try:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        sys.argv = ["fact-check", *arguments]
        signal.alarm(LONGEST)
        cli.main()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
