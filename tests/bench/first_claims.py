"""How long after `find` would have printed a draft's claims the full screen shows them: both from their start.

    python -m tests.bench.first_claims [TURNS]

Each turn has an empty cache. Wall-clock seconds, the medians, and the difference.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE)]

from tests.review.terminal import FACT_CHECK, reviewing  # noqa: E402  (the path is set above)


def found(folder: Path, draft: str, cache: str) -> float:
    """Return when `find` has printed its first claim."""
    env = {**os.environ, "PYTHONPATH": str(HERE), "FACT_CHECK_CACHE_DIR": cache}
    start = time.perf_counter()
    command = [*FACT_CHECK, "find", draft, "--format", "jsonl"]
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        took = time.perf_counter() - start
        running.stdout.read()
    return took


def shown(folder: Path, draft: str, cache: str) -> float:
    """Return when the screen has its first claim."""
    start = time.perf_counter()
    with reviewing(folder, draft, "--by", "ana", rows=40, columns=120, FACT_CHECK_CACHE_DIR=cache) as terminal:
        terminal.until(lambda text: re.search(r"\b0 of [1-9]\d*$", text.split("\n", 1)[0]) is not None)
        return time.perf_counter() - start


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
    find, show = statistics.median(finds), statistics.median(shows)
    print(f"find {find:.2f} s, review {show:.2f} s, later by {show - find:+.2f} s")


if __name__ == "__main__":
    main()
