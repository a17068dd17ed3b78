"""Read and write the journal beside a draft: appended JSON lines that survive a crash, two writers and a git merge."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fact_check.errors import JournalError, plainly
from fact_check.ledger.events import EVENT, JOURNAL_VERSION, KNOWN, Entry, Event, Torn, line, sign, told_apart
from fact_check.output.notices import notice
from fact_check.runtime.files import open_plain, refusal, whole

_ID = re.compile("e[0-9a-f]{15}")
_OPENS = b"{"
"""The first byte of each of our lines; a last line with another one was never ours."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The content of a journal: its events in the order of the file, and the lines that were set aside."""

    events: tuple[Event, ...] = ()
    torn: tuple[int, ...] = ()
    """The numbers of the lines that a crash cut short."""
    newer: tuple[int, ...] = ()
    """The numbers of the lines that only a later version understands."""


def read_journal(path: Path, *, say: Callable[[str], None] | None = None) -> Journal:
    """Read a journal; one that doesn't exist is empty.

    A last line that a crash cut short is set aside and reported to `say` (by default, on stderr). Raises JournalError
    for an unreadable journal, a line that isn't an event, and a journal of a newer version.
    """
    try:
        with open_plain(path) as file:
            _lock(file.fileno(), exclusive=False)
            raw = whole(file, path)
    except FileNotFoundError:
        return Journal()
    except OSError as error:
        raise JournalError(where=str(path), **refusal(error)) from None
    return parse_journal(raw, path, say=say)


def parse_journal(raw: bytes, path: Path, *, say: Callable[[str], None] | None = None) -> Journal:
    """Read a journal's bytes as `read_journal` does; `path` is only for errors."""
    lines = raw.split(b"\n")
    whole = lines[-1] == b""
    events: list[Event] = []
    known: dict[str, Event] = {}
    shared: list[int] = []
    torn: list[int] = []
    newer: list[int] = []
    for number, content in enumerate(lines, 1):
        if not content.strip():
            continue
        last = number == len(lines) and not whole
        following = lines[number] if number < len(lines) else b""
        try:
            event = EVENT.validate_json(content)
        except ValidationError as error:
            if content.startswith(_OPENS) and (last or _is_torn_mark(following)) and not _is_json(content):
                torn.append(number)
                if last:
                    _tell(say, f"{path}: line {number} was cut short by a crash; it is set aside")
                continue
            if _is_newer(content):
                newer.append(number)
                continue
            raise _fault(path, number, content, error) from None
        events.append(event)
        if known.setdefault(event.id, event) != event:
            shared.append(number)
    if shared:
        _tell(say, f"{path}: line {shared[0]} reuses the id of a different entry; both are kept")
    if newer:
        said = "one entry" if len(newer) == 1 else f"{len(newer)} entries"
        _tell(say, f"{path}: {said} from a newer fact-check skipped, but kept")
    return Journal(told_apart(events) if shared else tuple(events), tuple(torn), tuple(newer))


def append(path: Path, events: Sequence[Entry]) -> None:
    """Add events to a journal; they are on disk when this returns.

    They are written at once, in append mode, under a lock, then synced, so that two processes keep each other's events.
    A line that a crash cut short stays, and a "torn" event after it says so. Raises JournalError if nothing can be
    written.
    """
    if not events:
        return
    try:
        new = not path.exists()
        if path.is_symlink() and not path.exists():
            mend = "remove the link, or create its target"
            raise JournalError("is a broken link", where=str(path), mend=mend)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            _lock(handle, exclusive=True)
            batch = [line(event) for event in events]
            start = _before(handle, events[0])
            data = (start + "".join(f"{one}\n" for one in batch)).encode()
            while data:
                data = data[os.write(handle, data) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        if new:
            _sync_folder(path.parent)
    except OSError as error:
        raise JournalError(
            f"cannot be written: {error.strerror}", where=str(path), mend="make its folder writable"
        ) from None


def check_writable(path: Path) -> None:
    """Raise JournalError now if `append` would fail later: a reviewer should know before the first key."""
    try:
        target = path if path.exists() else path.parent
    except OSError as error:  # such as a name that is too long
        raise JournalError(f"cannot be written: {error.strerror}", where=str(path), mend="rename the draft") from None
    if path.is_dir() or not os.access(target, os.W_OK):
        raise JournalError("cannot be written", where=str(path), mend="make its folder writable")


def _before(handle: int, first: Entry) -> str:
    """Return what must come between the end of the file and new lines: nothing, a line end, or that and a torn mark."""
    size = os.fstat(handle).st_size
    if size == 0:
        return ""
    tail = b""
    at = size
    while at > 0 and b"\n" not in tail:
        step = min(4096, at)
        at -= step
        os.lseek(handle, at, os.SEEK_SET)
        tail = os.read(handle, step) + tail
    last = tail.rpartition(b"\n")[2]
    if not last:
        return ""
    if _is_json(last):
        return "\n"
    return "\n" + line(sign(Torn, who=first.who, when=datetime.now(UTC))) + "\n"


def _is_torn_mark(content: bytes) -> bool:
    try:
        return isinstance(EVENT.validate_json(content), Torn)
    except ValidationError:
        return False


def _is_newer(content: bytes) -> bool:
    """Tell whether a line is an entry of this journal version, whole and signed, but of a later kind."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or not isinstance(found.get("what"), str) or found["what"] in KNOWN:
        return False
    try:
        entry = Entry.model_validate({key: found.get(key) for key in Entry.model_fields})
    except ValidationError:
        return False
    return _ID.fullmatch(entry.id) is not None


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _fault(path: Path, number: int, content: bytes, error: ValidationError) -> JournalError:
    where = f"{path}:{number}"
    mend = "restore the journal from git, or remove the line"
    if content.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
        return JournalError(
            "has an unresolved merge conflict", where=where, mend="keep the lines of both sides and remove the markers"
        )
    try:
        found: Any = json.loads(content)
    except (ValueError, RecursionError):
        return JournalError("is not JSON", where=where, mend=mend)
    version = found.get("version") if isinstance(found, dict) else None
    if isinstance(version, int) and version > JOURNAL_VERSION:
        return JournalError(
            f"has journal version {version}, newer than {JOURNAL_VERSION}", where=where, mend="update fact-check"
        )
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "event"
    return JournalError(f"is not an event: {key}: {plainly(first['msg'], table='an object')}", where=where, mend=mend)


def _lock(handle: int, *, exclusive: bool) -> None:
    """Wait for the lock if the system has one; without it, a single write in append mode still doesn't get mixed up."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
    except OSError:  # some network file systems have none
        return


def _sync_folder(folder: Path) -> None:
    """Make a new file's name as durable as its content, if folders can be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _tell(say: Callable[[str], None] | None, what: str) -> None:
    if say is not None:
        say(what)
    else:
        notice(what)
