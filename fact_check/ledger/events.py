"""What a reviewer did, one frozen event each: the lines of a journal."""

import hashlib
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, Field, TypeAdapter

from fact_check.claims import ClaimId, Frozen, Label, Piece, Relation, RuleId

JOURNAL_VERSION = 1
"""What `Entry.version` says; a journal of a higher one is not read."""


class Mark(Frozen):
    """Some words and where they stood, in the text of that time."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Anchor(Mark):
    """A stretch of a draft as it stood when somebody decided on it: a W3C text-quote and text-position selector.

    Beyond that it keeps what a decision rests on, so that a change to it can be seen without the old draft.
    """

    prefix: str = ""
    """The 32 characters before it."""
    suffix: str = ""
    """The 32 characters after it."""
    pieces: tuple[Piece, ...] = ()
    """The parts of a claim that its own attribution interrupts; empty when nothing does."""
    source: Mark | None = None
    resolved: str | None = None
    """Who the source's words stood for."""
    cue: Mark | None = None
    frame: Mark | None = None
    """The sentences that hold it with its source and cue."""


class Suggested(Frozen):
    """What the tool had suggested when a reviewer decided: the ground for each rule's precision."""

    label: Label | None = None
    rule: RuleId | None = None
    cue: RuleId | None = None
    """The rule that found the claim's cue."""


class Entry(Frozen):
    """A line of a journal: who wrote it and when (UTC). Its id comes from everything else in it."""

    version: Literal[1] = 1
    id: str
    who: str
    when: AwareDatetime


class Torn(Entry):
    """Says that the line before was cut short by a crash, and is to be passed over."""

    what: Literal["torn"] = "torn"


class Undone(Entry):
    """Takes an event back. Taking back an undo is the redo."""

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


class Cleared(Deed):
    """Undecided again: neither label nor rejection of this reviewer stands."""

    what: Literal["clear"] = "clear"


class Noted(Deed):
    what: Literal["note"] = "note"
    text: str


class Added(Deed):
    """A claim that was not found; its anchor is the claim."""

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


class Adjudicated(Deed):
    """The final word where reviewers differ: a label, or None for not a claim."""

    what: Literal["adjudicate"] = "adjudicate"
    label: Label | None = None


Event = Annotated[
    Labelled | Rejected | Cleared | Noted | Added | Mended | Supported | Linked | Adjudicated | Undone | Torn,
    Field(discriminator="what"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)

E = TypeVar("E", bound=Entry)


def sign(kind: type[E], *, who: str, when: datetime, **fields: Any) -> E:
    """Make an event with its id, which is "e" and 15 hex digits of SHA-256 over the rest of the event."""
    bare = kind(id="", who=who, when=when, **fields)
    digest = hashlib.sha256(line(bare).encode("utf-8", "surrogatepass")).hexdigest()
    # What a copy would hold of its own besides its fields is half its size, and a day's events are held in memory.
    return kind.model_construct(_fields_set=_fields(kind), **{**bare.__dict__, "id": "e" + digest[:15]})


@cache
def _fields(kind: type[Entry]) -> set[str]:
    return set(kind.model_fields)


def line(event: Entry) -> str:
    """Write an event as one line of JSON, without the line's end."""
    return event.model_dump_json(exclude_none=True, exclude_defaults=False)
