"""Score headlines that say in so many words that they dispute a claim, or only report it.

A headline takes the label of its attributed claims, in the guidelines' order: denied if any is, else unevidenced if any
is, else sourced. Only headlines with a cue in their words count; one without an attributed claim has no label.
"""

from collections import Counter
from collections.abc import Sequence

from fact_check.claims import Claim, Kind, Label
from fact_check.score.gold import Gold
from fact_check.score.measure import Miss, Score, plain, prf

ORDER = (Label.DENIED, Label.UNEVIDENCED, Label.SOURCED)


def headlines(gold: Gold, found: Sequence[Sequence[Claim]]) -> Score:
    """Score the label of each headline with a cue in its words."""
    c: Counter[str] = Counter()
    misses: list[Miss] = []
    for (name, text, row), claims in zip(gold.rows, found, strict=True):
        if not row["cue"]:
            continue
        want, got = row["maps_to"], headline_label(claims)
        c[f"gold {want}"] += 1
        c[f"predicted {got}"] += 1
        if got == want:
            c[f"right {want}"] += 1
        elif want in ORDER or got in ORDER[:2]:
            misses.append(Miss("label", name, f"{want}, not {got}: {text}"))
    figures: dict[str, float] = {}
    for label in ORDER[:2]:
        right = c[f"right {label}"]
        figures |= prf(label, right, c[f"predicted {label}"], right, c[f"gold {label}"])
    return Score(gold.path, "headlines", figures, plain(c), tuple(misses))


def headline_label(claims: Sequence[Claim]) -> Label | None:
    """Return the first label in the guidelines' order that any attributed claim of a headline has."""
    given = {x.suggestion.label for x in claims if x.suggestion is not None and Kind.ATTRIBUTED in x.kinds}
    return next((label for label in ORDER if label in given), None)
