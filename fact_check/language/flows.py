"""Choose which words of a Doc are read together: those of the story, and separately those beside it.

A caption or a line of page furniture may interrupt two paragraphs that belong together. Reading them separately keeps
the states of the paragraphs the same. White space does not matter either: a run of line ends is one, and within a line
it only separates words.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, SpanGroup

from fact_check.language.columns import texts

Ints = NDArray[np.int64]

ASIDES = "asides"
"""The span group of the text beside the story."""


def set_asides(doc: Doc, stretches: Iterable[tuple[int, int]]) -> Doc:
    """Mark the stretches of a Doc's text, in code points, that are beside the story: whole lines, and nothing else."""
    spans = (doc.char_span(start, end, alignment_mode="expand") for start, end in stretches)
    doc.spans[ASIDES] = SpanGroup(doc, name=ASIDES, spans=[span for span in spans if span is not None])
    return doc


def flows(doc: Doc) -> list[Ints]:
    """Yield the tokens of the story, then those of each part beside it, which are read separately, in order.

    A flow has white space only where it ends a line between two words. Flows without words are skipped.
    """
    n = len(doc)
    aside = np.zeros(n, dtype=bool)
    for span in doc.spans.get(ASIDES, ()):
        aside[span.start : span.end] = True
    blank = doc.to_array("IS_SPACE").reshape(n) != 0
    ends = np.zeros(n, dtype=bool)
    spaces = np.flatnonzero(blank)
    ends[spaces] = ["\n" in text for text in texts(doc, spaces)]
    parts = [~aside, aside] if aside.any() else [~aside]
    found = (_flow(part, blank, ends) for part in parts)
    return [flow for flow in found if len(flow)]


def _flow(part: NDArray[np.bool_], blank: NDArray[np.bool_], ends: NDArray[np.bool_]) -> Ints:
    """Return the words of a part, with a line end between words on different lines."""
    words = np.flatnonzero(part & ~blank)
    if not len(words):
        return words
    lines = np.cumsum(ends)[words]
    breaks = np.flatnonzero(ends)
    closed = breaks[lines[:-1][np.diff(lines) > 0]]
    return np.sort(np.concatenate([words, closed]))


def in_doc(pairs: Iterable[tuple[int, int]], flow: Ints, blank: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Map runs of a flow's tokens, half-open, to its Doc: one that spans an aside becomes two.

    `blank` tells which of the Doc's tokens are white space, which no run begins or ends with.
    """
    found: list[tuple[int, int]] = []
    for first, last in pairs:
        run = flow[first:last]
        run = run[~blank[run]]
        if not len(run):
            continue
        words = np.cumsum(~blank[run[0] : run[-1] + 1])
        for part in np.split(run, np.flatnonzero(np.diff(words[run - run[0]]) > 1) + 1):
            if len(part):
                found.append((int(part[0]), int(part[-1]) + 1))
    return found
