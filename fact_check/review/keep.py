"""What a session wrote goes to its journals, at once; what others write meanwhile comes back."""

from itertools import groupby

from fact_check.ledger.events import Event
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.review.state import Session, Written


def keep(session: Session, written: tuple[Written, ...]) -> None:
    """Append events to the journals of their drafts; they are on the disk when this returns.

    Raises JournalError when one cannot be written.
    """
    for number, group in groupby(written, key=lambda pair: pair[0]):
        append(journal_of(session.drafts[number].article.path), [event for _, event in group])


def news(session: Session, sizes: dict[int, int]) -> tuple[dict[int, int], dict[int, list[Event]]]:
    """Read what others have written since the journals had `sizes` (bytes, by draft number).

    Returns the sizes now, and the events that the session does not know. Raises JournalError for a broken journal.
    """
    now: dict[int, int] = {}
    fresh: dict[int, list[Event]] = {}
    for number, draft in enumerate(session.drafts):
        path = journal_of(draft.article.path)
        now[number] = path.stat().st_size if path.exists() else 0
        if now[number] != sizes.get(number, now[number]):
            known = {event.id for event in draft.state.events}
            found = [e for e in read_journal(path, say=lambda _: None).events if e.id not in known]
            if found:
                fresh[number] = found
    return now, fresh
