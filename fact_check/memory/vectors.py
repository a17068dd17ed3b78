"""Keep what the entries of an index mean: eight bits a number to rank by, one bit to find by.

Cosines of a million vectors take 400 MB and a third of a second; their signs take 48 MB, and how many differ from
those of a question is counted in some 10 ms. The nearest few hundred by signs are then compared in eight bits.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Words = NDArray[np.uint64]
WIDTH = 384
"""How many numbers a vector has."""
CODE = WIDTH // 64
"""How many words of 64 bits its signs take."""
UNKNOWN = 0.3
"""The likeness of an entry whose vectors are still to be made."""
LOOKED_AT = 300
"""How many vectors, the nearest by their signs, are compared in eight bits."""
CHUNK = 8_192
"""How many vectors' signs a row of the index has."""
STEP = 65_536
"""How many vectors' signs are compared at once: few enough to stay in a processor's cache."""


def packed(vectors: Floats) -> list[bytes]:
    """Return vectors in eight bits a number, as the index keeps them."""
    return [row.tobytes() for row in np.rint(vectors * 127).astype(np.int8)]


def unpacked(rows: Sequence[bytes]) -> NDArray[np.int8]:
    """Return what `packed` packed, (n, WIDTH), of about length 127."""
    return np.frombuffer(b"".join(rows), dtype=np.int8).reshape(len(rows), WIDTH)


def signs(vectors: NDArray[np.int8] | Floats) -> Words:
    """Return the signs of vectors, (n, CODE)."""
    found: Words = np.packbits(vectors > 0, axis=1).view(np.uint64)
    return found


class Signs:
    """The signs of all vectors of an index, ready to be compared with those of a question."""

    def __init__(self, chunks: Iterable[tuple[bytes, bytes]]) -> None:
        """Take rows of the index: entries' numbers, and the signs of one vector each."""
        rows = list(chunks)
        self._numbers = np.frombuffer(b"".join(row[0] for row in rows), dtype=np.int64)
        codes = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.uint64)
        self._codes = np.ascontiguousarray(codes.reshape(-1, CODE).T)

    def nearest(self, asked: Floats, most: int) -> list[int]:
        """Return the entries whose signs are nearest to a vector's, nearest first, each once."""
        code = signs(asked[None, :])[0]
        count = len(self._numbers)
        apart = np.empty(count, dtype=np.uint16)
        for start in range(0, count, STEP):
            part = self._codes[:, start : start + STEP]
            differing = np.bitwise_count(part[0] ^ code[0]).astype(np.uint16)
            for row, word in zip(part[1:], code[1:], strict=True):
                differing += np.bitwise_count(row ^ word)
            apart[start : start + STEP] = differing
        # So few values are counted faster than any part of a million is put in order.
        least = int(np.searchsorted(np.cumsum(np.bincount(apart, minlength=WIDTH + 1)), min(most, count)))
        chosen = np.flatnonzero(apart <= least)
        chosen = chosen[np.argsort(apart[chosen], kind="stable")][:most]
        return list(dict.fromkeys(self._numbers[chosen].tolist()))


class Vectors:
    """The vectors of an index; their signs are read once, themselves when they are asked for."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._sql = index
        self._signs = Signs(index.execute("SELECT entries, codes FROM signs ORDER BY id"))

    def beside(self, asked: Floats) -> "Meaning":
        """Return what a text means, to be compared with the entries."""
        return Meaning(self, asked)

    def nearest(self, asked: Floats, most: int) -> list[int]:
        """Return the entries that are nearest by the meaning of claim or title."""
        numbers = self._signs.nearest(asked, LOOKED_AT)
        likeness = {number: max(like) for number, like in self._known(asked, numbers).items()}
        return sorted(likeness, key=lambda number: -likeness[number])[:most]

    def likeness(self, asked: Floats, numbers: Sequence[int]) -> list[tuple[float, float]]:
        """Return how similar each entry's claim and title are, -1 to 1; UNKNOWN for one without vectors."""
        known = self._known(asked, numbers)
        return [known.get(number, (UNKNOWN, UNKNOWN)) for number in numbers]

    def _known(self, asked: Floats, numbers: Sequence[int]) -> dict[int, tuple[float, float]]:
        marks = ",".join("?" * len(numbers))
        rows = self._sql.execute(
            f"SELECT entry, claim, title FROM vectors WHERE entry IN ({marks})", tuple(numbers)
        ).fetchall()
        claims, titles = (_like([row[part] or row[1] for row in rows], asked) for part in (1, 2))
        return {row[0]: pair for row, pair in zip(rows, zip(claims, titles, strict=True), strict=True)}


class Meaning:
    """What a text means, to be compared with the entries of an index."""

    def __init__(self, vectors: Vectors, asked: Floats) -> None:
        self._vectors, self._asked = vectors, asked

    def nearest(self, most: int) -> list[int]:
        """Return the entries that are nearest by meaning."""
        return self._vectors.nearest(self._asked, most)

    def likeness(self, numbers: Sequence[int]) -> list[tuple[float, float]]:
        """Return how similar each entry's claim and title are to the text; see `Vectors.likeness`."""
        return self._vectors.likeness(self._asked, numbers)


def chunked(numbers: Sequence[int], codes: Words) -> Iterator[tuple[bytes, bytes]]:
    """Yield signs as the index keeps them, a row at a time."""
    for start in range(0, len(numbers), CHUNK):
        rows = np.asarray(numbers[start : start + CHUNK], dtype=np.int64)
        yield rows.tobytes(), codes[start : start + CHUNK].tobytes()


def _like(rows: Sequence[bytes], asked: Floats) -> list[float]:
    found: list[float] = (unpacked(rows).astype(np.float32) @ asked / np.float32(127)).tolist()
    return found
