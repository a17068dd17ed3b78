"""What the parts of the full screen know of each other."""

from collections.abc import Callable

from textual.app import App

from fact_check.ledger.draft import Draft
from fact_check.read import Article
from fact_check.review.keep import Seen
from fact_check.review.keys import Binding
from fact_check.review.panes.picking import Picking
from fact_check.review.session import Session


class Reviewing(App[None]):
    """A screen with a session, which can show it and say something; its parts are mixed into the app."""

    session: Session
    articles: tuple[Article, ...]
    keys: tuple[Binding, ...]
    picking: Picking | None
    journals: dict[int, Seen]
    """The journals as they were seen last, by draft number."""
    opened: Callable[[Article], Draft]
    reread: Callable[[str], Article]
    waiting: int
    """How many drafts' claims are still being found."""

    @property
    def is_finding(self) -> bool:
        """Claims are still being found."""
        return self.waiting > 0

    def show(self) -> None:
        """Put the session on the screen."""
        raise NotImplementedError

    def say(self, what: str) -> None:
        """Say something in the line of keys."""
        raise NotImplementedError

    def fail(self, error: BaseException) -> None:
        """End the screen; who opened it raises what ended it."""
        raise NotImplementedError
