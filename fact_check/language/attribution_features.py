"""What the attribution network sees of a Doc: one row of small integers a token, and how two tokens hang together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from fact_check.language.attribution_words import CLASSES, classes
from fact_check.language.columns import numbers, texts

Ints = NDArray[np.int64]

LEXICAL = ("NORM", "LEMMA", "SUFFIX", "SHAPE", "TAG", "DEP")
"""Token attributes that become rows of an embedding table; an unknown or absent value is row 0."""

QUOTE_STATES = 8
EDGES = 12
OFFSETS = 16
LEVELS = 6


@dataclass(frozen=True)
class Features:
    """The network's view of a Doc of n tokens.

    `lexical` (n, len(LEXICAL)): rows of the embedding tables. `places` (n, 7): quote state, tokens since the
    paragraph's start and to its end, number of the paragraph, signed distance to the head, starts a
    sentence, what kind of word it is.
    `heads` (n,): index of each token's head. `sentences` (n,): number of the sentence, all 0 without a parse.
    `breaks` (n,): the token starts a paragraph. `blank` (n,): it is white space.
    """

    lexical: Ints
    places: Ints
    heads: Ints
    sentences: Ints
    breaks: NDArray[np.bool_]
    blank: NDArray[np.bool_]

    @cached_property
    def parents(self) -> list[int]:
        """Give `heads` as plain numbers, for what goes from token to token."""
        found: list[int] = self.heads.tolist()
        return found

    @cached_property
    def branches(self) -> list[int]:
        """Give each token's dependency row as a plain number."""
        found: list[int] = self.lexical[:, LEXICAL.index("DEP")].tolist()
        return found


PLACES = (QUOTE_STATES, EDGES, EDGES, 4, OFFSETS, 3, CLASSES)
"""How many values each column of `Features.places` has."""


def features(doc: Doc, tables: dict[str, NDArray[np.uint64]]) -> Features:
    """Read a Doc into the integers that the network takes.

    `tables` gives for each of LEXICAL the sorted hashes that the weights know. Layers that the Doc lacks
    (lemmas, tags, parse) read as unknown.
    """
    n = len(doc)
    attributes = doc.to_array(list(LEXICAL))
    lexical = np.zeros((n, len(LEXICAL)), dtype=np.int64)
    for column, name in enumerate(LEXICAL):
        known = tables[name]
        if len(known):
            at = np.searchsorted(known, attributes[:, column])
            at = np.minimum(at, len(known) - 1)
            lexical[:, column] = np.where(known[at] == attributes[:, column], at + 1, 0)
    parsed = doc.has_annotation("DEP")
    reach = doc.to_array(["HEAD"]).reshape(n).astype(np.int64) if parsed else np.zeros(n, dtype=np.int64)
    heads = np.arange(n) + reach
    starts = np.zeros(n, dtype=np.int64)
    if doc.has_annotation("SENT_START"):
        starts = (doc.to_array(["SENT_START"]).reshape(n).astype(np.int64) == 1).astype(np.int64)
    since, until, number = paragraphs(doc)
    blank = doc.to_array(["IS_SPACE"]).reshape(n).astype(bool)
    places = np.stack(
        [
            quote_states(doc, since),
            edge(since),
            edge(until),
            np.minimum(number, 3),
            signed(reach) if parsed else np.zeros(n, dtype=np.int64),
            starts + 1 if parsed else starts,
            classes(doc.to_array(["LOWER"]).reshape(n).astype(np.uint64)),
        ],
        axis=1,
    )
    breaks = (since == 0) & ~blank
    return Features(lexical, places, heads, np.cumsum(starts), breaks, blank)


def paragraphs(doc: Doc) -> tuple[Ints, Ints, Ints]:
    """Count, for every token, the tokens since its paragraph's start, to its end, and the paragraph's number."""
    n = len(doc)
    at = np.arange(n)
    spaces = np.flatnonzero(doc.to_array("IS_SPACE"))
    breaks = np.zeros(n, dtype=bool)
    breaks[spaces] = ["\n" in text for text in texts(doc, spaces)]
    before = np.maximum.accumulate(np.where(breaks, at, -1))
    after = np.minimum.accumulate(np.where(breaks, at, n)[::-1])[::-1]
    since, until = at - before - 1, after - at - 1
    since[breaks], until[breaks] = 0, 0
    ends = breaks.copy()
    ends[1:] &= ~breaks[:-1]
    ends[:1] = False
    return since, until, np.cumsum(ends)


_MARKS = {"“": "“", "«": "“", "„": "“", "”": "”", "»": "”", '"': '"', "‘": "‘"}
"""Quotation marks, and which one each is as good as."""


