"""How much a piece of work does, counted in calls: what no busy machine changes."""

import sys
from collections.abc import Callable
from types import FrameType

WORST = 2.3
"""Twice as long, twice the calls; the square of it would be four times."""


def calls(work: Callable[[], object]) -> int:
    """Return how often a function is entered or left while something is done, C's too."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
