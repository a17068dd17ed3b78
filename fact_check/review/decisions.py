"""Turn actions into journal events: decisions, attachments, undo and redo.

Past 250 lines because every action that becomes an event is handled here, in a few lines each.
"""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from fact_check.claims import Claim, Label, RuleId
from fact_check.ledger.anchor import anchor_at
from fact_check.ledger.events import (
    Added,
    Adjudicated,
    Assigned,
    Cleared,
    Corrected,
    Deed,
    Entry,
    Event,
    Labelled,
    Linked,
    Mended,
    Merged,
    Noted,
    Rejected,
    Split,
    Suggested,
    Supported,
    Tagged,
    Taken,
    Undone,
    Unlinked,
    moment_after,
    sign,
)
from fact_check.review import actions as do
from fact_check.review.actions import Action
from fact_check.review.addresses import AddressError, address
from fact_check.review.corrections import added_id, correction, trimmed
from fact_check.review.moves import move, onward
from fact_check.review.remembering import not_taken, origin_of
from fact_check.review.state import Session, Written, settle
from fact_check.review.supporting import left_open


def decide(session: Session, action: Action, now: datetime) -> tuple[Session, tuple[Written, ...]]:
    current = session.current
    if session.at is None or current is None or current.claim is None:
        return replace(session, said="no claim here"), ()
    number, claim = session.at[0], current.claim
    text, ground = session.drafts[number].article.text, session.drafts[number].ground
    on = {"claim": current.id, "anchor": ground.anchor(claim)}
    suggested = _suggested(claim)
    match action:
        case do.Accept() if claim.suggestion is None or session.blind:
            return replace(session, said="no suggestion to accept"), ()
        case do.Choose() | do.Accept():
            label = action.label if isinstance(action, do.Choose) else claim.suggestion.label  # type: ignore[union-attr]
            if session.adjudicates:
                return onward_after(session, number, now, Adjudicated, **on, label=label)
            return onward_after(session, number, now, Labelled, **on, label=label, suggested=suggested)
        case do.Reject():
            if session.adjudicates:
                return onward_after(session, number, now, Adjudicated, **on, label=None)
            return onward_after(session, number, now, Rejected, **on, suggested=suggested)
        case do.TakeOver():
            best = next(iter(session.remembered(current)), None)
            if best is None or not best.can_be_taken:
                return replace(session, said=not_taken(best)), ()
            fields = {**on, "label": best.entry.label}
            if session.adjudicates:
                return onward_after(session, number, now, Adjudicated, **fields)
            return onward_after(
                session, number, now, Taken, **fields, origin=origin_of(best.entry), suggested=suggested
            )
        case do.Clear():
            if session.mine(current) is None:
                return replace(session, said="already undecided"), ()
            return write(session, number, now, Cleared, **on)
        case do.Write():
            if not action.text.strip():
                return session, ()
            return _attach(session, number, now, Noted, **on, text=action.text.strip())
        case do.Point():
            if action.url is not None:
                try:
                    url = address(action.url)
                except AddressError as error:
                    return replace(session, said=f"not saved: {error}"), ()
                return _supported(session, number, now, **on, url=url)
            return _supported(session, number, now, **on, at=anchor_at(text, action.start, action.end))
        case do.Relate():
            other = session.find((number, action.to))
            if other is None or other.claim is None or other.id == current.id:
                return replace(session, said="no such claim to link to"), ()
            to = ground.anchor(other.claim)
            return _attach(session, number, now, Linked, **on, relation=action.relation, to=other.id, to_anchor=to)
        case do.Mend():
            mended = trimmed(text, action.start, action.end, claim)
            if mended is None or (mended.start, mended.end) == (claim.span.start, claim.span.end):
                return replace(session, said="the claim already has that span"), ()
            return _attach(session, number, now, Mended, **on, to=mended)
        case do.Part():
            other = session.find((number, action.to))
            if other is None or other.claim is None:
                return replace(session, said="that claim is gone"), ()
            linked, end = (other, current) if action.back else (current, other)
            mine = [h.decision.links for h in linked.held if h.decision.who == session.who]
            given = [r for links in mine for r in links if r.relation is action.relation and r.to in end.ids]
            if given:
                return _take_back(session, number, now, given[0].event, "link")
            ends = ground.anchor(other.claim), ground.anchor(claim)
            of, at = ends if action.back else ends[::-1]
            fields = {"claim": linked.id, "anchor": of, "to": end.id, "to_anchor": at}
            return _attach(session, number, now, Unlinked, **fields, relation=action.relation)
        case do.Remove():
            return _take_back(session, number, now, action.event, "")
        case do.Rewrite():
            after, written = _take_back(session, number, now, action.event, "note")
            if not action.text.strip():
                return after, written
            again, more = _attach(after, number, now, Noted, **on, text=action.text.strip())
            return again, (*written, *more)
        case do.Tag():
            return _attach(session, number, now, Tagged, **on, tag=action.tag, on=action.tag not in current.tags)
        case do.Hand():
            return _attach(session, number, now, Assigned, **on, to=action.to.strip() or None)
        case do.Correct() | do.Divide() | do.Unite():
            made = correction(session, action)
            if isinstance(made, str):
                return replace(session, said=made), ()
            kind, fields = made
            extra = {"suggested": suggested} if kind is Corrected else {}
            return _attach(session, number, now, kind, **on, **fields, **extra)
        case _:
            raise TypeError(f"nobody does a {type(action).__name__}")


