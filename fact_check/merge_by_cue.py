"""Put back together what one cue attributes: one claim for each attribution, as corpora of attribution count.

The guidelines make each sentence of a quotation a claim of its own, because each can be checked on its own. Gold that
marks what one cue attributes as one content (PolNeAR and its kin) is matched by the whole.
"""

from collections.abc import Iterable, Sequence

from fact_check.claims import Claim, Piece, Span, claim_ids, words


def whole(claims: Iterable[Claim], text: str) -> tuple[Claim, ...]:
    """Return the claims with those of one cue and one source joined, in text order.

    Sentences that follow each other become one piece, the space between them included. `text` is what the claims'
    offsets point into. A joined claim's id is that of its words; links and labels are its first sentence's.
    """
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        cue, source = claim.cue, claim.source
        key = (cue.start, cue.end, source and source.start) if cue else claim.id
        groups.setdefault(key, []).append(claim)
    joined = [_joined(group, text) for group in groups.values()]
    joined.sort(key=lambda claim: (claim.span.start, claim.span.end))
    ids = claim_ids([words(text, claim.pieces) for claim in joined])
    alone = {group[0].id for group in groups.values() if len(group) == 1}
    return tuple(c if c.id in alone else c.model_copy(update={"id": i}) for c, i in zip(joined, ids, strict=True))


def _joined(group: Sequence[Claim], text: str) -> Claim:
    if len(group) == 1:
        return group[0]
    first = group[0]
    pieces: list[Piece] = []
    for piece in sorted((p for claim in group for p in claim.pieces), key=lambda p: p.start):
        if pieces and _is_gap(text[pieces[-1].end : piece.start]):
            pieces[-1] = Piece(start=pieces[-1].start, end=max(pieces[-1].end, piece.end))
        else:
            pieces.append(piece)
    start, end = pieces[0].start, pieces[-1].end
    kinds = tuple(dict.fromkeys(k for claim in group for k in claim.kinds))
    return first.model_copy(
        update={
            "span": Span(start=start, end=end, text=text[start:end]),
            "pieces": tuple(pieces),
            "kinds": tuple(sorted(kinds, reverse=True)),
            "sentence": Piece(
                start=min(claim.sentence.start for claim in group), end=max(claim.sentence.end for claim in group)
            ),
            "quantities": tuple(q for claim in group for q in claim.quantities),
            "evidence": tuple(dict.fromkeys(e for claim in group for e in claim.evidence)),
        }
    )


def _is_gap(between: str) -> bool:
    """Tell whether nothing but the end of a sentence, its quote marks and space is between two pieces."""
    return len(between) < 8 and not any(c.isalnum() for c in between)
