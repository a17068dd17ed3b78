"""Time a key on the full screen, in a draft of 6,000 words with more than 300 claims, and watch the memory.

    python tests/bench/review.py [KEYS]

Keys are sent through Textual's pilot; the screen is painted in full, as the escape codes that a terminal gets. A key's
time runs from the moment it is sent to the moment the last byte of what it changes is written: the journal on the disk
and the screen's own rhythm are in it, the pilot's waiting for quiet is not. Prints JSON: wall time, the same without
the time that other programs had the processor, processor time, and the memory held on the way.
"""

import asyncio
import contextlib
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE)]

from textual.drivers.headless_driver import HeadlessDriver  # noqa: E402  (the path is set above)

import fact_check  # noqa: E402
from fact_check.ledger.draft import open_draft  # noqa: E402
from fact_check.read import read  # noqa: E402
from fact_check.review.app import ReviewApp  # noqa: E402
from fact_check.review.keys import bindings  # noqa: E402
from fact_check.review.session import begin  # noqa: E402
from tests.review.story import Clock  # noqa: E402

WORDS = 6000
SIZE = (120, 40)
KEYS = "sdJuKxzjZ"
LOOKS = (200, 1000, 2000)
"""After how many keys the memory is looked at."""
_PIPED = 4096


class Paper(HeadlessDriver):
    """A terminal that is painted on in full, and tells when it was painted last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seen, self._screen = os.pipe()
        os.set_blocking(self._seen, False)
        self.painted = Moment.now()
        self.frames = self.written = 0

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        raw = data.encode()
        self.written += len(raw)
        while raw:
            raw = raw[os.write(self._screen, raw[:_PIPED]) :]
            with contextlib.suppress(BlockingIOError):
                while os.read(self._seen, _PIPED):
                    pass

    def flush(self) -> None:
        self.painted = Moment.now()
        self.frames += 1


@dataclass(frozen=True)
class Moment:
    """A moment on three clocks, in seconds."""

    wall: float
    cpu: float
    queued: float
    """How long this thread has been ready and waiting for a processor that others had."""

    @classmethod
    def now(cls) -> "Moment":
        queued = int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
        return cls(time.perf_counter(), time.process_time(), queued)


def long_draft(path: Path) -> None:
    """Write a draft of 6,000 words: the articles of the corpus, one after another."""
    texts: list[str] = []
    for file in sorted((HERE / "corpus" / "dev").glob("*.txt")):
        texts.append(file.read_text(encoding="utf-8").strip())
        if sum(len(text.split()) for text in texts) >= WORDS:
            break
    path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")


async def measure(folder: Path, keys: int) -> dict[str, object]:
    """Press keys, each when the one before is painted. Returns times in milliseconds and memory in megabytes."""
    path = folder / "draft.txt"
    long_draft(path)
    screen = ReviewApp(
        begin("ana", ()),
        (read(str(path)),),
        lambda article: open_draft(article, tuple(fact_check.find(article.path))),
        rules={},
        keys=bindings(),
        reread=read,
        now=Clock(),
    )
    screen.driver_class = Paper
    walls, cpus, queues = array("d"), array("d"), array("d")
    held = {}
    async with screen.run_test(headless=False, size=SIZE) as pilot:
        paper = screen._driver
        assert isinstance(paper, Paper)
        while screen.is_finding:
            await pilot.pause(0.01)
        await pilot.pause()
        frames, written = paper.frames, paper.written
        for number in range(1, keys + 1):
            before, sent = paper.frames, Moment.now()
            await pilot.press(KEYS[number % len(KEYS)])
            assert paper.frames > before, "a key was not painted"
            walls.append(paper.painted.wall - sent.wall)
            cpus.append(paper.painted.cpu - sent.cpu)
            queues.append(paper.painted.queued - sent.queued)
            if number in LOOKS:
                gc.collect()
                held[number] = resident()
    alone = [wall - queued for wall, queued in zip(walls, queues, strict=True)]
    return {
        "keys": keys,
        "claims": len(screen.session.drafts[0].carried),
        "words": len(path.read_text(encoding="utf-8").split()),
        "wall_ms": _ms(statistics.median(walls)),
        "wall_p95_ms": _ms(statistics.quantiles(walls, n=20)[-1]),
        "wall_less_queue_ms": _ms(statistics.median(alone)),
        "wall_less_queue_p95_ms": _ms(statistics.quantiles(alone, n=20)[-1]),
        "cpu_ms": _ms(statistics.median(cpus)),
        "cpu_p95_ms": _ms(statistics.quantiles(cpus, n=20)[-1]),
        "cpu_of_the_last_200_ms": _ms(statistics.median(cpus[-200:])),
        "frames_a_key": round((paper.frames - frames) / keys, 2),
        "kilobytes_a_key": round((paper.written - written) / keys / 1000, 1),
        **{f"memory_mb_after_{number}": mb for number, mb in held.items()},
        **({"memory_grown": round(held[LOOKS[-1]] / held[LOOKS[0]] - 1, 3)} if LOOKS[-1] in held else {}),
    }


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


def resident() -> float:
    """Return the megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 2)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else LOOKS[-1]))))
