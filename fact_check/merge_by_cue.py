"""Put back together what one cue attributes: one claim for each attribution, as corpora of attribution count.

The guidelines make each sentence of a quotation a claim of its own, because each can be checked on its own. Gold that
marks what one cue attributes as one content (PolNeAR and its kin) is matched by the whole: a quotation's questions,
orders and exclamations, which are no claims, are attributed to its speaker, too.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from fact_check.claims import Claim, Piece, Span, claim_ids, words

MARK = re.compile(r"[\"“”«»„\n\r]|``|''")
"""What a quotation ends at: a mark, or its paragraph's end. Single marks may be apostrophes."""


def whole(claims: Iterable[Claim], text: str) -> tuple[Claim, ...]:
    """Return the claims with those of one cue and one source joined, in text order.

    Sentences that follow each other become one piece, the space between them included; what is in one quotation with a
    quoted claim, and nobody else's, belongs to it. `text` is what the claims' offsets point into. A joined claim's id
    is that of its words; links and labels are its first sentence's.
    """
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        cue, source = claim.cue, claim.source
        key = (cue.start, cue.end, source and source.start) if cue else claim.id
        groups.setdefault(key, []).append(claim)
    speech = _Speech(text, groups.values())
    joined = [_joined(group, text, speech) for group in groups.values()]
    alone = {one.id for group, one in zip(groups.values(), joined, strict=True) if one is group[0]}
    joined.sort(key=lambda claim: (claim.span.start, claim.span.end))
    ids = claim_ids([words(text, claim.pieces) for claim in joined])
    return tuple(c if c.id in alone else c.model_copy(update={"id": i}) for c, i in zip(joined, ids, strict=True))


class _Speech:
    """The quotations of a text, and which of them hold claims of one cue alone."""

    def __init__(self, text: str, groups: Iterable[Sequence[Claim]]) -> None:
        self._text = text
        self._edges = [-1, *(m.end() - 1 for m in MARK.finditer(text)), len(text)]
        held: dict[int, set[int]] = {}
        for number, group in enumerate(groups):
            for piece in (p for claim in group for p in claim.pieces):
                held.setdefault(self._before(piece.start), set()).add(number)
        self._shared = {edge for edge, numbers in held.items() if len(numbers) > 1}

    def _before(self, at: int) -> int:
        """Return the number of the last edge before a place."""
        return bisect_left(self._edges, at) - 1

    def whole(self, piece: Piece) -> Piece:
        """Return a piece with all that its quotation holds, up to the last letter or digit."""
        edge = self._before(piece.start)
        first, last = self._edges[edge], self._edges[edge + 1]
        opened = first >= 0 and self._text[first] not in "\n\r"
        if not opened or edge in self._shared or last < piece.end:
            return piece
        start = first + 1
        while start < piece.start and self._text[start].isspace():
            start += 1
        while last > piece.end and not self._text[last - 1].isalnum():
            last -= 1
        return Piece(start=start, end=last)


def _joined(group: Sequence[Claim], text: str, speech: _Speech) -> Claim:
    first = group[0]
    every = sorted((p for claim in group for p in claim.pieces), key=lambda p: p.start)
    if all(claim.quoted for claim in group):
        every = [speech.whole(piece) for piece in every]
    if len(group) == 1 and every == list(first.pieces):
        return first
    pieces: list[Piece] = []
    for piece in every:
        if pieces and (piece.start <= pieces[-1].end or _is_gap(text[pieces[-1].end : piece.start])):
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
