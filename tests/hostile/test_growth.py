"""Work grows with a text and not with its square: counted in steps of the program, so that no clock has a say.

A step is a line of ours, or of a library's in Python, that is run. What C does within one is for the clock:
`python -m tests.bench.hostile` takes the same texts, and larger ones.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from fact_check.claims import SourceKind
from fact_check.language import meanings, stretches
from fact_check.pipeline import claims_of
from fact_check.read import read_bytes
from fact_check.report.reliance import resting
from fact_check.rules import furniture_rules
from tests.hostile.growing import STAGES, Work, rules
from tests.hostile.patterns import FIND, KIN
from tests.make import claim

SIZES = {"read": 150, "files": 60, "check": 60, "export": 60}
WORDS = 600
"""A sentence is parsed in pieces of 400 words at most: from here on the work has its final shape."""
COMPARED = 3600
"""So many where each claim is compared with others: with how many is bounded, and here the bound is reached."""
LONG = 1200
"""So many in one sentence: in fewer, most of what is said is taken for one claim."""
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


def sized(pattern: Callable[[int], str], words: int) -> str:
    """Return a growing text of about so many words, and fewer where they are long."""
    of_60 = pattern(60)
    return pattern(round(60 * words / max(len(of_60.split()), len(of_60) / 3)))


def calls(text: str) -> int:
    """Count how often a function is entered or left on the way from a text's parse to its claims, C's too."""
    article = read_bytes("draft.md", text.encode(), furniture_rules(rules()))
    docs = list(next(stretches([(article.prose, article.asides)])))
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        claims_of(article, docs, rules(), meanings())
    finally:
        sys.setprofile(None)
    return count


FOUND = FIND | {f"kin: {name}": made for name, (made, _) in KIN.items() if name not in ("alike claims", "one sentence")}


@pytest.mark.parametrize("name", FOUND)
def test_twice_the_words_are_at_most_2_3_times_the_work(name: str) -> None:
    words = {"claims with other numbers": COMPARED, "kin: one sentence of claims": LONG}.get(name, WORDS)
    one, two = (calls(sized(FOUND[name], words * times)) for times in (1, 2))
    assert two <= MOST * one, f"{one} → {two}"


@pytest.mark.parametrize("kind", [SourceKind.PERSON, SourceKind.ORGANISATION])
def test_twice_the_sources_are_at_most_2_3_times_the_work(kind: SourceKind) -> None:
    one = claim("Ann Bo said 40 men left.", "40 men left", source="Ann Bo", kind=kind)
    assert one.source is not None

    def named(count: int) -> Work:
        sources = [one.source.model_copy(update={"text": f"A{n} B{n}"}) for n in range(count)]
        made = [one.model_copy(update={"source": each}) for each in sources]
        return lambda: resting(made)

    fewer, more = (steps(named(count)) for count in (150, 300))
    assert more <= MOST * fewer, f"{fewer} → {more}"
