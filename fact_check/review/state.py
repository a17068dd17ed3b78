"""The state of a review: one reviewer, a queue of drafts, a current claim. No screen, no files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fact_check.claims import ClaimId
from fact_check.ledger.carried import Carried, Held, Status
from fact_check.ledger.draft import Draft
from fact_check.ledger.events import Event
from fact_check.memory.recall import Match, Recall
from fact_check.review.risk import Risk, headline_of, risk
from fact_check.review.views import EVERYTHING, View

Place = tuple[int, ClaimId]
"""A draft's number in the queue, and a claim's id in it."""
Written = tuple[int, Event]
"""An event, and the number of the draft whose journal it belongs to."""


@dataclass(frozen=True, slots=True)
class Session:
    """One reviewer's view of a queue of drafts."""

    who: str
    drafts: tuple[Draft, ...]
    at: Place | None = None
    """The current claim; None if there is none to show."""
    blind: bool = False
    """Hide others' labels and the suggestions."""
    adjudicates: bool = False
    """Walk through the claims in conflict, and record final decisions."""
    view: View = EVERYTHING
    opened: int | None = None
    """The draft on show if there is no current claim."""
    by_risk: bool = False
    """Order claims by risk, not by position."""
    trail: tuple[Place, ...] = ()
    said: str = ""
    """What came of the last action, if it would not be visible otherwise."""
    memory: Recall | None = None
    """Looks up earlier decisions on similar claims; None without claim memory."""

    @property
    def draft(self) -> Draft | None:
        """The draft on show."""
        return self.drafts[self.number] if self.drafts else None

    @property
    def number(self) -> int:
        """The number of the draft on show."""
        if self.at is not None:
            return self.at[0]
        return self.opened if self.opened is not None and self.opened < len(self.drafts) else 0

    @property
    def current(self) -> Carried | None:
        """The claim on show."""
        return None if self.at is None else self.find(self.at)

    def remembered(self, carried: Carried) -> tuple[Match, ...]:
        """Earlier decisions on claims like this one; none for a blind reviewer."""
        if self.memory is None or self.blind or carried.claim is None or self.draft is None:
            return ()
        return self.memory(carried.claim, self.draft.article.text, carried.label)

    def find(self, place: Place) -> Carried | None:
        """Return the claim at a place, by any id that it has had."""
        carried = self.drafts[place[0]].carried
        return next((c for c in carried if c.id == place[1]), None) or next(
            (c for c in carried if place[1] in c.ids), None
        )

    def mine(self, carried: Carried) -> Held | None:
        """The reviewer's decision on a claim as it is now; None while undecided."""
        if self.adjudicates:
            return carried.final
        held = carried.by(self.who)
        return held if held is not None and held.counts else None

    def is_todo(self, carried: Carried) -> bool:
        """Tell whether the reviewer is still to decide."""
        if carried.claim is None:
            return False
        return carried.conflict if self.adjudicates else self.mine(carried) is None

    def listed(self, number: int) -> tuple[Carried, ...]:
        """The claims of a draft on show: changed ones first, then in reading order, those that are gone last."""
        shown: Iterable[Carried] = self.drafts[number].carried
        if not self.view.is_open:
            shown = (c for c in shown if self.view.shows(c, self.who, blind=self.blind))
        if self.adjudicates:
            shown = (c for c in shown if self._concerns(c))
        if self.by_risk:
            headline = headline_of(self.drafts[number].article)
            return tuple(sorted(shown, key=lambda c: (c.claim is None, risk(c, headline, self.blind).rank)))
        return tuple(sorted(shown, key=lambda c: (c.claim is None, not self.is_changed(c))))

    def numbers(self, number: int) -> dict[ClaimId, int]:
        """The number of each claim in a draft: its place in reading order, however the list is sorted."""
        standing = [c for c in self.drafts[number].carried if c.claim is not None]
        return {carried.id: place for place, carried in enumerate(standing, 1)}

    def risk(self, carried: Carried) -> Risk | None:
        """Why a claim has its place in the order of risk; None in reading order."""
        draft = self.draft
        return risk(carried, headline_of(draft.article), self.blind) if self.by_risk and draft is not None else None

    def progress(self, number: int) -> str:
        """Describe a draft's progress: decided, changed, in conflict, tags."""
        here = [c for c in self.drafts[number].carried if c.claim is not None and self._concerns(c)]
        if not here:
            return "no claims found"
        told = [f"{sum(not self.is_todo(c) for c in here)} of {len(here)} decided"]
        if changed := sum(self.is_changed(c) for c in here):
            told.append(f"{changed} changed")
        if not self.blind and (conflicts := sum(c.conflict for c in here)):
            told.append(f"{conflicts} in conflict")
        tags = Counter(tag for c in here for tag in c.tags)
        return " · ".join([*told, *(f"{tag} {count}" for tag, count in sorted(tags.items()))])

    def is_changed(self, carried: Carried) -> bool:
        """Tell whether a decision (for a blind reviewer, their own) needs a new review."""
        if not self.blind:
            return carried.status is Status.CHANGED
        held = carried.by(self.who)
        return held is not None and held.decision.is_decided and held.status is Status.CHANGED

    def queue(self) -> Iterator[tuple[Place, Carried]]:
        """Yield every claim on show that is not gone, draft by draft."""
        for number in range(len(self.drafts)):
            for carried in self.listed(number):
                if carried.claim is not None:
                    yield (number, carried.id), carried

    def _concerns(self, carried: Carried) -> bool:
        """Tell whether a claim is part of the review: every claim, or only those on which reviewers differ."""
        return not self.adjudicates or carried.conflict or carried.final is not None

    @property
    def has_others(self) -> bool:
        """Whether others have decided claims that are still open for this reviewer."""
        if self.blind or self.adjudicates:
            return False
        every = (c for d in self.drafts for c in d.carried if c.claim is not None and self.mine(c) is None)
        return any(held.counts for carried in every for held in carried.held)

    def done(self) -> tuple[int, int]:
        """Count the claims that the reviewer has decided, and all claims, over all drafts."""
        every = [c for d in self.drafts for c in d.carried if c.claim is not None and self._concerns(c)]
        return sum(not self.is_todo(c) for c in every), len(every)


def settle(session: Session) -> Session:
    """Make sure that the current claim is one on show, keeping it if possible."""
    if session.at is None and session.opened is not None:
        return replace(session, at=next((p for p, _ in session.queue() if p[0] == session.opened), None))
    queue = list(session.queue())
    places = [place for place, _ in queue]
    if session.at is not None and session.find(session.at) is not None and session.at in places:
        return session
    todo = [place for place, c in queue if session.is_todo(c)]
    if session.at is not None:
        todo = [p for p in todo if p[0] == session.at[0]] + todo
        places = [p for p in places if p[0] == session.at[0]] + places
    return replace(session, at=next(iter([*todo, *places]), None))
