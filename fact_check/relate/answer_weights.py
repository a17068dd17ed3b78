"""Weigh which claims of others a claim answers: a logistic regression over the signs of `pair_signs`.

One set of weights is for claims whose cue denies or doubts them, one for plain statements ("the siren had sounded"),
which answer another claim seldom. Both were learned, with a ridge, on 80 two-sided articles that were written and
marked for it, `corpus/dev`, and 102 Wikinews articles, most of which have nothing to link; each weight that made little
difference was left out. On a fifth of the articles held back in turn, half of the links of the first kind that score
over 0.2 are right and six in ten of the second's.

A plain statement is never more than a candidate: another account is no denial, however near.
"""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

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
    "word 1": 1.295,
    "word 2": 1.102,
    "share": 1.244,
    "one number": 2.383,
    "other number": -0.692,
    "sentences": 0.190,
    "later": -0.373,
    "sentences later": -0.090,
    "1 paragraph": -0.476,
    "2 paragraphs": -0.350,
    "claims between": -0.535,
    "others between": -0.070,
    "my headline": 1.234,
    "their headline": -0.627,
    "theirs sourced": 0.550,
    "both sourced": 0.344,
    "theirs attributed": 0.606,
    "theirs a document": -0.581,
    "near their speaker": 0.702,
    "replies": 0.520,
    "denier": -0.598,
    "their denier": -0.739,
    "exact": 0.751,
    "theirs exact": -0.708,
    "accused": 0.799,
    "theirs hedged": -1.081,
    "theirs denied": -0.905,
    "theirs doubted": -0.926,
    "length": -0.925,
    "their place": -0.479,
    "their claims": 0.826,
    "right after theirs": 0.600,
    "near, to the best": 1.284,
    "word, to the best": 0.880,
    "worded": 3.035,
    "bare": 2.278,
    "says nothing": 0.521,
    "an accusation": 0.588,
    "figure of a number": 0.886,
}
OPPOSED_ALONE = -4.737
STATED = {
    "word 1": 2.872,
    "word 2": 2.452,
    "word 3": 2.525,
    "strong": -0.783,
    "numbers": 0.671,
    "my not": 0.825,
    "far": 0.284,
    "sentences": 0.205,
    "later": -1.364,
    "sentences later": -0.197,
    "claims between": -2.145,
    "others between": -0.058,
    "my headline": 1.441,
    "their headline": -1.477,
    "theirs sourced": 0.597,
    "both sourced": 0.597,
    "theirs attributed": 0.875,
    "their speaker in mine": 0.593,
    "near my speaker": 0.997,
    "near speakers": -1.792,
    "theirs replies": -1.302,
    "denier": 0.954,
    "exact": 0.699,
    "theirs exact": -0.526,
    "theirs hedged": -1.162,
    "theirs denied": -1.242,
    "length": -2.756,
    "their length": -1.601,
    "place": -0.827,
    "their place": -1.025,
    "their claims": 0.536,
    "nearest": 0.951,
    "second": 0.344,
    "much, to the best": 0.307,
}
STATED_ALONE = -5.316


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
    targets = list(_open(field, n, relation))
    if not targets:
        return []
    weights, alone = (STATED, STATED_ALONE) if relation is None else (OPPOSED, OPPOSED_ALONE)
    found = []
    for t, signs in zip(targets, field.signs(n, targets), strict=True):
        signs |= told(t) if told is not None else {}
        likely = 1 / (1 + math.exp(-alone - sum(weight * signs[sign] for sign, weight in weights.items())))
        found.append((round(likely, 2), t))
    found.sort(key=lambda one: (-one[0], abs(n - one[1])))
    kept = []
    for likely, t in found[:MOST]:
        if likely >= CANDIDATE:
            score = likely if sure and relation is not None and likely >= SURE else min(likely, BELOW)
            kept.append(Weighed(t, score, _because(field, n, t, sure=score >= FIRM)))
    return kept


def _open(field: Field, n: int, relation: Relation | None) -> Iterator[int]:
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
