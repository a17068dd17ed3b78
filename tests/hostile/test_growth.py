"""Work grows with a text and not with its square: counted in steps of the program, so that no clock has a say.

A step is a line of ours, or of a library's in Python, that is run. What C does within one is for the clock:
`python -m tests.bench.hostile` takes the same texts, and larger ones.
"""

import sys
from types import FrameType
from typing import Any

import pytest

from tests.hostile.growing import STAGES, Work

SIZES = {"read": 150, "check": 60, "export": 60}
SENTENCE = 250
"""A sentence is parsed in pieces of 400 words at most: from here on the work has its final shape."""
FOUND = ["according to", "said", "numbered links", "quotation marks", "one sentence", "relative clauses"]
"""Of what claims are looked for in, what is counted soon enough."""
MOST = 2.3
"""Times as many steps for twice the text."""
CASES = [pytest.param(stage, each, id=f"{stage} {each}") for stage in SIZES for each in STAGES[stage][1]]


def steps(work: Work) -> int:
    """Count the lines that are run."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(("stage", "pattern"), CASES)
def test_twice_the_text_is_at_most_2_3_times_the_work(stage: str, pattern: str) -> None:
    made, _ = STAGES[stage]
    size = SIZES[stage]
    made(pattern, size)()  # what is loaded once is no part of it
    one, two, four = (steps(made(pattern, size * times)) for times in (1, 2, 4))
    assert two <= MOST * one, f"{one} → {two} → {four}"
    assert four <= MOST * two, f"{one} → {two} → {four}"


@pytest.mark.parametrize("pattern", FOUND)
def test_twice_the_sentence_is_at_most_2_3_times_the_work(pattern: str) -> None:
    made, _ = STAGES["find"]
    made(pattern, 20)()
    one, two = (steps(made(pattern, SENTENCE * times)) for times in (1, 2))
    assert two <= MOST * one, f"{one} → {two}"
