"""The interface that the parts of the full screen share."""

from collections.abc import Callable

from textual.app import App

from fact_check.ledger.draft import Draft
from fact_check.read import Article
from fact_check.review.keys import Binding
from fact_check.review.panes.picking import Picking
from fact_check.review.session import Session
from fact_check.runtime.files import Seen


class Reviewing(App[None]):
    """A screen that shows a session and messages; its parts are mixed into the app."""

    session: Session
    articles: tuple[Article, ...]
    keys: tuple[Binding, ...]
    picking: Picking | None
    journals: dict[int, Seen]
    """The last seen state of each journal, by draft number."""
    opened: Callable[[Article], Draft]
    reread: Callable[[str], Article]
    waiting: int
    """How many drafts still wait for their claims."""

    @property
    def is_finding(self) -> bool:
        """Tell whether claims are still being found."""
        return self.waiting > 0

    def show(self) -> None:
        """Show the session on the screen."""
        raise NotImplementedError

    def say(self, what: str) -> None:
        """Show a message in the key bar."""
        raise NotImplementedError

    def fail(self, error: BaseException) -> None:
        """End the screen; whoever opened it raises the error."""
        raise NotImplementedError
