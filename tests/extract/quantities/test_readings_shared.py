"""How well numbers are read on the shared news sentences and wire stories. The floors only rise.

Values, bounds and units need no parse, so a blank pipeline reads them here.
"""

from functools import cache

import pytest
from bench.quantities import covered, ours, scored
from shared import SHARED

QUANTITIES = SHARED / "data" / "quantities"
pytestmark = pytest.mark.skipif(not QUANTITIES.exists(), reason="the shared folder is not beside the repository")


def test_values_bounds_and_kinds_on_news_sentences() -> None:
    found = scored(ours())
    assert found["value"] >= 0.975
    assert found["value+bound"] >= 0.945
    assert found["value+kind"] >= 0.965


@cache
def stories() -> dict[str, float]:
    return covered(ours())


@pytest.mark.parametrize(("kind", "floor"), [("MONEY", 1), ("PERCENT", 1), ("CARDINAL", 0.98), ("MEASURE", 0.97)])
def test_spans_of_wire_stories_are_covered_with_a_value(kind: str, floor: float) -> None:
    assert stories()[kind] >= floor
