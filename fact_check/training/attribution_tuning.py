"""Tune the attribution component on articles held out from training, and report how well it does there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language.attribution import NAME
from fact_check.language.attribution.decode import CONFIDENCE, Found
from fact_check.score.attributions import MEASURES, NEAR
from fact_check.score.measure import Chars, dice, pair, prf
from fact_check.training.attribution_data import MarkedArticle, read


@dataclass(frozen=True)
class Match:
    """What one found attribution got right; all False if it matches no mark. `reporting` is the mark's."""

    content: bool = False
    full: bool = False
    near: bool = False
    cue: bool = False
    reporting: bool = False


def match(doc: Doc, found: Sequence[Found], article: MarkedArticle) -> list[Match]:
    """Match found attributions with the marks of a text, one to one, by the characters their contents share.

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
    """Return the figures of all measures; `gold` counts the marks that must be found, which are the reporting ones.

    Finding a mark of an attitude counts towards precision; missing one costs no recall.
    """
    figures: dict[str, float] = {}
    for name in MEASURES:
        right = [one.reporting for one in matched if getattr(one, name)]
        figures |= prf(name, len(right), len(matched), sum(right), gold)
    return figures


@dataclass(frozen=True)
class Tuned:
    """The weights of the score, the threshold, and the figures that they give."""

    confidence: tuple[float, ...]
    threshold: float
    figures: dict[str, float]


@dataclass(frozen=True)
class General:
    """Our own general news: for each text, what the component finds and the claims that are attributed."""

    docs: Sequence[Doc]
    found: Sequence[list[Found]]
    claims: Sequence[list[Chars]]

    def f(self, confidence: NDArray[np.float64], least: float) -> float:
        """Return the harmonic mean of the shares of claims that one content covers and of correct characters."""
        covered = claims = right = marked = 0
        for doc, found, theirs in zip(self.docs, self.found, self.claims, strict=True):
            kept = [one for one in found if 1 / (1 + np.exp(-np.dot(one.signals, confidence))) >= least]
            ours = [_characters(doc, one.content) for one in kept]
            every, told = frozenset[int]().union(*ours), frozenset[int]().union(*theirs)
            claims += len(theirs)
            covered += sum(any(len(one & claim) >= COVERED * len(claim) for one in ours) for claim in theirs)
            right, marked = right + len(every & told), marked + len(every)
        recall, precision = covered / max(claims, 1), right / max(marked, 1)
        return 2 * recall * precision / max(recall + precision, 1e-9)


COVERED = 0.6
"""The share of a claim's characters that one content must cover."""


def general(marker: Any, nlp: Language, folder: Path) -> General:
    """Read the texts of one of our folders, `NAME.txt` beside `NAME.jsonl` with claims as find prints them."""
    golds = sorted(folder.glob("*.jsonl"))
    docs = list(nlp.pipe(gold.with_suffix(".txt").read_text("utf-8") for gold in golds))
    claims = []
    for gold in golds:
        rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
        said = [row["pieces"] for row in rows if "attributed" in row["kinds"]]
        claims.append([frozenset(at for p in pieces for at in range(p["start"], p["end"])) for pieces in said])
    return General(docs, [marker.found(doc) for doc in docs], claims)


def tune(
    found: Sequence[list[Found]],
    docs: Sequence[Doc],
    articles: Sequence[MarkedArticle],
    news: General | None = None,
) -> Tuned:
    """Fit the weights of the score, and the threshold that does best: by the mean F of MEASURES, and of general news.

    `found` is what the component finds in each of the articles' Docs, whatever its score. The articles are of one
    election, so that `news` has as much of a say.
    """
    signals = np.array([one.signals for text in found for one in text]).reshape(-1, len(CONFIDENCE))
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
    floors = np.arange(0.1, 0.7, 0.02).round(2).tolist()
    by_floor = {least: scores(matches(least, score), reports) for least in floors}

    def worth(least: float) -> float:
        here = sum(by_floor[least][f"{name}-f"] for name in MEASURES) / len(MEASURES)
        return here + (news.f(confidence, least) if news is not None else 0.0)

    best = max(floors, key=worth)
    return Tuned(tuple(float(one) for one in confidence), best, by_floor[best])


def tuned(nlp: Language, data: Path, news: Path) -> dict[str, float]:
    """Tune a pipeline's attributions on `data`/dev.jsonl.xz and the folder `news`, in place; give the figures there."""
    held = list(read(data / "dev.jsonl.xz"))
    docs = list(nlp.pipe(article.text for article in held))
    marker: Any = nlp.get_pipe(NAME)
    best = tune([marker.found(doc) for doc in docs], docs, held, general(marker, nlp, news))
    marker.set(marker.arrays, numbers={"confidence": list(best.confidence), "threshold": [best.threshold]})
    return best.figures


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
