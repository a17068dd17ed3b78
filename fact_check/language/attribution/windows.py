"""The attribution network's roles for one cue, for every token of the cue's window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fact_check.language.attribution.decode import ROLE
from fact_check.language.attribution.layout import WINDOW, Layout, relations
from fact_check.language.layers import Floats, Ints, beside, log_softmax

PAIR_DILATIONS = (1, 3)

SIZE = 2 * WINDOW + 1

TOGETHER = 8
"""How many cues' windows are processed together: few enough to stay in a processor's cache."""

_NEVER = np.array([0, -1e6, -1e6, -1e6, -1e6], dtype=np.float32)[:, None]


@dataclass(frozen=True)
class Window:
    """The tokens [low, high) around a cue's first token, which are at the places [start, stop) of SIZE."""

    low: int
    high: int
    start: int
    stop: int

    @classmethod
    def around(cls, cue: int, n: int) -> Window:
        """Place it in a text of n tokens."""
        low, high = max(0, cue - WINDOW), min(n, cue + WINDOW + 1)
        return cls(low, high, low - cue + WINDOW, high - cue + WINDOW)


def read_windows(
    w: Mapping[str, Floats], lies: Layout, states: Floats, cues: Sequence[tuple[int, int]]
) -> tuple[Floats, Ints]:
    """Give the log probabilities of ROLE for each cue's window, and the windows' first tokens.

    The windows are (cues, SIZE, ROLE) around each cue's first token; a place outside the text, or in the cue, is
    certain to be O. `w` are the network's weights by name, `states` (n, width) are those of the text's tokens.
    """
    windows = [Window.around(first, len(states)) for first, _ in cues]
    lows = np.array([first - WINDOW for first, _ in cues], dtype=np.int64)
    logs = np.empty((len(ROLE), len(cues), SIZE), dtype=np.float32)
    if not cues:
        return np.moveaxis(logs, 0, -1), lows
    heads = states[[first for first, _ in cues]]
    for row, (first, last) in enumerate(cues):
        if last - first > 1:
            heads[row] = states[first:last].mean(axis=0)
    cue = [_linear(w, name, heads) for name in ("cue", "cue_times")]
    token = [_linear(w, name, states) for name in ("token", "token_times")]
    for at in range(0, len(cues), TOGETHER):
        group = windows[at : at + TOGETHER]
        pair = np.zeros((len(group), SIZE, w["distance"].shape[1]), dtype=np.float32)
        for row, window in enumerate(group):
            near, here = slice(window.low, window.high), slice(window.start, window.stop)
            met = token[1][near] * cue[1][at + row]
            met += token[0][near] + cue[0][at + row]
            met += w["distance"][here]
            met += w["relation"][relations(lies, cues[at + row][0], window.low, window.high)]
            np.maximum(met, 0, out=pair[row, here])
        for layer, dilation in enumerate(PAIR_DILATIONS):
            more = _linear(w, f"convs.{layer}", beside(pair, dilation))
            pair += np.maximum(more, 0, out=more)
            _nothing_outside(pair, group)
        logs[:, at : at + TOGETHER] = np.moveaxis(_linear(w, "role", pair), -1, 0)
    logs = log_softmax(logs, axis=0)
    for row, (window, low, (first, last)) in enumerate(zip(windows, lows.tolist(), cues, strict=True)):
        for never in (slice(0, window.start), slice(window.stop, SIZE), slice(first - low, last - low)):
            logs[:, row, never] = _NEVER
    return np.moveaxis(logs, 0, -1), lows


def _nothing_outside(pair: Floats, windows: Sequence[Window]) -> None:
    """Zero the places beyond the text, in place."""
    for row, window in enumerate(windows):
        pair[row, : window.start] = 0
        pair[row, window.stop :] = 0


def _linear(w: Mapping[str, Floats], name: str, rows: Floats) -> Floats:
    mapped: Floats = rows @ w[f"{name}.weight"]
    mapped += w[f"{name}.bias"]
    return mapped
