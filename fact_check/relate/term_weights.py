"""Index the terms of an article's claims: how significant each is, and which claims have it.

A claim is compared only with claims that share a significant term, never with all.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from fact_check.extract.records import ClaimCandidate
from fact_check.relate.things import CONCEPT

COMMON = 12
"""A term in more claims than this makes no pairs; it still counts for likeness."""


REACH = 400
"""A claim is compared with this many before it, and with the headline's: more than articles have, fewer than books."""
MOST_NUMBERS = 16
"""At most this many of a claim's numbers are compared with another's: a claim with more is a table."""

HEADLINE = 30
"""An answer may reach this many claims of the headline: with more, it is an article on one line."""


class Ground:
    """An article's claims in text order, with an index of their terms."""

    def __init__(self, found: Sequence[ClaimCandidate]) -> None:
        self.found = tuple(found)
        self.terms = tuple(frozenset(CONCEPT.get(t, t) for t in f.terms) for f in self.found)
        """Each claim's terms; words of one concept ("kill", "dead") are one term."""
        self._holders: dict[str, list[int]] = defaultdict(list)
        for n, terms in enumerate(self.terms):
            for term in terms:
                self._holders[term].append(n)
        many = len(self.found) + 1
        self._weights = {term: math.log(1 + many / (1 + len(held))) for term, held in self._holders.items()}
        self._unknown = math.log(1 + many)
        self.headline = next((n for n, f in enumerate(self.found) if not f.in_headline), len(self.found))
        """The position of the first claim after the headline's."""

    def weight(self, term: str) -> float:
        """Return how significant a term is in this article: the rarer, the more."""
        return self._weights.get(term, self._unknown)

    def rarity(self, term: str) -> float:
        """Return how significant a term is as its claim writes it, before concepts are taken as one."""
        return self.weight(CONCEPT.get(term, term))

    def mass(self, terms: Iterable[str]) -> float:
        """Return the total weight of some terms."""
        return math.fsum(map(self.weight, terms))  # exact, so that the order of a set can't decide a close call

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Return the share of `part`, by weight, that is in `whole`: 0 to 1."""
        mass = self.mass(part)
        return self.mass(part & whole) / mass if mass else 0.0

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return the weighted Dice coefficient of two sets of terms: 0 to 1."""
        mass = self.mass(a) + self.mass(b)
        return 2 * self.mass(a & b) / mass if mass else 0.0

    def partners(self, n: int) -> Iterator[int]:
        """Yield the claims before claim `n` that share a significant term with it, nearest last."""
        shared: Counter[int] = Counter()
        for term in self.terms[n]:
            holders = self._holders[term]
            if len(holders) <= COMMON or len(holders) * 3 <= len(self.found):
                near = holders[bisect_left(holders, n - REACH) : bisect_left(holders, n)]
                shared.update(near)
                if n > REACH:
                    shared.update(t for t in holders[: self.headline] if t < self.headline and t < n - REACH)
        yield from sorted(shared)
