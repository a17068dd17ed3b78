"""How long after `find` would have printed a draft's claims the full screen shows them: both from their start.

    python -m tests.bench.first_claims [TURNS]

Each turn has an empty cache. Wall-clock seconds, the medians, and the difference; then the same less what the processes
on the way to the claims waited for a processor that others had, as on a machine with two free cores.
"""

import os
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHOWN = re.compile(rb"\x1b\[[\d;]*m0 of [1-9]")
"""What the first line says once there are claims; a screen is not read whole here, which takes its time, too."""
HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE)]

from tests.review.terminal import FACT_CHECK, reviewing  # noqa: E402  (the path is set above)


def queued(process: int) -> float:
    """Return the seconds that a process has been ready and without a processor; none when it is gone."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def found(folder: Path, draft: str, cache: str) -> tuple[float, float]:
    """Return when `find` has printed its first claim, and the same less its queueing."""
    env = {**os.environ, "PYTHONPATH": str(HERE), "FACT_CHECK_CACHE_DIR": cache}
    start = time.perf_counter()
    command = [*FACT_CHECK, "find", draft, "--format", "jsonl"]
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        took = time.perf_counter() - start
        waited = queued(running.pid)
        running.stdout.read()
    return took, took - waited


def shown(folder: Path, draft: str, cache: str) -> tuple[float, float]:
    """Return when the screen has its first claim, and the same less the queueing of what it waited for."""
    start = time.perf_counter()
    with reviewing(folder, draft, "--by", "ana", rows=40, columns=120, FACT_CHECK_CACHE_DIR=cache) as terminal:
        family = Path(f"/proc/{terminal.child}/task/{terminal.child}/children")
        waited, last = 0.0, queued(os.getpid())
        companion, painted = "", b""
        while SHOWN.search(painted) is None:
            if select.select([terminal.handle], [], [], 0.01)[0]:
                painted = painted[-100:] + os.read(terminal.handle, 65536)
            now = queued(terminal.child) + queued(os.getpid())
            if not is_busy(companion):  # else nobody waits for the screen
                waited += now - last
            last = now
            companion = companion or family.read_text(encoding="ascii").strip()
        took = time.perf_counter() - start
        return took, took - waited - queued(int(companion))


def is_busy(process: str) -> bool:
    """Tell whether a process is at work."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "S"
    except (OSError, IndexError):
        return False


def main() -> None:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        file = sorted((HERE / "corpus" / "dev").glob("*.txt"))[0]
        (folder / "draft.txt").write_bytes(file.read_bytes())
        finds, shows = [], []
        for turn in range(turns):
            finds.append(found(folder, "draft.txt", str(folder / f"find-{turn}")))
            shows.append(shown(folder, "draft.txt", str(folder / f"review-{turn}")))
    for told, one in (("by the clock", 0), ("less queueing", 1)):
        find, show = (statistics.median(turn[one] for turn in turns_) for turns_ in (finds, shows))
        print(f"{told}: find {find:.2f} s, review {show:.2f} s, later by {show - find:+.2f} s")


if __name__ == "__main__":
    main()
