"""Weigh which claims of others a claim answers: a logistic regression over the signs of `pair_signs`.

One set of weights is for claims whose cue denies or doubts them, one for plain statements ("the siren had sounded"),
which answer another claim seldom. Both were learned, with a ridge, on 80 two-sided articles (`corpus/links`),
`corpus/dev` and 102 Wikinews articles, most of which have nothing to link; signs that made little difference were left
out (`python -m tests.bench.answers --fit`). Of the links in 20 further articles, 29 of 83 are found, 8 by rules alone;
29 of the 57 given are right.

A plain statement is never more than a candidate: another account is no denial, however near.
"""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from fact_check.claims import FIRM, Effect, Relation
from fact_check.output.mentions import named
from fact_check.relate.pair_signs import Field

CANDIDATE = 0.2
"""How likely a link must be to be shown to a reviewer at all."""
MOST = 2
"""The most claims that one answer is given."""
SURE = 0.6
"""How likely a denial or a doubt must be about a claim to count for its label."""
BELOW = FIRM - 0.01

OPPOSED = {
    "my headline": 1.236,
    "replies": 0.515,
    "exact": 0.729,
    "denier": -0.594,
    "word 1": 1.347,
    "near, to the best": 1.398,
    "word, to the best": 0.907,
    "near their speaker": 0.701,
    "sentences": 0.141,
    "later": -0.340,
    "sentences later": -0.088,
    "1 paragraph": -0.450,
    "2 paragraphs": -0.309,
    "claims between": -0.734,
    "their headline": -0.588,
    "theirs sourced": 0.527,
    "both sourced": 0.390,
    "theirs attributed": 0.615,
    "theirs a document": -0.596,
    "their denier": -0.701,
    "theirs exact": -0.693,
    "accused": 0.845,
    "theirs hedged": -1.057,
    "theirs denied": -0.952,
    "theirs doubted": -0.937,
    "their place": -0.502,
    "their claims": 0.867,
    "share": 1.303,
    "one number": 2.227,
    "other number": -0.692,
    "right after theirs": 0.654,
    "worded": 3.168,
    "bare": 2.376,
    "says nothing": 0.361,
    "figure of a number": 0.891,
    "bare noun": 0.337,
}
OPPOSED_ALONE = -4.888
STATED = {
    "my not": 0.818,
    "my headline": 1.433,
    "exact": 0.701,
    "length": -2.731,
    "place": -0.786,
    "denier": 0.946,
    "word 1": 2.852,
    "word 2": 2.448,
    "word 3": 2.529,
    "strong": -0.780,
    "nearest": 0.959,
    "second": 0.357,
    "much, to the best": 0.315,
    "near my speaker": 0.973,
    "near speakers": -1.759,
    "numbers": 0.672,
    "sentences": 0.222,
    "later": -1.342,
    "sentences later": -0.200,
    "claims between": -2.177,
    "their headline": -1.485,
    "theirs sourced": 0.588,
    "both sourced": 0.588,
    "theirs attributed": 0.866,
    "theirs replies": -1.322,
    "theirs exact": -0.516,
    "theirs hedged": -1.136,
    "theirs denied": -1.242,
    "their length": -1.590,
    "their place": -1.051,
    "their claims": 0.578,
    "their speaker in mine": 0.597,
}
STATED_ALONE = -5.346


class Weighed(NamedTuple):
    """Claim number `target` is answered by another, with a score from 0 to 1 and the reason."""

    target: int
    score: float
    because: str


def weighed(
    field: Field,
    n: int,
    relation: Relation | None,
    told: Callable[[int], dict[str, float]] | None = None,
    *,
    sure: bool = True,
) -> list[Weighed]:
    """Return the claims that claim `n` answers, likeliest first; `relation` is None for a plain statement.

    `told` gives further signs of a target, which only a denial or a doubt has. Only `sure` answers may be more than
    candidates.
    """
    targets = list(open_targets(field, n, relation))
    if not targets:
        return []
    weights, alone = (STATED, STATED_ALONE) if relation is None else (OPPOSED, OPPOSED_ALONE)
    signs = field.signs(n, targets)
    sums = alone + sum((weights[sign] * column for sign, column in signs.items() if sign in weights), np.zeros(1))
    found = []
    for t, much in zip(targets, sums.tolist(), strict=True):
        if relation is not None:
            more = field.more_signs(n, t) | (told(t) if told is not None else {})
            much += sum(weights.get(sign, 0.0) * value for sign, value in more.items())
        found.append((round(1 / (1 + math.exp(-much)), 2), t))
    found.sort(key=lambda one: (-one[0], abs(n - one[1])))
    kept = []
    for likely, t in found[:MOST]:
        if likely >= CANDIDATE:
            score = likely if sure and relation is not None and likely >= SURE else min(likely, BELOW)
            kept.append(Weighed(t, score, _because(field, n, t, sure=score >= FIRM)))
    return kept


def open_targets(field: Field, n: int, relation: Relation | None) -> Iterator[int]:
    """Yield the claims that are worth weighing: for a plain statement, those of somebody, by somebody."""
    answer = field.facts[n]
    if relation is None and (answer.effect is None or not answer.speaker):
        return
    for t in field.targets(n):
        target = field.facts[t]
        if relation is None and target.effect is None and not target.found.in_headline:
            continue
        if relation is Relation.DENIES and target.effect is Effect.DENIES:
            continue
        yield t


def _because(field: Field, n: int, t: int, *, sure: bool) -> str:
    target = field.ground.found[t]
    source = target.claim.source
    if source is not None:
        whose = f"what is attributed to {named(source)}"
    else:
        whose = "the headline" if target.in_headline else "what the article says"
    mine, theirs = field.nearest_words(n, t)
    words = f"both say “{mine}”" if mine == theirs else f"“{mine}” here, “{theirs}” there"
    return f"it {'answers' if sure else 'may answer'} {whose}{f'; {words}' if mine else ''}"
