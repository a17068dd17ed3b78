"""The encoder's inputs from a Doc: the pieces of its words, their shapes, and the layout."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from fact_check.language.attribution.layout import Layout, layout
from fact_check.language.columns import strings
from fact_check.language.encoder.pieces import Pieces

Ints = NDArray[np.int64]

CASES = 6
SHAPES = CASES * 8

CORE, MARGIN = 220, 16
"""A stretch is CORE pieces whose states are used, with at most MARGIN more on either side as context."""

_MOST_KNOWN = 20_000


@dataclass(frozen=True)
class Inputs:
    """A Doc of n tokens: `pieces` of all tokens one after the other, `counts` (n,) how many each token has.

    `shapes` (n,), below SHAPES: how a word is written, whether white space comes before and after it, and whether a
    paragraph begins.
    """

    pieces: Ints
    counts: Ints
    shapes: Ints
    lies: Layout

    @property
    def breaks(self) -> NDArray[np.bool_]:
        """Tell which tokens end a line, (n,)."""
        return self.lies.breaks


class Lexicon:
    """Reads Docs, caching the pieces and the case of every word."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self.known: dict[str, tuple[int, tuple[int, ...]]] = {}

    def __call__(self, doc: Doc, flow: Ints | None = None) -> Inputs:
        """Read a Doc, or those of its tokens in a flow."""
        words = strings(doc, "ORTH")
        if flow is not None:
            words = [words[at] for at in flow.tolist()]
        known = self.known
        if len(known) > _MOST_KNOWN:
            known.clear()
        for word in set(words).difference(known):
            known[word] = (case(word), self.pieces.cut(word))
        found = [known[word] for word in words]
        n = len(words)
        lies = layout(doc, flow)
        after = (lies.spaced | lies.blank).astype(np.int64)
        before = np.ones(n, dtype=np.int64)
        before[1:] = after[:-1]
        first = ((lies.since == 0) & ~lies.blank).astype(np.int64)
        cases = np.array([one for one, _ in found], dtype=np.int64).reshape(n)
        counts = np.array([len(rows) for _, rows in found], dtype=np.int64).reshape(n)
        pieces = np.array(list(chain.from_iterable(rows for _, rows in found)), dtype=np.int64)
        return Inputs(pieces, counts, cases * 8 + before * 4 + after * 2 + first, lies)


def case(word: str) -> int:
    """Return how a word is written: 0 no letters, 1 small, 2 Capital, 3 CAPITALS, 4 mIxed, 5 one capital letter."""
    if word.islower():
        return 1
    if word.isupper():
        return 5 if sum(map(str.isalpha, word)) == 1 else 3
    if word.lower() == word:
        return 0
    return 2 if word[:1].isupper() and word[1:].lower() == word[1:] else 4


@dataclass(frozen=True)
class Stretch:
    """The tokens [low, high) are read together, and the states of [first, last) are used."""

    low: int
    first: int
    last: int
    high: int


def stretches(counts: Ints, breaks: NDArray[np.bool_], margin: int = MARGIN) -> list[Stretch]:
    """Cut a text into stretches of CORE pieces, between paragraphs if one ends in a stretch's second half."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    cut: list[Stretch] = []
    first, done = 0, 0
    while first < len(counts):
        last = len(counts)
        if total - done > CORE + margin:
            last = max(first + 1, int(np.searchsorted(ends, done + CORE, side="right")))
            half = int(np.searchsorted(ends, done + CORE // 2, side="right"))
            between = np.flatnonzero(breaks[half:last])
            if len(between):
                last = half + int(between[-1]) + 1
        low = int(np.searchsorted(ends, done - margin, side="left")) + 1 if done > margin else 0
        now = int(ends[last - 1])
        high = int(np.searchsorted(ends, now + margin, side="right"))
        cut.append(Stretch(min(low, first), first, last, max(high, last)))
        first, done = last, now
    return cut
