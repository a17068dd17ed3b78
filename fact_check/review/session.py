"""A review without a screen: `act(session, action, now)` returns the next session and the events to save.

Its driver (the full screen, the plain review, a test) appends the events to their journals before it shows the next
session, so everything that a reviewer has seen acknowledged is on disk.
"""

from dataclasses import replace
from datetime import datetime

from fact_check.ledger.draft import Draft
from fact_check.memory.recall import Recall
from fact_check.review import actions as do
from fact_check.review.actions import Action
from fact_check.review.decisions import add, decide, redo, undo
from fact_check.review.moves import back, move, narrow, onward, open_draft, step, turn
from fact_check.review.state import Session, Written, settle
from fact_check.review.views import EVERYTHING, View

__all__ = ["Session", "act", "arrive", "begin"]


def begin(
    who: str,
    drafts: tuple[Draft, ...],
    *,
    blind: bool = False,
    adjudicates: bool = False,
    by_risk: bool = False,
    view: View = EVERYTHING,
    memory: Recall | None = None,
) -> Session:
    """Resume a review at the first changed claim, else the first undecided one."""
    return settle(Session(who, drafts, blind=blind, adjudicates=adjudicates, by_risk=by_risk, view=view, memory=memory))


def arrive(session: Session, number: int, draft: Draft) -> Session:
    """Take in a draft that was parsed or edited meanwhile, or whose journal somebody else wrote to."""
    drafts = list(session.drafts)
    drafts[number : number + 1] = [draft]
    return settle(replace(session, drafts=tuple(drafts)))


def act(session: Session, action: Action, now: datetime) -> tuple[Session, tuple[Written, ...]]:
    """Apply an action. Returns the new session, which says why if it could not, and the events written.

    `now` dates the events; one that is not later than the reviewer's last word is moved just after it.
    """
    session = replace(session, said="")
    match action:
        case do.Step():
            return step(session, action), ()
        case do.Skip():
            return onward(session), ()
        case do.Back():
            return back(session), ()
        case do.Turn():
            return turn(session, action.by), ()
        case do.Open():
            return open_draft(session, action.number), ()
        case do.Reorder():
            said = "reading order" if session.by_risk else "by risk"
            return replace(session, by_risk=not session.by_risk, said=f"order: {said}"), ()
        case do.Go():
            return move(session, (session.number, action.claim)), ()
        case do.Narrow():
            return narrow(session, action.view), ()
        case do.Undo():
            return undo(session, now)
        case do.Redo():
            return redo(session, now)
        case do.Add():
            return add(session, action, now)
        case _:
            return decide(session, action, now)
