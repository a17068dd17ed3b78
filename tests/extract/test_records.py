"""What the finders hand to each other: plain frozen values."""

from dataclasses import FrozenInstanceError, replace

import pytest

from fact_check.claims import Effect, RuleId
from fact_check.extract.records import Attribution, Measure, Statement

SAID = Attribution((3, 4), Effect.REPORTS, RuleId("reporting.say"), ((0, 3),), (4, 6))


def test_a_statement_is_silent_as_its_attribution_is() -> None:
    assert not Statement(((0, 3),)).silent
    assert not Statement(((0, 3),), SAID).silent
    assert Statement(((0, 3),), replace(SAID, silent=True)).silent


def test_values_stay_as_they_are() -> None:
    with pytest.raises(FrozenInstanceError):
        SAID.source = None  # type: ignore[misc]
    assert Measure() == Measure()
