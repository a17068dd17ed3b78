"""Anchor a stretch of a draft, with what is needed to find it again and to see what has changed since."""

from fact_check.claims import Claim, Piece
from fact_check.ledger.align import BREAK
from fact_check.ledger.events import Anchor, Mark

AROUND = 32
"""Characters of context on either side, as in W3C's examples of text quotes."""
_FRAME = 1200
"""The longest frame: enough for a long quotation, too short to copy a draft into its journal."""


def anchor_of(claim: Claim, text: str) -> Anchor:
    """Anchor a claim in its text."""
    source, cue = claim.source, claim.cue
    holds = [claim.sentence, claim.span, *([source] if source else []), *([cue] if cue else [])]
    return anchor_at(
        text,
        claim.span.start,
        claim.span.end,
        pieces=claim.pieces if len(claim.pieces) > 1 else (),
        source=Mark(start=source.start, text=source.text) if source else None,
        resolved=source.resolved if source else None,
        cue=Mark(start=cue.start, text=cue.text) if cue else None,
        frame=_frame(text, [Piece(start=h.start, end=h.end) for h in holds]),
    )


def anchor_at(
    text: str,
    start: int,
    end: int,
    *,
    pieces: tuple[Piece, ...] = (),
    source: Mark | None = None,
    resolved: str | None = None,
    cue: Mark | None = None,
    frame: Mark | None = None,
) -> Anchor:
    """Anchor a stretch of a text that is not a claim; its frame is the sentence around it."""
    if frame is None:
        around = sentence_around(text, start, end)
        frame = Mark(start=around.start, text=text[around.start : around.end])
    return Anchor(
        start=start,
        text=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        pieces=pieces,
        source=source,
        resolved=resolved,
        cue=cue,
        frame=frame if len(frame.text) <= _FRAME else None,
    )


def sentence_around(text: str, start: int, end: int) -> Piece:
    """Find the sentence, or sentences, around a stretch, by full stops and line ends."""
    left = 0
    for m in BREAK.finditer(text, max(0, start - _FRAME), start):
        left = m.end()
    if left == 0 and start > _FRAME:
        left = start - AROUND
    m2 = BREAK.search(text, max(start, end - 1))
    right = m2.end() if m2 else len(text)
    piece = text[left:right]
    if not piece.strip():
        return Piece(start=start, end=end)
    return Piece(start=left + len(piece) - len(piece.lstrip()), end=max(end, right - len(piece) + len(piece.rstrip())))


def _frame(text: str, holds: list[Piece]) -> Mark | None:
    """Frame a claim with its source and cue in whole sentences; without them if they are too far away."""
    for wanted in (holds, holds[:2]):
        first, last = min(h.start for h in wanted), max(h.end for h in wanted)
        start = min(first, sentence_around(text, first, first + 1).start)
        end = max(last, sentence_around(text, last - 1, last).end)
        if end - start <= _FRAME:
            return Mark(start=start, text=text[start:end])
    return None
