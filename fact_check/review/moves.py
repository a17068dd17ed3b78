"""Move from claim to claim and from draft to draft."""

from dataclasses import replace

from fact_check.review import actions as do
from fact_check.review.state import Place, Session, settle
from fact_check.review.views import View

DECIDED = "everything is decided"
_TRAIL = 500
"""How far back "back" goes."""


def onward(session: Session, order: list[Place] | None = None) -> Session:
    """Go to the next undecided claim in the order shown, wrapping around the queue."""
    if session.at is None:
        return settle(replace(session, opened=None))
    todo = {place for place, c in session.queue() if session.is_todo(c)} - {session.at}
    places = order if order is not None else [place for place, _ in session.queue()]
    if not todo:
        current = session.current
        said = "" if current is not None and session.is_todo(current) else DECIDED
        return replace(settle(session), said=said)
    start = places.index(session.at) + 1 if session.at in places else 0
    to = next((p for p in [*places[start:], *places[:start]] if p in todo), min(todo))
    return move(session, to)


def step(session: Session, step: do.Step) -> Session:
    places = [place for place, c in session.queue() if step.every or session.is_todo(c) or place == session.at]
    if session.at is None and places:
        return settle(replace(session, opened=None))
    if session.at is None or not places:
        return replace(settle(session), said="no claim to go to")
    here = places.index(session.at) if session.at in places else 0
    to = places[(here + step.by) % len(places)]
    if to == session.at and not step.every:
        return replace(session, said="no other claim is undecided")
    return move(session, to)


def turn(session: Session, by: int) -> Session:
    if len(session.drafts) < 2:
        return replace(session, said="no other draft")
    count = len(session.drafts)
    order = [(session.number + by * step) % count for step in range(1, count)]
    with_claims = {place[0] for place, _ in session.queue()}
    number = next((n for n in order if n in with_claims), None)
    if number is None:
        return replace(session, said="no other draft has claims to review")
    return open_draft(session, number)


def open_draft(session: Session, number: int) -> Session:
    """Open a draft at its first undecided claim, or show its text alone."""
    if not 0 <= number < len(session.drafts):
        return replace(session, said="no such draft")
    session = replace(session, opened=number)
    here = [(place, c) for place, c in session.queue() if place[0] == number]
    if not here:
        trail = (*session.trail, session.at)[-_TRAIL:] if session.at is not None else session.trail
        path = session.drafts[number].article.path
        said = f"no claims to review in {path}; press a to add one"
        return replace(session, at=None, trail=trail, said=said)
    return move(session, next((place for place, c in here if session.is_todo(c)), here[0][0]))


def move(session: Session, to: Place) -> Session:
    if session.find(to) is None or to == session.at:
        return session
    trail = (*session.trail, session.at)[-_TRAIL:] if session.at is not None else session.trail
    return replace(session, at=to, trail=trail)


def back(session: Session) -> Session:
    trail = list(session.trail)
    while trail:
        to = trail.pop()
        if session.find(to) is not None and to != session.at:
            return replace(session, at=to, trail=tuple(trail))
    return replace(session, said="this is where the review began")


def narrow(session: Session, view: View) -> Session:
    narrowed = replace(session, view=view)
    if not any(True for _ in narrowed.queue()):
        gone = any(narrowed.listed(n) for n in range(len(narrowed.drafts)))
        return replace(session if not gone else narrowed, said="no claim matches")
    return settle(narrowed)
