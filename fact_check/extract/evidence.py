"""What a claim rests on: the links and footnotes that carry its words or its source, and the document it cites."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from fact_check.claims import Evidence, Source, SourceKind
from fact_check.read.article import Article, Reference

Range = tuple[int, int]
"""A half-open stretch of prose."""

NAMED = re.compile(r"(?<=\s)[A-Z0-9]|[“\"‘]")
"""What a cited document has and "a report" has not: a name, a number, a title."""


class References:
    """The references of an article, ready to be asked by place."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.links = sorted((r for r in article.references if r.start < r.end), key=lambda r: r.start)
        self.notes = sorted((r for r in article.references if r.start >= r.end), key=lambda r: r.start)
        self._starts = [r.start for r in self.links]
        self._marks = [r.start for r in self.notes]

    def beside(self, ranges: Sequence[Range], last: int, source: Source | None) -> tuple[Evidence, ...]:
        """Return what a claim rests on.

        `ranges` are its pieces, its source and its cue; a link counts when it shares words with one of them, a
        footnote when its mark stands within them or after them and before `last`, where the next claim ends or the
        sentence does.
        """
        found = {(r.start, r.end, r.target): r for one in ranges for r in self._across(*one)}
        marks: list[Reference] = []
        if ranges:
            first = bisect_left(self._marks, min(start for start, _ in ranges) + 1)
            marks = self.notes[first : bisect_left(self._marks, last + 1)]
        references = sorted([*found.values(), *marks], key=lambda r: r.start)
        return (*map(self._evidence, references), *_cited(source))

    def _across(self, start: int, end: int) -> list[Reference]:
        at = max(0, bisect_left(self._starts, start) - 1)
        found = []
        for reference in self.links[at:]:
            if reference.start >= end:
                break
            if reference.end > start:
                found.append(reference)
        return found

    def _evidence(self, reference: Reference) -> Evidence:
        piece = self.article.piece(reference.start, reference.end)
        text = self.article.text[piece.start : piece.end]
        return Evidence(kind=reference.kind, start=piece.start, end=piece.end, text=text, target=reference.target)


def _cited(source: Source | None) -> tuple[Evidence, ...]:
    if source is None or source.kind is not SourceKind.DOCUMENT or not NAMED.search(source.text):
        return ()
    return (Evidence(kind="document", start=source.start, end=source.end, text=source.text),)
