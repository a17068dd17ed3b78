"""Find where some words stand in a text: by the rarest of them, so that many look-ups don't each read the text."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

NEAREST = 24
"""How many occurrences of the same words are tried, nearest first."""
_TRIED = 240
"""How many places of the rarest word are looked at, nearest first."""
_WORD = re.compile(r"\w+")


class Occurrences:
    """The words of a text, and where each of them starts."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> dict[str, Sequence[int]]:
        found: dict[str, array[int]] = {}
        for word in _WORD.finditer(self._text):
            if (starts := found.get(word[0])) is None:
                starts = found[word[0]] = array("Q")
            starts.append(word.start())
        return dict(found)

    def near(self, words: str, at: int) -> list[int]:
        """Return where the same words stand between others, those nearest to `at` first."""
        each = {word[0]: word.start() for word in _WORD.finditer(words)}
        if not each:
            return self._of_signs(words, at) if words else []
        rarest = min(each, key=lambda word: len(self._starts.get(word, ())))
        offset = each[rarest]
        places = (place - offset for place in _outward(self._starts.get(rarest, ()), at + offset))
        return list(islice((here for here in islice(places, _TRIED) if self._stands(words, here)), NEAREST))

    def _stands(self, words: str, at: int) -> bool:
        return at >= 0 and self._text.startswith(words, at) and self._is_bounded(at, at + len(words))

    def _of_signs(self, signs: str, at: int) -> list[int]:
        """Look for what no word is part of, in either direction."""
        found: list[int] = []
        before = after = max(0, min(at, len(self._text)))
        for _ in range(NEAREST):
            if (after := self._text.find(signs, after)) >= 0:
                found.append(after)
                after += 1
            else:
                break
        for _ in range(NEAREST):
            if (before := self._text.rfind(signs, 0, before + len(signs) - 1)) >= 0:
                found.append(before)
            else:
                break
        return sorted(found, key=lambda place: (abs(place - at), place))[:NEAREST]

    def _is_bounded(self, start: int, end: int) -> bool:
        """Tell whether a stretch begins and ends between words: "40 died" is not in "140 died"."""
        text = self._text
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        if before and _joins(before[-1], text[start]):
            return False
        if text[start].isdigit() and re.fullmatch(r".?[$€£¥+<>~−–-]|\d[.,]", before or " "):
            return False
        if after and _joins(text[end - 1], after[0]):
            return False
        return not (text[end - 1].isdigit() and re.match(r"[%‰]|[.,]\d", after))


def _outward(places: Sequence[int], at: int) -> Iterator[int]:
    """Yield ordered places, the nearest to `at` first."""
    right = bisect_left(places, at)
    left = right - 1
    while left >= 0 or right < len(places):
        if right == len(places) or (left >= 0 and at - places[left] <= places[right] - at):
            yield places[left]
            left -= 1
        else:
            yield places[right]
            right += 1


def _joins(a: str, b: str) -> bool:
    return (a.isalnum() or a == "_") and (b.isalnum() or b == "_")
