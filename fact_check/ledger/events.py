"""The events of a journal, one for each thing that a reviewer did: a line each.

Past 250 lines because every event is declared here, and nowhere else.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AwareDatetime, Field, TypeAdapter

from fact_check.claims import ClaimId, Frozen, Label, Piece, Relation, RuleId, SourceKind

JOURNAL_VERSION = 1
"""What `Entry.version` says; a journal of a higher one is not read."""


class Mark(Frozen):
    """Some words and where they were in the text of that time."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Anchor(Mark):
    """A stretch of a draft as it was when somebody decided on it: a W3C text-quote and text-position selector.

    It also keeps what the decision rests on, so that a change to that can be seen without the old draft.
    """

    prefix: str = ""
    """The 32 characters before it."""
    suffix: str = ""
    """The 32 characters after it."""
    pieces: tuple[Piece, ...] = ()
    """The parts of a claim that its own attribution interrupts; empty if nothing does."""
    source: Mark | None = None
    resolved: str | None = None
    """Whom the source's words referred to."""
    cue: Mark | None = None
    frame: Mark | None = None
    """The sentences around it and its source and cue."""


class Suggested(Frozen):
    """What the tool had suggested when a reviewer decided; each rule's precision is measured by it."""

    label: Label | None = None
    rule: RuleId | None = None
    cue: RuleId | None = None
    """The rule that found the claim's cue."""


class Entry(Frozen):
    """A line of a journal: who wrote it and when (UTC). Its id is made from everything else in it."""

    version: Literal[1] = 1
    id: str
    who: str
    when: AwareDatetime


class Torn(Entry):
    """Marks the line before as cut short by a crash, to be skipped."""

    what: Literal["torn"] = "torn"


class Undone(Entry):
    """Undoes an event. Undoing an undo redoes it."""

    what: Literal["undo"] = "undo"
    of: str
    """The event's id."""


class Deed(Entry):
    """Something done to a claim, with the claim as it stood."""

    claim: ClaimId
    anchor: Anchor


class Labelled(Deed):
    what: Literal["label"] = "label"
    label: Label
    suggested: Suggested | None = None


class Rejected(Deed):
    """Not a claim."""

    what: Literal["reject"] = "reject"
    suggested: Suggested | None = None


class Origin(Frozen):
    """Where a decision that was taken over had first been made."""

    where: str
    """The draft, from the root of its policy, or an address."""
    claim: ClaimId | None = None
    """The claim's id there."""
    text: str
    """Its words there."""
    who: str | None = None
    when: AwareDatetime | None = None


class Taken(Deed):
    """A decision on the same statement elsewhere holds here, too: a label, or None for not a claim."""

    what: Literal["take"] = "take"
    label: Label | None = None
    origin: Origin
    suggested: Suggested | None = None


class Cleared(Deed):
    """Undecided again: this reviewer's label or rejection no longer counts."""

    what: Literal["clear"] = "clear"


class Noted(Deed):
    what: Literal["note"] = "note"
    text: str


class Added(Deed):
    """A claim that the tool didn't find; its anchor is the claim."""

    what: Literal["add"] = "add"


class Mended(Deed):
    """The claim is `to`, not what was found."""

    what: Literal["mend"] = "mend"
    to: Anchor


class Supported(Deed):
    """What the claim rests on: a stretch of the article, or an address."""

    what: Literal["support"] = "support"
    at: Anchor | None = None
    url: str | None = None


class Linked(Deed):
    """This claim denies, doubts, restates or conflicts with another one."""

    what: Literal["link"] = "link"
    relation: Relation
    to: ClaimId
    to_anchor: Anchor


class Unlinked(Deed):
    """This claim has no such link to another one, whatever the tool or somebody else said."""

    what: Literal["unlink"] = "unlink"
    relation: Relation
    to: ClaimId
    to_anchor: Anchor


class Corrected(Deed):
    """The claim has another source: these words of the article, or nobody."""

    what: Literal["source"] = "source"
    at: Anchor | None = None
    kind: SourceKind | None = None
    suggested: Suggested | None = None


class Part(Frozen):
    """A claim that a split made or a merge took in."""

    claim: ClaimId
    anchor: Anchor