def _take_back(
    session: Session, number: int, now: datetime, event: str, what: str
) -> tuple[Session, tuple[Written, ...]]:
    """Undo one of the reviewer's own events, however long ago."""
    deed = session.drafts[number].state.deed(event)
    if deed is None or deed.who != session.who:
        return replace(session, said="only its author can take that back"), ()
    after, written = write(session, number, now, Undone, of=event)
    return replace(after, said=f"removed: {what or told(deed)}"), written


def add(session: Session, action: do.Add, now: datetime) -> tuple[Session, tuple[Written, ...]]:
    number = session.number
    text = session.drafts[number].article.text
    anchor = trimmed(text, action.start, action.end, None)
    if anchor is None:
        return replace(session, said="no words there"), ()
    for c in session.drafts[number].carried:
        if c.claim is not None and (c.claim.span.start, c.claim.span.end) == (anchor.start, anchor.end):
            return replace(move(session, (number, c.id)), said="this is already a claim"), ()
    name = added_id(text, anchor)
    after, written = _attach(session, number, now, Added, claim=name, anchor=anchor)
    return move(after, (number, name)), written


def _suggested(claim: Claim) -> Suggested:
    s = claim.suggestion
    return _one_for_all(s.label if s else None, s.rule if s else None, claim.cue.rule if claim.cue else None)


@lru_cache(maxsize=512)
def _one_for_all(label: Label | None, rule: RuleId | None, cue: RuleId | None) -> Suggested:
    """Share one object among the many events with the same suggestion."""
    return Suggested(label=label, rule=rule, cue=cue)


def write(
    session: Session, number: int, now: datetime, kind: type[Entry], /, **fields: Any
) -> tuple[Session, tuple[Written, ...]]:
    """Write one event, and bring its draft up to date."""
    latest = max((t for d in session.drafts if (t := d.state.latest(session.who)) is not None), default=None)
    when = now if latest is None or now > latest else moment_after(latest, now)
    event: Event = sign(kind, who=session.who, when=when, **fields)  # type: ignore[assignment]
    drafts = list(session.drafts)
    drafts[number] = drafts[number].after([event])
    return settle(replace(session, drafts=tuple(drafts))), ((number, event),)


