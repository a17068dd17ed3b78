"""From events to what each reviewer holds: order-blind, so that merged journals fold alike on every machine.

A little past 250 lines: folding all and folding one more are two ways to the same, and are read side by side.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from fact_check.claims import ClaimId, Label, Relation
from fact_check.ledger.events import (
    Added,
    Adjudicated,
    Anchor,
    Cleared,
    Deed,
    E,
    Event,
    Labelled,
    Linked,
    Mended,
    Noted,
    Rejected,
    Suggested,
    Supported,
    Undone,
)

_EPOCH = datetime.min.replace(tzinfo=UTC)
_Key = tuple[ClaimId, str, bool]
"""A claim, a reviewer, and whether it is an adjudication: what there is one decision for."""


@dataclass(frozen=True, slots=True)
class Note:
    who: str
    when: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Support:
    """What a reviewer says the claim rests on: a stretch of the article, or an address."""

    at: Anchor | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A link that a reviewer drew, to a claim as it was called and stood then."""

    relation: Relation
    to: ClaimId
    to_anchor: Anchor


@dataclass(frozen=True, slots=True)
class Decision:
    """All that one reviewer holds about one claim, by the name and place that it had then."""

    claim: ClaimId
    who: str
    anchor: Anchor
    """The claim as it stood when it was decided: a later note or link must not make an old decision look fresh."""
    final: bool = False
    """The word of an adjudication, kept apart from what the same person said as a reviewer."""
    label: Label | None = None
    rejected: bool = False
    decided: datetime = _EPOCH
    """When label or rejection last changed."""
    suggested: Suggested | None = None
    added: bool = False
    mended: Anchor | None = None
    found: Anchor | None = None
    """What was mended: the claim as the tool had found it."""
    notes: tuple[Note, ...] = ()
    supports: tuple[Support, ...] = ()
    links: tuple[Related, ...] = ()

    @property
    def is_decided(self) -> bool:
        return self.rejected or self.label is not None


@dataclass(frozen=True, slots=True)
class State:
    """What the journal amounts to."""

    decisions: tuple[Decision, ...] = ()
    """One per claim and reviewer, and one per adjudicated claim."""
    events: tuple[Event, ...] = ()
    """Every event once, in the order of time."""
    undone: frozenset[str] = frozenset()
    """Ids of events that do not count: taken back and not redone."""
    _undo: dict[str, Deed] = field(default_factory=dict)
    _redo: dict[str, Undone] = field(default_factory=dict)

    def undoable(self, who: str) -> Deed | None:
        """The reviewer's latest deed that still counts."""
        return self._undo.get(who)

    def redoable(self, who: str) -> Undone | None:
        """The reviewer's latest undo, unless they have done something new since."""
        return self._redo.get(who)

    def deed(self, event: str) -> Deed | None:
        """The deed that an event id names, through undo and redo."""
        by_id = {e.id: e for e in self.events}
        seen: set[str] = set()
        found = by_id.get(event)
        while isinstance(found, Undone) and found.id not in seen:
            seen.add(found.id)
            found = by_id.get(found.of)
        return found if isinstance(found, Deed) else None

    def latest(self, who: str) -> datetime | None:
        """When the reviewer last wrote; the next event must be later, whatever the clock says."""
        return max((e.when for e in self.events if e.who == who), default=None)

    def history(self, claims: Iterable[ClaimId]) -> tuple[Deed, ...]:
        """The deeds on the claims of these names, oldest first, with those that were taken back."""
        names = frozenset(claims)
        return tuple(e for e in self.events if isinstance(e, Deed) and e.claim in names)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who decided anything that counts, in name order; adjudicators only if they also reviewed."""
        return tuple(sorted({d.who for d in self.decisions if not d.final and d.is_decided}))


def fold(events: Iterable[Event]) -> State:
    """Fold events into what they amount to; their order and repetition do not matter.

    Time decides, and the id where two events share an instant.
    """
    once = {e.id: e for e in events}
    ordered = tuple(sorted(once.values(), key=lambda e: (e.when, e.id)))
    undone = _undone(ordered)
    held: dict[_Key, Decision] = {}
    undo: dict[str, Deed] = {}
    redo: dict[str, Undone] = {}
    for event in ordered:
        if isinstance(event, Undone) and event.id not in undone and not isinstance(once.get(event.of), Undone):
            redo[event.who] = event
        if not isinstance(event, Deed):
            continue
        redo.pop(event.who, None)
        if event.id in undone:
            continue
        undo[event.who] = event
        _hold(held, event)
    return State(tuple(held.values()), ordered, undone, undo, redo)


def extend(state: State, fresh: Sequence[Event]) -> State:
    """Fold some more events into a state; the same as folding everything anew, only quicker for one new event."""
    last = (state.events[-1].when, state.events[-1].id) if state.events else (_EPOCH, "")
    if len(fresh) != 1 or (fresh[0].when, fresh[0].id) <= last:
        return fold((*state.events, *fresh))
    event = fresh[0]
    if isinstance(event, Undone):
        return _take_back(state, event)
    if not isinstance(event, Deed) or any(isinstance(e, Undone) and e.of == event.id for e in state.events):
        return fold((*state.events, event))
    held = {(d.claim, d.who, d.final): d for d in state.decisions}
    _hold(held, event)
    undo, redo = _with(state._undo, event.who, event), _with(state._redo, event.who, None)
    return State(tuple(held.values()), (*state.events, event), state.undone, undo, redo)


def _take_back(state: State, undo: Undone) -> State:
    """Fold in an undo, or a redo, that is later than everything else: only what it touches is folded anew."""
    events = (*state.events, undo)
    undone = _undone(events)
    deeds = [e for e in events if isinstance(e, Deed)]
    turned = undone ^ state.undone
    touched = {_key(e) for e in deeds if e.id in turned}
    held = {key: d for d in state.decisions if (key := (d.claim, d.who, d.final)) not in touched}
    counted = [e for e in deeds if e.id not in undone]
    for deed in counted:
        if _key(deed) in touched:
            _hold(held, deed)
    decisions = tuple(held[key] for key in dict.fromkeys(map(_key, counted)))
    last = next((e for e in reversed(counted) if e.who == undo.who), None)
    redo = _redoable(events, undo.who, undone)
    return State(decisions, events, undone, _with(state._undo, undo.who, last), _with(state._redo, undo.who, redo))


def _with(by_who: dict[str, E], who: str, event: E | None) -> dict[str, E]:
    """Put a reviewer's event in the place of the one that was known, or nothing."""
    others = {other: known for other, known in by_who.items() if other != who}
    return others if event is None else others | {who: event}


