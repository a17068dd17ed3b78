"""Compute the reader's states on a batch of texts, and the loss of every layer annotated there.

Past 250 lines because every layer's loss reads the same batch, and none is used elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as fn
from numpy.typing import NDArray
from torch import Tensor

from fact_check.language.attribution.decode import FLAT, LEAST_CUE, cue_candidates
from fact_check.language.attribution.layout import WINDOW, relations
from fact_check.language.encoder.inputs import stretches
from fact_check.training.network import WIDTH, Encoder, Reader
from fact_check.training.texts import UNKNOWN, Cue, Text

BEGIN, END, MASK = 101, 102, 103
MARGIN = 12
"""Context pieces on either side of a stretch in training: fewer than in use, because they serve only as context."""

GROUP = 2200
"""How many pieces, padding included, go through the encoder at a time."""

DOUBTED = 12
"""How many of the reader's false cues in each text are used for training."""

WEIGHTS = {
    "tags": 1.0,
    "morphs": 1.0,
    "lemmas": 0.5,
    "starts": 1.2,
    "names": 1.0,
    "arcs": 1.0,
    "branches": 0.7,
    "flat": 1.0,
    "roles": 1.0,
    "claim": 0.3,
    "verdict": 0.2,
    "effect": 0.15,
    "kind": 0.15,
    "mentions": 0.15,
    "sentence": 0.5,
}


@dataclass(frozen=True)
class Row:
    """A stretch as the encoder takes it, with the batch index of each piece's token; -1 in the margins."""

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    quotes: NDArray[np.int64]
    tokens: NDArray[np.int64]


def rows(texts: Sequence[Text], hidden: float, margin: int = MARGIN) -> list[Row]:
    """Cut texts into rows; `hidden` is the share of words to mask."""
    found = []
    offset = 0
    for text in texts:
        inputs = text.inputs
        ends = np.concatenate([[0], np.cumsum(inputs.counts)])
        n = len(inputs.counts)
        token = np.repeat(np.arange(n), inputs.counts)
        pieces = inputs.pieces
        if hidden:
            draw = torch.rand(n).numpy() < hidden
            pieces = np.where(draw[token], MASK, pieces)
        for one in stretches(inputs.counts, inputs.breaks, margin):
            low, high = ends[one.low], ends[one.high]
            part = token[low:high]
            kept = (part >= one.first) & (part < one.last)
            found.append(
                Row(
                    np.concatenate([[BEGIN], pieces[low:high], [END]]),
                    np.concatenate([[0], inputs.shapes[part], [0]]),
                    np.concatenate([[0], inputs.lies.quotes[part], [0]]),
                    np.concatenate([[-1], np.where(kept, part + offset, -1), [-1]]),
                )
            )
        offset += n
    return found


def grouped(found: list[Row]) -> list[list[Row]]:
    """Group rows of similar length."""
    groups: list[list[Row]] = []
    for row in sorted(found, key=lambda one: len(one.pieces), reverse=True):
        if not groups or (len(groups[-1]) + 1) * len(groups[-1][0].pieces) > GROUP:
            groups.append([])
        groups[-1].append(row)
    return groups


def padded(group: list[Row], column: str, nothing: int) -> Tensor:
    """Stack a column of rows."""
    width = len(group[0].pieces)
    table = np.full((len(group), width), nothing, dtype=np.int64)
    for at, row in enumerate(group):
        values = getattr(row, column)
        table[at, : len(values)] = values
    return torch.from_numpy(table)


def encoded(
    reader: Reader, texts: Sequence[Text], hidden: float = 0.0, teacher: Encoder | None = None, margin: int = MARGIN
) -> tuple[Tensor, Tensor | None]:
    """Return the states of all tokens of the texts, in order.

    With a `teacher`, also return how far the reader's view of the shortest rows as a whole is from the teacher's.
    """
    groups = grouped(rows(texts, hidden, margin))
    states, places = [], []
    far = None
    for at, group in enumerate(groups):
        pieces, tokens = padded(group, "pieces", 0), padded(group, "tokens", -1)
        real = pieces != 0
        mask = None if bool(real.all()) else torch.where(real, 0.0, -1e4).bfloat16()[:, None, None]
        with torch.autocast("cpu", torch.bfloat16):
            hidden_states = reader.encoder(pieces, mask, (padded(group, "shapes", 0), padded(group, "quotes", 0)))
            if teacher is not None and at == len(groups) - 1:
                with torch.no_grad():
                    wanted = _mean(teacher(pieces, mask, None), real)
                far = 1 - fn.cosine_similarity(reader.sentence(_mean(hidden_states, real)).float(), wanted).mean()
        kept = tokens >= 0
        states.append(hidden_states[kept].float())
        places.append(tokens[kept])
    place = torch.cat(places)
    counts = torch.from_numpy(np.concatenate([text.inputs.counts for text in texts]))
    shapes = torch.from_numpy(np.concatenate([text.inputs.shapes for text in texts]))
    whole = torch.zeros(len(counts), WIDTH).index_add(0, place, torch.cat(states)) / counts[:, None]
    return whole + reader.shapes(shapes), far


