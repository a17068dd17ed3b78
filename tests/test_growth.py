"""An article's claims cost no more than its length: counted in calls, which no busy machine changes."""

from itertools import pairwise

import pytest
from calls import WORST, calls

from fact_check.language import stretches
from fact_check.pipeline import claims_of
from fact_check.read import Article, read_text
from fact_check.rules import load_rules, select

RULES = load_rules()
WORDS = (1000, 2000)
"""Longer than an article is: below it, more numbers still find more to be compared with, up to a bound."""


def article(piece: str, words: int) -> Article:
    return read_text(f"Numbers\n\n{piece * (words // len(piece.split()))}", select(RULES, "furniture"))


def spent_on(article: Article) -> int:
    """Return the calls on the way from an article's parse to its claims."""
    docs = list(next(stretches([(article.prose, ())])))
    return calls(lambda: claims_of(article, docs, RULES))


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("five ", id="number words"),
        pytest.param("1 to 2 to 3 ", id="ranges"),
        pytest.param("5 cats and 5 cats and ", id="counts"),
        pytest.param("about $5 of 7 percent, ", id="money and shares"),
        pytest.param("5 ", id="digits"),
        pytest.param("40 men saw 7 cats ", id="numbers without a stop"),
    ],
)
def test_calls_grow_with_an_article_and_not_with_its_square(piece: str) -> None:
    spent = [spent_on(article(piece, words)) for words in WORDS]
    assert all(longer <= WORST * shorter for shorter, longer in pairwise(spent)), spent
