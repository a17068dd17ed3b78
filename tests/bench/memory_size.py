"""What a large claim memory costs: time to build, size of the file, time and memory of a query.

    python -m tests.bench.memory_size 100000

Claims are made from templates with invented places, people and numbers; every word is as rare as words are in news (a
few common ones, most of them rare). Times are of this process, once by the clock and once by the processor.
"""

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from fact_check.config import load_config
from fact_check.memory.door import memory
from fact_check.memory.search import search

FILES = 20
DECIDED = {"label": "sourced", "who": "Ana", "when": "2026-05-03T10:00:00Z"}
ASKED = 200
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


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "desk")
        (root / "memory").mkdir(parents=True)
        os.environ["FACT_CHECK_CACHE_DIR"] = str(Path(folder, "cache"))
        (root / "fact-check.toml").write_text("", encoding="utf-8")
        made = list(claims(count))
        for number in range(FILES):
            lines = (
                json.dumps(
                    {
                        "claim": each,
                        "label": "sourced",
                        "who": "Ana",
                        "when": "2026-05-03T10:00:00Z",
                        "where": f"news/{at}.md",
                    }
                )
                for at, each in enumerate(made[number::FILES])
            )
            (root / f"memory/{number}.memory.jsonl").write_text("\n".join(lines), encoding="utf-8")
        asked = random.Random(8).sample(made, min(ASKED, count))
        del made
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        clock, processor = time.perf_counter(), time.process_time()
        with memory(load_config(root), print) as (store, _):
            built = time.perf_counter() - clock, time.process_time() - processor
            assert store.file is not None
            size = store.file.stat().st_size
            print(f"{count} claims: built in {built[0]:.0f} s ({built[1]:.0f} s of a processor), {size / 1e6:.0f} MB")
            took = []
            for words in asked:
                began, used = time.perf_counter(), time.process_time()
                hits = search(store, words)
                assert hits[0].entry.claim == words
                took.append((time.process_time() - used, time.perf_counter() - began))
        took.sort()
        for name, at in (("median", 0.5), ("95th of 100", 0.95)):
            used, clocked = took[int(at * (len(took) - 1))]
            print(f"query, {name}: {used * 1000:.1f} ms of a processor, {clocked * 1000:.1f} ms by the clock")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"memory at most {peak / 1024:.0f} MB, {before / 1024:.0f} MB before it was built")


if __name__ == "__main__":
    main(int(sys.argv[1]))
