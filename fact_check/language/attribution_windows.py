"""The attribution network's reading of a text for one cue: what every token of the cue's window is to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fact_check.language.attribution_decode import ROLE
from fact_check.language.attribution_features import LEVELS, WINDOW, Features, hanging
from fact_check.language.attribution_layers import Floats, Ints, beside, log_softmax

PAIR_DILATIONS = (1, 3)

SIZE = 2 * WINDOW + 1

TOGETHER = 8
"""Cues whose windows are looked at together: few enough to stay in a processor's cache."""

_NEVER = np.array([0, -1e6, -1e6, -1e6, -1e6], dtype=np.float32)[:, None]


@dataclass(frozen=True)
class Window:
    """The tokens [low, high) around a cue's root, which stand at the places [start, stop) of SIZE."""

    root: int
    low: int
    high: int
    start: int
    stop: int

    @classmethod
    def around(cls, root: int, n: int) -> Window:
        """Lay it in a text of n tokens."""
        low, high = max(0, root - WINDOW), min(n, root + WINDOW + 1)
        return cls(root, low, high, low - root + WINDOW, high - root + WINDOW)


def read_windows(
    w: Mapping[str, Floats], feats: Features, state: Floats, cues: Sequence[tuple[int, int]]
) -> tuple[Floats, Ints]:
    """Give the log probabilities of ROLE for each cue's window, and the windows' first tokens.

    The windows are (cues, SIZE, ROLE) around each cue's root; a place outside the text, or in the cue, is certain to
    be O. `w` are the network's weights by name, `state` (n, width) is what it makes of the text's tokens.
    """
    windows = [Window.around(cue_root(feats, first, last), len(state)) for first, last in cues]
    lows = np.array([one.root - WINDOW for one in windows], dtype=np.int64)
    logs = np.empty((len(ROLE), len(cues), SIZE), dtype=np.float32)
    if not cues:
        return np.moveaxis(logs, 0, -1), lows
    heads = state[[first for first, _ in cues]]
    for row, (first, last) in enumerate(cues):
        if last - first > 1:
            heads[row] = state[first:last].mean(axis=0)
    cue = [_linear(w, name, heads) for name in ("pair.cue", "pair.cue_times")]
    token = [_linear(w, name, state) for name in ("pair.token", "pair.token_times")]
    for at in range(0, len(cues), TOGETHER):
        group = windows[at : at + TOGETHER]
        pair = _hanging(w, feats, group)
        for row, window in enumerate(group):
            near = slice(window.low, window.high)
            met = token[1][near] * cue[1][at + row]
            met += token[0][near] + cue[0][at + row]
            pair[row, window.start : window.stop] += met
        np.maximum(pair, 0, out=pair)
        _nothing_outside(pair, group)
        for layer, dilation in enumerate(PAIR_DILATIONS):
            more = _linear(w, f"pair.conv.{layer}", beside(pair, dilation))
            pair += np.maximum(more, 0, out=more)
            _nothing_outside(pair, group)
        logs[:, at : at + TOGETHER] = np.moveaxis(_linear(w, "pair.out", pair), -1, 0)
    logs = log_softmax(logs, axis=0)
    for row, (window, low, (first, last)) in enumerate(zip(windows, lows.tolist(), cues, strict=True)):
        for never in (slice(0, window.start), slice(window.stop, SIZE), slice(first - low, last - low)):
            logs[:, row, never] = _NEVER
    return np.moveaxis(logs, 0, -1), lows


def cue_root(feats: Features, first: int, last: int) -> int:
    """Give the first token of [first, last) whose head lies outside it, or that has none."""
    for token in range(first, last):
        head = feats.parents[token]
        if head == token or not first <= head < last:
            return token
    return first


def _hanging(w: Mapping[str, Floats], feats: Features, windows: Sequence[Window]) -> Floats:
    """Look up how each place of the windows lies to its root: how far, and how it hangs on it in the parse."""
    distance, level, near, far = (w[f"pair.{name}"] for name in ("distance", "level", "near", "far"))
    apart = distance + level[LEVELS - 1] + near[0] + far[0]  # as most do, for they stand in other sentences
    lie = np.broadcast_to(apart, (len(windows), *apart.shape)).copy()
    rows: list[int] = []
    places: list[int] = []
    found: list[int] = []
    for row, window in enumerate(windows):
        first, last, here = hanging(feats, window.root, window.low, window.high)
        rows += [row] * (last - first)
        places += range(first - window.root + WINDOW, last - window.root + WINDOW)
        found += here
    levels, nears, fars = np.array(found, dtype=np.int64).reshape(-1, 3).T
    lie[rows, places] = distance[places] + level[levels] + near[nears] + far[fars]
    return lie


def _nothing_outside(pair: Floats, windows: Sequence[Window]) -> None:
    """Empty the places beyond the text, in place."""
    for row, window in enumerate(windows):
        pair[row, : window.start] = 0
        pair[row, window.stop :] = 0


def _linear(w: Mapping[str, Floats], name: str, rows: Floats) -> Floats:
    mapped: Floats = rows @ w[f"{name}.weight"]
    mapped += w[f"{name}.bias"]
    return mapped
