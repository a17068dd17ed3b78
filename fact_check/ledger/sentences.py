"""Find the sentences of a text that are most like others, without comparing every one of them."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import accumulate

from rapidfuzz.distance import Indel

_COMMON = 60
"""Of a word that more sentences have, the sentences nearest to the old place are looked at."""
_COMPARED = 40
"""How many stretches are compared word by word, those that share most words first."""
_WIDEST = 12
"""The most sentences of a stretch."""
_LONGEST = 2000
"""The most words that are looked for: no sentence has more."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence is, and the keys of its words."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likest:
    """The stretch that is most like some words, and how like, 0 to 1."""

    start: int
    end: int
    likeness: float


class Sentences:
    """The sentences of a text, found by their words."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._all = sentences

    @cached_property
    def _having(self) -> dict[str, Sequence[int]]:
        """By key, which sentences have it."""
        found: dict[str, array[int]] = {}
        for number, sentence in enumerate(self._all):
            for key in set(sentence.keys):
                if (having := found.get(key)) is None:
                    having = found[key] = array("L")
                having.append(number)
        return dict(found)

    @cached_property
    def _words_upto(self) -> list[int]:
        """How many words stand before each sentence, and in all of them."""
        return list(accumulate((len(sentence.keys) for sentence in self._all), initial=0))

    def likest(self, keys: Sequence[str], width: int, at: int, *, stays: float, around: int) -> Likest | None:
        """Return the stretch of `width` sentences, or one more, that is most like some words; None if none is.

        `stays` is the weight of a stretch that begins within `around` characters of the old place, `at`.
        """
        if not keys or len(keys) > _LONGEST:
            return None
        best, closest = None, 0.0
        for first, size, most in self._candidates(keys, min(width, _WIDEST), at):
            start, end = self._all[first].start, self._all[first + size - 1].end
            # A new headline is where the old one was, even if the body has similar words.
            bonus = stays if abs(start - at) <= around else 0.0
            if most + bonus < closest:
                continue
            likeness = Indel.normalized_similarity(keys, self._keys(first, size))
            close = likeness + bonus
            if close > closest or (best and close == closest and (size, first) < best[:2]):
                best, closest = (size, first, Likest(start, end, likeness)), close
        return best[2] if best and best[2].likeness else None

    def _candidates(self, keys: Sequence[str], width: int, at: int) -> Iterator[tuple[int, int, float]]:
        """Yield stretches that share a third of the words: the first sentence, how many, and how like they are at most.

        Those that may be likest come first.
        """
        wanted = set(keys)
        here = bisect_left(self._all, at, key=lambda sentence: sentence.start)
        counted: Counter[int] = Counter()
        for key in wanted:
            counted.update(_nearest(self._having.get(key, ()), here))
        shares = self._shares(counted, width)
        upto = self._words_upto

        def rank(first: int) -> tuple[float, int, int]:
            return shares[first] / (len(keys) + upto[first + width] - upto[first]), -abs(first - here), -first

        likely = nlargest(_COMPARED // 2, shares, key=rank)
        stretches = [(first, width) for first in likely]
        wider = dict.fromkeys(first for each in likely for first in (each, each - 1))
        stretches += [(first, width + 1) for first in wider if 0 <= first < len(self._all) - width]
        rated = []
        for first, size in stretches:
            window = self._keys(first, size)
            shared = sum(key in wanted for key in window)
            each = sum(len(wanted.intersection(self._all[n].keys)) for n in range(first, first + size))
            if each * 3 >= len(wanted):
                rated.append((first, size, 2 * min(shared, len(keys)) / (len(keys) + len(window))))
        return iter(sorted(rated, key=lambda each: -each[2]))

    def _shares(self, counted: Mapping[int, int], width: int) -> Mapping[int, int]:
        """Count, by the first sentence of a stretch, the words that its sentences share."""
        if width == 1:
            return counted
        last = len(self._all) - width
        firsts = {first for number in counted for first in range(max(0, number - width + 1), min(number, last) + 1)}
        return {first: sum(counted.get(number, 0) for number in range(first, first + width)) for first in firsts}

    def _keys(self, first: int, size: int) -> list[str]:
        return [key for sentence in self._all[first : first + size] for key in sentence.keys]


def _nearest(numbers: Sequence[int], here: int) -> Sequence[int]:
    """Return ordered numbers, of many those nearest to `here`."""
    if len(numbers) <= _COMMON:
        return numbers
    middle = bisect_left(numbers, here)
    first = max(0, min(middle - _COMMON // 2, len(numbers) - _COMMON))
    return numbers[first : first + _COMMON]
