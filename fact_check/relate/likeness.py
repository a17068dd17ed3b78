"""How near the words of each two claims of a stretch are, and those of their speakers, worked out for all at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Column = NDArray[np.float64]


@dataclass(frozen=True)
class Likeness:
    """The products of the words' vectors of some claims: each is a row and a column, by its place among them."""

    claims: NDArray[np.int64]
    """Their numbers in the article, in order."""
    words: tuple[slice, ...]
    """The rows of `nearest` that are each claim's words."""
    nearest: Floats
    """For each word and each claim: its product with the nearest of the claim's words, by the lower of the weights."""
    near: Column
    """How near a claim's words are to another's, and those to it."""
    to_speaker: Column
    """How near a claim's nearest word is to another's speaker."""
    speakers: Column
    """How near two claims' speakers are."""

    def place(self, claim: int) -> int:
        """Return the place of one of the claims."""
        return int(self.claims.searchsorted(claim))

    def places(self, claims: NDArray[np.int64]) -> NDArray[np.intp]:
        """Return the places of some of the claims."""
        return self.claims.searchsorted(claims)


def likeness(
    claims: Sequence[int], words: Sequence[Floats], weights: Sequence[Floats], speakers: Sequence[Floats]
) -> Likeness:
    """Compare claims by the vectors of each one's words, the words' weights, and the vectors of its speaker's words."""
    w = np.concatenate([one if len(one) else np.zeros(1, dtype=np.float32) for one in weights])
    vectors, first = _joined(words)
    said_by, first_said = _joined(speakers)
    products = vectors @ vectors.T
    weighed = products * np.minimum(w[:, None], w[None, :])
    met = np.add.reduceat(w[:, None] * np.maximum.reduceat(products, first, axis=1), first, axis=0)
    met /= (np.add.reduceat(w, first) + 1e-9)[:, None]
    by_speaker = np.maximum.reduceat(vectors @ said_by.T, first_said, axis=1)
    speakers_met = np.maximum.reduceat(said_by @ said_by.T, first_said, axis=1)
    ends = [*first.tolist()[1:], len(w)]
    return Likeness(
        np.array(claims),
        tuple(map(slice, first.tolist(), ends)),
        np.maximum.reduceat(weighed, first, axis=1),
        (met + met.T).astype(np.float64) / 2,
        np.maximum.reduceat(by_speaker, first, axis=0).astype(np.float64),
        np.maximum.reduceat(speakers_met, first_said, axis=0).astype(np.float64),
    )


def _joined(vectors: Sequence[Floats]) -> tuple[Floats, NDArray[np.intp]]:
    """Return all vectors one after the other, and where each claim's begin; one that has none is near to nothing."""
    some = [one if len(one) else np.zeros((1, one.shape[1]), dtype=np.float32) for one in vectors]
    return np.concatenate(some), np.cumsum([0, *(len(one) for one in some[:-1])])
