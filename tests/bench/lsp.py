"""From a key to diagnostics, and the memory that many keys take: `python tests/bench/lsp.py [--edits N]`.

A real server on a pipe; a letter is typed into a draft somewhere, and the clock stops when the diagnostics of that
version are there. Drafts are the corpus's own articles, one after the other. Besides the time on the wall, which other
work on the machine stretches, it says how much of a processor the server took.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from editor import Editor, editor  # noqa: E402
from lsprotocol import types  # noqa: E402

from fact_check.lsp.positions import Lines  # noqa: E402

BOUNDS = {800: 300, 5000: 700}
"""Milliseconds at most, in the median, by words."""
WARM, GROWTH = 0.3, 10
"""After this share of the edits every cache is full; from there on memory may grow by so many MB."""


def draft(words: int) -> str:
    """Return a draft of about so many words."""
    found: list[str] = []
    for file in sorted((ROOT / "corpus" / "dev").glob("*.txt")):
        found.append(file.read_text(encoding="utf-8").strip())
        if sum(len(each.split()) for each in found) >= words:
            break
    text = "\n\n".join(found)
    return " ".join(text.split(" ")[:words]) if words < len(text.split()) else text


async def typed(client: Editor, uri: str, lines: Lines, at: int, letter: str) -> tuple[Lines, float]:
    """Type a letter; return the text after it, and how many milliseconds passed until its diagnostics were there."""
    change = types.TextDocumentContentChangePartial(lines.range(at, at), letter)
    began = time.perf_counter()
    version = client.change(uri, change)
    await client.diagnostics(uri, version)
    took = 1000 * (time.perf_counter() - began)
    client.told[uri].clear()
    return lines.edited([change]), took


async def keys(words: int, count: int) -> None:
    """Time single keys in a draft of so many words."""
    rng = random.Random(words)
    with tempfile.TemporaryDirectory() as folder:
        async with editor(Path(folder), process=True, delay=0) as client:
            process = psutil.Process(client._server.pid)
            lines = Lines(draft(words))
            uri = client.open("draft.txt", lines.text)
            await client.diagnostics(uri)
            took, spent = [], []
            for number in range(count + 3):
                at = rng.choice([n for n, letter in enumerate(lines.text) if letter == " "])
                before = process.cpu_times()
                lines, wall = await typed(client, uri, lines, at, rng.choice("abc"))
                after = process.cpu_times()
                if number >= 3:
                    took.append(wall)
                    spent.append(1000 * (after.user + after.system - before.user - before.system))
            actual = len(lines.text.split())
            print(
                f"{actual:>6,} words: key to diagnostics {statistics.median(took):.0f} ms in the median of {count}, "
                f"{sorted(took)[int(0.9 * count)]:.0f} in nine of ten; "
                f"of a processor {statistics.median(spent):.0f} ms; the bound is {BOUNDS[words]}"
            )


async def memory(edits: int) -> None:
    """Type so many keys into a short draft, and say what memory the server has on the way."""
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        async with editor(Path(folder), process=True, delay=0) as client:
            process = psutil.Process(client._server.pid)
            start = draft(800)[:900]
            lines = Lines(start)
            uri = client.open("draft.txt", lines.text)
            await client.diagnostics(uri)
            sizes: list[float] = []
            for number in range(edits + 1):
                if number % max(1, edits // 10) == 0:
                    sizes.append(process.memory_info().rss / 1e6)
                    print(f"  after {number:>6,} edits: {sizes[-1]:.0f} MB", flush=True)
                if number % 50 == 49:  # a reporter deletes too
                    lines = Lines(start)
                    version = client.write(uri, start)
                    await client.diagnostics(uri, version)
                at = rng.randrange(len(lines.text))
                lines, _ = await typed(client, uri, lines, at, rng.choice("abcdefghijklmnop 0123456789"))
            grew = sizes[-1] - sizes[int(WARM * len(sizes))]
            verdict = "at" if grew <= GROWTH else "FAILS, at"
            print(f"memory grew by {grew:.0f} MB once it was warm ({verdict} most {GROWTH})")


def main() -> None:
    """Run all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--keys", type=int, default=30, help="how many keys are timed")
    options.add_argument("--edits", type=int, default=10_000, help="how many edits memory is watched over; 0 for none")
    given = options.parse_args()
    for words in BOUNDS:
        asyncio.run(keys(words, given.keys))
    if given.edits:
        asyncio.run(memory(given.edits))


if __name__ == "__main__":
    main()
