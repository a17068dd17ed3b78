"""Cut words into the pieces that the encoder knows, as its own tokenizer does (WordPiece, lower case, no accents)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

MOST = 16
"""The most pieces of a word: an address or a hash is recognised by its beginning."""

_UNKNOWN, _LONGEST = "[UNK]", 100


class Pieces:
    """A vocabulary: `cut` returns the rows of a word's pieces in the table of embeddings, at least one."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self.row = {word: row for row, word in enumerate(self.words)}
        self.unknown, self.begin, self.end = (self.row[word] for word in (_UNKNOWN, "[CLS]", "[SEP]"))

    def cut(self, word: str) -> tuple[int, ...]:
        """Cut a word; white space, and words without a known letter, become the mark that ends a stretch."""
        found: list[int] = []
        for part in parts(word):
            found += self._pieces(part)
            if len(found) >= MOST:
                return tuple(found[:MOST])
        return tuple(found) or (self.end,)

    def _pieces(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self.unknown]
        rows: list[int] = []
        at = 0
        while at < len(part):
            end = len(part)
            while end > at and (piece := part[at:end] if at == 0 else "##" + part[at:end]) not in self.row:
                end -= 1
            if end == at:
                return [self.unknown]
            rows.append(self.row[piece])
            at = end
        return rows


def parts(word: str) -> list[str]:
    """Lower-case a word, strip its accents, and cut it at white space and around punctuation and CJK characters."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    plain = unicodedata.normalize("NFD", "".join(_cleaned(word))).lower()
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    spaced = "".join(f" {letter} " if _alone(letter) else letter for letter in plain)
    return spaced.split()


def _cleaned(word: str) -> list[str]:
    kept = []
    for letter in word:
        if letter in "\t\n\r":
            kept.append(" ")
        elif letter not in "\0\ufffd" and not unicodedata.category(letter).startswith("C"):
            kept.append(" " if letter.isspace() else letter)
    return kept


def _alone(letter: str) -> bool:
    code = ord(letter)
    if code < 128:
        return not letter.isalnum() and not letter.isspace() and code > 32
    return unicodedata.category(letter).startswith("P") or any(low <= code <= high for low, high in _CJK)


_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
