"""The result of reading: the text as it is, its prose, and the map between them."""

from bisect import bisect_left, bisect_right
from functools import cached_property

from fact_check.claims import Frozen, Piece, RuleId


class Segment(Frozen):
    """A run of prose and its place in the text.

    If `length` and `width` are equal, the prose is in the text character for character (a line break in a paragraph is
    a space). If not (an entity), each character maps to the whole run. A run without width was inserted and belongs to
    what comes there: the heading of a table's column before each cell.
    """

    prose: int
    length: int
    text: int
    width: int


class Reference(Frozen):
    """Something that the article points at, in prose offsets: a link, a footnote mark, a cited document."""

    kind: str
    """"link" or "footnote"."""
    start: int
    end: int
    target: str
    """The URL, or the footnote's own text."""


class Furniture(Frozen):
    """A stretch of prose that isn't part of the story, in prose offsets, and the rule that matched it."""

    start: int
    end: int
    rule: RuleId


class Article(Frozen):
    """An article as read.

    Published claims have offsets into `text`; everything before that (spaCy, extract, relate) has offsets into `prose`.
    Both are Unicode code points, half-open.
    """

    path: str
    """As the user typed it; "-" for standard input."""
    format: str
    """The reader's name: "text", "markdown", "html", "docx"."""
    text: str
    """The file's text unaltered (BOM and CR included), or the extracted text for formats that are not text."""
    prose: str
    """What the pipeline reads: the text without its markup."""
    segments: tuple[Segment, ...]
    """In order, without overlap; prose between segments (an inserted paragraph break) has no place in the text."""
    headline: Piece | None = None
    """In prose offsets."""
    furniture: tuple[Furniture, ...] = ()
    references: tuple[Reference, ...] = ()
    captions: tuple[Piece, ...] = ()
    """Where pictures are described, in prose offsets."""
    notes: tuple[str, ...] = ()
    """Notes for stderr ("no text in this file")."""

    @cached_property
    def _starts(self) -> list[int]:
        return [s.prose for s in self.segments]

    @cached_property
    def _in_text(self) -> tuple[list[int], list[int]]:
        """Return where each segment begins in the text, and where it ends; one without width holds its place."""
        return [s.text for s in self.segments], [s.text + max(1, s.width) for s in self.segments]

    @cached_property
    def _furniture(self) -> list[tuple[int, int]]:
        """Return where furniture is, in order, without overlap."""
        runs: list[tuple[int, int]] = []
        for start, end in sorted((f.start, f.end) for f in self.furniture):
            if runs and start <= runs[-1][1]:
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return runs

    @cached_property
    def asides(self) -> tuple[tuple[int, int], ...]:
        """Return the lines beside the story, in prose offsets: captions and furniture."""
        found = [*((c.start, c.end) for c in self.captions), *self._furniture]
        return tuple(sorted({(start, end) for start, end in found if self._whole_lines(start, end)}))

    def _whole_lines(self, start: int, end: int) -> bool:
        before = self.prose[self.prose.rfind("\n", 0, start) + 1 : start]
        after = self.prose.find("\n", end)
        return start < end and not (before + self.prose[end : after if after >= 0 else None]).strip()

    def _place(self, offset: int, *, ends: bool) -> int:
        """Return where the prose character at `offset` begins, or ends, in the text.

        Inserted prose (a paragraph break) has no place of its own: it is at the end of what comes before it.
        """
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return self.segments[0].text if self.segments else 0
        s = self.segments[at]
        within = offset - s.prose
        if within >= s.length:
            return s.text + s.width
        if s.length != s.width:
            return s.text + (s.width if ends else 0)
        return s.text + within + ends

    def piece(self, start: int, end: int) -> Piece:
        """Map a half-open stretch of prose to the text, without markup at its edges but with the markup inside."""
        first = self._place(start, ends=False)
        return Piece(start=first, end=max(first, self._place(end - 1, ends=True)) if end > start else first)

    def words(self, start: int, end: int) -> str:
        """Return the prose of a half-open stretch of the text: its words without markup."""
        starts, ends = self._in_text
        first_at, last_at = bisect_right(ends, start), bisect_left(starts, end) - 1
        if first_at == len(ends) or last_at < 0:
            return self.text[start:end]
        first, last = self.segments[first_at], self.segments[last_at]
        exact_first, exact_last = first.length == first.width, last.length == last.width
        begin = first.prose + (max(0, start - first.text) if exact_first else 0)
        stop = last.prose + (min(last.length, end - last.text) if exact_last else last.length)
        return self.prose[begin:stop]

    def is_furniture(self, start: int, end: int) -> bool:
        """Tell whether any of the prose from `start` to `end` is furniture."""
        at = bisect_left(self._furniture, (end, 0)) - 1
        return at >= 0 and self._furniture[at][1] > start