def _attach(
    session: Session, number: int, now: datetime, kind: type[Deed], /, **fields: Any
) -> tuple[Session, tuple[Written, ...]]:
    """Write an event that keeps the reviewer in place, and say so: on a small screen it may be out of sight."""
    after, written = write(session, number, now, kind, **fields)
    deed = written[0][1]
    assert isinstance(deed, Deed)
    return replace(after, said=f"kept: {told(deed)}"), written


def _supported(session: Session, number: int, now: datetime, /, **fields: Any) -> tuple[Session, tuple[Written, ...]]:
    """Write a support, and say that it decides nothing by itself."""
    after, written = _attach(session, number, now, Supported, **fields)
    return replace(after, said=" · ".join(filter(None, (after.said, left_open(after))))), written


def onward_after(
    session: Session, number: int, now: datetime, kind: type[Deed], /, **fields: Any
) -> tuple[Session, tuple[Written, ...]]:
    """Write a decision and move on to the next undecided claim."""
    order = [place for place, _ in session.queue()]
    after, written = write(session, number, now, kind, **fields)
    at = session.at
    return onward(replace(after, at=at), order), written


def undo(session: Session, now: datetime) -> tuple[Session, tuple[Written, ...]]:
    """Undo the reviewer's latest action, in whichever draft it was."""
    last = [(d, n) for n, draft in enumerate(session.drafts) if (d := draft.state.undoable(session.who)) is not None]
    if not last:
        return replace(session, said="nothing to undo"), ()
    deed, number = max(last, key=lambda pair: (pair[0].when, pair[0].id))
    after, written = write(session, number, now, Undone, of=deed.id)
    return replace(_look_at(after, number, deed), said=f"undone: {told(deed)}"), written


def redo(session: Session, now: datetime) -> tuple[Session, tuple[Written, ...]]:
    """Redo what was undone last, in whichever draft, unless something new was done since."""
    open_ = [(u, n) for n, draft in enumerate(session.drafts) if (u := draft.state.redoable(session.who)) is not None]
    newest = max(
        (e.when for d in session.drafts for e in d.state.events if isinstance(e, Deed) and e.who == session.who),
        default=None,
    )
    open_ = [(u, n) for u, n in open_ if newest is None or u.when >= newest]
    if not open_:
        return replace(session, said="nothing to redo"), ()
    undo, number = max(open_, key=lambda pair: (pair[0].when, pair[0].id))
    deed = session.drafts[number].state.deed(undo.id)
    after, written = write(session, number, now, Undone, of=undo.id)
    if deed is None:
        return after, written
    return replace(_look_at(after, number, deed), said=f"redone: {told(deed)}"), written


def _look_at(session: Session, number: int, deed: Deed) -> Session:
    found = session.find((number, deed.claim))
    if found is None or found.claim is None:
        return session
    return settle(move(session, (number, found.id)))


def told(deed: Deed) -> str:
    """Describe an event in a few words."""
    match deed:
        case Labelled():
            return deed.label.value
        case Adjudicated():
            return f"final: {deed.label.value if deed.label else 'not a claim'}"
        case Rejected():
            return "not a claim"
        case Taken():
            return f"{deed.label.value if deed.label else 'not a claim'}, as in {deed.origin.where}"
        case Noted():
            return "note"
        case Linked():
            return f"link ({deed.relation.value})"
        case Added():
            return "added claim"
        case Mended():
            return "fixed span"
        case Corrected():
            return f"source: {deed.at.text if deed.at else 'nobody'}"
        case Split():
            return "split"
        case Merged():
            return "merged with the next claim"
        case Unlinked():
            return f"no link ({deed.relation.value})"
        case Tagged():
            return f"{'tag' if deed.on else 'no tag'}: {deed.tag}"
        case Assigned():
            return f"assigned to {deed.to or 'nobody'}"
        case Supported():
            return "support"
        case Cleared():
            return "cleared"
        case _:
            return deed.__class__.__name__.lower()
