"""Align two runs of words, and follow a stretch of words through the alignment."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from fact_check.ledger.events import Anchor
from fact_check.ledger.wording import Token, same

BREAK = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+\s|\n")
"""The end of a sentence, as far as full stops and line ends can tell."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Old tokens i1 to i2 were replaced by new tokens j1 to j2."""

    i1: int
    i2: int
    j1: int
    j2: int


def edits_of(old: list[Token], new: list[Token], i: int, j: int) -> list[Edit]:
    """Find the edits that turn one run of tokens into another."""
    found: list[Edit] = []
    for op in Indel.opcodes([t.key for t in old], [t.key for t in new]):
        if op.tag == "equal":
            continue
        edit = Edit(op.src_start + i, op.src_end + i, op.dest_start + j, op.dest_end + j)
        if found and found[-1].i2 == edit.i1 and found[-1].j2 == edit.j1:
            edit = Edit(found[-1].i1, edit.i2, found[-1].j1, edit.j2)
            found.pop()
        found.append(edit)
    return found


def edits_before(old: list[Token], new: list[Token]) -> list[Edit]:
    """Find the edits in the words before a claim, preferring matches near it."""
    m, n = len(old), len(new)
    return [Edit(m - e.i2, m - e.i1, n - e.j2, n - e.j1) for e in reversed(edits_of(old[::-1], new[::-1], 0, 0))]


def differences(old: list[Token], new: list[Token]) -> list[Edit]:
    """Find the edits that may change the meaning: not "it's" for "it is"."""
    return [e for e in edits_of(old, new, 0, 0) if not same(old[e.i1 : e.i2], new[e.j1 : e.j2])]


def carry_over(anchor: Anchor, old: list[Token], new: list[Token], edits: list[Edit]) -> tuple[int, int] | None:
    """Carry the anchor's first and last words through an alignment; None if none of its words are left."""
    span = [i for i, t in enumerate(old) if anchor.start <= t.start < anchor.end]
    if not span:
        return None
    to: dict[int, tuple[int, int]] = {}
    i = j = 0
    for e in [*edits, Edit(len(old), len(old), len(new), len(new))]:
        while i < e.i1:
            to[i] = (j, j + 1)
            i, j = i + 1, j + 1
        inner = [k for k in range(e.i1, e.i2) if span[0] <= k <= span[-1]]
        if inner and e.j2 > e.j1:
            # The claim's share of the new words is where its own words were among the old ones.
            skip = min(e.j2 - e.j1 - 1, inner[0] - e.i1)
            left = min(e.j2 - e.j1 - 1 - skip, e.i2 - 1 - inner[-1])
            for k in inner:
                to[k] = (e.j1 + skip, e.j2 - left)
        i, j = e.i2, e.j2
    reached = [to[k] for k in span if k in to]
    if not reached:
        return None
    return new[min(a for a, _ in reached)].start, new[max(b for _, b in reached) - 1].end
