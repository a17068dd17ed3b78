"""Convert between an editor's positions and offsets into a text, in the editor's units."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from lsprotocol import types

Units = Literal["utf-8", "utf-16", "utf-32"]
"""What a column is counted in: bytes, two-byte units (what every editor has), or code points."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_SURROGATE = re.compile("[\ud800-\udfff]")

Change = types.TextDocumentContentChangeEvent


class Lines:
    """A text as an editor counts it: lines end at \\n, \\r\\n and \\r, and nowhere else.

    Offsets are code points. A position that is not in the text is moved to the nearest that is, as the protocol asks.
    """

    def __init__(self, text: str, units: Units = "utf-16") -> None:
        # A lone surrogate is in no file; one character stands for it, so offsets hold.
        self.text = _SURROGATE.sub("\ufffd", text)
        self.units = units

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def offset(self, position: types.Position) -> int:
        """Return the offset that a position names; within a character, that of the character."""
        starts, text = self._starts, self.text
        if position.line >= len(starts):
            return len(text)
        start = starts[max(0, position.line)]
        end = _LINE_END.search(text, start)
        line = text[start : end.start() if end else len(text)]
        column = max(0, position.character) if position.line >= 0 else 0
        if self.units == "utf-32" or line.isascii():
            return start + min(column, len(line))
        at = 0
        for number, character in enumerate(line):
            at += width(character, self.units)
            if at > column:
                return start + number
        return start + len(line)

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset."""
        offset = min(max(0, offset), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        return types.Position(line=line, character=length(before, self.units))

    def range(self, start: int, end: int) -> types.Range:
        """Return the range of a half-open stretch."""
        return types.Range(start=self.position(start), end=self.position(max(start, end)))

    def stretch(self, range_: types.Range) -> tuple[int, int]:
        """Return the half-open stretch of a range; the ends of one that runs backwards are put in order."""
        ends = sorted((self.offset(range_.start), self.offset(range_.end)))
        return ends[0], ends[1]

    def edited(self, changes: Iterable[Change]) -> "Lines":
        """Return the text after an editor's changes, each in the text that the one before it left."""
        lines = self
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = lines.stretch(change.range)
                lines = Lines(lines.text[:start] + change.text + lines.text[end:], self.units)
            else:
                lines = Lines(change.text, self.units)
        return lines


def length(text: str, units: Units) -> int:
    """Return how long a text is in an editor's units."""
    if units == "utf-32" or text.isascii():
        return len(text)
    return len(text.encode("utf-8" if units == "utf-8" else "utf-16-le")) // (1 if units == "utf-8" else 2)


def width(character: str, units: Units) -> int:
    """Return how many of an editor's units a character takes."""
    code = ord(character)
    if units == "utf-8":
        return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
    return 2 if units == "utf-16" and code > 0xFFFF else 1
