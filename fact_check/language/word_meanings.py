"""What a word means, apart from any text: the rows of the encoder's table of embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from fact_check.language.layers import Floats

if TYPE_CHECKING:
    from spacy.language import Language

    from fact_check.language.encoder.component import Encoder

SAMPLE = 64
"""Every so manieth row of the table is enough to know its mean."""
KNOWN = 8_000
"""Words whose vectors are kept: 12 MB."""


class Meanings:
    """Vectors of words, of length 1: how near two words are is the product of theirs, about 0 for strangers."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Floats] = {}
        self._mean: Floats | None = None

    def __call__(self, words: Sequence[str]) -> Floats:
        """Return the words' vectors, (words, width)."""
        if self._mean is None:
            self._mean = self._rows(range(0, len(self._encoder.words), SAMPLE)).mean(axis=0)
        if len(self._known) > KNOWN:
            self._known.clear()  # many articles share one reader
        for word in words:
            if word not in self._known:
                vector = self._rows(self._encoder.lexicon.pieces.cut(word)).mean(axis=0) - self._mean
                self._known[word] = vector / (np.linalg.norm(vector) + 1e-9)
        width = self._encoder.words.shape[1]
        return np.stack([self._known[word] for word in words]) if words else np.zeros((0, width), dtype=np.float32)

    def _rows(self, rows: Sequence[int]) -> Floats:
        chosen = list(rows)
        found: Floats = self._encoder.words[chosen].astype(np.float32) * self._encoder.tables["scales"][chosen]
        return found


def meanings_of(nlp: Language) -> Meanings | None:
    """Return the meanings that a pipeline's encoder knows, None where it has no encoder of ours.

    A pipeline that is still being loaded gives its encoder, whose weights are read when the first word is asked for.
    """
    from fact_check.language.encoder.component import Encoder

    return next((Meanings(part) for _, part in nlp.pipeline if isinstance(part, Encoder)), None)
