"""Whether two numbers count the same thing."""

import pytest

from fact_check.extract.records import Measure
from fact_check.relate.things import alike, same_time, thing
from tests.relate.founds import counted


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(counted("people", "kill"), counted("", "die"), True, id="one-deed"),
        pytest.param(counted("people", "kill"), counted("people", "injure"), False, id="other-deeds"),
        pytest.param(counted("cow", "kill"), counted("dog", "sell"), False, id="other-nouns"),
        pytest.param(counted("cow", "kill", part=True), counted("cow", "kill"), False, id="a-part"),
        pytest.param(Measure(), counted("cow", "kill"), None, id="nothing-said"),
    ],
)
def test_alike(one: Measure, other: Measure, same: bool | None) -> None:
    assert alike(one, other) is same


def test_words_for_one_deed_are_one() -> None:
    assert thing(counted("death")) == (None, "dead")
    assert thing(counted("people", "kill")) == (None, "dead")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("2019", "2019", True), ("2019", "2020", False), ("2019", "", False), ("monday", "", True)],
    ids=["one-year", "two-years", "a-year-and-none", "a-day-and-none"],
)
def test_same_time(one: str, other: str, same: bool) -> None:
    assert same_time(counted("cow", when=one), counted("cow", when=other)) is same
