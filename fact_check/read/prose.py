"""Build prose: the text that a reader extracts from markup, with the place of each bit."""

from fact_check.claims import Piece
from fact_check.read.article import Reference, Segment
from fact_check.read.tables import SAYS

CLOSING = frozenset(".,;:!?)]”’»")
"""Characters that follow a word without a space."""


class Prose:
    """Collects prose in order; a reader feeds it and then takes `text`, `segments` and `references`.

    Runs of `filler`, a character that stands for what isn't prose, are left out, and the words beside them close up.
    """

    def __init__(self, source: str, *, filler: str = "") -> None:
        self.source = source
        self.filler = filler
        self.length = 0
        self.segments: list[Segment] = []
        self.references: list[Reference] = []
        self.captions: list[Piece] = []
        self.cells: list[Piece] = []
        """Cells of tables without a column heading."""
        self.headline: Piece | None = None
        self._parts: list[str] = []
        self._break = ""
        self._last = ""
        self._closing = False
        self._held: int | None = None
        self._lead: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, words: str, start: int, end: int) -> None:
        """Add prose that the source writes at `start` to `end`, as it is or in another spelling (`&amp;`)."""
        if self.filler and self.filler in words:
            self._add_round(words, start)
            return
        if self._closing and words:
            words, start = self._closed(words, start)
        if not words:
            return
        if self._break and self._parts:
            self._put(self._break)
        self._break = ""
        if self._lead is not None:
            between, lead = self._lead
            self._lead = None
            if between:
                self._put(between)
            if lead:
                self.segments.append(Segment(prose=self.length, length=len(lead), text=start, width=0))
                self._put(lead)
        if self.source[start:end] == words or len(words) == 1:
            self._segment(words, start, end)
            return
        # One Text of the parser may begin or end with an escape; what is the same at the edges maps exactly.
        alike = 0
        while alike < min(len(words), end - start) and words[alike] == self.source[start + alike]:
            alike += 1
        if alike:
            self._segment(words[:alike], start, start + alike)
        if words[alike:]:
            self._segment(words[alike:], start + alike, end)

    def _add_round(self, words: str, start: int) -> None:
        """Add what is around the fillers, where the source has the words character for character."""
        at = 0
        while at < len(words):
            gap = words.find(self.filler, at)
            gap = len(words) if gap < 0 else gap
            held = gap < len(words) and gap > at and words[gap - 1] == " "
            if words[at:gap].strip() or self.within_line():
                self.add(words[at : gap - held], start + at, start + gap - held)
            at = gap
            while at < len(words) and words[at] == self.filler:
                at += 1
            if at > gap:
                self.close_over()
                self._held = start + gap - 1 if held and self.within_line() else None

    def close_over(self) -> None:
        """Note that something was left out here, so that the space on either side becomes one."""
        self._closing = True

    def _closed(self, words: str, start: int) -> tuple[str, int]:
        """Return words without the space that is superfluous once the space before the gap is back."""
        held, self._held, self._closing = self._held, None, False
        if held is not None and not words[0].isspace() and words[0] not in CLOSING:
            self.add(" ", held, held + 1)
        if self.within_line() and not self._last.isspace():
            return words, start
        bare = words.lstrip()
        return bare, start + len(words) - len(bare)

    def add_words(self, words: str, start: int, end: int) -> None:
        """Add words that the source writes between `start` and `end` with other spacing or spelling."""
        runs, at = [], start
        for word in words.split(" "):
            at = self.source.find(word, at, end)
            if at < 0:
                self.add(words, start, end)
                return
            runs.append((word, at))
            at += len(word)
        last = start
        for number, (word, at) in enumerate(runs):
            if number:
                self.add(" ", last, at)
            last = at + len(word)
            self.add(word, at, last)

    def line(self) -> None:
        """End the line as soon as more is added."""
        self._held, self._closing, self._lead = None, False, None
        if not self._break:
            self._break = "\n"

    def paragraph(self) -> None:
        """End the paragraph as soon as more is added."""
        self._held, self._closing, self._lead = None, False, None
        self._break = "\n\n"

    def separate(self, between: str, lead: str) -> None:
        """Continue the line with `between` and `lead` as soon as more is added.

        The source doesn't have these words before what they lead to.
        """
        self._lead = (between if self.within_line() else "", lead)

    def cell(self, start: int) -> None:
        """Note that the text since `start` is a cell without a heading, unless it is a sentence."""
        if start < self.length and self._last not in SAYS:
            self.cells.append(Piece(start=start, end=self.length))

    def within_line(self) -> bool:
        """Tell whether the line already has words."""
        return bool(self._parts) and not self._break

    def at(self) -> int:
        """Return the offset that the next word will have."""
        return self.length + (len(self._break) if self._parts else 0)

    def refer(self, kind: str, start: int, target: str) -> None:
        """Note that the prose from `start` to here points at `target`."""
        self.references.append(Reference(kind=kind, start=min(start, self.length), end=self.length, target=target))

    def _segment(self, words: str, start: int, end: int) -> None:
        last = self.segments[-1] if self.segments else None
        whole = end - start == len(words)
        if (
            last
            and whole
            and last.length == last.width
            and (last.prose + last.length, last.text + last.width) == (self.length, start)
        ):
            grown = last.length + len(words)
            self.segments[-1] = Segment.model_construct(prose=last.prose, length=grown, text=last.text, width=grown)
        else:
            self.segments.append(Segment(prose=self.length, length=len(words), text=start, width=end - start))
        self._put(words)

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._last = words[-1]
        self.length += len(words)
