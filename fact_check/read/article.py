"""What was read: the text as it stands, the prose in it, and the way between the two."""

from bisect import bisect_right
from functools import cached_property

from fact_check.claims import Frozen, Piece, RuleId


class Segment(Frozen):
    """A run of prose that stands in the text character for character."""

    prose: int
    text: int
    length: int


class Reference(Frozen):
    """Something that the article points at, in prose offsets: a link, a footnote mark, a cited document."""

    kind: str
    """"link" or "footnote"."""
    start: int
    end: int
    target: str
    """The URL, or the footnote's own text."""


class Furniture(Frozen):
    """A stretch of prose that is no part of the story, in prose offsets, and the rule that says so."""

    start: int
    end: int
    rule: RuleId


class Article(Frozen):
    """An article as read.

    Claims are published in offsets of `text`; everything before that (spaCy, find, relate) works in offsets of
    `prose`. Both are Unicode code points, half-open.
    """

    path: str
    """As the user typed it; "-" for standard input."""
    format: str
    """The reader's name: "text", "markdown", "html", "docx"."""
    text: str
    """The file's text unaltered (BOM and CR included), or the extracted text for formats that are not text."""
    prose: str
    """What the pipeline reads: the text without syntax."""
    segments: tuple[Segment, ...]
    """In order, without overlap; prose between segments (a paragraph break put in) has no place in the text."""
    headline: Piece | None = None
    """In prose offsets."""
    furniture: tuple[Furniture, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader should be told on stderr ("no text in this file")."""

    @cached_property
    def _starts(self) -> list[int]:
        return [s.prose for s in self.segments]

    def place(self, offset: int) -> int:
        """Return the text offset of the prose character at `offset`.

        Prose that was put in (no place of its own) maps to the end of the text before it.
        """
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return self.segments[0].text if self.segments else 0
        s = self.segments[at]
        return s.text + min(offset - s.prose, s.length)

    def piece(self, start: int, end: int) -> Piece:
        """Carry a half-open prose stretch into the text; the end is that of its last character."""
        if end <= start:
            return Piece(start=self.place(start), end=self.place(start))
        return Piece(start=self.place(start), end=self.place(end - 1) + 1)

    def is_furniture(self, start: int, end: int) -> bool:
        """Tell whether any of the prose from `start` to `end` is furniture."""
        return any(f.start < end and start < f.end for f in self.furniture)
