"""Attributed claims against attribution gold.

content: Dice of characters of at least 0.5 with one gold content; full: and the sources overlap, or both have none;
near: Dice of at least 0.9 and the sources overlap; cue: the cues overlap. An attribution that is not marked as
reporting (wants, hopes, supports) may be found: it counts for precision, never for recall.
"""

from collections import Counter
from collections.abc import Sequence

from fact_check.claims import Claim, Kind, Piece
from fact_check.score.gold import Gold, chars
from fact_check.score.measure import Chars, Miss, Score, dice, pair, plain, prf

MEASURES = ("content", "full", "near", "cue")
NEAR = 0.9


def attributions(gold: Gold, found: Sequence[Sequence[Claim]]) -> Score:
    """Score the attributed claims of each text of a gold set, in its order."""
    c: Counter[str] = Counter()
    misses: list[Miss] = []
    for (name, text, row), claims in zip(gold.rows, found, strict=True):
        attributed = [x for x in claims if Kind.ATTRIBUTED in x.kinds]
        contents = [chars([(p.start, p.end) for p in x.pieces]) for x in attributed]
        want = row["attributions"]
        wanted = [_chars(a["content"]) for a in want]
        pairs = pair(wanted, contents)
        c.update({"gold": sum(a.get("reporting", True) for a in want), "predicted": len(attributed)})
        for i, j in pairs.items():
            reporting = want[i].get("reporting", True)
            for measure in _right(want[i], attributed[j], dice(wanted[i], contents[j])):
                c[f"{measure} p"] += 1
                c[f"{measure} r"] += reporting
        taken = set(pairs.values())
        for i, a in enumerate(want):
            if i not in pairs and a.get("reporting", True):
                misses.append(Miss("missing", name, _words(text, wanted[i])))
        misses.extend(Miss("noisy", name, x.span.text) for j, x in enumerate(attributed) if j not in taken)
    figures: dict[str, float] = {}
    for measure in MEASURES:
        figures |= prf(measure, c[f"{measure} p"], c["predicted"], c[f"{measure} r"], c["gold"])
    return Score(gold.path, "attributions", figures, plain(c), tuple(misses))


def _right(want: dict[str, list[list[int]]], claim: Claim, likeness: float) -> list[str]:
    mine, theirs = _span(claim.source), _chars(want["source"])
    sources = bool(mine & theirs) or not (mine or theirs)
    right = {
        "content": True,
        "full": sources,
        "near": sources and likeness >= NEAR,
        "cue": bool(_span(claim.cue) & _chars(want["cue"])),
    }
    return [measure for measure in MEASURES if right[measure]]


def _chars(spans: list[list[int]]) -> Chars:
    return chars([(start, end) for start, end in spans])


def _span(piece: Piece | None) -> Chars:
    return chars([(piece.start, piece.end)]) if piece is not None else frozenset()


def _words(text: str, where: Chars) -> str:
    return " ".join(text[min(where) : max(where) + 1].split()) if where else ""
