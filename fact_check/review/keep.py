"""What a session wrote goes to its journals, at once; what others write meanwhile comes back.

A journal that something else replaced (git, a sync, a hand) gets back whatever of it the session has shown.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from fact_check.errors import JournalError
from fact_check.ledger.events import Event
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.review.state import Session, Written
from fact_check.runtime.files import plain_bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was last looked at; all noughts when there was none."""

    inode: int = 0
    size: int = 0
    written: int = 0

    @classmethod
    def of(cls, path: Path) -> "Seen":
        try:
            found = path.stat()
        except OSError:
            return cls()
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


def keep(session: Session, written: tuple[Written, ...], known: Mapping[int, Seen]) -> tuple[dict[int, Seen], int]:
    """Append events to the journals of their drafts; they are on the disk when this returns.

    `known` is how the journals were last seen, by draft number. Returns how they are now, and how many older events had
    to be written again because their journal was replaced. Raises JournalError when one cannot be written.
    """
    now, again = dict(known), 0
    for number, group in groupby(written, key=lambda pair: pair[0]):
        path = journal_of(session.drafts[number].article.path)
        events = [event for _, event in group]
        if known.get(number, Seen()) == Seen.of(path):
            append(path, events)
            now[number] = Seen.of(path)
        else:  # somebody else wrote, and is read at the next look
            again += _restore(session, number, path, events)
    return now, again


def news(session: Session, known: Mapping[int, Seen]) -> tuple[dict[int, Seen], dict[int, list[Event]], int]:
    """Read what others have written since the journals were as `known`, and write again what they took away.

    Returns how the journals are now, the events that the session does not know, and how many were written again.
    Raises JournalError for a broken journal; nothing that was shown is lost by it.
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
    """Append what the session knows of a draft and its journal does not, then what it wrote just now.

    Returns how many of the older events there were.
    """
    known = _ids(path) | {event.id for event in fresh}
    missing = [event for event in session.drafts[number].state.events if event.id not in known]
    append(path, [*missing, *fresh])
    return len(missing)


def _ids(path: Path) -> set[str]:
    """Find the ids of the events in a journal, whatever else is in it."""
    try:
        return {event.id for event in read_journal(path, say=lambda _: None).events}
    except JournalError:
        return _ids_in_part(path)


def _ids_in_part(path: Path) -> set[str]:
    """Find the ids in a journal that cannot be read as one."""
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
