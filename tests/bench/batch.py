"""Time `batch` on an archive of short articles: two jobs beside one, its memory, and whether a kill leaves a trace.

    python tests/bench/batch.py [ARTICLES]        # 300 without; 10000 for the figures in docs/explanation/scale.md

The articles are made up, 126 words on average. The same archive is worked three times: by one job, by two, and by two
that are killed five times with `kill -9` at random moments and begun again. The gain of a second job is in wall time,
and is only told truly by a machine that has nothing else to do. Shards are named by the program too: it must not be
changed meanwhile.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from briefs import brief
from timing import ENVIRONMENT, emit, show, verdict

from tests.archives import jsonl, shards

KILLS = 5
MEMORY = 700
"""Megabytes."""
FLAT = 1.1
"""What the last quarter's memory of a worker may be, against its second quarter's."""
BLINK = 0.5
"""Seconds between two looks at a process."""


@dataclass
class Watched:
    """One run of `batch`, looked at from outside."""

    wall: float = 0.0
    killed: bool = False
    memory: dict[int, list[float]] = field(default_factory=dict)
    """Megabytes of each process, at each look."""

    @property
    def peak(self) -> float:
        return max(max(looks) for looks in self.memory.values())

    @property
    def growth(self) -> float:
        """The largest process's memory late in the run, against that early in it."""
        looks = max(self.memory.values(), key=max)
        quarter = max(len(looks) // 4, 1)
        return (sum(looks[-quarter:]) / quarter) / (sum(looks[quarter : 2 * quarter]) / quarter)


def watch(src: Path, to: Path, jobs: int, per_shard: int, *, kill_after: float | None = None) -> Watched:
    """Run a batch to its end, or to its killing after so many seconds."""
    run = Watched()
    command = [sys.executable, "-m", "fact_check", "batch", str(src), "--to", str(to), "--jobs", str(jobs)]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--per-shard", str(per_shard)], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    root = psutil.Process(process.pid)
    while process.poll() is None:
        _look(root, run.memory)
        if kill_after is not None and time.perf_counter() - start > kill_after:
            family = root.children(recursive=True)
            process.send_signal(signal.SIGKILL)
            run.killed = True
            psutil.wait_procs(family, timeout=30)  # the workers see that they are alone, and end
            break
        time.sleep(BLINK)
    _, said = process.communicate()
    run.wall = time.perf_counter() - start
    assert run.killed or process.returncode == 0, said.decode()
    return run


def _look(root: psutil.Process, memory: dict[int, list[float]]) -> None:
    try:
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for one in family:
        try:
            memory.setdefault(one.pid, []).append(one.memory_info().rss / 1e6)
        except psutil.NoSuchProcess:
            continue


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    per_shard = max(min(count // 30, 300), 5)
    articles = [brief(n) for n in range(count)]
    words = sum(len(a["text"].split()) for a in articles)
    chance = random.Random(os.environ.get("FACT_CHECK_BENCH_SEED"))  # a new one each time
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        src = jsonl(root / "briefs.jsonl", articles)
        one = watch(src, root / "one", 1, per_shard)
        two = watch(src, root / "two", 2, per_shard)
        undisturbed = shards(root / "one")
        kills, moments = 0, []
        while kills < KILLS:
            moments.append(chance.uniform(0.05, 0.3) * two.wall)
            run = watch(src, root / "killed", 2, per_shard, kill_after=moments[-1])
            if not run.killed:  # it was done before
                break
            kills += 1
        last = watch(src, root / "killed", 2, per_shard)
        assert undisturbed.keys() == shards(root / "two").keys(), "the program was changed meanwhile"
        size = sum(map(len, undisturbed.values()))
        manifest = json.loads((root / "one" / "manifest.json").read_text(encoding="utf-8"))
        same = {
            "two jobs": shards(root / "two") == undisturbed,
            f"killed {kills} times": shards(root / "killed") == undisturbed
            and (root / "killed" / "manifest.json").read_bytes() == (root / "one" / "manifest.json").read_bytes(),
        }
        left = sum(1 for f in (root / "killed").rglob("*.part"))
    rows = {
        "one job": (one.wall, f"{words / one.wall:,.0f} words/s"),
        "two jobs": (
            two.wall,
            f"{words / two.wall:,.0f} words/s; {one.wall / two.wall:.2f} x one job, "
            f"{verdict(one.wall / two.wall, least=1.7)}",
        ),
        "the last run after the kills": (last.wall, f"killed after {', '.join(f'{m:.0f}' for m in moments)} s"),
    }
    show(f"batch: {count:,} articles, {words:,} words; wall seconds, starting included", rows, against=None, unit="s")
    for name, equal in same.items():
        print(f"  shards of {name}: {'the same, byte for byte' if equal else 'NOT the same: FAILS'}")
    print(f"  half-written files left after the kills: {left}{' FAILS' if left else ''}")
    print(f"  killed: {kills} times, {verdict(kills, least=KILLS)}")
    peak = max(one.peak, two.peak, last.peak)
    print(f"  peak of any process {peak:.0f} MB, {verdict(peak, most=MEMORY)}")
    print(f"  memory late in the run {one.growth:.2f} x that early in it, {verdict(one.growth, most=FLAT)}")
    print(f"  claims {manifest['claims']:,}, {size / manifest['claims']:.0f} bytes of Parquet each")
    emit(
        "batch",
        {
            "articles": count,
            "words": words,
            "one job s": one.wall,
            "two jobs s": two.wall,
            "gain of two jobs": one.wall / two.wall,
            "peak MB": peak,
            "growth of memory": one.growth,
            "kills": kills,
            "the same after the kills": float(all(same.values())),
            "bytes a claim": size / manifest["claims"],
            "claims an article": manifest["claims"] / count,
        },
    )


if __name__ == "__main__":
    main()
