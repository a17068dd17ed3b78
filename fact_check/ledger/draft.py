"""A draft as everybody after the finder sees it: the article, its claims, and what people said of them."""

from dataclasses import dataclass

from fact_check.claims import Claim
from fact_check.ledger.carried import Carried, carry
from fact_check.ledger.fold import State, fold
from fact_check.ledger.journal import journal_of, read_journal
from fact_check.read import Article


@dataclass(frozen=True, slots=True)
class Draft:
    article: Article
    claims: tuple[Claim, ...]
    """As found, in text order."""
    state: State
    carried: tuple[Carried, ...]
    """Each claim with what was decided on it, then those that are gone."""


def open_draft(article: Article, claims: tuple[Claim, ...]) -> Draft:
    """Join an article and its claims with the review journal beside it; standard input has none.

    Raises JournalError for a journal that cannot be read.
    """
    events = () if article.path == "-" else read_journal(journal_of(article.path)).events
    state = fold(events)
    return Draft(article, claims, state, carry(state, claims, article.text))
