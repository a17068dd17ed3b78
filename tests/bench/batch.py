"""Time `batch`: how it grows with articles and with an article's length, one job beside two, and its memory.

    python tests/bench/batch.py [ARTICLES] [WORDS]     # 1,000 articles and 100,000 words without; 10000 1000000 for all

Growth is in processor seconds, less what starting takes; the gain of a second job is in wall time, and is only told
truly by a machine that has nothing else to do.
"""

import sys
import tempfile
from pathlib import Path

from timing import emit, run, show, verdict

from tests.archives import CORPUS, jsonl, records
from tests.shared import ARTICLES

LEAST = 0.8
"""What the rate of a long article may fall to, against that of one a tenth of its length."""
MEMORY = 700
"""Megabytes."""


def sized(words: int) -> str:
    """Return an article of so many words, put together from whole ones."""
    texts = [file.read_text(encoding="utf-8") for file in ARTICLES or CORPUS]
    paragraphs: list[str] = []
    count = 0
    while count < words:
        paragraph = texts[len(paragraphs) % len(texts)]
        paragraphs.append(paragraph)
        count += len(paragraph.split())
    return " ".join("\n\n".join(paragraphs).split(" ")[:words])


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    longest = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    command = [sys.executable, "-m", "fact_check", "batch"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)

        def batch(articles: list[dict[str, str]], jobs: int) -> tuple[float, float, float]:
            src = jsonl(root / f"{len(articles)}-{len(articles[0]['text'])}.jsonl", articles)
            to = root / f"{src.stem}-{jobs}"
            per_shard = max(len(articles) // 20, 10)
            cost = run([*command, str(src), "--to", str(to), "--jobs", str(jobs), "--per-shard", str(per_shard)])
            return cost.wall, cost.cpu, cost.peak

        _, start, _ = batch(records(1), 1)
        counts = [n for n in (10, 100, 1000, 10_000) if n <= most]
        grown = {n: batch(records(n), 1) for n in counts}
        wall, _, two_peak = batch(records(most), 2)
        lengths = [n for n in (1000, 10_000, 100_000, 1_000_000) if n <= longest]
        sizes = {n: batch([{"id": "long", "text": sized(n)}], 1) for n in lengths}
    rows = {f"{n:,} articles": ((cpu - start) / n * 1000, f"peak {peak:.0f} MB") for n, (_, cpu, peak) in grown.items()}
    show("batch: CPU milliseconds an article, starting left out", rows, against=None, unit="ms")
    gain = grown[most][0] / wall
    print(f"  two jobs {gain:.2f} x one ({verdict(gain, least=1.7)})")
    peak = max(two_peak, *(p for _, _, p in grown.values()))
    print(f"  peak of any process {peak:.0f} MB ({verdict(peak, most=MEMORY)})")
    rates = {n: n / max(cpu - start, 0.01) for n, (_, cpu, _) in sizes.items()}
    rows = {f"{n:,} words": (rates[n], f"peak {sizes[n][2]:.0f} MB") for n in lengths}
    show("one long article: words a CPU second, starting left out", rows, against=None, unit="w/s")
    if len(lengths) > 1:
        kept = rates[lengths[-1]] / rates[lengths[-2]]
        print(f"  rate kept {kept:.2f} ({verdict(kept, least=LEAST)})")
    emit(
        "batch",
        {f"ms an article of {n}": (cpu - start) / n * 1000 for n, (_, cpu, _) in grown.items()}
        | {"gain of two jobs": gain, "peak MB": peak}
        | {f"words a second of {n}": rate for n, rate in rates.items()},
    )


if __name__ == "__main__":
    main()
