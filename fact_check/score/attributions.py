"""Score attributed claims against attribution gold.

content: a character Dice of at least 0.5 with one gold content; full: content, and the sources overlap or both are
absent; near: a Dice of at least 0.9, and the sources overlap; cue: the cues overlap. Finding an attribution that is not
marked as reporting (wants, hopes, supports) counts towards precision, but missing one costs no recall.

This gold marks everything that a cue attributes as one content, while the guidelines make each sentence of a quotation
a claim of its own. So both are measured: claims as `find --whole` gives them, under names that begin with `whole-`, and
as `find` gives them. The misses come from the whole ones.
"""

from collections import Counter
from collections.abc import Sequence

from fact_check.claims import Claim, Kind, Piece
from fact_check.merge_by_cue import whole
from fact_check.score.gold import Gold, chars
from fact_check.score.measure import Chars, Miss, Score, dice, pair, plain, prf

MEASURES = ("content", "full", "near", "cue")
NEAR = 0.9


def attributions(gold: Gold, found: Sequence[Sequence[Claim]]) -> Score:
    """Score the attributed claims of each text in a gold set, in order: whole, and sentence by sentence."""
    texts = (text for _, text, _ in gold.rows)
    joined = _score(gold, [whole(claims, text) for claims, text in zip(found, texts, strict=True)])
    sentences = _score(gold, found)
    figures = {f"whole-{name}": figure for name, figure in joined.figures.items()} | sentences.figures
    missed = Counter(f"missed: {miss.kind}" for miss in joined.misses)
    counts = sentences.counts | {f"whole {name}": n for name, n in joined.counts.items()} | dict(missed.most_common())
    return Score(gold.path, "attributions", figures, counts, joined.misses)


def _score(gold: Gold, found: Sequence[Sequence[Claim]]) -> Score:
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
            if reporting and (kind := _flaw(want[i], wanted[i], attributed[j], contents[j])) is not None:
                misses.append(Miss(kind, name, _words(text, wanted[i])))
        taken = set(pairs.values())
        cues = frozenset().union(*(_span(x.cue) for x in attributed))
        for i, a in enumerate(want):
            if i not in pairs and a.get("reporting", True):
                kind = "other content" if cues & _chars(a["cue"]) else "missing"
                misses.append(Miss(kind, name, _words(text, wanted[i])))
        theirs = frozenset().union(*(_chars(a["cue"]) for a in want))
        for j, x in enumerate(attributed):
            if j not in taken:
                kind = "other content, noisy" if _span(x.cue) & theirs else "noisy"
                misses.append(Miss(kind, name, x.span.text))
    figures: dict[str, float] = {}
    for measure in MEASURES:
        figures |= prf(measure, c[f"{measure} p"], c["predicted"], c[f"{measure} r"], c["gold"])
    return Score(gold.path, "attributions", figures, plain(c), tuple(misses))


def _flaw(want: dict[str, list[list[int]]], wanted: Chars, claim: Claim, content: Chars) -> str | None:
    """Return what is wrong with a claim paired with gold (its source, its edges, its cue), or None."""
    right = _right(want, claim, dice(wanted, content))
    if "full" not in right:
        return "no source" if claim.source is None else "noisy source" if not want["source"] else "other source"
    if "near" not in right:
        whose = "too long" if len(content) > len(wanted) else "too short"
        return f"{whose}, in pieces" if len(want["content"]) > 1 or len(claim.pieces) > 1 else whose
    return None if "cue" in right else "other cue"


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
