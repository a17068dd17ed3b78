"""Which claims the current one may deny or restate, and who may state it, likeliest first."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from fact_check.claims import Effect, Relation, SourceKind
from fact_check.ledger.carried import Carried
from fact_check.review.state import Session
from fact_check.review.views import matches

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


def others_like(session: Session, typed: str) -> list[Carried]:
    """Return up to nine other claims of the draft that say what was typed, likeliest first."""
    current, draft = session.current, session.draft
    others = [c for c in (draft.carried if draft else ()) if c.claim is not None and c is not current]
    found = [c for c in others if matches(c, typed) and not c.rejected]
    return sorted(found, key=lambda c: -_likeness(typed, c))[:OFFERED]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody or something of the article that may state a claim, and where it stands."""

    start: int
    end: int
    text: str
    kind: SourceKind | None = None


def speakers(session: Session) -> list[Speaker]:
    """Return who the article says something of, those nearest to the current claim first, and then its other names.

    The current claim's own source is not among them; of several mentions of one, the nearest is offered.
    """
    current, draft = session.current, session.draft
    if current is None or current.claim is None or draft is None:
        return []
    here, text = current.claim.span.start, draft.article.text
    own = {current.claim.source.text.casefold()} if current.claim.source else set()
    said = [c.claim.source for c in draft.carried if c.claim is not None and c.claim.source is not None]
    known = [Speaker(s.start, s.end, s.text, s.kind) for s in said]
    named = [Speaker(m.start(), m.end(), m[0]) for m in _NAME.finditer(text) if not _held(m.start(), known)]
    found: dict[str, Speaker] = {}
    for group in (known, named):
        for speaker in sorted(group, key=lambda s: abs(s.start - here)):
            name = speaker.text.casefold()
            if name not in own and len(found) < _SPEAKERS:
                found.setdefault(name, speaker)
    return list(found.values())


_SPEAKERS = 20
_NAME = re.compile(r"\b[A-Z][\w’'.-]+(?:\s+(?:(?:of|the|for|and|de|van|von)\s+)*[A-Z][\w’'-]+)+")
"""Two words with capitals and more: a name, as far as letters can tell."""


def _held(at: int, known: list[Speaker]) -> bool:
    return any(s.start <= at < s.end for s in known)


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
