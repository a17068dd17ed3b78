"""What the attribution network sees of a Doc: one row of small integers a token, and how two tokens hang together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from fact_check.language.attribution_words import CLASSES, classes

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
    blank = doc.to_array(["IS_SPACE"]).reshape(n).astype(bool)
    breaks = np.zeros(n, dtype=bool)
    for i in np.flatnonzero(blank).tolist():
        breaks[i] = "\n" in doc[i].text
    since, until, number = (np.zeros(n, dtype=np.int64) for _ in range(3))
    run, count = 0, 0
    for i in range(n):
        if breaks[i]:
            count += bool(run)
            run = 0
        else:
            since[i] = run
            run += 1
        number[i] = count
    run = 0
    for i in range(n - 1, -1, -1):
        run = 0 if breaks[i] else run + 1
        until[i] = max(run - 1, 0)
    return since, until, number


def quote_states(doc: Doc, since: Ints) -> Ints:
    """Tell for every token where it stands to quotation marks.

    0 outside, 1 an opening mark, 2 inside, 3 a closing mark, 4 inside a quote that an earlier paragraph opened
    (the printer's convention repeats the opening mark), 5 an opening mark that repeats one, 6 inside single
    quotes, 7 a single quote mark. A mark without its partner costs at most its own paragraph.
    """
    states = np.zeros(len(doc), dtype=np.int64)
    inside, carried, single = False, False, False
    words = [token.text for token in doc]
    for i, (text, first) in enumerate(zip(words, (since == 0).tolist(), strict=True)):
        if first and not text.isspace():
            carried, inside, single = inside, False, False
        mark = "" if len(text) > 2 or text[0].isalnum() else '"' if text == "''" else text[0]
        if mark in ("“", "«", "„") or (mark == '"' and not inside):
            states[i] = 5 if carried and first else 1
            carried = carried and first
            inside = True
        elif mark in ("”", "»", '"'):
            states[i] = 3
            inside = carried = False
        elif mark == "‘" or (mark == "'" and not single and (i == 0 or bool(doc[i - 1].whitespace_))):
            states[i], single = 7, True
        elif mark in ("’", "'") and single and len(text) == 1:
            states[i], single = 7, False
        elif inside:
            states[i] = 4 if carried else 2
        elif single:
            states[i] = 6
    return states


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
    size = high - low
    level = np.full(size, 5, dtype=np.int64)
    near, far = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    dep = feats.lexical[:, LEXICAL.index("DEP")]
    heads = feats.heads
    sentence = feats.sentences[root]
    first = max(int(np.searchsorted(feats.sentences, sentence, side="left")), low)
    last = min(int(np.searchsorted(feats.sentences, sentence, side="right")), high)
    spine = [root]
    while heads[spine[-1]] != spine[-1] and len(spine) < 60:
        spine.append(int(heads[spine[-1]]))
    if len(spine) == 1 and heads[root] == root and not dep.any():
        return level, near, far
    step = {node: number for number, node in enumerate(spine)}
    branch: dict[int, tuple[int, int]] = {node: (number, 0) for node, number in step.items()}
    for token in range(first, last):
        trail: list[int] = []
        at = token
        while at not in branch and heads[at] != at and len(trail) < 60:
            trail.append(at)
            at = int(heads[at])
        if at not in branch:
            continue
        number, row = branch[at]
        for node in reversed(trail):
            if node in branch:
                continue
            if heads[node] in step:
                row = int(dep[node])
            branch[node] = (number, row)
        number, row = branch[token]
        level[token - low] = min(number, 4)
        near[token - low] = row
        far[token - low] = dep[spine[number - 1]] if number else 0
    return level, near, far
