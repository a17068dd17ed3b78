"""A statement's numbers stand whole in its pieces."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from fact_check.extract.records import Statement, Tokens


def with_its_numbers(statement: Statement) -> Statement | None:
    """Return a statement with those numbers that stand whole in one of its pieces; None where nothing is left of it.

    A number that the edge of a piece cuts is taken in whole where no cue and no source stands in the way.
    """
    pieces = list(statement.pieces)
    said = statement.attribution
    barred = {i for run in (said.cue, said.source or said.cue) for i in range(*run)} if said else set()
    for start, end in (r.tokens for r in statement.readings):
        if not barred.isdisjoint(range(start, end)):
            continue
        for n in range(max(0, bisect_right(pieces, (start, start)) - 1), len(pieces)):
            first, last = pieces[n]
            if first >= end:
                break
            if start < last:
                before = pieces[n - 1][1] if n else 0
                after = pieces[n + 1][0] if n + 1 < len(pieces) else max(last, end)
                pieces[n] = max(before, min(first, start)), min(after, max(last, end))
    inside = tuple(r for r in statement.readings if _holds(pieces, r.tokens))
    if said is None and not inside:
        return None
    return replace(statement, pieces=tuple(pieces), readings=inside)


def _holds(pieces: Sequence[Tokens], run: Tokens) -> bool:
    at = bisect_right(pieces, run[0], key=lambda piece: piece[0]) - 1
    return at >= 0 and run[1] <= pieces[at][1]