def quote_states(doc: Doc, since: Ints) -> Ints:
    """Tell for every token where it stands to quotation marks.

    0 outside, 1 an opening mark, 2 inside, 3 a closing mark, 4 inside a quote that an earlier paragraph opened
    (the printer's convention repeats the opening mark), 5 an opening mark that repeats one, 6 inside single
    quotes, 7 a single quote mark. A mark without its partner costs at most its own paragraph.
    """
    states = np.zeros(len(doc), dtype=np.int64)
    short = np.flatnonzero(doc.to_array("LENGTH") <= 2)
    marks = {at: mark for at, text in zip(short.tolist(), texts(doc, short), strict=True) if (mark := _mark(text))}
    starts = set(np.flatnonzero((since == 0) & (doc.to_array("IS_SPACE") == 0)).tolist())
    spaced = [1, *numbers(doc, "SPACY")]
    inside, carried, single = False, False, False
    done = 0
    for at in sorted(starts.union(marks)):
        states[done:at] = (4 if carried else 2) if inside else 6 if single else 0
        first, mark, done = at in starts, marks.get(at, ""), at
        if first:
            carried, inside, single = inside, False, False
        if mark == "“" or (mark == '"' and not inside):
            states[at] = 5 if carried and first else 1
            carried = carried and first
            inside = True
        elif mark in ("”", '"'):
            states[at] = 3
            inside = carried = False
        elif mark == "‘" or (mark.startswith("'") and not single and spaced[at]):
            states[at], single = 7, True
        elif mark in ("’", "'") and single:
            states[at], single = 7, False
        else:
            continue
        done = at + 1
    states[done:] = (4 if carried else 2) if inside else 6 if single else 0
    return states


def _mark(text: str) -> str:
    """Give the quotation mark that a token of one or two letters is, or an apostrophe with what clings to it."""
    if text[:1] in ("'", "’"):
        return '"' if text == "''" else text
    return _MARKS.get(text[:1], "")


def edge(distance: Ints) -> Ints:
    """Put distances of 0 and more into EDGES bins, fine near 0."""
    return np.minimum(np.searchsorted(np.array([1, 2, 3, 4, 6, 9, 13, 20, 35, 60, 120]), distance, side="right"), 11)


def signed(offset: Ints) -> Ints:
    """Put signed distances into OFFSETS bins, 0 apart, fine near 0."""
    size = np.searchsorted(np.array([1, 2, 3, 5, 8, 13, 25]), np.abs(offset), side="right")
    return np.where(offset < 0, size + 8, size)


WINDOW = 80
"""Tokens either side of a cue in which its source and content are sought: that holds 99 % of them."""


def paths(feats: Features, root: int, low: int, high: int) -> tuple[Ints, Ints, Ints]:
    """Describe how each token of [low, high) hangs on the cue's `root` in the parse.

    Returns the level (0 below the root, 1 to 3 steps up to the node both share, 4 more, 5 another sentence), the
    dependency row of the branch the token stands in below that node (0 for the node itself), and the dependency
    row of the branch that holds the cue.
    """
    table = np.zeros((high - low, 3), dtype=np.int64)
    table[:, 0] = LEVELS - 1
    first, last, found = hanging(feats, root, low, high)
    table[first - low : last - low] = np.array(found, dtype=np.int64).reshape(-1, 3)
    level, near, far = table.T
    return level, near, far


def hanging(feats: Features, root: int, low: int, high: int) -> tuple[int, int, list[int]]:
    """Describe as `paths` does those tokens of [low, high) that stand in the root's sentence.

    Returns the first, the last + 1, and three numbers for each of them, one after the other.
    """
    heads, dep = feats.parents, feats.branches
    sentence = feats.sentences[root]
    first = max(int(np.searchsorted(feats.sentences, sentence, side="left")), low)
    last = min(int(np.searchsorted(feats.sentences, sentence, side="right")), high)
    spine = [root]
    while heads[spine[-1]] != spine[-1] and len(spine) < 60:
        spine.append(heads[spine[-1]])
    if len(spine) == 1 and not any(dep):
        return low, low, []
    step = {node: number for number, node in enumerate(spine)}
    branch: dict[int, tuple[int, int]] = {node: (number, 0) for node, number in step.items()}
    ways = [(min(number, 4), dep[spine[number - 1]] if number else 0) for number in range(len(spine))]
    found: list[int] = []
    for token in range(first, last):
        trail: list[int] = []
        at = token
        while at not in branch and heads[at] != at and len(trail) < 60:
            trail.append(at)
            at = heads[at]
        if at not in branch:
            found += (LEVELS - 1, 0, 0)
            continue
        number, row = branch[at]
        for node in reversed(trail):
            if heads[node] in step:
                row = dep[node]
            branch[node] = (number, row)
        level, far = ways[number]
        found += (level, row, far)
    return first, last, found