def _redoable(events: tuple[Event, ...], who: str, undone: frozenset[str]) -> Undone | None:
    """Find a reviewer's latest undo that stands and took back a deed; what they did since ends it."""
    undos = {e.id for e in events if isinstance(e, Undone)}
    for event in reversed(events):
        if event.who == who and isinstance(event, Deed):
            return None
        if event.who == who and isinstance(event, Undone) and event.id not in undone and event.of not in undos:
            return event
    return None


def _key(deed: Deed) -> _Key:
    return deed.claim, deed.who, isinstance(deed, Adjudicated)


def _hold(held: dict[_Key, Decision], deed: Deed) -> None:
    """Apply a deed to what its author holds about its claim."""
    key = _key(deed)
    held[key] = _apply(held.get(key) or Decision(deed.claim, deed.who, deed.anchor, final=key[2]), deed)


def _undone(events: tuple[Event, ...]) -> frozenset[str]:
    """Find which events are taken back: an event is when an undo of it stands, which itself may be taken back.

    Nobody takes back another's event, and an event only what is older: so this ends, whatever the journal says.
    """
    author = {e.id: e.who for e in events}
    gone: set[str] = set()
    for event in reversed(events):
        if isinstance(event, Undone) and event.id not in gone and author.get(event.of) == event.who:
            gone.add(event.of)
    return frozenset(gone)


def _apply(held: Decision, event: Deed) -> Decision:
    if isinstance(event, (Labelled, Rejected, Cleared, Adjudicated, Added)) or not held.is_decided:
        held = replace(held, anchor=event.anchor)
    match event:
        case Labelled():
            return replace(held, label=event.label, rejected=False, decided=event.when, suggested=event.suggested)
        case Rejected():
            return replace(held, label=None, rejected=True, decided=event.when, suggested=event.suggested)
        case Cleared():
            return replace(held, label=None, rejected=False, decided=event.when, suggested=None)
        case Adjudicated():
            return replace(held, label=event.label, rejected=event.label is None, decided=event.when)
        case Noted():
            return replace(held, notes=(*held.notes, Note(event.who, event.when, event.text)))
        case Added():
            return replace(held, added=True)
        case Mended():
            return replace(held, anchor=event.to, mended=event.to, found=held.found or event.anchor)
        case Supported():
            return replace(held, supports=(*held.supports, Support(event.at, event.url)))
        case Linked():
            return replace(held, links=(*held.links, Related(event.relation, event.to, event.to_anchor)))
        case _:
            raise TypeError(f"no reviewer does a {type(event).__name__}")


def by_claim(state: State) -> dict[ClaimId, tuple[Decision, ...]]:
    """Group what everybody holds by claim."""
    groups: dict[ClaimId, list[Decision]] = defaultdict(list)
    for decision in state.decisions:
        groups[decision.claim].append(decision)
    return {claim: tuple(group) for claim, group in groups.items()}