def _mean(states: Tensor, real: Tensor) -> Tensor:
    part = real[..., None].float()
    return (states.float() * part).sum(1) / part.sum(1)


def losses(
    reader: Reader, texts: list[Text], hidden: float, teacher: Encoder | None, negatives: bool
) -> dict[str, Tensor]:
    """Return the loss of each layer on a batch."""
    states, far = encoded(reader, texts, hidden, teacher)
    found: dict[str, Tensor] = {} if far is None else {"sentence": far}
    starts = np.cumsum([0, *(len(text.inputs.counts) for text in texts)])[:-1].tolist()
    dropped = reader.drop(states)
    logits: dict[str, Tensor] = {}
    for name, head in reader.layers.items():
        right = torch.from_numpy(
            np.concatenate([text.layers.get(name, np.full(len(text.inputs.counts), UNKNOWN)) for text in texts])
        )
        known = right != UNKNOWN
        if bool(known.any()):
            scores = head(dropped[known])
            found[name] = fn.cross_entropy(scores, right[known])
            if name == "flat":
                logits[name] = torch.zeros(len(known), scores.shape[1])
                logits[name][known] = scores.detach()
    found |= _parse(reader, dropped, texts, starts)
    if "flat" in logits:
        found |= _roles(
            reader, dropped, texts, starts, torch.softmax(logits["flat"], -1).numpy() if negatives else None
        )
    found |= _mentions(reader, dropped, texts, starts)
    return found


def _parse(reader: Reader, states: Tensor, texts: list[Text], starts: list[int]) -> dict[str, Tensor]:
    bounds = [
        (start + first, start + last, start, text)
        for text, start in zip(texts, starts, strict=True)
        for first, last in text.sentences
    ]
    if not bounds:
        return {}
    bounds.sort(key=lambda one: one[1] - one[0])
    arcs, count = torch.zeros(()), 0
    dependents: list[int] = []
    heads: list[int] = []
    deps: list[int] = []
    for at in range(0, len(bounds), 24):
        group = bounds[at : at + 24]
        longest = max(last - first for first, last, _, _ in group)
        where = np.zeros((len(group), longest), dtype=np.int64)
        right = np.full((len(group), longest), UNKNOWN, dtype=np.int64)
        real = np.zeros((len(group), longest + 1), dtype=bool)
        real[:, 0] = True
        for row, (first, last, start, text) in enumerate(group):
            size = last - first
            where[row, :size] = np.arange(first, last)
            assert text.heads is not None
            head = text.heads[first - start : last - start] + start - first + 1
            own = np.arange(1, size + 1)
            right[row, :size] = np.where(head == own, 0, head)
            real[row, 1 : size + 1] = True
            dependents += range(first, last)
            heads += [-1 if a == b else a + first - 1 for a, b in zip(head.tolist(), own.tolist(), strict=True)]
            deps += text.layers["deps"][first - start : last - start].tolist()
        with torch.autocast("cpu", torch.bfloat16):
            scores = reader.arc_scores(fn.embedding(torch.from_numpy(where), states)).float()
        scores = scores.masked_fill(~torch.from_numpy(real)[:, None], -1e4)
        arcs = arcs + fn.cross_entropy(
            scores.flatten(0, 1), torch.from_numpy(right).flatten(), ignore_index=UNKNOWN, reduction="sum"
        )
        count += int((right != UNKNOWN).sum())
    head_rows, labels = torch.tensor(heads), torch.tensor(deps)
    under = torch.where((head_rows < 0)[:, None], reader.root[None], states[head_rows.clamp(min=0)])
    with torch.autocast("cpu", torch.bfloat16):
        named = reader.branch_scores(states[torch.tensor(dependents)], under).float()
    return {"arcs": arcs / count, "branches": fn.cross_entropy(named, labels, ignore_index=UNKNOWN)}