class Split(Deed):
    """The claim is several: `to` is what is left of it, `parts` are the others."""

    what: Literal["split"] = "split"
    to: Anchor
    parts: tuple[Part, ...]


class Merged(Deed):
    """The claim is one with the claims of `parts`: all of them are `to`."""

    what: Literal["merge"] = "merge"
    to: Anchor
    parts: tuple[Part, ...]


class Tagged(Deed):
    """One of the desk's own tags was added to the claim or removed."""

    what: Literal["tag"] = "tag"
    tag: str
    on: bool = True


class Assigned(Deed):
    """Somebody should look at the claim; nobody in particular without `to`."""

    what: Literal["assign"] = "assign"
    to: str | None = None


class Adjudicated(Deed):
    """The final word where reviewers differ: a label, or None for not a claim."""

    what: Literal["adjudicate"] = "adjudicate"
    label: Label | None = None


Event = Annotated[
    Labelled
    | Rejected
    | Taken
    | Cleared
    | Noted
    | Added
    | Mended
    | Supported
    | Linked
    | Unlinked
    | Corrected
    | Split
    | Merged
    | Tagged
    | Assigned
    | Adjudicated
    | Undone
    | Torn,
    Field(discriminator="what"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
KNOWN = frozenset(kind.model_fields["what"].default for kind in get_args(get_args(Event)[0]))
"""The kinds of events of this version; those of a later version are skipped, and kept."""

E = TypeVar("E", bound=Entry)


LAST = datetime.max.replace(tzinfo=UTC)
"""The last moment of the calendar. Events dated then or later keep the order in which they were written."""


def moment(event: Entry) -> tuple[datetime, str]:
    """Return the sort key of an event: its time, then its id."""
    return (event.when, event.id) if event.when < LAST else (LAST, "")


def moment_after(when: datetime, now: datetime) -> datetime:
    """Return the moment after another. At the end of the calendar it is one of many ends, told apart by the clock."""
    if when < LAST - timedelta(days=2):
        return when.astimezone(UTC) + timedelta(microseconds=1)
    past = timedelta(hours=now.hour % 23, minutes=now.minute, seconds=now.second, microseconds=now.microsecond)
    return (LAST - _WEST).replace(tzinfo=timezone(-_WEST)) + past


_WEST = timedelta(hours=23, minutes=59)
"""The time zone in which the calendar ends last."""


def sign(kind: type[E], /, *, who: str, when: datetime, **fields: Any) -> E:
    """Make an event with its id, which is "e" and 15 hex digits of SHA-256 over the rest of the event."""
    bare = kind(id="", who=who, when=when, **fields)
    digest = hashlib.sha256(line(bare).encode("utf-8", "surrogatepass")).hexdigest()
    # A copy would hold as much again besides its fields, and a day's events are held in memory.
    return kind.model_construct(_fields_set=_fields(kind), **{**bare.__dict__, "id": "e" + digest[:15]})


def told_apart(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return each event once.

    If different events share an id, all but one get a new one: the one that the id was made for keeps it, or else the
    first by its text, so the order of the events does not matter.
    """
    by_id: dict[str, dict[str, Event]] = {}
    first: dict[str, Event] = {}
    for event in events:
        known = first.setdefault(event.id, event)
        if known is not event and known != event:
            by_id.setdefault(event.id, {line(known): known})[line(event)] = event
    if not by_id:
        return tuple(first.values())
    made = {text: _signed_anew(event) for same in by_id.values() for text, event in same.items()}
    for id, same in by_id.items():
        owner = next((text for text in same if made[text].id == id), min(same))
        made[owner] = same[owner]
    found = [made[line(event)] if event.id in by_id else event for event in events]
    return tuple({event.id: event for event in found}.values())


def _signed_anew(event: Event) -> Event:
    own = {"version", "id", "who", "when", "what"}
    fields = {name: getattr(event, name) for name in type(event).model_fields if name not in own}
    return sign(type(event), who=event.who, when=event.when, **fields)


@cache
def _fields(kind: type[Entry]) -> set[str]:
    return set(kind.model_fields)


def line(event: Entry) -> str:
    """Write an event as one line of JSON, without the line's end."""
    return event.model_dump_json(exclude_none=True, exclude_defaults=False)
