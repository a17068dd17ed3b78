"""Weigh which claims of others a claim answers: a logistic regression over the signs of `pair_signs`.

One set of weights is for claims whose cue denies or doubts them, one for plain statements ("the siren had sounded"),
which answer another claim seldom. Both were learned, with a ridge, on 80 two-sided articles (`corpus/links`),
`corpus/dev` and 102 Wikinews articles, most of which have nothing to link; signs that made little difference were left
out (`python -m tests.bench.answers --fit`). Of the links in 20 further articles, 41 of 83 are found, 8 by rules alone;
41 of the 97 given are right.

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
    "my headline": 1.168,
    "replies": 0.426,
    "exact": 0.800,
    "denier": -0.485,
    "their headline": -0.499,
    "theirs sourced": 0.588,
    "theirs attributed": 0.610,
    "theirs a document": -0.479,
    "their denier": -0.557,
    "theirs exact": -0.586,
    "accused": 0.760,
    "theirs denied": -0.976,
    "theirs doubted": -0.863,
    "their length": 0.879,
    "their place": -0.666,
    "their claims": 0.944,
    "word 1": 0.979,
    "near, to the best": 1.169,
    "nearest": 0.453,
    "word, to the best": 0.965,
    "near their speaker": 1.088,
    "far": -0.339,
    "sentences": 0.190,
    "later": -0.373,
    "sentences later": -0.085,
    "1 paragraph": -0.412,
    "2 paragraphs": -0.424,
    "claims between": -0.771,
    "both sourced": 0.351,
    "share": 1.097,
    "one number": 2.147,
    "right after theirs": 0.532,
    "worded": 3.370,
    "bare": 2.563,
    "says nothing": 0.522,
    "figure of a number": 0.791,
}
OPPOSED_ALONE = -5.353
STATED = {
    "my not": 0.863,
    "my headline": 1.473,
    "exact": 0.712,
    "length": -2.762,
    "place": -0.813,
    "denier": 0.985,
    "their headline": -1.464,
    "theirs sourced": 0.580,
    "theirs attributed": 0.907,
    "theirs replies": -1.324,
    "theirs exact": -0.541,
    "theirs hedged": -1.050,
    "theirs denied": -1.258,
    "their length": -1.413,
    "their place": -1.041,
    "their claims": 0.678,
    "word 1": 2.952,
    "word 2": 2.462,
    "word 3": 2.659,
    "strong": -0.819,
    "nearest": 0.688,
    "word, to the best": 0.561,
    "much, to the best": 0.239,
    "near my speaker": 1.050,
    "near speakers": -2.118,
    "numbers": 0.652,
    "far": 0.275,
    "sentences": 0.132,
    "later": -1.422,
    "sentences later": -0.209,
    "claims between": -2.458,
    "both sourced": 0.580,
    "their speaker in mine": 0.567,
}
STATED_ALONE = -5.058


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
