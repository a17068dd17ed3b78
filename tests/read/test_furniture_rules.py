"""Every furniture rule matches its own examples, whole lines, and none of the near misses."""

import pytest

from fact_check.read import read_text
from fact_check.rules import load_rules, select

RULES = select(load_rules(), "furniture")
STORY = "Ferry sinks\n\nForty people drowned.\n\n"


def rules_that_match(line: str) -> list[str]:
    article = read_text(f"{STORY}{line}\n\nThe ferry was built in 1961.\n", RULES)
    return [f.rule for f in article.furniture]


@pytest.mark.parametrize(("rule", "line"), [pytest.param(r.id, f.strip("{}"), id=f) for r in RULES for f in r.finds])
def test_finds(rule: str, line: str) -> None:
    assert rules_that_match(line) == [rule]


@pytest.mark.parametrize("line", [pytest.param(i, id=i) for r in RULES for i in r.ignores])
def test_ignores(line: str) -> None:
    assert rules_that_match(line) == []


@pytest.mark.parametrize(
    ("end", "furniture"),
    [
        pytest.param("Share this Article\nYour best\nlocal paper\n© 2023 Post\n", 4, id="slogan before the copyright"),
        pytest.param("Share this Article\nYour best\nlocal paper\n", 3, id="slogan at the very end"),
        pytest.param("Share this Article\nForty people drowned in it.\n© 2023 Post\n", 2, id="a sentence is story"),
    ],
)
def test_end_matter(end: str, furniture: int) -> None:
    assert len(read_text(STORY + end, RULES).furniture) == furniture
