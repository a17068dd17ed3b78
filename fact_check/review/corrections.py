"""Correct a claim's source, and where it begins and ends next to its neighbours."""

import re
from typing import Any

from fact_check.claims import Claim, ClaimId, Piece, claim_ids, words
from fact_check.ledger.anchor import anchor_at, anchor_of
from fact_check.ledger.events import Anchor, Corrected, Deed, Merged, Part, Split
from fact_check.review import actions as do
from fact_check.review.state import Session

_JOINT = re.compile(r"^(?:[\s,;:–—-]|(?:and|but|or|while|whereas)\b)+", re.IGNORECASE)
_END = re.compile(r"(?:[\s,;:–—-]|\b(?:and|but|or|while|whereas))+$", re.IGNORECASE)
_APART = 600
"""Claims further apart than this, in characters, cannot be merged."""


def correction(session: Session, action: do.Correct | do.Divide | do.Unite) -> tuple[type[Deed], dict[str, Any]] | str:
    """Return the event for an action on the current claim, with its fields; or say why there is none."""
    current, draft = session.current, session.draft
    if current is None or current.claim is None or draft is None:
        return "no claim here"
    claim, text = current.claim, draft.article.text
    match action:
        case do.Correct():
            if action.start is None:
                return Corrected, {"at": None, "kind": None}
            at = trimmed(text, action.start, action.end, None)
            return (Corrected, {"at": at, "kind": action.kind}) if at is not None else "no words there"
        case do.Divide():
            return _divided(claim, text, action.at)
        case do.Unite():
            return _united(session, claim, text)


def splits(claim: Claim, text: str) -> list[int]:
    """Return where a claim may be split, the likeliest first: after "and", "but" and commas, nearest its middle."""
    words_ = text[claim.span.start : claim.span.end]
    likely = r"\b(?:and|but|while|whereas|or)\s+|[,;:–—]\s+"
    found = {claim.span.start + m.end() for m in re.finditer(likely, words_)}
    middle = (claim.span.start + claim.span.end) / 2
    strong = {claim.span.start + m.end() for m in re.finditer(r"\b(?:and|but|while|whereas)\s+|;\s+", words_)}
    ordered = sorted(found, key=lambda at: (at not in strong, abs(at - middle)))
    return [at for at in ordered if claim.span.start < at < claim.span.end]


def _divided(claim: Claim, text: str, at: int) -> tuple[type[Deed], dict[str, Any]] | str:
    if not claim.span.start < at < claim.span.end:
        return "split a claim between its first and last words"
    left = text[claim.span.start : at]
    first = trimmed(text, claim.span.start, at - (len(left) - len(_END.sub("", left))), claim)
    right = text[at : claim.span.end]
    second = trimmed(text, at + len(right) - len(_JOINT.sub("", right)), claim.span.end, claim)
    if first is None or second is None:
        return "split a claim between its first and last words"
    return Split, {"to": first, "parts": (Part(claim=added_id(text, second), anchor=second),)}


def _united(session: Session, claim: Claim, text: str) -> tuple[type[Deed], dict[str, Any]] | str:
    standing = [c for c in (session.draft.carried if session.draft else ()) if c.claim is not None and not c.rejected]
    behind = [c for c in standing if c.claim is not None and c.claim.span.start > claim.span.start and c.id != claim.id]
    following = min(behind, key=lambda c: c.claim.span.start if c.claim else 0, default=None)
    if following is None or following.claim is None or following.claim.span.start - claim.span.end > _APART:
        return "no claim right after it to merge with"
    to = trimmed(text, claim.span.start, max(claim.span.end, following.claim.span.end), claim)
    assert to is not None
    return Merged, {"to": to, "parts": (Part(claim=following.id, anchor=anchor_of(following.claim, text)),)}


def added_id(text: str, anchor: Anchor) -> ClaimId:
    """Return the id of a claim that a reviewer adds, from its words and which occurrence of them it is."""
    before = text.count(anchor.text, 0, anchor.start)
    wording = words(anchor.text, [Piece(start=0, end=len(anchor.text))])
    return ClaimId("a" + claim_ids([wording] * (before + 1))[-1][1:])


def trimmed(text: str, start: int, end: int, claim: Claim | None) -> Anchor | None:
    """Anchor a stretch without surrounding white space; the claim keeps its source and cue."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if end <= start:
        return None
    if claim is None:
        return anchor_at(text, start, end)
    was = anchor_of(claim, text)
    return anchor_at(text, start, end, source=was.source, resolved=was.resolved, cue=was.cue, frame=was.frame)
