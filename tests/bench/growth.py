"""How the cost grows with the number of articles and with the length of one, and the memory that each takes.

    python tests/bench/growth.py [ARTICLES [WORDS]]    # up to 1,000 and 100,000 without; 10000 1000000 for all

`batch --jobs 1` over archives of made-up articles, less what starting takes; and one long article, put together from
whole ones, read and annotated in a process that has loaded all. Processor seconds.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from briefs import brief
from timing import ENVIRONMENT, emit, run, seconds, show, verdict

from fact_check.annotate import claims
from fact_check.read import read, read_text
from fact_check.rules import load_rules, select
from tests.archives import CORPUS, jsonl
from tests.shared import ARTICLES

LINEAR = 0.2
"""How much of its rate an article may lose against one a tenth of its length."""


def sized(words: int) -> str:
    """Return an article of so many words, put together from whole ones."""
    texts = [file.read_text(encoding="utf-8") for file in ARTICLES or CORPUS]
    parts: list[str] = []
    count = 0
    while count < words:
        part = texts[len(parts) % len(texts)]
        parts.append(part)
        count += len(part.split())
    return " ".join("\n\n".join(parts).split(" ")[:words])


def turns(size: int) -> int:
    """Return how often a run is repeated: beside what starting takes, a small one is lost in the noise."""
    return 5 if size <= 10 else 3 if size <= 1000 else 1


def one(file: str) -> None:
    """Print the processor seconds that an article takes, and the megabytes that its process held at most."""
    rules = load_rules()
    furniture = select(rules, "furniture")
    claims(read_text(sized(500), furniture), rules)
    cpu = seconds(lambda: claims(read(file, furniture), rules))
    print(cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    longest = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    command = [sys.executable, "-m", "fact_check"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)

        def batch(count: int) -> tuple[float, float]:
            src = jsonl(root / f"{count}.jsonl", [brief(n) for n in range(count)])
            costs = []
            for turn in range(turns(count)):
                costs.append(run([*command, "batch", str(src), "--to", str(root / f"{count}-{turn}"), "--jobs", "1"]))
            return min(cost.cpu for cost in costs), max(cost.peak for cost in costs)

        def find(words: int) -> tuple[float, float]:
            file = root / f"{words}.txt"
            file.write_text(sized(words), encoding="utf-8")
            one = [sys.executable, __file__, "--one", str(file)]
            said = subprocess.run(one, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=True).stdout
            cpu, peak = map(float, said.split())
            return cpu, peak

        batch_start = batch(1)[0]
        counts = [n for n in (1, 10, 100, 1000, 10_000) if n <= most]
        many = {n: batch(n) for n in counts}
        lengths = [n for n in (1000, 10_000, 100_000, 1_000_000) if n <= longest]
        long = {n: find(n) for n in lengths}
    each = {n: (cpu - batch_start) / n * 1000 for n, (cpu, _) in many.items() if n > 1}
    rows = {f"{n:,} articles": (ms, f"peak {many[n][1]:.0f} MB") for n, ms in each.items()}
    show("batch: CPU milliseconds an article of 126 words", rows, against=None, unit="ms")
    rates = {n: n / cpu for n, (cpu, _) in long.items()}
    rows = {f"{n:,} words": (rates[n], f"peak {long[n][1]:.0f} MB") for n in lengths}
    show("find, one long article: words a CPU second", rows, against=None, unit="w/s")
    if len(lengths) > 1:
        kept = rates[lengths[-1]] / rates[lengths[-2]]
        print(f"  rate kept from {lengths[-2]:,} words on: {kept:.2f}, {verdict(kept, least=1 - LINEAR)}")
    emit(
        "growth",
        {f"ms an article of {n}": ms for n, ms in each.items()}
        | {f"words a second of {n}": rate for n, rate in rates.items()}
        | {f"peak MB of {n} articles": peak for n, (_, peak) in many.items()}
        | {f"peak MB of {n} words": peak for n, (_, peak) in long.items()},
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
    else:
        main()
