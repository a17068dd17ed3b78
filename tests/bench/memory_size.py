"""What a large claim memory costs: time to build, size of the file, time and memory of a query; each beside its bar.

    python -m tests.bench.memory_size 1000000             # by words
    python -m tests.bench.memory_size 1000000 --meaning   # and by vectors, which come with the claims

Claims are made from templates with invented places, people and numbers; every word is as rare as words are in news (a
few common ones, most of them rare). Their vectors are made up: of length 1, in a hundred heaps, since a million
texts would take the encoder four hours; they tell size and time, and nothing of what is found. A question is read by
the real encoder. Questions are asked by another process, whose memory is told. Times are once by the clock and once
by the processor.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from fact_check.config import load_config
from fact_check.memory.door import memory
from fact_check.memory.entries import SPACE
from fact_check.memory.search import search
from fact_check.memory.vectors import WIDTH, packed

FILES = 20
ASKED = 200
HEAPS, LOOSE = 100, 1.5
MINUTES, MEGABYTES, MILLISECONDS, MEMORY = 25, 1_200, 60, 400
"""The bars of a million claims: of the build, of the file, of a warm query, of its process."""
TEMPLATES = (
    "{n} {thing} were {deed} in {place} after {event}",
    "{place} lost {n} {thing} to {event} last year",
    "{person} said {n} per cent of {thing} in {place} had been {deed}",
    "at least {n} {thing} were {deed} near {place}, according to {person}",
    "{person} denied that {thing} had been {deed} in {place}",
    "the cost of {event} in {place} rose to {n} million dollars",
)
SYLLABLES = (
    *("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "wy", "zan", "der", "fel", "gor", "hal", "jon"),
    *("kir", "lan", "mor", "nes", "pol", "quin", "ros", "sto", "tar", "und", "vik", "wes"),
)


def names(count: int, chance: random.Random) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).title() for _ in range(count)]


def claims(count: int) -> Iterator[str]:
    chance = random.Random(7)
    places, people, rest = names(20_000, chance), names(30_000, chance), names(8_000, chance)
    zipf = [1 / rank for rank in range(1, len(rest) + 1)]
    for _ in range(count):
        thing, deed, event = (word.lower() for word in chance.choices(rest, k=3))
        common = chance.choices(rest[:200], weights=zipf[:200], k=1)[0].lower()
        yield chance.choice(TEMPLATES).format(
            n=int(10 ** chance.uniform(0.3, 6)),
            thing=chance.choice((thing, common, "people")),
            deed=chance.choice((deed, "killed", "moved")),
            event=f"the {event} {common}",
            place=chance.choice(places),
            person=f"{chance.choice(people)} {chance.choice(people)}",
        )


def vectors() -> Iterator[str]:
    """Yield made-up vectors as a file of checks has them."""
    chance = np.random.default_rng(7)
    heaps = chance.standard_normal((HEAPS, WIDTH), dtype=np.float32)
    while True:
        found = (
            LOOSE * chance.standard_normal((4_096, WIDTH), dtype=np.float32) + heaps[chance.integers(HEAPS, size=4_096)]
        )
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        yield from (b64encode(row).decode() for row in packed(found))


def make(root: Path, count: int, *, meaning: bool) -> list[str]:
    """Write a desk with so many decided claims in its files; return some of them."""
    (root / "memory").mkdir(parents=True)
    (root / "fact-check.toml").write_text(f"[memory]\nmeaning = {str(meaning).lower()}\n", encoding="utf-8")
    chance, asked, vector = random.Random(8), [], vectors()
    places = set(chance.sample(range(count), min(ASKED, count)))
    every = claims(count)
    for number in range(FILES):
        with (root / f"memory/{number}.memory.jsonl").open("w", encoding="utf-8") as out:
            for at in range(number * count // FILES, (number + 1) * count // FILES):
                claim = next(every)
                entry = {"claim": claim, "label": "sourced", "who": "Ana", "when": "2026-05-03T10:00:00Z"}
                entry |= {"where": f"news/{at}.md"} | ({"meaning": {SPACE: next(vector)}} if meaning else {})
                print(json.dumps(entry), file=out)
                if at in places:
                    asked.append(claim)
    return asked


def build(root: Path, count: int) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    with memory(load_config(root), print) as (store, _):
        assert store.count() == count
        assert store.file is not None
        size = store.file.stat().st_size / 1e6
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    bar(f"built in {clock:.0f} s by the clock, {processor:.0f} s of one processor", clock / 60, MINUTES, "minutes")
    bar(f"the file has {size:.0f} MB", size, MEGABYTES, "MB")
    print(f"memory of the build at most {peak():.0f} MB")


def ask(root: Path, asked: Sequence[str]) -> None:
    """Ask in a process of its own: what a query takes, the first apart."""
    began = time.process_time()
    with memory(load_config(root), print) as (store, _):
        took = []
        for words in asked:
            clock, used = time.perf_counter(), time.process_time()
            hits = search(store, words)
            took.append((time.process_time() - used, time.perf_counter() - clock))
            assert hits[0].entry.claim == words
            if len(took) == 1:
                print(f"start and first query: {(time.process_time() - began) * 1000:.0f} ms of a processor")
    warm = sorted(took[1:])
    for name, share in (("median", 0.5), ("95th of 100", 0.95)):
        used, clocked = (part * 1000 for part in warm[int(share * (len(warm) - 1))])
        bar(f"warm query, {name}: {clocked:.1f} ms by the clock, {used:.1f} of a processor", used, MILLISECONDS, "ms")
    bar(f"memory of a query at most {peak():.0f} MB", peak(), MEMORY, "MB")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bar(said: str, value: float, most: float, unit: str) -> None:
    print(f"{said} ({'at' if value <= most else 'FAILS, at'} most {most:,} {unit})", flush=True)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.memory_size", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--meaning", action="store_true", help="with vectors")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.ask is not None:
        ask(given.ask, json.loads(sys.stdin.read()))
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "desk")
        os.environ["FACT_CHECK_CACHE_DIR"] = str(Path(folder, "cache"))
        asked = make(root, given.count, meaning=given.meaning)
        print(f"{given.count:,} claims, {'by words and made-up vectors' if given.meaning else 'by words'}", flush=True)
        build(root, given.count)
        again = [sys.executable, "-m", "tests.bench.memory_size", str(given.count), "--ask", str(root)]
        subprocess.run(again, input=json.dumps(asked), text=True, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
