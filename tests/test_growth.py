"""An article's claims cost no more than its length: counted in calls, which no busy machine changes."""

import sys
from itertools import pairwise
from types import FrameType

import pytest

from fact_check.language import stretches
from fact_check.pipeline import claims_of
from fact_check.read import Article, read_text
from fact_check.rules import load_rules, select

WORST = 2.3
"""Twice as long, twice the calls; the square of it would be four times."""
RULES = load_rules()
WORDS = (1000, 2000)
"""Longer than an article is: below it, more numbers still find more to be compared with, up to a bound."""


def article(piece: str, words: int) -> Article:
    return read_text(f"Numbers\n\n{piece * (words // len(piece.split()))}", select(RULES, "furniture"))


def calls(article: Article) -> int:
    """Return how often a function is entered or left, C's too, on the way from an article's parse to its claims."""
    docs = list(next(stretches([(article.prose, ())])))
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        claims_of(article, docs, RULES)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("five ", id="number words"),
        pytest.param("1 to 2 to 3 ", id="ranges"),
        pytest.param("5 cats and 5 cats and ", id="counts"),
        pytest.param("about $5 of 7 percent, ", id="money and shares"),
    ],
)
def test_calls_grow_with_an_article_and_not_with_its_square(piece: str) -> None:
    spent = [calls(article(piece, words)) for words in WORDS]
    assert all(longer <= WORST * shorter for shorter, longer in pairwise(spent)), spent
