"""The attribution network's LSTM: one in each direction over every paragraph, with a little of what lies around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fact_check.language.attribution_layers import Floats, Ints

CONTEXT = 32
"""Tokens that the LSTM reads before and after a paragraph; the training's stretches overlap as much."""


@dataclass(frozen=True)
class Way:
    """One direction's weights. The columns are four gates: what enters, what stays, what shows; last, what is new.

    A sigmoid is a tanh of half, doubled and shifted. The halves that this needs stand in the weights already (a half
    is exact, so nothing is lost), and `hidden` is carried doubled.
    """

    entering: Floats
    bias: Floats
    staying: Floats

    @classmethod
    def pair(cls, entering: Floats, bias: Floats, staying: Floats) -> tuple[Way, Way]:
        """Make both directions of the trained weights: (width, 2 * gates), (2 * gates,) and (2, width, gates)."""
        gates = staying.shape[2]
        halves = np.full(gates, 0.5, dtype=np.float32)
        halves[gates // 4 * 3 :] = 1
        ahead, back = (
            cls(
                np.ascontiguousarray(entering[:, k * gates : (k + 1) * gates] * halves),
                bias[k * gates : (k + 1) * gates] * halves,
                staying[k] * halves * np.float32(0.5),
            )
            for k in (0, 1)
        )
        return ahead, back


def both_ways(ways: tuple[Way, Way], state: Floats, cut: list[tuple[int, int, int, int]]) -> Floats:
    """Run both directions over all stretches at once, the longest first; returns (n, 2 * width).

    A stretch is its first token, its last + 1, and the same of the text that it stands in.
    """
    cut = sorted(cut * 2 if len(cut) == 1 else cut, key=lambda one: (one[0] - one[1], one[0]))
    n = len(state)
    firsts, lasts, lows, highs = np.array(cut).T
    lengths = lasts - firsts + CONTEXT
    steps = np.arange(int(lengths.max()))[:, None]
    # Never one row alone: its product would be rounded otherwise than the same row's beside others.
    lives: list[int] = np.maximum(np.searchsorted(-lengths, -steps[:, 0], side="left"), 2).tolist()
    seen = []
    for way, places in zip(ways, (firsts - CONTEXT + steps, lasts + CONTEXT - 1 - steps), strict=True):
        places[(places < lows) | (places >= highs) | (steps >= lengths)] = n
        seen.append(_one_way(way, state, places, lives)[:n])
    both: Floats = np.concatenate(seen, axis=1)
    both *= np.float32(0.5)
    return both


def _one_way(way: Way, state: Floats, places: Ints, lives: list[int]) -> Floats:
    """Go through the (steps, stretches) `places` in `state`; returns twice what the LSTM shows, (n + 1, width).

    At each step the first `lives` stretches go on. The place after the last is nothing, and takes what nobody reads.
    """
    n, together, width = len(state), places.shape[1], len(way.staying)
    drive = np.empty((n + 1, 4 * width), dtype=np.float32)
    np.matmul(state, way.entering, out=drive[:n])
    drive[n] = 0
    drive += way.bias
    seen = np.empty((n + 1, width), dtype=np.float32)
    every_gate, every_drive = np.empty((2, together, 4 * width), dtype=np.float32)
    every_hidden, every_cell = np.zeros((2, together, width), dtype=np.float32)
    one, half = np.float32(1), np.float32(0.5)
    for step, live in enumerate(lives):
        gates, hidden, cell, place = every_gate[:live], every_hidden[:live], every_cell[:live], places[step, :live]
        np.matmul(hidden, way.staying, out=gates)
        gates += np.take(drive, place, axis=0, out=every_drive[:live], mode="clip")
        np.tanh(gates, out=gates)
        gates[:, : 3 * width] += one
        cell *= gates[:, width : 2 * width]
        gates[:, :width] *= gates[:, 3 * width :]
        cell += gates[:, :width]
        cell *= half
        np.tanh(cell, out=hidden)
        hidden *= gates[:, 2 * width : 3 * width]
        if step >= CONTEXT:
            seen[place] = hidden
    return seen
