"""The attribution network's forward pass in numpy: what surrounds each token, then a reading of it for each cue.

Trained by `fact_check.training.attribution`; nothing here learns. Embeddings go through gated convolutions of
width 3 (Dauphin et al. 2017) and one LSTM in each direction, which reads a paragraph with CONTEXT tokens either
side, so that an edit elsewhere changes nothing here. A cue is then compared with every token of its window:
their states, their distance, and how they hang together in the parse.

A little past 250 lines: it mirrors the trained network layer by layer, for one text and for several side by side.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray

from fact_check.language.attribution_decode import ROLE, Floats, Ints
from fact_check.language.attribution_features import LEXICAL, WINDOW, Features, paths

CONTEXT = 32
"""Tokens that the LSTM reads before and after a paragraph; the training's stretches overlap as much."""

LONGEST = 160
"""Longer paragraphs are read in stretches of this many tokens."""

HEAD_COLUMNS = (1, 4, 5)
"""The LEXICAL columns that a token also sees of its head: lemma, tag, dependency."""

PAIR_DILATIONS = (1, 3)

_NO_ROLES = (np.zeros((0, 2 * WINDOW + 1, len(ROLE)), dtype=np.float32), np.zeros(0, dtype=np.int64))

TOGETHER = 64
"""Cues whose windows are looked at together: each takes a megabyte meanwhile."""


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
        seen = _lstm(w, np.concatenate(states), cut)
        return [
            self._normal(state + seen[low:high] @ w["join.weight"] + w["join.bias"], "norm.last")
            for state, (low, high) in zip(states, bounds, strict=True)
        ]

    def _convolved(self, feats: Features) -> Floats:
        w = self.arrays
        rows = [w[f"lexical.{name}"][feats.lexical[:, column]] for column, name in enumerate(LEXICAL)]
        columns = rows + [w[f"place.{k}"][feats.places[:, k]] for k in range(feats.places.shape[1])]
        columns += [rows[column][feats.heads] for column in HEAD_COLUMNS]
        state = np.concatenate(columns, axis=1) @ w["input.weight"] + w["input.bias"]
        width = state.shape[1]
        for layer, dilation in enumerate(self.dilations):
            wide = _beside(self._normal(state, f"norm.{layer}"), dilation)
            both = wide @ w[f"conv.{layer}.weight"] + w[f"conv.{layer}.bias"]
            state = state + both[:, :width] * _sigmoid(both[:, width:])
        return state

    def flat(self, state: Floats) -> Floats:
        """Give each token the probabilities of the labels FLAT."""
        return np.exp(_log_softmax(state @ self.arrays["flat.weight"] + self.arrays["flat.bias"]))

    def roles(self, feats: Features, state: Floats, cues: list[tuple[int, int]]) -> tuple[Floats, Ints]:
        """Give the log probabilities of ROLE for each cue's window, and the windows' first tokens.

        The windows are (cues, 2 * WINDOW + 1, ROLE) around each cue's root; a place outside the text, or in the
        cue, is certain to be O.
        """
        starts = range(0, len(cues), TOGETHER)
        groups = [self._roles(feats, state, cues[at : at + TOGETHER]) for at in starts] or [_NO_ROLES]
        return np.concatenate([logs for logs, _ in groups]), np.concatenate([lows for _, lows in groups])

    def _roles(self, feats: Features, state: Floats, cues: list[tuple[int, int]]) -> tuple[Floats, Ints]:
        w = self.arrays
        n, size = len(feats.heads), 2 * WINDOW + 1
        shape = (len(cues), size)
        level, near, far = np.full(shape, 5, dtype=np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        at = np.zeros(shape, dtype=np.int64)
        inside = np.zeros((*shape, 1), dtype=np.float32)
        lows = np.zeros(len(cues), dtype=np.int64)
        heads = np.zeros((len(cues), state.shape[1]), dtype=np.float32)
        for row, (first, last) in enumerate(cues):
            root = cue_root(feats, first, last)
            low, high = max(0, root - WINDOW), min(n, root + WINDOW + 1)
            here = slice(low - root + WINDOW, high - root + WINDOW)
            level[row, here], near[row, here], far[row, here] = paths(feats, root, low, high)
            at[row, here] = np.arange(low, high)
            inside[row, here] = 1
            lows[row] = root - WINDOW
            heads[row] = state[first:last].mean(axis=0)
        pair = (heads @ w["pair.cue.weight"] + w["pair.cue.bias"])[:, None]
        pair = pair + (state @ w["pair.token.weight"] + w["pair.token.bias"])[at]
        times = (heads @ w["pair.cue_times.weight"] + w["pair.cue_times.bias"])[:, None]
        pair += times * (state @ w["pair.token_times.weight"] + w["pair.token_times.bias"])[at]
        pair += w["pair.distance"] + w["pair.level"][level] + w["pair.near"][near] + w["pair.far"][far]
        pair = np.maximum(pair, 0) * inside
        for layer, dilation in enumerate(PAIR_DILATIONS):
            wide = _beside(pair, dilation)
            more = wide @ w[f"pair.conv.{layer}.weight"] + w[f"pair.conv.{layer}.bias"]
            pair = (pair + np.maximum(more, 0)) * inside
        logs = _log_softmax(pair @ w["pair.out.weight"] + w["pair.out.bias"])
        never = np.array([0, -1e6, -1e6, -1e6, -1e6], dtype=np.float32)
        logs[inside[..., 0] == 0] = never
        for row, (first, last) in enumerate(cues):
            logs[row, first - lows[row] : last - lows[row]] = never
        return logs, lows

    def _normal(self, state: Floats, name: str) -> Floats:
        mean = state.mean(axis=1, keepdims=True)
        spread = np.sqrt(state.var(axis=1, keepdims=True) + np.float32(1e-5))
        normal: Floats = (state - mean) / spread * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"]
        return normal


def cue_root(feats: Features, first: int, last: int) -> int:
    """Give the first token of [first, last) whose head lies outside it, or that has none."""
    for token in range(first, last):
        head = feats.heads[token]
        if head == token or not first <= head < last:
            return token
    return first


def stretches(feats: Features) -> list[tuple[int, int]]:
    """Cut a text into paragraphs, and those into stretches of at most LONGEST tokens, as (first, last + 1)."""
    starts = [int(at) for at in np.flatnonzero(feats.breaks)]
    bounds = [0, *starts, len(feats.heads)]
    cut = []
    for first, last in itertools.pairwise(bounds):
        cut += [(at, min(at + LONGEST, last)) for at in range(first, last, LONGEST)]
    return cut


def _lstm(w: dict[str, Floats], state: Floats, cut: list[tuple[int, int, int, int]]) -> Floats:
    """Run both directions over all stretches at once, the longest first; returns (n, 2 * width).

    A stretch is its first token, its last + 1, and the same of the text that it stands in.
    """
    cut = sorted(cut, key=lambda one: (one[0] - one[1], one[0]))
    n = len(state)
    halved = _halved(w["lstm.state.weight"].shape[1])
    weight = w["lstm.state.weight"] * halved
    width = weight.shape[1]
    nothing = np.zeros((1, state.shape[1]), dtype=np.float32)
    drive = np.concatenate([state, nothing]) @ w["lstm.input.weight"] + w["lstm.input.bias"]
    drive *= np.tile(halved, 2)
    firsts, lasts, lows, highs = np.array(cut).T
    lengths = lasts - firsts + CONTEXT
    steps = np.arange(int(lengths.max()))[:, None]
    ahead, back = firsts - CONTEXT + steps, lasts + CONTEXT - 1 - steps
    ahead[(ahead < lows) | (ahead >= highs)] = n
    back[(back < lows) | (back >= highs)] = n
    lives = np.searchsorted(-lengths, -steps[:, 0], side="left")
    hidden = np.zeros((2, len(cut), width), dtype=np.float32)
    cell = np.zeros((2, len(cut), width), dtype=np.float32)
    seen = np.zeros((n + 1, 2 * width), dtype=np.float32)
    onward, backward = drive[:, : 4 * width].copy(), drive[:, 4 * width :].copy()
    for step, live in enumerate(lives.tolist()):
        gates = np.matmul(hidden[:, :live], weight)
        gates[0] += onward[ahead[step, :live]]
        gates[1] += backward[back[step, :live]]
        np.tanh(gates, out=gates)
        opened = gates[..., : 3 * width]
        opened *= 0.5
        opened += 0.5
        cell = cell[:, :live] * opened[..., width : 2 * width]
        cell += opened[..., :width] * gates[..., 3 * width :]
        hidden = np.tanh(cell) * opened[..., 2 * width :]
        if step >= CONTEXT:
            seen[ahead[step, :live], :width] = hidden[0]
            seen[back[step, :live], width:] = hidden[1]
    return seen[:n]


def _halved(width: int) -> Floats:
    """Give factors that turn three gates' sigmoids into tanh of half, so that one call serves all four gates."""
    factors = np.full(4 * width, 0.5, dtype=np.float32)
    factors[3 * width :] = 1
    return factors


def _beside(rows: Floats, dilation: int) -> Floats:
    """Put beside each row the rows `dilation` before and after it; beyond the edges lie zeros."""
    gap = np.zeros((*rows.shape[:-2], dilation, rows.shape[-1]), dtype=np.float32)
    padded = np.concatenate([gap, rows, gap], axis=-2)
    size = rows.shape[-2]
    parts = [padded[..., k * dilation : k * dilation + size, :] for k in range(3)]
    wide: Floats = np.concatenate(parts, axis=-1)
    return wide


def _sigmoid(x: Floats) -> Floats:
    half = np.float32(0.5)
    squashed: Floats = np.tanh(x * half) * half + half
    return squashed


def _log_softmax(x: Floats) -> Floats:
    shifted = x - x.max(axis=-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs
