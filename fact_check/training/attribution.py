"""Train the attribution component on marked articles.

The base pipeline must be trained first: its lemmas, tags and parse are what the network sees beside the words.
"""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as fn
from numpy.typing import NDArray
from spacy.language import Language
from torch import Tensor, nn

from fact_check.language.attribution_decode import FLAT, LEAST_CUE, ROLE, cue_candidates
from fact_check.language.attribution_features import LEXICAL, Features, features
from fact_check.language.attribution_network import Network
from fact_check.training.attribution_data import MarkedArticle, OnTokens, on_tokens, read
from fact_check.training.attribution_model import DILATIONS, Learner, Window, window
from fact_check.training.attribution_tuning import NETWORK

GAP = 32
"""Empty places after each text of a batch, so that no text sees its neighbour."""

LEAST_SEEN = {"NORM": 3, "LEMMA": 5, "SUFFIX": 4, "SHAPE": 4, "TAG": 5, "DEP": 5}
"""A value seen less often in training is unknown."""


@dataclass(frozen=True)
class Plan:
    """How to train: `tokens` a batch, `drop` of channels, `forget` of words, `seed` of everything."""

    epochs: int = 11
    tokens: int = 4000
    rate: float = 3e-3
    drop: float = 0.3
    forget: float = 0.12
    seed: int = 0


@dataclass(frozen=True)
class Text:
    """A training text of n tokens: its features, each token's label FLAT, and a window for each cue."""

    feats: Features
    flat: NDArray[np.int64]
    windows: list[Window]


def prepare(nlp: Language, articles: list[MarkedArticle]) -> tuple[list[Text], dict[str, NDArray[np.uint64]]]:
    """Parse the articles and lay their marks on tokens; gives also the tables of what was seen often enough."""
    docs = list(nlp.pipe((article.text for article in articles), batch_size=16))
    seen = np.concatenate([doc.to_array(list(LEXICAL)) for doc in docs])
    tables = {}
    for column, name in enumerate(LEXICAL):
        values, counts = np.unique(seen[:, column], return_counts=True)
        tables[name] = values[(counts >= LEAST_SEEN[name]) & (values != 0)]
    texts = []
    for doc, article in zip(docs, articles, strict=True):
        texts.append(lay(features(doc, tables), on_tokens(doc, article.attributions)))
    return texts, tables


def lay(feats: Features, marks: list[OnTokens]) -> Text:
    """Make the right answers for one text."""
    n = len(feats.heads)
    flat = np.zeros(n, dtype=np.int64)
    windows = []
    for mark in marks:
        roles = np.zeros(n, dtype=np.int64)
        for pieces, label in ((mark.content, "B-content"), (mark.source, "B-source")):
            for first, last in pieces:
                for labels, names in ((roles, ROLE), (flat, FLAT)):
                    labels[first] = names.index(label)
                    labels[first + 1 : last] = names.index(label) + 1
        first, last = mark.cue
        roles[first:last] = 0
        windows.append(window(feats, first, last, roles))
    for mark in marks:
        first, last = mark.cue
        begin = FLAT.index("B-report" if mark.reporting else "B-attitude")
        flat[first] = begin
        flat[first + 1 : last] = begin + 1
    return Text(feats, flat, windows)


