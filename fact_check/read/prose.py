"""Prose in the making: what a reader takes out of a marked-up text, and where each bit of it stood."""

from fact_check.claims import Piece
from fact_check.read.article import Reference, Segment


class Prose:
    """Collects prose in order; a reader feeds it and then takes `text`, `segments` and `references`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self.segments: list[Segment] = []
        self.references: list[Reference] = []
        self.headline: Piece | None = None
        self._parts: list[str] = []
        self._break = ""

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, words: str, start: int, end: int) -> None:
        """Add prose that the source writes at `start` to `end`, as it is or in another spelling (`&amp;`)."""
        if not words:
            return
        if self._break and self._parts:
            self._put(self._break)
        self._break = ""
        if self.source[start:end] == words or len(words) == 1:
            self._segment(words, start, end)
            return
        # One Text of the parser may begin or end with what was escaped; what is alike at the edges maps exactly.
        alike = 0
        while alike < min(len(words), end - start) and words[alike] == self.source[start + alike]:
            alike += 1
        if alike:
            self._segment(words[:alike], start, start + alike)
        if words[alike:]:
            self._segment(words[alike:], start + alike, end)

    def line(self) -> None:
        """End the line, once there is more to come."""
        if not self._break:
            self._break = "\n"

    def paragraph(self) -> None:
        """End the paragraph, once there is more to come."""
        self._break = "\n\n"

    def within_line(self) -> bool:
        """Tell whether the line has words already."""
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
            grown = {"length": last.length + len(words), "width": last.width + len(words)}
            self.segments[-1] = last.model_copy(update=grown)
        else:
            self.segments.append(Segment(prose=self.length, length=len(words), text=start, width=end - start))
        self._put(words)

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self.length += len(words)
