"""Offer the claims that the current one may deny or restate, and who may state it; the likeliest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from fact_check.claims import Effect, Relation, SourceKind
from fact_check.ledger.carried import Carried
from fact_check.lexicon import words
from fact_check.review.state import Session
from fact_check.review.views import matches

OFFERED = 9
"""As many as there are number keys."""


def candidates(session: Session) -> list[Carried]:
    """Return up to nine other claims of the draft: those that the tool suggests, then those with similar words."""
    current, draft = session.current, session.draft
    if current is None or current.claim is None or draft is None:
        return []
    thought = {link.to: link.score for link in current.claim.links}
    said = current.claim.span.text
    others = [c for c in draft.carried if c.claim is not None and c.id != current.id and not c.rejected]
    ranked = sorted(others, key=lambda c: -(100 * thought.get(c.id, 0.0) + _likeness(said, c)))
    return ranked[:OFFERED]


def others_like(session: Session, typed: str) -> list[Carried]:
    """Return up to nine other claims of the draft that match what was typed, the likeliest first."""
    current, draft = session.current, session.draft
    others = [c for c in (draft.carried if draft else ()) if c.claim is not None and c is not current]
    found = [c for c in others if matches(c, typed) and not c.rejected]
    return sorted(found, key=lambda c: -_likeness(typed, c))[:OFFERED]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody or something in the article that may state a claim, and where it is."""

    start: int
    end: int
    text: str
    kind: SourceKind | None = None


def speakers(session: Session) -> list[Speaker]:
    """Return the sources in the article, those nearest to the current claim first, then its other names.

    The current claim's own source is left out; of several mentions of one source, the nearest is offered.
    """
    current, draft = session.current, session.draft
    if current is None or current.claim is None or draft is None:
        return []
    here, text = current.claim.span.start, draft.article.text
    own = {current.claim.source.text.casefold()} if current.claim.source else set()
    said = [c.claim.source for c in draft.carried if c.claim is not None and c.claim.source is not None]
    known = [Speaker(s.start, s.end, s.text, s.kind) for s in said if s.text.casefold() not in words("memory.pronouns")]
    named = [name for name in _names(text) if not _held(name.start, known)]
    found: dict[str, Speaker] = {}
    for group in (known, named):
        for speaker in sorted(group, key=lambda s: abs(s.start - here)):
            name = speaker.text.casefold()
            if name not in own and len(found) < _SPEAKERS:
                found.setdefault(name, speaker)
    return list(found.values())


_SPEAKERS = 20
_WORD = r"[A-Z](?:[\w-]|['’](?!s\b))+"
_NAME = re.compile(
    rf"\b(?:[A-Z]\.|{_WORD}\.?)(?:[ \t]+(?:"
    rf"(?:of|for)[ ](?:the[ ])?{_WORD}(?:[ ]and[ ]{_WORD})?"
    rf"|(?:(?:de|van|von|the)[ ])?{_WORD}))+"
)
"""Two or more capitalised words: a name, as far as letters can tell."""


def _names(text: str) -> Iterator[Speaker]:
    """Yield the names in a text, without a preceding word that only opens the sentence."""
    for m in _NAME.finditer(text):
        start, name = m.start(), m[0]
        while " " in name and name.split()[0].casefold() in words("memory.function", "memory.pronouns"):
            rest = name.split(maxsplit=1)[1]
            start, name = start + len(name) - len(rest), rest
        if " " in name and name[0].isupper():
            yield Speaker(start, start + len(name), name)


def _held(at: int, known: list[Speaker]) -> bool:
    return any(s.start <= at < s.end for s in known)


def relation_of(session: Session) -> Relation:
    """Return the likeliest relation of the current claim to another: the effect of its own cue."""
    current = session.current
    cue = current.claim.cue if current and current.claim else None
    if cue is not None and cue.effect is Effect.DENIES:
        return Relation.DENIES
    if cue is not None and cue.effect is Effect.DOUBTS:
        return Relation.DOUBTS
    return Relation.RESTATES


def _likeness(said: str, other: Carried) -> float:
    return float(fuzz.token_set_ratio(said, other.claim.span.text)) if other.claim else 0.0
