"""How the cost grows with the number of articles and with the length of one, and the memory that each takes.

    python tests/bench/growth.py [ARTICLES [WORDS]]    # up to 1,000 and 100,000 without; 10000 1000000 for all

`batch --jobs 1` over archives of made-up articles; what one alone takes, which is mostly starting, is left out of the
cost of each further one. And one long article, put together from whole ones, read and annotated in a process that has
loaded all. Processor seconds; each verdict compares with the size that its ratio is to.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from briefs import brief
from timing import ENVIRONMENT, emit, run, seconds, show, verdict

from fact_check.pipeline import claims
from fact_check.read import read, read_text
from fact_check.rules import load_rules, select
from tests.archives import CORPUS, jsonl
from tests.shared import ARTICLES

LINEAR = 0.2
"""How much dearer an article, or a word, may be in the largest than in the size that it is compared with."""
FROM_ARTICLES, FROM_WORDS = 100, 100_000
"""What larger sizes are compared with. Ten articles are lost in the noise of starting."""
MEMORY = 700
"""Megabytes, of any process of a batch."""
LONG_MEMORY = 1000
"""Megabytes, for the longest article: its text and its claims are held, its parse is not."""


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
    short = Path(file).stat().st_size < 100_000
    cpu = min(seconds(lambda: claims(read(file, furniture), rules)) for _ in range(3 if short else 1))
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

        counts = [n for n in (1, 10, 100, 1000, 10_000) if n <= most]
        many = {n: batch(n) for n in counts}
        lengths = [n for n in (1000, 10_000, 100_000, 1_000_000) if n <= longest]
        long = {n: find(n) for n in lengths}
    figures = by_articles(many) | by_words(long)
    emit("growth", figures)


def by_articles(many: dict[int, tuple[float, float]]) -> dict[str, float]:
    """Print what each further article costs in archives of several sizes; return the figures."""
    alone = many[1][0]
    each = {n: (cpu - alone) / (n - 1) * 1000 for n, (cpu, _) in many.items() if n > 1}
    against = max((n for n in each if n <= FROM_ARTICLES), default=None)
    rows = {f"{n:,} articles": (ms, f"{many[n][0]:.2f} s in all, peak {many[n][1]:.0f} MB") for n, ms in each.items()}
    print(f"\nbatch: one article alone {alone:.2f} s, peak {many[1][1]:.0f} MB")
    title = "batch: CPU milliseconds for each further article of 126 words"
    show(title, rows, against=against and f"{against:,} articles", unit="ms")
    figures = {f"ms an article of {n}": ms for n, ms in each.items()}
    figures |= {f"s of {n} articles": cpu for n, (cpu, _) in many.items()}
    figures |= {f"peak MB of {n} articles": peak for n, (_, peak) in many.items()}
    last = max(many)
    if against is not None and last > against:
        dearer = each[last] / each[against]
        word = "linear" if dearer <= 1 + LINEAR else "NOT linear"
        print(f"  an article of {last:,} beside one of {against:,}: {dearer:.2f} x, ", end="")
        print(f"{verdict(dearer, most=1 + LINEAR)}: {word}")
        figures["an article of the most beside one of a hundred"] = dearer
    peak = max(peak for _, peak in many.values())
    print(f"  memory: peak {peak:.0f} MB, {verdict(peak, most=MEMORY)}")
    return figures


def by_words(long: dict[int, tuple[float, float]]) -> dict[str, float]:
    """Print how fast one article of several lengths is gone through; return the figures."""
    rates = {n: n / cpu for n, (cpu, _) in long.items()}
    lengths = sorted(long)
    against = max((n for n in lengths if n <= FROM_WORDS and n < lengths[-1]), default=None)
    rows = {f"{n:,} words": (rates[n], f"{long[n][0]:.2f} s in all, peak {long[n][1]:.0f} MB") for n in lengths}
    title = "find, one long article: words a CPU second"
    show(title, rows, against=against and f"{against:,} words", unit="w/s")
    figures = {f"words a second of {n}": rate for n, rate in rates.items()}
    figures |= {f"peak MB of {n} words": peak for n, (_, peak) in long.items()}
    if against is not None:
        last = lengths[-1]
        kept = rates[last] / rates[against]
        word = "linear" if kept >= 1 - LINEAR else "NOT linear"
        print(f"  the rate of {last:,} beside that of {against:,}: {kept:.2f} x, ", end="")
        print(f"{verdict(kept, least=1 - LINEAR)}: {word}")
        more = (long[last][1] - long[against][1]) / (last - against) * 1000
        figures |= {"rate kept by the longest": kept, "kB for each further word": more}
        print(f"  memory: {more:.2f} kB for each further word; peak {long[last][1]:.0f} MB, ", end="")
        print(verdict(long[last][1], most=LONG_MEMORY))
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
    else:
        main()
