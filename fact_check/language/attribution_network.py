"""The attribution network's forward pass in numpy: what surrounds each token, then a reading of it for each cue.

Trained by `fact_check.training.attribution`; nothing here learns. Embeddings go through gated convolutions of
width 3 (Dauphin et al. 2017) and one LSTM in each direction, which reads a paragraph with CONTEXT tokens either
side, so that an edit elsewhere changes nothing here. A cue is then compared with every token of its window:
their states, their distance, and how they hang together in the parse.

It mirrors the trained network layer by layer; what one layer leaves is overwritten by the next where nobody else
reads it, for to fetch memory costs as much as to calculate.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray

from fact_check.language.attribution_features import LEXICAL, Features
from fact_check.language.attribution_layers import Floats, Ints, beside, gated, log_softmax, normal
from fact_check.language.attribution_lstm import Way, both_ways
from fact_check.language.attribution_windows import read_windows

LONGEST = 160
"""Longer paragraphs are read in stretches of this many tokens."""

HEAD_COLUMNS = (1, 4, 5)
"""The LEXICAL columns that a token also sees of its head: lemma, tag, dependency."""


@dataclass(frozen=True)
class Network:
    """The weights, and what belongs to them.

    `tables`: for each of LEXICAL the sorted attribute hashes of rows 1, 2, … `arrays`: weights by name, float32.
    `dilations`: of the encoder's layers. `confidence`: weights of the logistic score, see `decode`.
    `threshold`: the least score of an attribution that counts, tuned on the development articles.
    """

    tables: dict[str, NDArray[np.uint64]]
    arrays: dict[str, Floats]
    dilations: tuple[int, ...]
    confidence: tuple[float, ...]
    threshold: float

    def to_bytes(self) -> bytes:
        """Pack as msgpack; weights as float16, which costs nothing measurable and halves the file."""
        whole = {
            "tables": {name: table.tobytes() for name, table in self.tables.items()},
            "arrays": {
                name: [list(array.shape), array.astype(np.float16).tobytes()] for name, array in self.arrays.items()
            },
            "dilations": list(self.dilations),
            "confidence": list(self.confidence),
            "threshold": self.threshold,
        }
        packed: bytes = srsly.msgpack_dumps(whole)
        return packed

    @classmethod
    def from_bytes(cls, packed: bytes) -> Network:
        """Unpack what `to_bytes` packed."""
        data: dict[str, Any] = srsly.msgpack_loads(packed)
        return cls(
            tables={name: np.frombuffer(raw, dtype=np.uint64) for name, raw in data["tables"].items()},
            arrays={
                name: np.frombuffer(raw, dtype=np.float16).reshape(shape).astype(np.float32)
                for name, (shape, raw) in data["arrays"].items()
            },
            dilations=tuple(data["dilations"]),
            confidence=tuple(data["confidence"]),
            threshold=data["threshold"],
        )

    @cached_property
    def _ways(self) -> tuple[Way, Way]:
        w = self.arrays
        return Way.pair(w["lstm.input.weight"], w["lstm.input.bias"], w["lstm.state.weight"])

    def encode(self, feats: Features) -> Floats:
        """Give each token its state, shape (n, width)."""
        return self.encode_all([feats])[0]

    def encode_all(self, texts: Sequence[Features]) -> list[Floats]:
        """Give each token of some texts its state, which is what `encode` gives for each text alone.

        The LSTM goes through the stretches of all texts side by side: a step costs little more for many than for few.
        """
        w = self.arrays
        states = [self._convolved(feats) for feats in texts]
        ends = np.cumsum([0, *map(len, states)]).tolist()
        bounds = list(itertools.pairwise(ends))
        cut = [
            (first + low, last + low, low, high)
            for feats, (low, high) in zip(texts, bounds, strict=True)
            for first, last in stretches(feats)
        ]
        seen = both_ways(self._ways, np.concatenate(states), cut)
        for state, (low, high) in zip(states, bounds, strict=True):
            state += seen[low:high] @ w["join.weight"]
            state += w["join.bias"]
        return [self._normal(state, "norm.last") for state in states]

    def _convolved(self, feats: Features) -> Floats:
        w = self.arrays
        rows = [
            w[f"lexical.{name}"].take(feats.lexical[:, column], axis=0, mode="clip")
            for column, name in enumerate(LEXICAL)
        ]
        columns = rows + [
            w[f"place.{k}"].take(feats.places[:, k], axis=0, mode="clip") for k in range(feats.places.shape[1])
        ]
        columns += [rows[column].take(feats.heads, axis=0, mode="clip") for column in HEAD_COLUMNS]
        state: Floats = np.concatenate(columns, axis=1) @ w["input.weight"]
        state += w["input.bias"]
        for layer, dilation in enumerate(self.dilations):
            both: Floats = beside(self._normal(state, f"norm.{layer}"), dilation) @ w[f"conv.{layer}.weight"]
            both += w[f"conv.{layer}.bias"]
            state += gated(both)
        return state

    def _normal(self, state: Floats, name: str) -> Floats:
        return normal(state, self.arrays[f"{name}.weight"], self.arrays[f"{name}.bias"])

    def flat(self, state: Floats) -> Floats:
        """Give each token the probabilities of the labels FLAT."""
        logs = log_softmax(state @ self.arrays["flat.weight"] + self.arrays["flat.bias"], axis=-1)
        return np.exp(logs, out=logs)

    def roles(self, feats: Features, state: Floats, cues: list[tuple[int, int]]) -> tuple[Floats, Ints]:
        """Give the log probabilities of ROLE for each cue's window, and the windows' first tokens.

        The windows are (cues, 2 * WINDOW + 1, ROLE) around each cue's root; a place outside the text, or in the
        cue, is certain to be O.
        """
        return read_windows(self.arrays, feats, state, cues)


def stretches(feats: Features) -> list[tuple[int, int]]:
    """Cut a text into paragraphs, and those into stretches of at most LONGEST tokens, as (first, last + 1)."""
    starts = [int(at) for at in np.flatnonzero(feats.breaks)]
    bounds = [0, *starts, len(feats.heads)]
    cut = []
    for first, last in itertools.pairwise(bounds):
        cut += [(at, min(at + LONGEST, last)) for at in range(first, last, LONGEST)]
    return cut
