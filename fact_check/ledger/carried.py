"""What became of decisions on a draft that has been edited: the types that `carry` returns."""

from dataclasses import dataclass
from enum import StrEnum

from fact_check.claims import Claim, ClaimId, Label
from fact_check.ledger.decision import Assignment, Decision, Note
from fact_check.ledger.events import Anchor


class Status(StrEnum):
    """What became of a decision when the draft was edited."""

    SAME = "same"
    MOVED = "moved"
    """The words are in another place, or among other words."""
    CHANGED = "changed"
    """A word of the claim, its source or its cue has changed, so it needs a new review."""
    GONE = "gone"


STANDS = frozenset({Status.SAME, Status.MOVED})


@dataclass(frozen=True, slots=True)
class Held:
    """One reviewer's decision, and what became of it."""

    decision: Decision
    status: Status
    changed: str | None = None
    """What changed, for the reviewer; None unless the status is changed."""

    @property
    def counts(self) -> bool:
        """Tell whether it still decides the claim."""
        return self.decision.is_decided and self.status in STANDS


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim of the draft as it is now, with everything that was decided on it, or a claim that is gone."""

    claim: Claim | None
    """The claim as it is now, with reviewers' corrections; rebuilt from its anchor if only a reviewer knows it. None if
    it is gone."""
    ids: frozenset[ClaimId]
    """All ids that it has ever had, today's included."""
    held: tuple[Held, ...] = ()
    """Each reviewer's newest decision in name order, then the adjudication."""
    is_found: bool = True
    """Whether the tool finds it."""

    @property
    def id(self) -> ClaimId:
        return self.claim.id if self.claim is not None else min(self.ids)

    @property
    def status(self) -> Status | None:
        """Return what became of the decisions; None if there are none yet."""
        if self.claim is None:
            return Status.GONE
        if not self.held:
            return None
        group = [h for h in self.held if h.decision.is_decided] or list(self.held)
        kept = [h.status for h in group if h.status in STANDS]
        if kept:
            return Status.MOVED if Status.MOVED in kept else Status.SAME
        return Status.CHANGED

    @property
    def final(self) -> Held | None:
        """Return the adjudication, if it still stands."""
        return next((h for h in self.held if h.decision.final and h.counts), None)

    @property
    def words(self) -> frozenset[Label | None]:
        """Return the verdicts in force: labels, and None for "not a claim". More than one is a conflict."""
        if self.claim is None or not self.held:
            return frozenset()
        said = [self.final] if self.final else [h for h in self.held if h.counts]
        return frozenset(h.decision.label for h in said)

    @property
    def label(self) -> Label | None:
        """Return the label in force; None while undecided, in conflict, changed, or not a claim."""
        return next(iter(self.words)) if len(self.words) == 1 else None

    @property
    def overruled(self) -> bool:
        """Tell whether the label in force isn't the one that the tool suggests."""
        suggestion = self.claim.suggestion if self.claim is not None else None
        return suggestion is not None and self.label is not None and self.label is not suggestion.label

    @property
    def rejected(self) -> bool:
        """Tell whether the verdict is "not a claim"."""
        return self.words == {None}

    @property
    def conflict(self) -> bool:
        return len(self.words) > 1

    @property
    def undecided(self) -> bool:
        """Tell whether it still needs a decision: new, changed or cleared. A conflict is not undecided."""
        return self.claim is not None and not self.words

    @property
    def was(self) -> Anchor | None:
        """Return the old words, by the newest decision, of a claim that has changed or is gone."""
        newest = max(self.held, key=lambda h: h.decision.decided, default=None)
        return newest.decision.anchor if newest else None

    @property
    def changed(self) -> str | None:
        """Return what has changed since the newest decision."""
        return next((h.changed for h in self.held if h.changed), None) if self.status is Status.CHANGED else None

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return everybody's notes, oldest first."""
        return tuple(sorted((n for h in self.held for n in h.decision.notes), key=lambda n: n.when))

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the desk's tags on it, as last set."""
        on: dict[str, bool] = {}
        for tag in sorted((t for h in self.held for t in h.decision.tags), key=lambda t: t.when):
            on[tag.name] = tag.on
        return tuple(sorted(name for name, is_on in on.items() if is_on))

    @property
    def assigned(self) -> str | None:
        """Return who should look at it."""
        said = [h.decision.assigned for h in self.held if h.decision.assigned is not None]
        newest: Assignment | None = max(said, key=lambda a: a.when, default=None)
        return newest.to if newest else None

    def by(self, who: str) -> Held | None:
        """Return what one reviewer decided."""
        return next((h for h in self.held if h.decision.who == who and not h.decision.final), None)
