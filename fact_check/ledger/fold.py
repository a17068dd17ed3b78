"""Fold events into what each reviewer has decided, in any order, so that merged journals fold alike everywhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fact_check.claims import ClaimId
from fact_check.ledger.decision import EPOCH, Decision, apply, part
from fact_check.ledger.events import LAST, Adjudicated, Deed, E, Event, Merged, Split, Undone, moment

_Key = tuple[ClaimId, str, bool]
"""A claim, a reviewer, and whether it is an adjudication: the key of a decision."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of a journal."""

    decisions: tuple[Decision, ...] = ()
    """One for each claim and reviewer, and one for each adjudicated claim."""
    events: tuple[Event, ...] = ()
    """Every event once, in the order of time."""
    undone: frozenset[str] = frozenset()
    """Ids of events that don't count: undone and not redone."""
    _undo: dict[str, Deed] = field(default_factory=dict)
    _redo: dict[str, Undone] = field(default_factory=dict)

    def undoable(self, who: str) -> Deed | None:
        """Return the reviewer's latest event that still counts."""
        return self._undo.get(who)

    def redoable(self, who: str) -> Undone | None:
        """Return the reviewer's latest undo, unless they have done something new since."""
        return self._redo.get(who)

    def deed(self, event: str) -> Deed | None:
        """Return the event that an id stands for, through undo and redo."""
        by_id = {e.id: e for e in self.events}
        seen: set[str] = set()
        found = by_id.get(event)
        while isinstance(found, Undone) and found.id not in seen:
            seen.add(found.id)
            found = by_id.get(found.of)
        return found if isinstance(found, Deed) else None

    def latest(self, who: str) -> datetime | None:
        """Return when the reviewer last wrote; the next event must be later, whatever the clock says."""
        return max((e.when for e in self.events if e.who == who), default=None)

    def history(self, claims: Iterable[ClaimId]) -> tuple[Deed, ...]:
        """Return the deeds on the claims with these ids, oldest first, including those that were undone."""
        names = frozenset(claims)
        return tuple(e for e in self.events if isinstance(e, Deed) and any(key[0] in names for key in _keys(e)))

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Return who decided anything that counts, in name order; adjudicators only if they also reviewed."""
        return tuple(sorted({d.who for d in self.decisions if not d.final and d.is_decided}))


def fold(events: Iterable[Event]) -> State:
    """Fold events into a state; their order and repetition do not matter.

    Events count in the order of time, and of ids at the same time. Only at the end of the calendar, after which nothing
    comes, their own order counts.
    """
    once: dict[str, Event] = {}
    for each in events:
        if each.when >= LAST:  # said again where there is no later moment
            once.pop(each.id, None)
        once[each.id] = each
    ordered = tuple(sorted(once.values(), key=moment))
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
    """Fold more events into a state: the same as folding everything again, but quicker for one new event."""
    last = moment(state.events[-1]) if state.events else (EPOCH, "")
    if len(fresh) != 1 or moment(fresh[0]) <= last:
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
    """Fold in an undo or redo that is later than everything else, folding only what it affects again."""
    events = (*state.events, undo)
    undone = _undone(events)
    deeds = [e for e in events if isinstance(e, Deed)]
    turned = undone ^ state.undone
    touched = {key for e in deeds if e.id in turned for key in _keys(e)}
    held = {key: d for d in state.decisions if (key := (d.claim, d.who, d.final)) not in touched}
    counted = [e for e in deeds if e.id not in undone]
    for deed in counted:
        _hold(held, deed, touched)
    decisions = tuple(held[key] for key in dict.fromkeys(key for deed in counted for key in _keys(deed)))
    last = next((e for e in reversed(counted) if e.who == undo.who), None)
    redo = _redoable(events, undo.who, undone)
    return State(decisions, events, undone, _with(state._undo, undo.who, last), _with(state._redo, undo.who, redo))


def _with(by_who: dict[str, E], who: str, event: E | None) -> dict[str, E]:
    """Put a reviewer's event, or nothing, in place of the one before."""
    others = {other: known for other, known in by_who.items() if other != who}
    return others if event is None else others | {who: event}


def _redoable(events: tuple[Event, ...], who: str, undone: frozenset[str]) -> Undone | None:
    """Find a reviewer's latest undo that counts, unless they have done something since."""
    undos = {e.id for e in events if isinstance(e, Undone)}
    for event in reversed(events):
        if event.who == who and isinstance(event, Deed):
            return None
        if event.who == who and isinstance(event, Undone) and event.id not in undone and event.of not in undos:
            return event
    return None


def _keys(deed: Deed) -> tuple[_Key, ...]:
    """Return the claims that an event changes: its own first, then the others of a split or a merge."""
    final = isinstance(deed, Adjudicated)
    parts = deed.parts if isinstance(deed, (Split, Merged)) else ()
    return (deed.claim, deed.who, final), *((p.claim, deed.who, final) for p in parts)


def _hold(held: dict[_Key, Decision], deed: Deed, only: set[_Key] | None = None) -> None:
    """Apply a deed to its author's decisions about its claims, or about some of them."""
    first, *others = _keys(deed)
    if only is None or first in only:
        held[first] = apply(held.get(first) or Decision(deed.claim, deed.who, deed.anchor, final=first[2]), deed)
    if isinstance(deed, (Split, Merged)):
        for key, one in zip(others, deed.parts, strict=True):
            if only is None or key in only:
                held[key] = part(held.get(key) or Decision(one.claim, deed.who, one.anchor), deed)


def _undone(events: tuple[Event, ...]) -> frozenset[str]:
    """Find which events are undone. An undo that is itself undone does not count.

    Nobody can undo another's event, and an event can only undo an older one: so this ends, whatever the journal holds.
    """
    author = {e.id: e.who for e in events}
    gone: set[str] = set()
    for event in reversed(events):
        if isinstance(event, Undone) and event.id not in gone and author.get(event.of) == event.who:
            gone.add(event.of)
    return frozenset(gone)


def by_claim(state: State) -> dict[ClaimId, tuple[Decision, ...]]:
    """Group everybody's decisions by claim."""
    groups: dict[ClaimId, list[Decision]] = defaultdict(list)
    for decision in state.decisions:
        groups[decision.claim].append(decision)
    return {claim: tuple(group) for claim, group in groups.items()}
