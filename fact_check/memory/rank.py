"""Rank decided claims by a weighted sum of signs in words, names, numbers and meaning.

The weights are those of a listwise softmax regression over the nearest claims by words, learned on the train part of
CLEF 2020 CheckThat! task 2 (`python -m tests.bench.memory DIR --fit`). One set is for words alone, one for words and
meaning.
"""

import math
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from fact_check.memory.entries import Entry
from fact_check.memory.words import indexed, terms

USUAL = 28
"""How many terms an entry of usual length has."""
K1, B = 1.2, 0.75
"""BM25's parameters."""
TELLING = 3
"""How many of the rarest common words count separately."""

SIGNS = (
    "bm25",
    "of the best",
    "claim in question",
    "title in question",
    "question in entry",
    "rarest",
    "sets",
    "part",
    "length",
    "meaning of claim",
    "meaning of title",
)
BY_WORDS = {
    "bm25": 1.05,
    "of the best": 4.59,
    "claim in question": -3.96,
    "title in question": 2.02,
    "question in entry": 3.04,
    "rarest": 9.84,
    "sets": 4.34,
    "part": 8.91,
    "length": -3.70,
}
"""The weights of words alone: an index without vectors."""
BY_MEANING = {
    "bm25": 0.54,
    "of the best": 2.68,
    "claim in question": -0.80,
    "title in question": 0.62,
    "question in entry": 3.33,
    "rarest": 6.21,
    "sets": 0.73,
    "part": 3.12,
    "length": -0.66,
    "meaning of claim": 10.18,
    "meaning of title": 7.17,
}
"""The weights of words and meaning."""


class Question:
    """The words of a query, with how rare each is in the index."""

    def __init__(self, parts: Sequence[str], frequencies: Mapping[str, int], entries: int) -> None:
        self.text = " ".join(parts)
        self.terms = frozenset(indexed(parts))
        self._frequencies, self._entries = frequencies, entries
        self._weights: dict[str, float] = {}

    def weight(self, term: str) -> float:
        """Return how telling a term is (BM25's inverse document frequency): most so if no entry has it."""
        found = self._weights.get(term)
        if found is None:
            known = self._frequencies.get(term, 0)
            found = self._weights[term] = math.log(1 + (self._entries - known + 0.5) / (known + 0.5))
        return found

    def bm25(self, entry: Entry) -> float:
        """Return the BM25 score of an entry, with its length relative to the usual one."""
        found = indexed((entry.claim, entry.title, entry.source))
        norm = K1 * (1 - B + B * len(found) / USUAL)
        counts: dict[str, int] = {}
        for term in found:
            if term in self.terms:
                counts[term] = counts.get(term, 0) + 1
        return sum(self.weight(term) * n * (K1 + 1) / (n + norm) for term, n in counts.items())

    def signs(self, entry: Entry, score: float, best: float) -> list[float]:
        """Return the signs of words, in the order of SIGNS; those of meaning need vectors."""
        claim = frozenset(terms(entry.claim))
        title = frozenset(terms(entry.title)) if entry.title else claim
        shared = sorted((self.weight(term) for term in (claim | title) & self.terms), reverse=True)
        lower = self.text.lower()
        return [
            score / 10,
            score / best if best else 0.0,
            self._share(claim, self.terms),
            self._share(title, self.terms),
            self._share(self.terms, claim | title),
            sum(shared[:TELLING]) / 30,
            fuzz.token_set_ratio(entry.claim, self.text) / 100,
            fuzz.partial_ratio(entry.claim.lower(), lower) / 100,
            math.log(1 + len(claim)) / 3,
        ]

    def _share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        mass = sum(map(self.weight, part))
        return sum(self.weight(term) for term in part & whole) / mass if mass else 0.0


def total(signs: Sequence[float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of an entry's signs."""
    return sum(weights[name] * sign for name, sign in zip(SIGNS, signs, strict=False))
