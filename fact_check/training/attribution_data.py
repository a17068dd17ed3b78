"""Read articles with hand-marked attributions, and align the marks with tokens."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc


@dataclass(frozen=True)
class Marked:
    """One attribution by character offsets: pieces as half-open (start, end) pairs; source and content may be empty."""

    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    reporting: bool


@dataclass(frozen=True)
class MarkedArticle:
    """An article's id and text with its attributions."""

    id: str
    text: str
    attributions: tuple[Marked, ...]


def read(path: Path) -> Iterator[MarkedArticle]:
    """Read marked articles from a .jsonl or .jsonl.xz file, one per line."""
    door: Callable[..., Any] = lzma.open if path.suffix == ".xz" else open
    with door(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                marks = (
                    Marked(_pieces(a["cue"]), _pieces(a["source"]), _pieces(a["content"]), a.get("reporting", True))
                    for a in row["attributions"]
                )
                yield MarkedArticle(row["id"], row["text"], tuple(marks))


def _pieces(pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(a), int(b)) for a, b in sorted(pairs))


@dataclass(frozen=True)
class OnTokens:
    """One attribution by token indices: the cue as (first, last + 1), source and content as pieces of token indices."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    reporting: bool


def on_tokens(doc: Doc, marks: tuple[Marked, ...]) -> list[OnTokens]:
    """Align marks with the tokens that they touch; drop attributions without a cue or a content."""
    starts = np.array([token.idx for token in doc], dtype=np.int64)
    ends = starts + np.array([len(token) for token in doc], dtype=np.int64)
    laid = []
    for mark in marks:
        cue = touching(starts, ends, mark.cue)
        content = touching(starts, ends, mark.content)
        if cue and content:
            whole = (cue[0][0], cue[-1][1])
            laid.append(OnTokens(whole, touching(starts, ends, mark.source), content, mark.reporting))
    return laid


def touching(
    starts: NDArray[np.int64], ends: NDArray[np.int64], pieces: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(starts, end, side="left"))
        if first < last:
            if found and found[-1][1] >= first:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
    return tuple(found)
