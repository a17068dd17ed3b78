"""Expressions that could run forever are refused by their form; those that rules are made of are not."""

import pytest

from fact_check.rules import load_rules
from fact_check.runtime.expressions import endless

ENDLESS = [
    "(a+)+b",
    "(a*)*",
    "(?:a+)*?",
    "([a-z]+)*x",
    r"(\w+\s?)*x",
    "(.*,)*x",
    "(.+ )+",
    "(a|a)*b",
    "(a|aa)*c",
    "(ab|[a-c]b)*x",
    "((a+)+)",
    "(?=(a+)+)b",
    "x|(a+)+",
    "(a{1,1000})+",
]
BOUNDED = [
    "a+b+",
    r"(\w+ )*x",
    "(ab)+",
    "(for free|free|now)*",
    "(, [a-z]+)*",
    "[^.]{0,200}",
    "(a|b)*",
    "(a|ab)*c",
    "Read more .*",
    r"([^.!?]|\.(?! [A-Z])){0,160}",
]


@pytest.mark.parametrize("pattern", ENDLESS)
def test_what_could_take_for_ever(pattern: str) -> None:
    assert endless(pattern) is not None


@pytest.mark.parametrize("pattern", BOUNDED)
def test_what_takes_no_longer_than_it_is(pattern: str) -> None:
    assert endless(pattern) is None


def test_none_of_ours_could() -> None:
    assert [line for rule in load_rules() for line in rule.lines if endless(line)] == []
