"""Which claims the current one may deny or restate, likeliest first."""

from rapidfuzz import fuzz

from fact_check.claims import Effect, Relation
from fact_check.ledger.carried import Carried
from fact_check.review.state import Session

OFFERED = 9
"""As many as there are number keys."""


def candidates(session: Session) -> list[Carried]:
    """Return up to nine other claims of the draft: those that the tool thinks of, then those in like words."""
    current, draft = session.current, session.draft
    if current is None or current.claim is None or draft is None:
        return []
    thought = {link.to: link.score for link in current.claim.links}
    words = current.claim.span.text
    others = [c for c in draft.carried if c.claim is not None and c.id != current.id and not c.rejected]
    ranked = sorted(others, key=lambda c: -(100 * thought.get(c.id, 0.0) + _likeness(words, c)))
    return ranked[:OFFERED]


def relation_of(session: Session) -> Relation:
    """Return what the current claim most likely is to another: what its own cue does."""
    current = session.current
    cue = current.claim.cue if current and current.claim else None
    if cue is not None and cue.effect is Effect.DENIES:
        return Relation.DENIES
    if cue is not None and cue.effect is Effect.DOUBTS:
        return Relation.DOUBTS
    return Relation.RESTATES


def _likeness(words: str, other: Carried) -> float:
    return float(fuzz.token_set_ratio(words, other.claim.span.text)) if other.claim else 0.0
