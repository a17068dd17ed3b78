"""The layout of a text: its paragraphs, and where quotations begin and end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from fact_check.language.columns import texts

Ints = NDArray[np.int64]

QUOTES = 8
"""How many quote states there are."""

RELATIONS = 20
"""How many positions a token may have relative to a cue."""

_APART = 2


@dataclass(frozen=True)
class Layout:
    """The layout of a text of n tokens, each column (n,).

    `since`: tokens since the paragraph's start. `paragraph`: the paragraph's number. `quotes`: the quote state.
    `blank`: whether it is white space. `breaks`: whether it ends a line. `spaced`: whether another word comes after it
    in its line, and does not touch it.
    """

    since: Ints
    paragraph: Ints
    quotes: Ints
    blank: NDArray[np.bool_]
    breaks: NDArray[np.bool_]
    spaced: NDArray[np.bool_]


def layout(doc: Doc, flow: Ints | None = None) -> Layout:
    """Read the layout of a Doc, which need not be parsed, or of those of its tokens in a flow."""
    n = len(doc)
    blank = doc.to_array("IS_SPACE").reshape(n).astype(bool)
    breaks = np.zeros(n, dtype=bool)
    spaces = np.flatnonzero(blank)
    breaks[spaces] = ["\n" in text for text in texts(doc, spaces)]
    spaced = _spaced(blank, breaks, doc.to_array("SPACY").reshape(n).astype(bool))
    at = np.arange(n) if flow is None else flow
    since, number = paragraphs(breaks[at])
    quotes = quote_states(doc, at, since, spaced[at])
    return Layout(since, number, quotes, blank[at], breaks[at], spaced[at])


def _spaced(blank: NDArray[np.bool_], breaks: NDArray[np.bool_], spaced: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which words another one follows in the same line after white space."""
    words = np.flatnonzero(~blank)
    lines = np.cumsum(breaks)[words]
    found = np.zeros(len(blank), dtype=bool)
    found[words[:-1]] = (np.diff(lines) == 0) & (spaced[words[:-1]] | (np.diff(words) > 1))
    return found


def relations(lies: Layout, cue: int, low: int, high: int) -> Ints:
    """Return the positions of the tokens [low, high) relative to `cue`: paragraphs apart, and whether each is
    quoted."""
    found: Ints = lies.paragraph[low:high] - (lies.paragraph[cue] - _APART)
    np.maximum(found, 0, out=found)
    np.minimum(found, 2 * _APART, out=found)
    found *= 4
    quotes = lies.quotes[low:high]
    found += 2 * ((quotes >= 1) & (quotes <= 5))
    if 1 <= lies.quotes[cue] <= 5:
        found += 1
    return found


def paragraphs(breaks: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Count, for every token, the tokens since its paragraph's start, and the paragraph's number.

    `breaks` tells which tokens end a line.
    """
    at = np.arange(len(breaks))
    since = at - np.maximum.accumulate(np.where(breaks, at, -1)) - 1
    since[breaks] = 0
    ends = breaks.copy()
    ends[1:] &= ~breaks[:-1]
    ends[:1] = False
    return since, np.cumsum(ends)


_MARKS = {"“": "“", "«": "“", "„": "“", "”": "”", "»": "”", '"': '"', "‘": "‘"}
"""Quotation marks, and the one that each is equivalent to."""


def quote_states(doc: Doc, at: Ints, since: Ints, spaced: NDArray[np.bool_]) -> Ints:
    """Return the position of each of the tokens `at` relative to quotation marks.

    0 outside, 1 an opening mark, 2 inside, 3 a closing mark, 4 inside a quote that an earlier paragraph opened
    (the printer's convention repeats the opening mark), 5 an opening mark that repeats one, 6 inside single
    quotes, 7 a single quote mark. A mark without its partner costs at most its own paragraph.
    """
    states = np.zeros(len(at), dtype=np.int64)
    short = np.flatnonzero(doc.to_array("LENGTH")[at] <= 2)
    words = doc.to_array("ORTH")[at[short]].tolist()
    known = {word: mark for word in set(words) if (mark := _mark(doc.vocab.strings[word]))}
    marks = {i: known[word] for i, word in zip(short.tolist(), words, strict=True) if word in known}
    starts = set(np.flatnonzero((since == 0) & (doc.to_array("IS_SPACE")[at] == 0)).tolist())
    apart = [True, *spaced.tolist()]
    inside, carried, single = False, False, False
    done = 0
    for i in sorted(starts.union(marks)):
        states[done:i] = (4 if carried else 2) if inside else 6 if single else 0
        first, mark, done = i in starts, marks.get(i, ""), i
        if first:
            carried, inside, single = inside, False, False
        if mark == "“" or (mark == '"' and not inside):
            states[i] = 5 if carried and first else 1
            carried = carried and first
            inside = True
        elif mark in ("”", '"'):
            states[i] = 3
            inside = carried = False
        elif mark == "‘" or (mark.startswith("'") and not single and apart[i]):
            states[i], single = 7, True
        elif mark in ("’", "'") and single:
            states[i], single = 7, False
        else:
            continue
        done = i + 1
    states[done:] = (4 if carried else 2) if inside else 6 if single else 0
    return states


def _mark(text: str) -> str:
    """Return the quotation mark that a token of one or two characters is, or an apostrophe with what touches it."""
    if text[:1] in ("'", "’"):
        return '"' if text == "''" else text
    return _MARKS.get(text[:1], "")


WINDOW = 80
"""How many tokens either side of a cue are searched for its source and content: that covers 99 % of them."""
