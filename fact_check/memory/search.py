"""Search for the decided claims that are nearest to some words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fact_check.memory.entries import Entry
from fact_check.memory.rank import BY_MEANING, BY_WORDS, Question, total
from fact_check.memory.store import Store, Stored
from fact_check.memory.words import indexed

CANDIDATES = 60
"""How many entries are examined closely."""
POSTINGS = 15_000
"""Common words of a query are looked up only until this many entries are found."""
FEWEST = 3
"""This many of the rarest words are always looked up, however common they are."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that is near to the query."""

    stored: Stored
    score: float
    bm25: float = 0.0
    signs: tuple[float, ...] = ()

    @property
    def entry(self) -> Entry:
        return self.stored.entry


def search(store: Store, words: str, *, most: int = 10) -> list[Hit]:
    """Return the entries that are nearest to some words, nearest first."""
    return nearest(store, [words])[:most]


def nearest(store: Store, parts: Sequence[str | None]) -> list[Hit]:
    """Return the entries that are near to a text and what belongs to it, nearest first.

    They are found by their words, and by their meaning if the index has it and is small enough to be read whole, then
    ranked by both.
    """
    texts = [part for part in parts if part]
    asked = list(dict.fromkeys(indexed(texts)))
    frequencies = store.frequencies(asked)
    numbers = [number for number, _ in store.matching(rare(asked, frequencies), CANDIDATES)]
    meaning = store.meaning(texts) if texts else None
    if meaning is not None:
        numbers = list(dict.fromkeys([*numbers, *meaning.nearest(CANDIDATES // 2)]))
    found = store.entries(numbers)
    entries = [found[number] for number in numbers if number in found]
    question = Question(texts, frequencies, store.count())
    scores = [question.bm25(stored.entry) for stored in entries]
    best = max(scores, default=0.0)
    hits = [
        Hit(stored, 0.0, score, tuple(question.signs(stored.entry, score, best)))
        for stored, score in zip(entries, scores, strict=True)
    ]
    if meaning is None:
        ranked = [replace(hit, score=total(hit.signs, BY_WORDS)) for hit in hits]
    else:
        likeness = meaning.likeness([hit.stored.number for hit in hits])
        with_meaning = (replace(hit, signs=(*hit.signs, *like)) for hit, like in zip(hits, likeness, strict=True))
        ranked = [replace(hit, score=total(hit.signs, BY_MEANING)) for hit in with_meaning]
    return sorted(ranked, key=lambda hit: -hit.score)


def rare(asked: Iterable[str], frequencies: dict[str, int]) -> list[str]:
    """Choose the terms to look up: the rarest first, as many as a query can afford."""
    chosen: list[str] = []
    spent = 0
    for term in sorted((term for term in asked if term in frequencies), key=frequencies.__getitem__):
        spent += frequencies[term]
        if spent > POSTINGS and len(chosen) >= FEWEST:
            break
        chosen.append(term)
    return chosen
