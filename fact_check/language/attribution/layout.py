"""What a text's layout says: its paragraphs, and where quotations begin and end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from fact_check.language.columns import numbers, texts

Ints = NDArray[np.int64]

QUOTES = 8
"""How many quote states there are."""

RELATIONS = 20
"""How many ways a token may lie to a cue."""

_APART = 2


@dataclass(frozen=True)
class Layout:
    """The layout of a text of n tokens, each column (n,).

    `since`: tokens since the paragraph's start. `paragraph`: the paragraph's number. `quotes`: the quote state.
    `blank`: whether it is white space.
    """

    since: Ints
    paragraph: Ints
    quotes: Ints
    blank: NDArray[np.bool_]


def layout(doc: Doc) -> Layout:
    """Read the layout of a Doc that has words, and maybe nothing else."""
    n = len(doc)
    since, _, number = paragraphs(doc)
    blank = doc.to_array("IS_SPACE").reshape(n).astype(bool)
    return Layout(since, number, quote_states(doc, since), blank)


def relations(lies: Layout, cue: int, low: int, high: int) -> Ints:
    """Say how the tokens [low, high) lie to the token `cue`: how many paragraphs apart, and whether each is quoted."""
    apart = np.clip(lies.paragraph[low:high] - lies.paragraph[cue], -_APART, _APART) + _APART
    quoted = (lies.quotes[low:high] >= 1) & (lies.quotes[low:high] <= 5)
    found: Ints = apart * 4 + quoted * 2 + int(1 <= lies.quotes[cue] <= 5)
    return found


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


WINDOW = 80
"""Tokens either side of a cue in which its source and content are sought: that holds 99 % of them."""
