"""The attribution network with gradients, in torch, and its export to the numpy network that the pipeline runs.

Shapes and layers mirror `fact_check.language.attribution_network`; a test compares the two. torch is needed for
training only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as fn
from numpy.typing import NDArray
from torch import Tensor, nn

from fact_check.language.attribution_decode import FLAT, ROLE
from fact_check.language.attribution_features import LEVELS, LEXICAL, PLACES, WINDOW, Features, paths
from fact_check.language.attribution_lstm import CONTEXT
from fact_check.language.attribution_network import HEAD_COLUMNS
from fact_check.language.attribution_windows import PAIR_DILATIONS, cue_root

WIDTHS = {"NORM": 96, "LEMMA": 48, "SUFFIX": 24, "SHAPE": 16, "TAG": 16, "DEP": 16}
PLACE_WIDTH = 8
WIDTH = 128
PAIR_WIDTH = 64
DILATIONS = (1, 2)
STRETCH = 128
"""Tokens that the LSTM is trained on at a time, with CONTEXT more on either side."""


@dataclass(frozen=True)
class Window:
    """A cue [first, last) with the window [low, high) of tokens that are read for it, and what it hangs together by.

    `roles` are the right labels ROLE of the window's tokens; all O for what only looks like a cue.
    """

    first: int
    last: int
    root: int
    low: int
    high: int
    path: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    roles: NDArray[np.int64]


def window(feats: Features, first: int, last: int, roles: NDArray[np.int64]) -> Window:
    """Lay the window around a cue; `roles` are those of the whole text."""
    root = cue_root(feats, first, last)
    low, high = max(0, root - WINDOW), min(len(feats.heads), root + WINDOW + 1)
    return Window(first, last, root, low, high, paths(feats, root, low, high), roles[low:high])


class Learner(nn.Module):
    """The network that learns; texts come in one stream with GAP empty places after each."""

    def __init__(self, tables: dict[str, NDArray[np.uint64]], drop: float) -> None:
        super().__init__()
        self.drop = drop
        widths = [WIDTHS[name] for name in LEXICAL]
        self.lexical = nn.ModuleList(nn.Embedding(len(tables[name]) + 1, WIDTHS[name]) for name in LEXICAL)
        self.place = nn.ModuleList(nn.Embedding(size, PLACE_WIDTH) for size in PLACES)
        taken = sum(widths) + PLACE_WIDTH * len(PLACES) + sum(widths[column] for column in HEAD_COLUMNS)
        self.input = nn.Linear(taken, WIDTH)
        self.norm = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.conv = nn.ModuleList(nn.Conv1d(WIDTH, 2 * WIDTH, 3, padding=d, dilation=d) for d in DILATIONS)
        self.lstm = nn.LSTM(WIDTH, WIDTH, bidirectional=True, batch_first=True)
        self.join = nn.Linear(2 * WIDTH, WIDTH)
        self.last = nn.LayerNorm(WIDTH)
        self.flat = nn.Linear(WIDTH, len(FLAT))
        self.cue, self.token = nn.Linear(WIDTH, PAIR_WIDTH), nn.Linear(WIDTH, PAIR_WIDTH)
        self.cue_times, self.token_times = nn.Linear(WIDTH, PAIR_WIDTH), nn.Linear(WIDTH, PAIR_WIDTH)
        self.distance = nn.Embedding(2 * WINDOW + 1, PAIR_WIDTH)
        self.level = nn.Embedding(LEVELS, PAIR_WIDTH)
        self.near = nn.Embedding(len(tables["DEP"]) + 1, PAIR_WIDTH)
        self.far = nn.Embedding(len(tables["DEP"]) + 1, PAIR_WIDTH)
        self.pair_conv = nn.ModuleList(
            nn.Conv1d(PAIR_WIDTH, PAIR_WIDTH, 3, padding=d, dilation=d) for d in PAIR_DILATIONS
        )
        self.out = nn.Linear(PAIR_WIDTH, len(ROLE))
        for module in [*self.lexical, *self.place, self.distance, self.level, self.near, self.far]:
            nn.init.normal_(module.weight, std=0.1)

    def encode(self, lexical: Tensor, places: Tensor, heads: Tensor, real: Tensor, forget: float = 0.0) -> Tensor:
        """Give each place of the stream its state; `real` (n, 1) is 0 in gaps.

        `forget` is the share of words that are made unknown, and of tokens without parse or shape.
        """
        if self.training and forget:
            lexical = lexical.clone()
            draw = torch.rand(len(lexical))
            for column, hit in enumerate([draw < forget] * 2 + [draw > 1 - forget * 0.3] * 2):
                lexical[hit, column] = 0
        rows = [table(lexical[:, column]) for column, table in enumerate(self.lexical)]
        seen = rows + [table(places[:, k]) for k, table in enumerate(self.place)]
        seen += [rows[column][heads] for column in HEAD_COLUMNS]
        state = self.input(self._drop(torch.cat(seen, -1), self.drop, 8)) * real
        for norm, conv in zip(self.norm, self.conv, strict=True):
            gated = fn.glu(conv((norm(state) * real).T[None])[0].T, -1)
            state = (state + self._drop(gated, self.drop, 16)) * real
        n = len(state)
        count = -(-n // STRETCH)
        padded = fn.pad(state, (0, 0, CONTEXT, count * STRETCH - n + CONTEXT))
        cut = padded.unfold(0, STRETCH + 2 * CONTEXT, STRETCH).transpose(1, 2)
        both = self.lstm(cut)[0][:, CONTEXT : CONTEXT + STRETCH].reshape(count * STRETCH, -1)[:n]
        state = state + self._drop(self.join(both), self.drop, 16)
        done: Tensor = self._drop(self.last(state), self.drop / 2, 16)
        return done

    def roles(self, state: Tensor, windows: list[Window], offsets: list[int]) -> tuple[Tensor, Tensor]:
        """Score ROLE for each cue's window, and give the right labels, -100 beyond the text."""
        shape = (len(windows), 2 * WINDOW + 1)
        at, level, near, far, right = (np.zeros(shape, dtype=np.int64) for _ in range(5))
        inside = np.zeros((*shape, 1), dtype=np.float32)
        level[:], right[:] = LEVELS - 1, -100
        for row, (one, offset) in enumerate(zip(windows, offsets, strict=True)):
            here = slice(one.low - one.root + WINDOW, one.high - one.root + WINDOW)
            at[row, here] = np.arange(one.low, one.high) + offset
            inside[row, here] = 1
            level[row, here], near[row, here], far[row, here] = one.path
            right[row, here] = one.roles
        cues = [(one.first + offset, one.last + offset) for one, offset in zip(windows, offsets, strict=True)]
        heads = torch.stack([state[first:last].mean(0) for first, last in cues])
        tokens, times = self.token(state), self.token_times(state)
        kind = tokens.dtype  # bfloat16 while training: the windows are the largest arrays by far
        where, real = torch.from_numpy(at), torch.from_numpy(inside).to(kind)
        pair = self.cue(heads)[:, None] + fn.embedding(where, tokens)
        pair = pair + self.cue_times(heads)[:, None] * fn.embedding(where, times)
        pair = pair + self.distance.weight.to(kind)[None]
        for table, rows in ((self.level, level), (self.near, near), (self.far, far)):
            pair = pair + fn.embedding(torch.from_numpy(rows), table.weight.to(kind))
        pair = self._drop(fn.relu(pair), self.drop / 2, 64) * real
        for conv in self.pair_conv:
            more = fn.relu(conv(pair.transpose(1, 2)).transpose(1, 2))
            pair = (pair + self._drop(more, self.drop / 2, 64)) * real
        return self.out(pair), torch.from_numpy(right)

    def _drop(self, x: Tensor, share: float, block: int) -> Tensor:
        """Drop channels over blocks of neighbouring places: as good as single places, and far cheaper on a CPU."""
        if not self.training or share <= 0:
            return x
        size = x.shape[-2]
        kept = torch.rand((*x.shape[:-2], -(-size // block), x.shape[-1])) >= share
        mask = kept.to(x.dtype).repeat_interleave(block, -2)[..., :size, :]
        return x * mask / (1 - share)

    def export(self) -> dict[str, NDArray[np.float32]]:
        """Give the weights under the names and in the layout of the numpy network."""
        arrays: dict[str, Tensor] = {}

        def linear(name: str, layer: nn.Module) -> None:
            arrays[f"{name}.weight"], arrays[f"{name}.bias"] = layer.weight.T, layer.bias

        def conv(name: str, layer: nn.Module) -> None:
            arrays[f"{name}.weight"] = layer.weight.permute(2, 1, 0).reshape(-1, layer.weight.shape[0])
            arrays[f"{name}.bias"] = layer.bias

        for column, name in enumerate(LEXICAL):
            arrays[f"lexical.{name}"] = self.lexical[column].weight
        for k, table in enumerate(self.place):
            arrays[f"place.{k}"] = table.weight
        for name, layer in (("input", self.input), ("join", self.join), ("flat", self.flat), ("pair.out", self.out)):
            linear(name, layer)
        for name in ("cue", "token", "cue_times", "token_times"):
            linear(f"pair.{name}", getattr(self, name))
        for name in ("distance", "level", "near", "far"):
            arrays[f"pair.{name}"] = getattr(self, name).weight
        for k in range(len(DILATIONS)):
            conv(f"conv.{k}", self.conv[k])
            arrays[f"norm.{k}.weight"], arrays[f"norm.{k}.bias"] = self.norm[k].weight, self.norm[k].bias
        for k in range(len(PAIR_DILATIONS)):
            conv(f"pair.conv.{k}", self.pair_conv[k])
        arrays["norm.last.weight"], arrays["norm.last.bias"] = self.last.weight, self.last.bias
        gates = [k * WIDTH + i for k in (0, 1, 3, 2) for i in range(WIDTH)]  # torch: in, forget, new, out
        ways = ("", "_reverse")
        taken = [getattr(self.lstm, f"weight_ih_l0{way}")[gates] for way in ways]
        kept = [getattr(self.lstm, f"weight_hh_l0{way}")[gates].T for way in ways]
        bias = [getattr(self.lstm, f"bias_ih_l0{way}") + getattr(self.lstm, f"bias_hh_l0{way}") for way in ways]
        arrays["lstm.input.weight"] = torch.cat(taken).T
        arrays["lstm.input.bias"] = torch.cat([one[gates] for one in bias])
        arrays["lstm.state.weight"] = torch.stack(kept)
        return {name: np.ascontiguousarray(array.detach().numpy(), dtype=np.float32) for name, array in arrays.items()}
