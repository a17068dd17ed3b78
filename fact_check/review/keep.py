"""Save what a session writes to its journals at once, and take in what others write meanwhile.

If something else replaces a journal (git, a sync, a person), everything the session has shown is written again.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from fact_check.errors import JournalError
from fact_check.ledger.events import Event
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.review.state import Session, Written
from fact_check.runtime.files import Seen, plain_bytes


def keep(session: Session, written: tuple[Written, ...], known: Mapping[int, Seen]) -> tuple[dict[int, Seen], int]:
    """Append events to the journals of their drafts; they are on disk when this returns.

    `known` is the last seen state of each journal, by draft number. Returns the new states, and how many older events
    had to be written again because their journal was replaced. Raises JournalError if one cannot be written.
    """
    now, again = dict(known), 0
    for number, group in groupby(written, key=lambda pair: pair[0]):
        path = journal_of(session.drafts[number].article.path)
        events = [event for _, event in group]
        if known.get(number, Seen()) == Seen.of(path):
            append(path, events)
            now[number] = Seen.of(path)
        else:  # somebody else wrote; that is read at the next check
            again += _restore(session, number, path, events)
    return now, again


def news(session: Session, known: Mapping[int, Seen]) -> tuple[dict[int, Seen], dict[int, list[Event]], int]:
    """Read what others have written since `known`, and write again what they removed.

    Returns the new states, the events new to the session, and how many were written again.
    Raises JournalError for a broken journal, which loses nothing that was shown.
    """
    now: dict[int, Seen] = {}
    fresh: dict[int, list[Event]] = {}
    again = 0
    for number, draft in enumerate(session.drafts):
        path = journal_of(draft.article.path)
        now[number] = Seen.of(path)
        if now[number] == known.get(number):
            continue
        again += _restore(session, number, path)
        found = read_journal(path, say=lambda _: None).events
        ours = {event.id for event in draft.state.events}
        if others := [event for event in found if event.id not in ours]:
            fresh[number] = others
        now[number] = Seen.of(path)
    return now, fresh, again


def _restore(session: Session, number: int, path: Path, fresh: Sequence[Event] = ()) -> int:
    """Append the events that the session has and the journal lacks, then those written just now.

    Returns the number of older events.
    """
    known = _ids(path) | {event.id for event in fresh}
    missing = [event for event in session.drafts[number].state.events if event.id not in known]
    append(path, [*missing, *fresh])
    return len(missing)


def _ids(path: Path) -> set[str]:
    """Return the event ids in a journal, whatever else is in it."""
    try:
        return {event.id for event in read_journal(path, say=lambda _: None).events}
    except JournalError:
        return _ids_in_part(path)


def _ids_in_part(path: Path) -> set[str]:
    """Return the event ids in a file that cannot be read as a journal."""
    found = set()
    try:
        lines = plain_bytes(path).splitlines()
    except OSError:
        return set()
    for line in lines:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(event, dict) and isinstance(event.get("id"), str):
            found.add(event["id"])
    return found
