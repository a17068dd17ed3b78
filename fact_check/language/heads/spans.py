"""Classify runs of words by their states: parts of claims, cues that deny or doubt, kinds of sources.

Each head is linear, so its output for a run's mean state is the mean of its outputs for the words. The component writes
those for each word into `doc.user_data`, as bytes that survive `Doc.to_bytes` and `DocBin`; read them with `told(doc)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language.encoder.weights import Weighted
from fact_check.language.layers import Floats, log_softmax

NAME = "fact_check_spans"
KEY = "fact_check.spans"

CLAIM = ("outside", "begins", "inside")
EFFECTS = ("reports", "denies", "doubts", "hedges")
KINDS = ("person", "organisation", "document", "outlet", "anonymous", "unknown")
HEADS = {"claim": len(CLAIM), "effect": len(EFFECTS), "kind": len(KINDS)}
Halves = NDArray[np.float16]
_WIDTH = sum(HEADS.values())
_CLAIM, _EFFECT = slice(0, len(CLAIM)), slice(len(CLAIM), len(CLAIM) + len(EFFECTS))
_KIND = slice(_EFFECT.stop, _WIDTH)


@dataclass(frozen=True)
class Told:
    """The logits of each head for each of n tokens: (n, CLAIM), (n, EFFECTS), (n, KINDS)."""

    claim: Halves
    effect: Halves
    kind: Halves

    def inside(self, start: int, end: int) -> Floats:
        """Return how likely each token of a run is to be in a claim, (end - start,)."""
        likely: Floats = 1 - np.exp(log_softmax(self.claim[start:end].astype(np.float32), axis=1)[:, 0])
        return likely

    def effect_of(self, start: int, end: int) -> tuple[str, float]:
        """Return a cue's effect on its content, and its probability."""
        return _surest(self.effect[start:end], EFFECTS)

    def kind_of(self, start: int, end: int) -> tuple[str, float]:
        """Return a run's kind of source, and its probability."""
        return _surest(self.kind[start:end], KINDS)


def _surest(rows: Halves, labels: tuple[str, ...]) -> tuple[str, float]:
    logits = rows.mean(axis=0, dtype=np.float32).tolist()  # a handful, which plain Python is fastest with
    most = max(logits)
    return labels[logits.index(most)], 1 / sum(exp(logit - most) for logit in logits)


def told(doc: Doc) -> Told | None:
    """Return what the component left in `doc`; None if it has not seen the Doc."""
    raw = doc.user_data.get(KEY)
    if raw is None:
        return None
    if len(raw) != len(doc) * _WIDTH * 2:
        return None
    table = np.frombuffer(raw, dtype=np.float16).reshape(-1, _WIDTH)  # views, because this is called for every cue
    return Told(table[:, _CLAIM], table[:, _EFFECT], table[:, _KIND])


@Language.factory(NAME)
def make_spans(nlp: Language, name: str) -> SpanReader:
    """Build the component; it has no weights before they are read."""
    return SpanReader(name)


class SpanReader(Weighted):
    """The pipeline component."""

    def __init__(self, name: str = NAME) -> None:
        super().__init__()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Mark one Doc."""
        if self.arrays and len(doc) and len(doc.tensor) == len(doc):
            states: Any = doc.tensor  # its stub says 64 bits
            parts = [states @ self.arrays[f"{head}.weight"] + self.arrays[f"{head}.bias"] for head in HEADS]
            doc.user_data[KEY] = np.concatenate(parts, axis=1).astype(np.float16).tobytes()
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Mark a stream of Docs."""
        return map(self, stream)
