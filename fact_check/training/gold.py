"""Align articles with marked claims (`gold/NAME.jsonl` beside `articles/NAME.txt`) with tokens.

Only articles whose number is not divisible by 4 are read; the others only measure. The gold cuts a content into one
claim per sentence, while the reader finds one content per cue, so the claims of a cue become its pieces.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from fact_check.language.attribution.decode import FLAT, ROLE
from fact_check.language.encoder.inputs import Inputs
from fact_check.language.heads.spans import EFFECTS, KINDS
from fact_check.training.attribution_data import touching
from fact_check.training.texts import UNKNOWN, VERDICTS, Cue, Text

Pairs = tuple[tuple[int, int], ...]

FAR = 400
"""A cue further than this from a claim, in characters, belongs to another one."""


@dataclass(frozen=True)
class Claim:
    """A claim by character offsets, with its cue and source if the gold names them and the text has them."""

    pieces: Pairs
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    attributed: bool
    label: str
    effect: str | None
    source_kind: str | None
    lost: bool
    """The gold names a cue, but the text does not have it."""


@dataclass(frozen=True)
class GoldArticle:
    """An article with its claims."""

    name: str
    text: str
    claims: tuple[Claim, ...]


def trained_on(number: int) -> bool:
    """Tell whether an article of this number may be trained on."""
    return number % 4 != 0


def read(gold: Path, articles: Path, chosen: Callable[[int], bool] = trained_on) -> list[GoldArticle]:
    """Read the chosen articles, in order of their numbers."""
    found = []
    for path in sorted(gold.glob("*.jsonl")):
        number = re.match(r"\d+", path.name)
        if number and chosen(int(number[0])):
            text = (articles / f"{path.stem}.txt").read_text(encoding="utf-8")
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            found.append(GoldArticle(path.stem, text, tuple(_claim(text, row) for row in rows)))
    return found


def claim_pieces(text: str, row: dict[str, Any]) -> Pairs:
    """Find a gold claim's words in the text: the nth occurrence of one string, or several strings in order."""
    if isinstance(row["claim"], str):
        at = -1
        for _ in range(row.get("nth", 1)):
            at = text.find(row["claim"], at + 1)
        return ((at, at + len(row["claim"])),)
    found, at = [], 0
    for piece in row["claim"]:
        start = text.find(piece, at)
        start = text.find(piece) if start < 0 else start
        at = start + len(piece)
        found.append((start, at))
    return tuple(found)


def _claim(text: str, row: dict[str, Any]) -> Claim:
    pieces = claim_pieces(text, row)
    cue = source = None
    cues = list(_places(text, row["cue"]))
    sources = list(_places(text, row["source"]))
    if cues:

        def cost(pair: tuple[tuple[int, int], tuple[int, int] | None]) -> float:
            one, other = pair
            return _apart(text, pieces, (one,)) + (_apart(text, (one,), (other,)) if other else 0)

        others: list[tuple[int, int] | None] = [*sources] or [None]
        free = [one for one in cues if not any(a < one[1] and one[0] < b for a, b in pieces)] or cues
        cue, source = min(((one, other) for one in free for other in others), key=cost)
        if _apart(text, pieces, (cue,)) > FAR:
            cue = None
    elif sources:
        source = min(sources, key=lambda one: _apart(text, pieces, (one,)))
    return Claim(
        pieces,
        cue,
        source,
        "attributed" in row["kinds"],
        row["label"],
        row["effect"],
        row.get("source_kind"),
        bool(row["cue"]) and cue is None,
    )


def _places(text: str, words: str | None) -> Iterator[tuple[int, int]]:
    if words:
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            yield found.span()


def _apart(text: str, ours: Pairs, theirs: Pairs) -> float:
    """Return the distance between two runs in characters; a line end between them counts as a hundred."""

    def between(a: tuple[int, int], b: tuple[int, int]) -> float:
        first, second = sorted((a, b))
        gap = text[first[1] : second[0]]
        return len(gap) + 100 * gap.count("\n")

    return min(between(a, b) for a in ours for b in theirs)


def lay(doc: Doc, inputs: Inputs, article: GoldArticle) -> Text:
    """Align an article's claims with tokens."""
    n = len(doc)
    starts = np.array([token.idx for token in doc], dtype=np.int64)
    ends = starts + np.array([len(token) for token in doc], dtype=np.int64)
    layers = {name: np.full(n, UNKNOWN, dtype=np.int64) for name in ("verdict",)}
    flat, claim = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    sources: list[tuple[int, int, int]] = []
    groups: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    loose: list[Claim] = []
    for one in article.claims:
        for k, (first, last) in enumerate(touching(starts, ends, one.pieces)):
            claim[first:last] = 2
            claim[first] = 1 if k == 0 else 2
            layers["verdict"][first:last] = VERDICTS.index(one.label)
        if one.attributed and one.cue:
            groups[one.cue].append(one)
        elif one.attributed:
            loose.append(one)
    masked = np.zeros(n, dtype=bool)
    for one in loose:  # a continued quotation, or a cue that was not found: it joins a neighbour, or is dropped
        near = [cue for cue, claims in groups.items() if not one.lost and one.source and claims[0].source == one.source]
        near = [cue for cue in near if _apart(article.text, one.pieces, groups[cue][-1].pieces) < 30]
        if near:
            groups[near[0]].append(one)
        else:
            for first, last in touching(starts, ends, one.pieces):
                masked[first:last] = True
    cues = []
    for place, claims in sorted(groups.items()):
        laid = touching(starts, ends, (place,))
        content = _joined(doc, touching(starts, ends, tuple(sorted(pair for one in claims for pair in one.pieces))))
        if not laid or not content:
            continue
        first, last = laid[0]
        roles = np.zeros(n, dtype=np.int64)
        source = next((one.source for one in claims if one.source), None)
        where = touching(starts, ends, (source,)) if source else ()
        for pieces, label in ((content, "B-content"), (where, "B-source")):
            for a, b in pieces:
                for labels, names in ((roles, ROLE), (flat, FLAT)):
                    labels[a] = names.index(label)
                    labels[a + 1 : b] = names.index(label) + 1
        roles[first:last] = 0
        effect = EFFECTS.index(claims[0].effect) if claims[0].effect in EFFECTS else UNKNOWN
        roles[masked] = UNKNOWN
        cues.append(Cue(first, last, roles, effect))
        if where and claims[0].source_kind in KINDS:
            sources.append((*where[0], KINDS.index(claims[0].source_kind)))
    for one_cue in cues:
        flat[one_cue.first] = FLAT.index("B-report")
        flat[one_cue.first + 1 : one_cue.last] = FLAT.index("I-report")
    flat[masked] = UNKNOWN
    layers |= {"flat": flat, "claim": claim}
    return Text(inputs, layers, cues=cues, sources=sources)


def _joined(doc: Doc, pieces: Pairs) -> Pairs:
    """Join pieces separated by nothing but punctuation, white space and at most two function words."""
    found: list[tuple[int, int]] = []
    for first, last in pieces:
        if found:
            between = doc[found[-1][1] : first]
            if sum(not (token.is_punct or token.is_space) for token in between) <= 1 and len(between) <= 4:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
                continue
        found.append((first, last))
    return tuple(found)
