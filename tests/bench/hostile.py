"""How the time of hostile texts grows: seconds at n, 2n and 4n, and how much longer each doubling takes.

    python -m tests.bench.hostile [--share 0.25] [STAGE [PATTERN ...]]

`--share` takes so much of each size. Processor seconds, the least of two runs. n is chosen by stage so that the
longest takes seconds, not minutes; the kin go up to the size that they are held to. A doubling that takes more than 2.3
times as long is marked, unless all of it takes less than a fifth of a second.
"""

import argparse
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests")]

from fact_check.runtime.gc_tuning import collect_seldom  # noqa: E402  (the path is set above)
from fact_check.runtime.threads import one_core  # noqa: E402

one_core()
collect_seldom()  # as the command line does

from tests.hostile.growing import STAGES, Work  # noqa: E402
from tests.hostile.patterns import KIN  # noqa: E402

SIZES = {"read": 5000, "files": 1000, "find": 400, "numbers": 1500, "figures": 1000, "check": 1000, "export": 1000}
COMPARED = {"alike claims": 1600, "claims with other numbers": 1600, "quotations": 800}
"""From where each claim has as many before it as it is compared with: up to 400. Below, work grows up to that bound."""
MOST = 2.3
SOON = 0.2


def seconds(work: Work, turns: int = 2) -> float:
    took = []
    for _ in range(turns):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
        if took[-1] > 5:
            break
    return min(took)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=float, default=1)
    parser.add_argument("stage", nargs="?", choices=list(STAGES))
    parser.add_argument("patterns", nargs="*")
    given = parser.parse_args()
    stage, asked = given.stage, given.patterns
    slow = 0
    for name, (made, patterns) in STAGES.items():
        for each in patterns:
            if stage not in (None, name) or (asked and each not in asked):
                continue
            sizes = {"kin": KIN[each][1] // 4 if each in KIN else 0, "find": COMPARED.get(each, SIZES["find"])}
            size = max(20, int(given.share * sizes.get(name, SIZES.get(name, 0))))
            made(each, 20)()  # what is loaded once is no part of it
            took = [seconds(made(each, size * times)) for times in (1, 2, 4)]
            ratios = [b / max(a, 1e-6) for a, b in pairwise(took)]
            marked = took[-1] > SOON and max(ratios) > MOST
            slow += marked
            figures = " ".join(f"{t:8.3f}" for t in took) + "   " + " ".join(f"{r:5.2f}x" for r in ratios)
            print(f"{name:7} {each:28} {figures}{'  <' if marked else ''}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{slow} grow faster than {MOST}x a doubling; peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