def learn(texts: list[Text], tables: dict[str, NDArray[np.uint64]], plan: Plan, work: Path) -> Learner:
    """Train, keep a checkpoint in `work` after each epoch, and give the running average of the weights.

    A checkpoint of the same plan in `work` is gone on from.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    order = random.Random(plan.seed)
    learner = Learner(tables, plan.drop)
    average = copy.deepcopy(learner)
    adam = torch.optim.AdamW(learner.parameters(), lr=plan.rate, weight_decay=0.02, betas=(0.9, 0.98))
    steps = plan.epochs * sum(len(text.flat) for text in texts) // plan.tokens
    step, begin = 0, 0
    kept = work / "checkpoint.pt"
    if kept.exists():
        was = torch.load(kept, weights_only=False)
        if was["plan"] == plan:
            learner.load_state_dict(was["learner"])
            average.load_state_dict(was["average"])
            adam.load_state_dict(was["adam"])
            torch.set_rng_state(was["torch"])
            order.setstate(was["order"])
            step, begin = was["step"], was["epoch"]
    for epoch in range(begin, plan.epochs):
        learner.train()
        losses = []
        for batch in batches(texts, plan.tokens, order):
            rate = plan.rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * min(1, step / steps)))
            for group in adam.param_groups:
                group["lr"] = rate + 1e-5
            loss = loss_of(learner, batch, plan.forget, negatives=epoch > 0)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
            adam.step()
            step += 1
            share = 1 - min(0.998, (step + 1) / (step + 20))
            with torch.no_grad():
                for kept_weight, weight in zip(average.parameters(), learner.parameters(), strict=True):
                    kept_weight.lerp_(weight, share)
            losses.append(float(loss.detach()))
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}", flush=True)
        state = {
            "plan": plan,
            "epoch": epoch + 1,
            "step": step,
            "order": order.getstate(),
            "torch": torch.get_rng_state(),
        }
        state |= {"learner": learner.state_dict(), "average": average.state_dict(), "adam": adam.state_dict()}
        torch.save(state, kept.with_suffix(".part"))
        kept.with_suffix(".part").replace(kept)
    average.eval()
    return average


def batches(texts: list[Text], tokens: int, order: random.Random) -> Iterator[list[Text]]:
    """Deal the texts out in a new order, `tokens` and the rest of a text at a time."""
    deck = list(texts)
    order.shuffle(deck)
    batch: list[Text] = []
    for text in deck:
        batch.append(text)
        if sum(len(one.flat) for one in batch) >= tokens:
            yield batch
            batch = []
    if batch:
        yield batch


def loss_of(learner: Learner, batch: list[Text], forget: float, negatives: bool) -> Tensor:
    """Give the loss of a batch: what each token is, and what it is to each cue.

    With `negatives`, what the network now takes for a cue and is none counts as a cue with neither source nor
    content: that is what it will meet.
    """
    starts = np.cumsum([0, *(len(text.flat) + GAP for text in batch)])[:-1].tolist()

    def stream(column: str) -> Tensor:
        parts = [getattr(text.feats, column) for text in batch]
        gap = [np.zeros((GAP, *part.shape[1:]), dtype=np.int64) for part in parts]
        return torch.from_numpy(np.concatenate([x for pair in zip(parts, gap, strict=True) for x in pair]))

    heads = stream("heads")
    real = torch.zeros(len(heads), 1)
    for text, start in zip(batch, starts, strict=True):
        heads[start : start + len(text.flat)] += start
        real[start : start + len(text.flat)] = 1
    with torch.autocast("cpu", torch.bfloat16):
        state = learner.encode(stream("lexical"), stream("places"), heads, real, forget).float()
    flat = learner.flat(state)
    right = torch.from_numpy(np.concatenate([text.flat for text in batch]))
    loss: Tensor = fn.cross_entropy(flat[real[:, 0] > 0], right)
    windows = [(one, start) for text, start in zip(batch, starts, strict=True) for one in text.windows]
    if negatives:
        guessed = torch.softmax(flat.detach(), -1).numpy()
        for text, start in zip(batch, starts, strict=True):
            nothing = np.zeros_like(text.flat)
            for one in cue_candidates(guessed[start : start + len(text.flat)], LEAST_CUE):
                if not (text.flat[one.first : one.last] >= FLAT.index("B-report")).any():
                    windows.append((window(text.feats, one.first, one.last, nothing), start))
    if windows:
        with torch.autocast("cpu", torch.bfloat16):
            scores, roles = learner.roles(state, [one for one, _ in windows], [start for _, start in windows])
        wrong = fn.cross_entropy(scores.float().flatten(0, 1), roles.flatten(), ignore_index=-100, reduction="sum")
        loss = loss + wrong / (len(windows) * 25)  # 25: about as many tokens of a window matter
    return loss


def train(base: Language, data: Path, work: Path, plan: Plan = Plan()) -> None:
    """Train on `data`/train.jsonl.xz as the pipeline `base` reads it, and leave the network in `work`."""
    work.mkdir(parents=True, exist_ok=True)
    texts, tables = prepare(base, list(read(data / "train.jsonl.xz")))
    learner = learn(texts, tables, plan, work)
    network = Network(tables, learner.export(), DILATIONS, (0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0), 0.5)
    (work / NETWORK).write_bytes(network.to_bytes())
