"""What one reviewer has decided about one claim, and how each event changes it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from fact_check.claims import ClaimId, Label, Relation, SourceKind
from fact_check.ledger.events import (
    Added,
    Adjudicated,
    Anchor,
    Assigned,
    Cleared,
    Corrected,
    Deed,
    Labelled,
    Linked,
    Mended,
    Merged,
    Noted,
    Origin,
    Rejected,
    Split,
    Suggested,
    Supported,
    Tagged,
    Taken,
    Unlinked,
)

EPOCH = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Note:
    who: str
    when: datetime
    text: str
    event: str = ""
    """The event that wrote it: undoing that removes it."""


@dataclass(frozen=True, slots=True)
class Support:
    """What a reviewer says the claim rests on: a stretch of the article, or an address."""

    at: Anchor | None = None
    url: str | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A link that a reviewer drew, to a claim with the id and place that it had then."""

    relation: Relation
    to: ClaimId
    to_anchor: Anchor
    event: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """The source that a reviewer gave the claim: words of the article, or none."""

    at: Anchor | None
    kind: SourceKind | None
    who: str
    when: datetime
    suggested: Suggested | None = None
    """What the tool had suggested with the wrong source."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that somebody added or removed."""

    name: str
    on: bool
    who: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who should look at the claim, according to somebody."""

    to: str | None
    who: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything one reviewer has said about one claim, with the id and place that it had then."""

    claim: ClaimId
    who: str
    anchor: Anchor
    """The claim as it was when it was decided: a later note or link must not make an old decision look new."""
    final: bool = False
    """Whether it is an adjudication, kept apart from what the same person said as a reviewer."""
    label: Label | None = None
    rejected: bool = False
    decided: datetime = EPOCH
    """When label or rejection last changed."""
    suggested: Suggested | None = None
    origin: Origin | None = None
    """Where it was first decided, if it was taken over."""
    added: bool = False
    mended: Anchor | None = None
    found: Anchor | None = None
    """The claim as the tool had found it, if its span was fixed."""
    notes: tuple[Note, ...] = ()
    supports: tuple[Support, ...] = ()
    links: tuple[Related, ...] = ()
    unlinked: tuple[Related, ...] = ()
    source: Correction | None = None
    tags: tuple[Tag, ...] = ()
    assigned: Assignment | None = None
    merged: ClaimId | None = None
    """The claim that it was merged into; then it isn't a claim of its own."""

    @property
    def is_decided(self) -> bool:
        return self.rejected or self.label is not None

    @property
    def says_something(self) -> bool:
        """Tell whether anything of it is left; False if everything was undone."""
        attached = self.notes or self.supports or self.links or self.unlinked or self.tags
        return bool(self.is_decided or self.added or self.mended or attached or self.source or self.assigned)

    def with_older(self, older: "Decision") -> "Decision":
        """Take over what the same reviewer attached to the claim under an older id."""
        return replace(
            self,
            notes=(*older.notes, *self.notes),
            supports=(*older.supports, *self.supports),
            links=(*older.links, *self.links),
            unlinked=(*older.unlinked, *self.unlinked),
            tags=(*older.tags, *self.tags),
            added=self.added or older.added,
            mended=self.mended or older.mended,
            found=self.found or older.found,
            source=self.source or older.source,
            assigned=self.assigned or older.assigned,
        )


def apply(held: Decision, event: Deed) -> Decision:
    """Apply an event to its author's decision about the claim; a split or a merge changes other claims, too."""
    if isinstance(event, (Labelled, Rejected, Taken, Cleared, Adjudicated, Added)) or not held.is_decided:
        held = replace(held, anchor=event.anchor)
    match event:
        case Labelled():
            return replace(
                held, label=event.label, rejected=False, decided=event.when, suggested=event.suggested, origin=None
            )
        case Rejected():
            return replace(held, label=None, rejected=True, decided=event.when, suggested=event.suggested, origin=None)
        case Taken():
            taken = replace(held, label=event.label, rejected=event.label is None, origin=event.origin)
            return replace(taken, decided=event.when, suggested=event.suggested)
        case Cleared():
            return replace(held, label=None, rejected=False, decided=event.when, suggested=None, origin=None)
        case Adjudicated():
            return replace(held, label=event.label, rejected=event.label is None, decided=event.when, origin=None)
        case Noted():
            return replace(held, notes=(*held.notes, Note(event.who, event.when, event.text, event.id)))
        case Added():
            return replace(held, added=True)
        case Mended() | Split() | Merged():
            return replace(held, anchor=event.to, mended=event.to, found=held.found or event.anchor)
        case Supported():
            return replace(held, supports=(*held.supports, Support(event.at, event.url, event.id)))
        case Linked():
            return replace(held, links=(*held.links, Related(event.relation, event.to, event.to_anchor, event.id)))
        case Unlinked():
            apart = Related(event.relation, event.to, event.to_anchor, event.id)
            return replace(held, unlinked=(*held.unlinked, apart))
        case Corrected():
            return replace(held, source=Correction(event.at, event.kind, event.who, event.when, event.suggested))
        case Tagged():
            return replace(held, tags=(*held.tags, Tag(event.tag, event.on, event.who, event.when)))
        case Assigned():
            return replace(held, assigned=Assignment(event.to, event.who, event.when))
        case _:
            raise TypeError(f"no reviewer does a {type(event).__name__}")


def part(held: Decision, event: Split | Merged) -> Decision:
    """Apply a split or a merge to one of the other claims: it was added, or is no longer a claim of its own."""
    if isinstance(event, Split):
        return replace(held, added=True)
    return replace(held, label=None, rejected=True, decided=event.when, merged=event.claim)
