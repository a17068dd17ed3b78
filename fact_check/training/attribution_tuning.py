"""Tune the attribution component on articles that it was not trained on, and say how well it does there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language.attribution import NAME, AttributionMarker
from fact_check.language.attribution_decode import Found, decode
from fact_check.language.attribution_features import features
from fact_check.language.attribution_network import Network
from fact_check.score.attributions import MEASURES, NEAR
from fact_check.score.measure import Chars, dice, pair, prf
from fact_check.training.attribution_data import MarkedArticle, read

NETWORK = "network.msgpack"
"""The file that training leaves and packing takes."""


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

    The measures are those of `fact_check.score.attributions`.
    """
    ours = [[_characters(doc, part) for part in (one.content, one.source, (one.cue,))] for one in found]
    theirs = [
        [frozenset(at for a, b in part for at in range(a, b)) for part in (mark.content, mark.source, mark.cue)]
        for mark in article.attributions
    ]
    matched = [Match()] * len(ours)
    for i, j in pair([mark[0] for mark in theirs], [one[0] for one in ours]).items():
        same = bool(theirs[i][1] & ours[j][1]) or not (theirs[i][1] or ours[j][1])
        near = same and dice(theirs[i][0], ours[j][0]) >= NEAR
        matched[j] = Match(True, same, near, bool(theirs[i][2] & ours[j][2]), article.attributions[i].reporting)
    return matched


def _characters(doc: Doc, pieces: Sequence[tuple[int, int]]) -> Chars:
    return frozenset(at for a, b in pieces for at in range(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])))


def scores(matched: Sequence[Match], gold: int) -> dict[str, float]:
    """Give the figures of all measures; `gold` counts the marks that must be found, the reporting ones.

    A mark of an attitude may be found: it counts for precision, not for recall.
    """
    figures: dict[str, float] = {}
    for name in MEASURES:
        right = [one.reporting for one in matched if getattr(one, name)]
        figures |= prf(name, len(right), len(matched), sum(right), gold)
    return figures


def tune(network: Network, docs: Sequence[Doc], articles: Sequence[MarkedArticle]) -> tuple[Network, dict[str, float]]:
    """Fit the weights of the score, and the threshold that gives the highest sum of F over MEASURES.

    Gives the tuned network, and its figures on these articles.
    """
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
    floors = np.arange(0.2, 0.7, 0.02).round(2).tolist()
    figures = {least: scores(matches(least, score), reports) for least in floors}
    best = max(floors, key=lambda least: sum(figures[least][f"{name}-f"] for name in MEASURES))
    tuned = replace(network, confidence=tuple(float(one) for one in confidence), threshold=best)
    return tuned, figures[best]


def add(base: Language, data: Path, work: Path) -> dict[str, float]:
    """Add the network that training left in `work` to the pipeline `base`, tuned on `data`/dev.jsonl.xz.

    Gives its figures there. A component that `base` has already is replaced.
    """
    if NAME in base.pipe_names:
        base.remove_pipe(NAME)
    held = list(read(data / "dev.jsonl.xz"))
    docs = list(base.pipe((article.text for article in held), batch_size=16))
    network, figures = tune(Network.from_bytes((work / NETWORK).read_bytes()), docs, held)
    component = base.add_pipe(NAME, last=True)
    if isinstance(component, AttributionMarker):
        component.network = network
    return figures


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
