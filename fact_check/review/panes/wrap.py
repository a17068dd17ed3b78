"""Wrap an article into screen lines, and map between text offsets and screen positions."""

from bisect import bisect_right
from dataclasses import dataclass

from rich.cells import cell_len


@dataclass(frozen=True, slots=True)
class Lines:
    """Screen lines as half-open stretches of a text, in order."""

    text: str
    spans: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """Return the number of the line that shows an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def offset_at(self, line: int, column: int) -> int | None:
        """Return the offset of the character at a cell; None outside the text."""
        if not 0 <= line < len(self.spans) or column < 0:
            return None
        start, end = self.spans[line]
        if not self.text[start:end].isascii():
            cells = 0
            for at in range(start, end):
                cells += cell_len(self.text[at])
                if cells > column:
                    return at
            return None
        return start + column if start + column < end else None


def wrap(text: str, width: int) -> Lines:
    """Break a text into lines of at most `width` cells, between words where possible."""
    spans: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        spans.extend(_wrapped(text, at, at + len(line), max(8, width)))
        at += len(line) + 1
    return Lines(text, tuple(spans), tuple(start for start, _ in spans))


def _wrapped(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    found = []
    while end - start > width or cell_len(text[start:end]) > width:
        cut = _fits(text, start, end, width)
        space = text.rfind(" ", start, cut + 1)
        if space > start:
            found.append((start, space))
            start = space + 1
        else:
            found.append((start, cut))
            start = cut
    found.append((start, end))
    return found


def _fits(text: str, start: int, end: int, width: int) -> int:
    """Return the offset at which the text from `start` fills `width` cells."""
    if text[start : start + width].isascii():
        return min(end, start + width)
    cells = 0
    for at in range(start, end):
        cells += cell_len(text[at])
        if cells > width:
            return max(at, start + 1)
    return end
