"""Score quantities against sentences with gold values, and against stories with number spans.

value: a quantity has the gold value (relative tolerance 1e-6; for a range, either end or the middle); bound: the bound
agrees as well; kind: so does percent, money or other. A span is covered if a quantity with a value overlaps it.
"""

import math
from collections import Counter
from collections.abc import Sequence

from fact_check.claims import Bound, Quantity
from fact_check.score.gold import Gold
from fact_check.score.measure import Miss, Score, plain, prf, rate

BOUNDS = {
    "=": {Bound.EXACTLY},
    "~": {Bound.ABOUT, Bound.VAGUE},
    ">": {Bound.AT_LEAST, Bound.MORE_THAN},
    "<": {Bound.AT_MOST, Bound.LESS_THAN},
}
"""Gold also has "up" and "down", which agree with any bound."""
MONEY = ("dollar", "euro", "pound sterling", "rupee", "yen", "yuan", "ringgit", "peso", "naira", "cent", "rand", "won")
SIGNS = ("$", "€", "£", "¥")
NUMBERS = ("MONEY", "PERCENT", "CARDINAL", "MEASURE")


def quantities(gold: Gold, found: Sequence[Sequence[Quantity]]) -> Score:
    """Score the quantities of each sentence in a gold set, in order."""
    c: Counter[str] = Counter()
    misses: list[Miss] = []
    for (name, text, row), mine in zip(gold.rows, found, strict=True):
        c["predicted"] += len(mine)
        used: set[int] = set()
        for want in row["quantities"]:
            value = _number(want["value"])
            if value is None:
                continue
            c["gold"] += 1
            hit = next((i for i, q in enumerate(mine) if i not in used and _same(q, value)), None)
            if hit is None:
                misses.append(Miss("missing", name, f"{want['value']} in: {text}"))
                continue
            used.add(hit)
            c["value"] += 1
            bounds = BOUNDS.get(want.get("change", ""))
            c["bound"] += bounds is None or mine[hit].bound in bounds
            c["kind"] += _kind(want.get("normalized_unit")) == _kind(mine[hit].unit)
        misses.extend(Miss("noisy", name, f"{q.text} in: {text}") for i, q in enumerate(mine) if i not in used)
    figures: dict[str, float] = {}
    for measure in ("value", "bound", "kind"):
        figures |= prf(measure, c[measure], c["predicted"], c[measure], c["gold"])
    return Score(gold.path, "quantities", figures, plain(c), tuple(misses))


def spans(gold: Gold, found: Sequence[Sequence[Quantity]]) -> Score:
    """Score how many number spans of each story are covered by a quantity with a value."""
    c: Counter[str] = Counter()
    misses: list[Miss] = []
    for (name, text, row), mine in zip(gold.rows, found, strict=True):
        read = [(q.start, q.end) for q in mine if (q.value, q.low, q.high) != (None, None, None)]
        for span in row["spans"]:
            if span["type"] not in NUMBERS:
                continue
            c[f"gold {span['type']}"] += 1
            covered = any(start < span["end"] and span["start"] < end for start, end in read)
            c[span["type"]] += covered
            if not covered:
                misses.append(Miss("missing", name, f"{span['type']}: {text[span['start'] : span['end']]}"))
    figures = {f"{kind.lower()}-r": rate(c[kind], c[f"gold {kind}"]) for kind in NUMBERS}
    return Score(gold.path, "spans", figures, plain(c), tuple(misses))


def _number(value: object) -> float | None:
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        return None


def _same(q: Quantity, value: float) -> bool:
    given = [x for x in (q.value, q.low, q.high) if x is not None]
    if q.low is not None and q.high is not None:
        given.append((q.low + q.high) / 2)
    return any(math.isclose(x, value, rel_tol=1e-6, abs_tol=1e-6) for x in given)


def _kind(unit: str | None) -> str:
    small = (unit or "").lower()
    if "percent" in small or small == "%":
        return "percent"
    coded = unit is not None and len(unit) == 3 and unit.isupper()
    return "money" if coded or small in SIGNS or any(m in small for m in MONEY) else "other"
