"""Tune the attribution component on articles that it was not trained on, and say how well it does there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from fact_check.language.attribution_decode import Found, decode
from fact_check.language.attribution_features import features
from fact_check.language.attribution_network import Network
from fact_check.training.attribution_data import MarkedArticle

MEASURES = ("content", "full", "near", "cue")


@dataclass(frozen=True)
class Match:
    """What one found attribution got right; all False where it matches no mark. `reporting` is the mark's."""

    content: bool = False
    full: bool = False
    near: bool = False
    cue: bool = False
    reporting: bool = False


def match(doc: Doc, found: Sequence[Found], article: MarkedArticle) -> list[Match]:
    """Match what was found in a text with its marks, one to one, by the characters that their contents share.

    content: Dice of characters at least 0.5; full: also the sources overlap, or both have none; near: also Dice at
    least 0.9; cue: the cues overlap.
    """
    ours = [[_characters(doc, part) for part in (one.content, one.source, (one.cue,))] for one in found]
    theirs = [
        [{at for a, b in part for at in range(a, b)} for part in (mark.content, mark.source, mark.cue)]
        for mark in article.attributions
    ]
    pairs = []
    for i, mark in enumerate(theirs):
        for j, one in enumerate(ours):
            shared = len(mark[0] & one[0])
            if shared and (dice := 2 * shared / (len(mark[0]) + len(one[0]))) >= 0.5:
                pairs.append((dice, i, j))
    matched = [Match()] * len(ours)
    taken: set[int] = set()
    free = set(range(len(ours)))
    for dice, i, j in sorted(pairs, reverse=True):
        if i in taken or j not in free:
            continue
        taken.add(i)
        free.discard(j)
        same = bool(theirs[i][1] & ours[j][1]) or not (theirs[i][1] or ours[j][1])
        cue = bool(theirs[i][2] & ours[j][2])
        matched[j] = Match(True, same, same and dice >= 0.9, cue, article.attributions[i].reporting)
    return matched


def _characters(doc: Doc, pieces: Sequence[tuple[int, int]]) -> set[int]:
    return {at for a, b in pieces for at in range(doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))}


def scores(matched: Sequence[Match], gold: int) -> dict[str, tuple[float, float, float]]:
    """Give precision, recall and F by measure; `gold` counts the marks that must be found, the reporting ones.

    A mark of an attitude may be found: it counts for precision, not for recall.
    """
    table = {}
    for name in MEASURES:
        precision = sum(getattr(one, name) for one in matched) / max(1, len(matched))
        recall = sum(getattr(one, name) and one.reporting for one in matched) / max(1, gold)
        table[name] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
    return table


def tune(network: Network, docs: Sequence[Doc], articles: Sequence[MarkedArticle]) -> Network:
    """Fit the weights of the score, and the threshold that gives the highest mean F of all MEASURES."""
    found = [decode(network, features(doc, network.tables)) for doc in docs]
    signals = np.array([one.signals for text in found for one in text])
    reports = sum(mark.reporting for article in articles for mark in article.attributions)

    def matches(least: float, score: NDArray[np.float64]) -> list[Match]:
        kept: list[Match] = []
        at = 0
        for doc, text, article in zip(docs, found, articles, strict=True):
            chosen = [one for k, one in enumerate(text) if score[at + k] >= least]
            at += len(text)
            kept += match(doc, chosen, article)
        return kept

    everything = matches(-1.0, np.zeros(len(signals)))
    wanted = np.array([(one.content + one.full + one.near) / 3 * (1.0 if one.reporting else 0.4) for one in everything])
    confidence = logistic(signals, wanted)
    score = 1 / (1 + np.exp(-signals @ confidence))
    best = max(
        (float(np.mean([f for _, _, f in scores(matches(least, score), reports).values()])), -least)
        for least in np.arange(0.2, 0.7, 0.02).round(2).tolist()
    )
    return replace(network, confidence=tuple(float(one) for one in confidence), threshold=-best[1])


def logistic(signals: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit logistic regression to targets in [0, 1] by Newton's method, with a light ridge."""
    weights = np.zeros(signals.shape[1])
    ridge = np.eye(signals.shape[1])
    for _ in range(30):
        guess = 1 / (1 + np.exp(-signals @ weights))
        slope = signals.T @ (guess - wanted) + ridge @ weights
        bend = (signals * (guess * (1 - guess))[:, None]).T @ signals + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return weights
