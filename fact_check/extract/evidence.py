"""Find a claim's evidence: links and footnotes on its words or its source, and the document that it cites."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from fact_check.claims import Evidence, Source, SourceKind
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import FINITE_OR_MODAL
from fact_check.language.columns import columns
from fact_check.lexicon import any_of, words
from fact_check.read.article import Article, Reference

Range = tuple[int, int]
"""A half-open stretch of prose."""

DOCUMENTS = words("relations.documents")
NAMED = re.compile(r"(?<=\s)[A-Z0-9]|[“\"‘]")
"""What makes a report one that can be looked up: a name, a number, a title."""


HOME = re.compile(r"(?:https?:)?//[^/?#]+/?(?:[a-z]{2}/?)?$", re.IGNORECASE)
"""The address of a whole site."""
HANDLE = re.compile(rf"(?:https?:)?//(?:www\.|m\.)?{any_of('sources.networks')}\.[a-z]+/@?[\w.-]+/?$", re.IGNORECASE)
"""The address of somebody's account."""
PERSONAL = re.compile(r"/(?:[~@][\w.-]+/?$)")
DIRECTORY = words("sources.directories")
"""Parts of an address under which a site keeps pages about people, places and subjects: `/author/ada-kern`."""
OFF_SITE = ("mailto:", "tel:", "javascript:", "#")


def tells_who(target: str) -> bool:
    """Tell whether an address is that of a site, a profile, a tag or a ticker: it says who or what that is."""
    if target.casefold().startswith(OFF_SITE) or HANDLE.match(target) or PERSONAL.search(target):
        return True
    path = re.sub(r"^(?:https?:)?//[^/]*|[?#].*$", "", target).casefold()
    parts = [part for part in path.split("/") if part]
    return any(part in DIRECTORY for part in parts[-2:])


def is_home(target: str) -> bool:
    """Tell whether an address is that of a whole site."""
    return target in ("", "/") or bool(HOME.match(target))


class References:
    """The links and footnotes of an article, by place."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.links = sorted((r for r in article.references if r.start < r.end), key=lambda r: r.start)
        self.notes = sorted((r for r in article.references if r.start >= r.end), key=lambda r: r.start)
        self._starts = [r.start for r in self.links]
        self._marks = [r.start for r in self.notes]

    def beside(
        self,
        pieces: Sequence[Range],
        frame: Sequence[Range],
        last: int,
        source: Source | None,
        carries: Callable[[Range], bool],
    ) -> tuple[Evidence, ...]:
        """Return the evidence for a claim.

        `frame` are its cue and its source: a link on the cue counts, and one on the source that leads to more than a
        home page, unless the source is a person. A link on the claim's own `pieces` counts if its words carry the
        claim (see `carries`): a link on a name says who that is and backs nothing, nor does one that leads to a page
        about somebody or something (see `tells_who`). A footnote counts if its mark is in them, or after them and
        before `last`, where the next claim or the sentence ends.
        """
        told = [r for one in pieces for r in self._across(*one) if carries((r.start, r.end))]
        said = [r for one in frame[:1] for r in self._across(*one)]
        if source is None or source.kind is not SourceKind.PERSON:
            said += [r for one in frame[1:] for r in self._across(*one) if not is_home(r.target)]
        found = {(r.start, r.end, r.target): r for r in [*told, *said] if not tells_who(r.target)}
        first = bisect_left(self._marks, min(start for start, _ in (*pieces, *frame)) + 1)
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


def carries(doc: Doc, run: Tokens, pieces: Sequence[Tokens], numbers: Sequence[Tokens]) -> bool:
    """Tell whether the words of a link carry a claim: a verb, one of its numbers, a document, or most of it."""
    read = columns(doc)
    inside = range(*run)
    if any(a < run[1] and run[0] < b and not _named(doc, (a, b)) and not _is_one(doc, (a, b)) for a, b in numbers):
        return True
    if any(
        read.tag[i] in FINITE_OR_MODAL or (read.lemma[i] in DOCUMENTS and doc[i].dep_ != "compound") for i in inside
    ):
        return True
    size = sum(b - a for a, b in pieces)
    return 2 * sum(1 for a, b in pieces for i in inside if a <= i < b) > size


def _is_one(doc: Doc, number: Tokens) -> bool:
    """Tell whether a number only says which of its kind: `{one} school`."""
    return number[1] == number[0] + 1 and doc[number[0]].lower_ in ("one", "1")


def _named(doc: Doc, number: Tokens) -> bool:
    """Tell whether a number is part of a name: `Proposition {4}`."""
    return number[0] > 0 and doc[number[0] - 1].pos_ == "PROPN"


def _cited(source: Source | None) -> tuple[Evidence, ...]:
    if source is None or source.kind is not SourceKind.DOCUMENT or not NAMED.search(source.text):
        return ()
    return (Evidence(kind="document", start=source.start, end=source.end, text=source.text),)
