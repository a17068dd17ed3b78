"""Score claims against label gold: found, kinds, labels, linked denials.

A gold claim is found if a claim overlaps it with a character Dice of at least 0.5; pairs are one to one, the closest
first.
"""

from collections import Counter
from collections.abc import Sequence

from fact_check.claims import Claim, Relation
from fact_check.score.gold import Gold, Row, chars
from fact_check.score.measure import Miss, Score, pair, plain, prf, rate

EMPTY = frozenset(["the", "a", "an", "of", "and", "in", "'s"])
ANSWERS = (Relation.DENIES, Relation.DOUBTS)


def labels(gold: Gold, found: Sequence[Sequence[Claim]]) -> Score:
    """Score the claims of each text in a gold set, in order."""
    c: Counter[str] = Counter()
    misses: list[Miss] = []
    for (name, _, rows), claims in zip(gold.rows, found, strict=True):
        _article(name, rows, claims, c, misses)
    figures = {
        **prf("claims", c["found"], c["predicted"], c["found"], c["gold"]),
        "numeric-r": rate(c["found numeric"], c["gold numeric"]),
        "attributed-r": rate(c["found attributed"], c["gold attributed"]),
        "numeric-kind": rate(c["kind numeric"], c["found numeric"]),
        "attributed-kind": rate(c["kind attributed"], c["found attributed"]),
        "source": rate(c["source"], c["gold source"]),
        "label": rate(c["label"], c["found"]),
        "label-of-all": rate(c["label"], c["gold"]),
        "links": rate(c["link"], c["gold link"]),
        "empty": rate(c["empty right"], c["empty"]),
    }
    return Score(gold.path, "labels", figures, plain(c), tuple(misses))


def _article(name: str, rows: list[Row], claims: Sequence[Claim], c: Counter[str], misses: list[Miss]) -> None:
    pairs = pair([r["chars"] for r in rows], [chars([(p.start, p.end) for p in x.pieces]) for x in claims])
    c.update({"gold": len(rows), "predicted": len(claims), "found": len(pairs)})
    if not rows:
        c.update({"empty": 1, "empty right": not claims})
    for i, row in enumerate(rows):
        c.update(f"gold {kind}" for kind in row["kinds"])
        if i not in pairs:
            misses.append(Miss("missing", name, f"{row['label']}: {row['words']}"))
        else:
            _claim(name, row, claims[pairs[i]], c, misses)
        for t in row["about"]:
            c["gold link"] += 1
            linked = i in pairs and t in pairs and _links(claims[pairs[i]], claims[pairs[t]])
            c["link"] += linked
            if not linked:
                misses.append(Miss("link", name, f"{row['words']} → {rows[t]['words']}"))
    taken = set(pairs.values())
    misses.extend(Miss("noisy", name, x.span.text) for j, x in enumerate(claims) if j not in taken)


def _claim(name: str, row: Row, claim: Claim, c: Counter[str], misses: list[Miss]) -> None:
    label = claim.suggestion.label if claim.suggestion else None
    c[f"{row['label']} as {label}"] += 1
    c["label"] += label == row["label"]
    if label != row["label"]:
        because = claim.suggestion.because if claim.suggestion else "nothing"
        misses.append(Miss("label", name, f"{row['label']}, not {label} ({because}): {row['words']}"))
    for kind in row["kinds"]:
        c[f"found {kind}"] += 1
        c[f"kind {kind}"] += kind in claim.kinds
    if row["source"]:
        c["gold source"] += 1
        same = _words(claim.source.text if claim.source else "") & _words(row["source"])
        c["source"] += bool(same)
        if not same:
            got = claim.source.text if claim.source else "none"
            misses.append(Miss("source", name, f"{row['source']}, not {got}: {row['words']}"))


def _words(text: str) -> set[str]:
    return set(text.lower().split()) - EMPTY


def _links(answer: Claim, target: Claim) -> bool:
    return any(link.to == target.id for link in answer.links)
