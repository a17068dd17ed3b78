"""Time a key on the full screen, in a draft of 6,000 words with 300 claims, and watch the memory.

    python tests/bench/review.py [KEYS]

Prints JSON: the median wall and processor time from a key to its paint, and the memory held. On a busy machine the
processor time is the one to compare.
"""

import asyncio
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE)]

from fact_check.claims import Claim, Label  # noqa: E402  (the path is set above)
from fact_check.ledger import open_draft  # noqa: E402
from fact_check.read import read  # noqa: E402
from fact_check.review.app import ReviewApp  # noqa: E402
from fact_check.review.keys import bindings  # noqa: E402
from fact_check.review.session import begin  # noqa: E402
from tests.make import claim  # noqa: E402
from tests.review.story import Clock  # noqa: E402

PARAGRAPHS = 100
SIZE = (120, 40)
KEYS = "sdJuKxzjZ"


def long_draft(path: Path) -> tuple[Claim, ...]:
    """Write a draft of 6,000 words, three claims a paragraph."""
    paragraphs, claims = [], []
    for n in range(PARAGRAPHS):
        said = (
            f"{n + 2} boats lay in basin {n}",
            f"the lock {n} would be mended",
            f"{n + 7} people waited at gate {n}",
        )
        text = (
            f"On the day of the count {said[0]}, and the wind stood from the west as it had stood all week long. "
            f"The keeper of the canal said that {said[1]}, which pleased the boatmen who had come down to the town "
            f"hall to hear it said aloud. In the end {said[2]}, some of them since dawn, with bread and with tea."
        )
        paragraphs.append(text)
        claims.append((said, text))
    whole = "\n\n".join(paragraphs)
    path.write_text(whole, encoding="utf-8")
    found = []
    for (first, second, third), text in claims:
        at = whole.index(text)
        for span, marks in ((first, {}), (second, {"cue": "said", "source": "The keeper of the canal"}), (third, {})):
            one = claim(text, span, label=Label.SOURCED, article=str(path), **marks)  # type: ignore[arg-type]
            found.append(_shifted(one, at))
    return tuple(found)


def _shifted(one: Claim, by: int) -> Claim:
    """Move a claim that was made in a paragraph to where the paragraph stands."""

    def moved(part: dict[str, int]) -> dict[str, int]:
        return part | {"start": part["start"] + by, "end": part["end"] + by}

    raw = one.model_dump()
    for name in ("span", "sentence", "source", "cue"):
        raw[name] = moved(raw[name]) if raw[name] else None
    raw["pieces"] = [moved(p) for p in raw["pieces"]]
    return Claim.model_validate(raw)


async def measure(folder: Path, keys: int) -> dict[str, float]:
    """Press keys, each until it is painted. Returns medians in milliseconds and memory in megabytes."""
    path = folder / "canal.txt"
    claims = long_draft(path)
    screen = ReviewApp(
        begin("ana", ()),
        (read(str(path)),),
        lambda article: open_draft(article, claims),
        rules={},
        keys=bindings(),
        reread=read,
        now=Clock(),
    )
    walls, cpus, held = [], [], []
    async with screen.run_test(size=SIZE) as pilot:
        while screen.is_finding:
            await pilot.pause(0.01)
        await pilot.pause()
        for number in range(keys):
            wall, cpu = time.perf_counter(), time.process_time()
            await pilot.press(KEYS[number % len(KEYS)])
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
            if number in (keys // 4, keys - 1):
                gc.collect()
                held.append(resident())
    return {
        "keys": keys,
        "claims": len(screen.session.drafts[0].carried),
        "words": len(path.read_text(encoding="utf-8").split()),
        "wall_ms": round(1000 * statistics.median(walls), 1),
        "cpu_ms": round(1000 * statistics.median(cpus), 1),
        "memory_mb_after_a_quarter": held[0],
        "memory_mb_at_the_end": held[-1],
    }


def resident() -> float:
    """Return the megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 2000)), indent=1))
