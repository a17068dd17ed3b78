"""Picking a stretch of an article: by the words typed, or word by word with the keyboard."""

import re

from fact_check.claims import Piece

WORD = re.compile(r"\S+")
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")


def find_words(text: str, typed: str, *, near: int) -> Piece | None:
    """Find typed words in a text, the occurrence nearest to an offset; "first … last" means all in between.

    Case and the run of space do not matter. None when they do not stand there.
    """
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in _GAP.split(typed.strip()) if part]
    if not parts:
        return None
    pattern = re.compile(r"[^\n]*?".join(parts), re.IGNORECASE)
    found = [Piece(start=m.start(), end=m.end()) for m in pattern.finditer(text)]
    return min(found, key=lambda p: min(abs(p.start - near), abs(p.end - near)), default=None)


def words_of(text: str) -> list[Piece]:
    """Return the words of a text, as far as space divides them, in order."""
    return [Piece(start=m.start(), end=m.end()) for m in WORD.finditer(text)]
