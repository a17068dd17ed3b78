"""Apply reviewers' corrections to a claim: its span, its source, and the label that follows from the source."""

from collections.abc import Sequence

from fact_check.claims import Claim, Effect, Label, Piece, RuleId, Source, SourceKind, Span, Suggestion
from fact_check.ledger.carried import Held, Status
from fact_check.ledger.relocation import Ground
from fact_check.output.mentions import named

BY_SOURCE = RuleId("review.source")
"""The rule for a label that follows from a corrected source."""


def corrected(claim: Claim, group: Sequence[Held], ground: Ground) -> Claim:
    """Give a claim the newest span and the newest source that a reviewer gave it."""
    return _with_source(_mended(claim, group, ground), group, ground)


def _with_source(claim: Claim, group: Sequence[Held], ground: Ground) -> Claim:
    said = [h.decision.source for h in group if h.decision.source is not None and h.status is not Status.GONE]
    newest = max(said, key=lambda correction: correction.when, default=None)
    if newest is None:
        return claim
    source = None
    if newest.at is not None:
        place = next(iter(ground.places(newest.at)), None)
        if place is None:
            return claim
        words = ground.text[place.start : place.end]
        kind = newest.kind or SourceKind.UNKNOWN
        source = Source(start=place.start, end=place.end, text=words, kind=kind)
    cue = claim.cue if source is not None or (claim.cue and claim.cue.effect is not Effect.REPORTS) else None
    fields = {"source": source, "cue": cue, "suggestion": _suggestion(claim, source, newest.who)}
    return claim.model_copy(update=fields)


def _suggestion(claim: Claim, source: Source | None, who: str) -> Suggestion | None:
    """Return the suggestion that follows from a corrected source; what is denied or lacks evidence stays so."""
    before = claim.suggestion
    if before is not None and before.label is Label.DENIED:
        return before
    if claim.is_opposed:
        return before
    if source is not None and source.kind not in (SourceKind.ANONYMOUS, SourceKind.UNKNOWN):
        because = f"attributed to {named(source)} ({source.kind}), as {who} says"
        return Suggestion(label=Label.SOURCED, rule=BY_SOURCE, because=because)
    because = f"only an unnamed source, as {who} says: {source.text}" if source else f"no source, as {who} says"
    return Suggestion(label=Label.UNEVIDENCED, rule=BY_SOURCE, because=because)


def _mended(claim: Claim, group: Sequence[Held], ground: Ground) -> Claim:
    """Give a claim the newest span that a reviewer fixed it to, if its words are still there."""
    mends = [h for h in group if h.decision.mended is not None and h.status is not Status.GONE]
    if not mends:
        return claim
    newest = max(mends, key=lambda h: h.decision.decided).decision.mended
    best = next(iter(ground.places(newest)), None) if newest else None
    if best is None:
        return claim
    span = Span(start=best.start, end=best.end, text=ground.text[best.start : best.end])
    return claim.model_copy(
        update={
            "span": span,
            "pieces": (Piece(start=best.start, end=best.end),),
            "quantities": tuple(q for q in claim.quantities if best.start <= q.start and q.end <= best.end),
        }
    )
