"""Weigh which claims of others a claim answers: a logistic regression over the signs of `pair_signs`.

One set of weights is for claims whose cue denies or doubts them, one for plain statements ("the siren had sounded"),
which answer another claim seldom. Both were learned, with a ridge, on 80 two-sided articles (`corpus/links`),
`corpus/dev` and 102 Wikinews articles, most of which have nothing to link; signs that made little difference were left
out (`python -m tests.bench.answers --fit`). Of the links in 20 further articles, 39 of 83 are found, 8 by rules alone;
39 of the 90 given are right.

A plain statement is never more than a candidate: another account is no denial, however near.
"""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fact_check.claims import FIRM, Effect, Relation
from fact_check.output.mentions import named
from fact_check.relate.pair_signs import Field

CANDIDATE = 0.15
"""How likely a link of a plain statement must be to be shown to a reviewer at all."""
OPPOSING = 0.05
"""The same for a denial or a doubt, which answers something, if only something that nobody said."""
MOST = 2
"""The most claims that one answer is given."""
SURE = 0.6
"""How likely a denial or a doubt must be about a claim to count for its label."""
BELOW = FIRM - 0.01

OPPOSED = {
    "my headline": 1.151,
    "replies": 0.454,
    "exact": 0.778,
    "denier": -0.404,
    "word 1": 0.992,
    "near, to the best": 1.330,
    "nearest": 0.298,
    "word, to the best": 0.847,
    "near their speaker": 0.862,
    "far": -0.241,
    "sentences": 0.172,
    "later": -0.386,
    "sentences later": -0.097,
    "1 paragraph": -0.518,
    "2 paragraphs": -0.358,
    "claims between": -0.754,
    "theirs sourced": 0.585,
    "both sourced": 0.423,
    "theirs attributed": 0.613,
    "theirs exact": -0.561,
    "accused": 0.813,
    "theirs hedged": -1.050,
    "theirs denied": -1.178,
    "theirs doubted": -0.934,
    "their length": 0.661,
    "their place": -0.546,
    "their claims": 0.774,
    "share": 1.255,
    "one number": 1.807,
    "other number": -0.818,
    "right after theirs": 0.572,
    "worded": 3.709,
    "bare": 2.333,
    "says nothing": 0.690,
    "an accusation": 0.455,
    "figure of a number": 0.817,
}
OPPOSED_ALONE = -5.325
STATED = {
    "my not": 0.849,
    "my headline": 1.435,
    "exact": 0.672,
    "length": -2.741,
    "place": -0.844,
    "denier": 1.025,
    "word 1": 2.874,
    "word 2": 2.445,
    "word 3": 2.650,
    "strong": -0.795,
    "nearest": 0.758,
    "word, to the best": 0.570,
    "much, to the best": 0.194,
    "near my speaker": 0.965,
    "near speakers": -1.726,
    "numbers": 0.653,
    "sentences": 0.210,
    "later": -1.343,
    "sentences later": -0.200,
    "claims between": -2.180,
    "their headline": -1.470,
    "theirs sourced": 0.594,
    "both sourced": 0.594,
    "theirs attributed": 0.853,
    "theirs replies": -1.354,
    "theirs exact": -0.508,
    "theirs hedged": -1.122,
    "theirs denied": -1.191,
    "their length": -1.546,
    "their place": -1.019,
    "their claims": 0.579,
    "their speaker in mine": 0.590,
}
STATED_ALONE = -5.178


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
    found = []
    for t, much in zip(targets, (alone + field.weigh(n, targets, weights)).tolist(), strict=True):
        if relation is not None:
            more = field.more_signs(n, t) | (told(t) if told is not None else {})
            much += sum(weights.get(sign, 0.0) * value for sign, value in more.items())
        found.append((round(1 / (1 + math.exp(-much)), 2), t))
    found.sort(key=lambda one: (-one[0], abs(n - one[1])))
    least = CANDIDATE if relation is None else OPPOSING
    kept = []
    for likely, t in found[:MOST]:
        if likely >= least:
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
