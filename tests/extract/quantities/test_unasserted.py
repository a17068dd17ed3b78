"""Numbers that nobody states: wanted, asked, commanded, or in a condition that comes first."""

import pytest

from fact_check.extract.quantities.unasserted import commands, conditional, wanted
from fact_check.language import pipeline


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("They asked how it will cross 46 roads.", True, id="asked"),
        pytest.param("They hope to cross 46 roads.", True, id="wanted"),
        pytest.param("It will cross 46 roads.", False, id="stated"),
        pytest.param("They said that it will cross 46 roads.", False, id="said"),
    ],
)
def test_wanted(text: str, told: bool) -> None:
    doc = pipeline()(text)
    assert wanted(next(t for t in doc if t.text == "46")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("If 50 members agree, the rule falls.", True, id="if"),
        pytest.param("Even if 50 members agree, the rule stays.", False, id="even-if"),
        pytest.param("The rule falls when 50 members agree.", False, id="behind"),
    ],
)
def test_conditional(text: str, told: bool) -> None:
    doc = pipeline()(text)
    assert conditional(next(t for t in doc if t.text == "50")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Give them 10 minutes.", True, id="an-imperative"),
        pytest.param("They gave them 10 minutes.", False, id="a-statement"),
    ],
)
def test_commands(text: str, told: bool) -> None:
    doc = pipeline()(text)
    assert commands(next(t for t in doc if t.dep_ == "ROOT")) is told