def _roles(
    reader: Reader, states: Tensor, texts: list[Text], starts: list[int], guessed: NDArray[np.float32] | None
) -> dict[str, Tensor]:
    cues: list[tuple[Cue, int, Text]] = []
    for text, start in zip(texts, starts, strict=True):
        if text.cues is None:
            continue
        cues += [(cue, start, text) for cue in text.cues]
        if guessed is not None:
            flat = text.layers["flat"]
            nothing = np.zeros_like(flat)
            for one in cue_candidates(guessed[start : start + len(flat)], LEAST_CUE)[:DOUBTED]:
                label = flat[one.first : one.last]
                if not ((label >= FLAT.index("B-report")) | (label == UNKNOWN)).any():
                    cues.append((Cue(one.first, one.last, nothing), start, text))
    if not cues:
        return {}
    shape = (len(cues), 2 * WINDOW + 1)
    at, relation = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    right, inside = np.full(shape, UNKNOWN, dtype=np.int64), np.zeros((*shape, 1), dtype=np.float32)
    for row, (cue, start, text) in enumerate(cues):
        low, high = max(0, cue.first - WINDOW), min(len(text.inputs.counts), cue.first + WINDOW + 1)
        here = slice(low - cue.first + WINDOW, high - cue.first + WINDOW)
        at[row, here] = np.arange(low, high) + start
        relation[row, here] = relations(text.inputs.lies, cue.first, low, high)
        right[row, here] = cue.roles[low:high]
        inside[row, here] = 1
    means = pooled(states, [(start + cue.first, start + cue.last) for cue, start, _ in cues])
    with torch.autocast("cpu", torch.bfloat16):
        scores = reader.role_scores(
            states, means, torch.from_numpy(at), torch.from_numpy(relation), torch.from_numpy(inside).bfloat16()
        )
    wrong = fn.cross_entropy(
        scores.float().flatten(0, 1), torch.from_numpy(right).flatten(), ignore_index=UNKNOWN, reduction="sum"
    )
    found = {"roles": wrong / (len(cues) * 25)}  # 25: about as many tokens of a window matter
    effects = torch.tensor([cue.effect for cue, _, _ in cues])
    if bool((effects != UNKNOWN).any()):
        found["effect"] = fn.cross_entropy(reader.effect(means), effects, ignore_index=UNKNOWN)
    spans = [
        (start + first, start + last, kind)
        for text, start in zip(texts, starts, strict=True)
        for first, last, kind in text.sources
    ]
    if spans:
        scores = reader.kind(pooled(states, [(first, last) for first, last, _ in spans]))
        found["kind"] = fn.cross_entropy(scores, torch.tensor([kind for _, _, kind in spans]))
    return found


def pooled(states: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    """Return the mean state of each span [first, last)."""
    rows = torch.tensor([at for first, last in spans for at in range(first, last)])
    begins = torch.tensor(np.cumsum([0, *(last - first for first, last in spans)])[:-1])
    means: Tensor = fn.embedding_bag(rows, states, begins, mode="mean")
    return means


def _mentions(reader: Reader, states: Tensor, texts: list[Text], starts: list[int]) -> dict[str, Tensor]:
    ordered = [(sorted(text.mentions), start) for text, start in zip(texts, starts, strict=True)]
    ordered = [(mentions, start) for mentions, start in ordered if len(mentions) > 1]
    if not ordered:
        return {}
    spans = [(start + a, start + b) for mentions, start in ordered for a, b, _ in mentions]
    edges = [fn.embedding(torch.tensor([span[k] - k for span in spans]), states) for k in (0, 1)]
    every = torch.cat([*edges, pooled(states, spans)], 1)
    total, at = torch.zeros(()), 0
    for mentions, _ in ordered:
        mine = every[at : at + len(mentions)]
        at += len(mentions)
        scores = mention_scores(reader, mine, [a for a, _, _ in mentions])
        whose = torch.tensor([number for _, _, number in mentions])
        before = torch.ones(len(mentions), len(mentions)).tril(-1).bool()
        same = (whose[:, None] == whose[None]) & before
        scores = torch.cat([scores.masked_fill(~before, -1e4), reader.mention_new(mine)], 1)
        right = torch.cat([same, ~same.any(1)[:, None]], 1)
        total = total - (torch.logsumexp(scores.masked_fill(~right, -1e4), 1) - torch.logsumexp(scores, 1)).sum()
    return {"mentions": total / len(spans)}


def mention_scores(reader: Reader, pooled: Tensor, firsts: list[int]) -> Tensor:
    """Score every mention as the antecedent of every mention: (mentions, mentions)."""
    at = torch.tensor(firsts)
    apart = torch.bucketize((at[:, None] - at[None]).clamp(min=0), torch.tensor([1, 3, 6, 10, 16, 25, 40, 70, 120]))
    product = fn.gelu(reader.mention[0](pooled)) @ fn.gelu(reader.mention[1](pooled)).T
    scores: Tensor = product + reader.mention_distance(apart)[..., 0]
    return scores
