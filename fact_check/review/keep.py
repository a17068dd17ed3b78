"""What a session wrote goes to its journals, at once."""

from itertools import groupby

from fact_check.ledger import append, journal_of
from fact_check.review.state import Session, Written


def keep(session: Session, written: tuple[Written, ...]) -> None:
    """Append events to the journals of their drafts; they are on the disk when this returns.

    Raises JournalError when one cannot be written.
    """
    for number, group in groupby(written, key=lambda pair: pair[0]):
        append(journal_of(session.drafts[number].article.path), [event for _, event in group])
