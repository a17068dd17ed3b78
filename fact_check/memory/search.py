"""From words to the decided claims that are nearest to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fact_check.memory.entries import Entry
from fact_check.memory.store import Store, Stored
from fact_check.memory.words import indexed

CANDIDATES = 60
"""How many entries are looked at closely."""
POSTINGS = 30_000
"""A query's rare words come first; common ones only as long as so few entries hold them."""
FEWEST = 3
"""So many of the rarest words are looked up, however common they are."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that is near to what was asked for."""

    stored: Stored
    score: float

    @property
    def entry(self) -> Entry:
        return self.stored.entry


def search(store: Store, words: str, *, most: int = 10) -> list[Hit]:
    """Return the entries that are nearest to some words, the nearest first."""
    return candidates(store, [words])[:most]


def candidates(store: Store, parts: Iterable[str | None]) -> list[Hit]:
    """Return the entries that share the telling words of a text, best first by BM25."""
    matched = store.matching(rare(store, indexed(parts)), CANDIDATES)
    found = store.entries([number for number, _ in matched])
    return [Hit(found[number], score) for number, score in matched if number in found]


def rare(store: Store, terms: Sequence[str]) -> list[str]:
    """Choose the terms that are looked up: the rarest first, as many as a query can afford."""
    known = store.frequencies(dict.fromkeys(terms))
    chosen: list[str] = []
    spent = 0
    for term, count in sorted(known.items(), key=lambda pair: pair[1]):
        spent += count
        if spent > POSTINGS and len(chosen) >= FEWEST:
            break
        chosen.append(term)
    return chosen
