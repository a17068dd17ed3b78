"""Rebuild claims that only the journal knows."""

from collections.abc import Sequence

from fact_check.claims import Claim, ClaimId, Cue, Effect, Kind, Piece, RuleId, Source, SourceKind, Span
from fact_check.ledger.anchor import sentence_around
from fact_check.ledger.events import Anchor
from fact_check.ledger.relocation import Place
from fact_check.ledger.wording import tokens

BY_REVIEWER = RuleId("review.added")
"""The rule of a cue that the journal has but no rule finds today."""


def rebuilt(name: ClaimId, anchor: Anchor, place: Place, text: str, article: str) -> Claim:
    """Make a claim from an anchor: one that a reviewer added or that the tool no longer finds."""
    words = text[place.start : place.end]
    numeric = any(t.key[0].isdigit() for t in tokens(words))
    attributed = anchor.cue is not None or anchor.source is not None
    shift = place.start - anchor.start
    pieces = tuple(Piece(start=p.start + shift, end=p.end + shift) for p in anchor.pieces)
    if words != anchor.text or not _make_up(pieces, place):
        pieces = (Piece(start=place.start, end=place.end),)
    return Claim(
        article=article,
        id=name,
        kinds=((Kind.NUMERIC,) if numeric or not attributed else ()) + ((Kind.ATTRIBUTED,) if attributed else ()),
        quoted=False,
        span=Span(start=place.start, end=place.end, text=words),
        pieces=pieces,
        sentence=sentence_around(text, place.start, place.end),
        source=_standing_source(anchor, shift, text),
        cue=_standing_cue(anchor, shift, text),
    )


def _make_up(pieces: Sequence[Piece], place: Place) -> bool:
    """Tell whether pieces go from the start of a place to its end, in order: a journal may hold anything."""
    edges = [edge for piece in pieces for edge in (piece.start, piece.end)]
    return edges == sorted(edges) and edges[:1] + edges[-1:] == [place.start, place.end]


def _standing_source(anchor: Anchor, shift: int, text: str) -> Source | None:
    mark = anchor.source
    if mark is None or mark.start + shift < 0 or text[mark.start + shift : mark.end + shift] != mark.text:
        return None
    return Source(
        start=mark.start + shift,
        end=mark.end + shift,
        text=mark.text,
        kind=SourceKind.UNKNOWN,
        resolved=anchor.resolved,
    )


def _standing_cue(anchor: Anchor, shift: int, text: str) -> Cue | None:
    mark = anchor.cue
    if mark is None or mark.start + shift < 0 or text[mark.start + shift : mark.end + shift] != mark.text:
        return None
    return Cue(start=mark.start + shift, end=mark.end + shift, text=mark.text, effect=Effect.REPORTS, rule=BY_REVIEWER)
