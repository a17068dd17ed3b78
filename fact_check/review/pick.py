"""Pick a stretch of an article: by typing its words, or word by word with the keyboard."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fact_check.claims import Piece

WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|\n")
_PARAGRAPH = re.compile(r"\n")
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")


def find_words(text: str, typed: str, *, near: int) -> Piece | None:
    """Find typed words in a text, at the occurrence nearest to an offset; "first … last" spans everything in between.

    Case and spacing do not matter. Returns None if the words are not there.
    """
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in _GAP.split(typed.strip()) if part]
    if not parts:
        return None
    pattern = re.compile(r"[^\n]*?".join(parts), re.IGNORECASE)
    found = [Piece(start=m.start(), end=m.end()) for m in pattern.finditer(text)]
    return min(found, key=lambda p: min(abs(p.start - near), abs(p.end - near)), default=None)


def words_of(text: str) -> list[Piece]:
    """Return the words of a text, split at white space, in order."""
    return [Piece(start=m.start(), end=m.end()) for m in WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Picker:
    """A run of words being picked with the keyboard, from word `first` to word `last`, inclusive."""

    words: Sequence[Piece]
    first: int
    last: int
    stretches: bool = False
    """Whether moving changes one end; otherwise the pick is one word, and moves as a whole."""
    at_first: bool = False
    """Whether the first word is the end that moves."""

    @property
    def piece(self) -> Piece:
        """The stretch of text that is picked."""
        return Piece(start=self.words[self.first].start, end=self.words[self.last].end)

    @property
    def cursor(self) -> int:
        """The word that moves."""
        return self.first if self.at_first else self.last

    def to(self, word: int) -> "Picker":
        """Move to a word; a stretching pick stops where its ends would cross."""
        word = max(0, min(len(self.words) - 1, word))
        if not self.stretches:
            return replace(self, first=word, last=word)
        if self.at_first:
            return replace(self, first=min(word, self.last))
        return replace(self, last=max(word, self.first))

    def begun(self) -> "Picker":
        """Start stretching from the cursor; or stop, and shrink to one word."""
        if self.stretches:
            return replace(self, first=self.cursor, last=self.cursor, stretches=False, at_first=False)
        return replace(self, stretches=True)

    def other_end(self) -> "Picker":
        """Switch to the other end."""
        return replace(self, stretches=True, at_first=not self.at_first)

    def beyond(self, text: str, by: int, *, paragraph: bool = False) -> "Picker":
        """Go to the next or previous sentence or paragraph; a stretching pick goes to its end or beginning."""
        ends = [m.end() for m in (_PARAGRAPH if paragraph else _SENTENCE).finditer(text)]
        starts = sorted({0, *(self.word_at(end - 1) + 1 for end in ends)})
        starts = [at for at in starts if at < len(self.words)]
        here = self.cursor
        if by < 0:
            return self.to(next((at for at in reversed(starts) if at < here), 0))
        if self.stretches and not self.at_first:
            return self.to(next((at - 1 for at in starts if at - 1 > here), len(self.words) - 1))
        return self.to(next((at for at in starts if at > here), here))

    def at_words(self, found: Piece) -> "Picker":
        """Go to the words found; a stretching pick extends to their end."""
        first, last = self.word_at(found.start), self.word_at(max(found.start, found.end - 1))
        if self.stretches:
            return self.to(last if not self.at_first else first)
        return replace(self, first=first, last=last, stretches=last > first, at_first=False)

    def word_at(self, offset: int) -> int:
        """Return the number of the word at, or before, an offset."""
        return max(0, bisect_right([w.start for w in self.words], offset) - 1)

    def dragged(self, start: int, end: int) -> "Picker":
        """Pick the words that a mouse was dragged over."""
        first, last = self.word_at(start), self.word_at(max(start, end - 1))
        return replace(self, first=first, last=last, stretches=last > first)


def picker(text: str, start: int, end: int, *, whole: bool) -> Picker | None:
    """Start picking at a stretch of the text: all of it, or its first word. None if the text has no words."""
    words = words_of(text)
    if not words:
        return None
    empty = Picker(words, 0, 0)
    first = empty.word_at(start)
    return Picker(words, first, empty.word_at(max(start, end - 1)) if whole else first, stretches=whole)
