"""The signs for one claim answering another, by name: how near their words are, who speaks, where they stand.

What is known of one claim is worked out once (`Facts`), what two of them share for each pair.

Past 250 lines because the signs are one table, which the weights of `answer_weights` are read against.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fact_check.claims import Effect, SourceKind
from fact_check.extract.records import ClaimCandidate
from fact_check.lexicon import any_of, words
from fact_check.relate.hints import (
    ACCUSES,
    FUNCTION,
    SAID,
    TIMES,
    another_number,
    named_by,
    one_number,
    words_of,
)
from fact_check.relate.term_weights import Ground

Floats = NDArray[np.float32]
Meanings = Callable[[Sequence[str]], Floats]
"""Words → their vectors, of length 1."""

REACH = 12
"""How many sentences back an answer looks, besides the headline."""
AHEAD = 3
"""How many sentences on: `There was no row, the manager said`, and then who says that there was."""
HEADLINE = 30
"""How many claims of the headline an answer looks at."""
MOST = 60
"""How many claims an answer is weighed against: more than such a stretch of an article has."""
NEAR = 0.45
"""Words of such a weighted likeness say the same, or the opposite."""
NOT = re.compile(r"\w+n[’']t\b")
NEGATIONS = words("grammar.negations", "relations.nobody", "relations.lacking")
REPLIES = re.compile(rf"\b{any_of('relations.replying')}", re.IGNORECASE)
EXACT = words("relations.exact")
FAR = 6
BETWEEN = 12
LONG = 12
"""A claim of so many terms says as much as any."""


@dataclass(frozen=True)
class Facts:
    """What is known of one claim."""

    found: ClaimCandidate
    number: int
    place: int
    """How many claims of the same source come before it."""

    @cached_property
    def source(self) -> frozenset[str]:
        """The names in its source, in lower case; none where it has no source."""
        source = self.found.claim.source
        return frozenset(named_by(source.fullest)) if source is not None else frozenset()

    @cached_property
    def speaker(self) -> tuple[str, ...]:
        """All words of its source, in lower case."""
        source = self.found.claim.source
        return tuple(sorted(words_of(source.fullest) - FUNCTION)) if source is not None else ()

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(words_of(self.found.words))

    @cached_property
    def negated(self) -> bool:
        """Whether it has a word of negation."""
        return bool(self.words & NEGATIONS or NOT.search(self.found.words.casefold()))

    @cached_property
    def replies(self) -> bool:
        """Whether its cue says that somebody is answered: `insisted`."""
        return bool(REPLIES.search(self.found.cue_words))

    @cached_property
    def accused(self) -> bool:
        """Whether its cue accuses."""
        return bool(ACCUSES.search(self.found.cue_words))

    @cached_property
    def effect(self) -> Effect | None:
        """What its cue does to it."""
        return self.found.claim.cue.effect if self.found.claim.cue is not None else None

    def is_by(self, kind: SourceKind) -> bool:
        """Tell whether its source is of a kind."""
        source = self.found.claim.source
        return source is not None and source.kind is kind


@dataclass(frozen=True)
class Likeness:
    """How near the words of two claims are, 0 to 1: from the one that answers, from the other, the nearest pairs."""

    mine: float
    theirs: float
    best: tuple[float, float, float]
    strong: int
    much: float


class Field:
    """An article's claims, each with what is known of it, ready to be compared."""

    def __init__(self, ground: Ground, meanings: Meanings) -> None:
        self.ground, self.meanings = ground, meanings
        before: Counter[frozenset[str]] = Counter()
        facts = []
        for n, found in enumerate(ground.found):
            one = Facts(found, n, 0)
            facts.append(Facts(found, n, before[one.source]))
            before[one.source] += 1
        self.facts = tuple(facts)
        self._said = before
        self._deniers = Counter(one.source for one in facts if one.effect is Effect.DENIES)
        self._terms: dict[int, tuple[Floats, Floats]] = {}
        self._speakers: dict[int, Floats] = {}
        self._most = math.log(1 + (len(facts) + 1) / 2)

    def targets(self, n: int) -> list[int]:
        """Return the claims of others that a claim may answer, in text order."""
        mine = self.facts[n].source
        found = []
        for t in self._around(n):
            target = self.ground.found[t]
            if target.silent or not target.terms or (mine and mine & self.facts[t].source):
                continue
            found.append(t)
        return sorted(found)

    def _around(self, n: int) -> Iterator[int]:
        found, here = self.ground.found, self.ground.found[n].sentence
        low = max(n - MOST, 0)
        near = [t for t in range(n - 1, low - 1, -1) if found[t].sentence >= here - REACH]
        yield from near
        yield from (t for t in range(min(self.ground.headline, HEADLINE, n)) if t < (near[-1] if near else n))
        ahead = REACH if found[n].in_headline else AHEAD
        for t in range(n + 1, min(n + MOST, len(found))):
            if found[t].sentence > here + ahead:
                return
            yield t

    def signs(self, n: int, targets: Sequence[int]) -> list[dict[str, float]]:
        """Return the signs of claim `n` answering each of the targets; those that compare them with each other, too."""
        like = [self._likeness(n, t) for t in targets]
        told = [self._signs(n, t, one) for t, one in zip(targets, like, strict=True)]
        nearest = sorted((one["near"] for one in told), reverse=True)
        word = max((one["word 1"] for one in told), default=0.0)
        much = max((one["much"] for one in told), default=0.0)
        for one in told:
            one["near, to the best"] = one["near"] - nearest[0]
            one["nearest"] = float(one["near"] >= nearest[0])
            one["second"] = float(len(nearest) > 1 and one["near"] == nearest[1])
            one["word, to the best"] = one["word 1"] - word
            one["much, to the best"] = one["much"] - much
        return told

    def nearest_words(self, n: int, t: int) -> tuple[str, str]:
        """Return the word of claim `n`, and of claim `t`, that make them most alike; "" where either has none."""
        (mine, w), (theirs, v) = self._vectors(n), self._vectors(t)
        if not len(mine) or not len(theirs):
            return "", ""
        products = (mine @ theirs.T) * np.minimum(w[:, None], v[None, :])
        row, column = divmod(int(products.argmax()), len(theirs))
        return sorted(self.ground.found[n].terms)[row], sorted(self.ground.found[t].terms)[column]

    def _signs(self, n: int, t: int, like: Likeness) -> dict[str, float]:
        ground = self.ground
        mine, theirs = self.facts[n], self.facts[t]
        answer, target = mine.found, theirs.found
        about = ground.terms[n] - SAID - TIMES
        away = answer.sentence - target.sentence
        between, both = self.facts[min(n, t) + 1 : max(n, t)], mine.source | theirs.source
        return {
            "near": (like.mine + like.theirs) / 2,
            "word 1": like.best[0],
            "word 2": like.best[1],
            "word 3": like.best[2],
            "strong": like.strong,
            "much": like.much,
            "share": ground.share(about, ground.terms[t]) if about else 0.0,
            "one number": one_number(answer, target),
            "other number": another_number(answer, target),
            "numbers": bool(answer.claim.quantities and target.claim.quantities),
            "my not": mine.negated,
            "far": away > FAR,
            "sentences": math.log1p(max(away, 0)),
            "later": target.claim.span.start > answer.claim.span.start,
            "sentences later": max(-away, 0),
            "1 paragraph": answer.paragraph - target.paragraph == 1,
            "2 paragraphs": answer.paragraph - target.paragraph == 2,
            "claims between": min(abs(n - t), BETWEEN) / BETWEEN,
            "others between": sum(bool(one.source) and not one.source & both for one in between),
            "my headline": answer.in_headline,
            "their headline": target.in_headline,
            "theirs sourced": bool(theirs.speaker),
            "both sourced": bool(mine.speaker and theirs.speaker),
            "theirs attributed": target.claim.cue is not None,
            "theirs a document": theirs.is_by(SourceKind.DOCUMENT),
            "their speaker in mine": bool(set(theirs.speaker) & mine.words),
            "near my speaker": self._nearest(self._speaker(n), self._vectors(t)[0]),
            "near their speaker": self._nearest(self._speaker(t), self._vectors(n)[0]),
            "near speakers": self._nearest(self._speaker(n), self._speaker(t)),
            "replies": mine.replies,
            "theirs replies": theirs.replies,
            "denier": self._deniers[mine.source] > (mine.effect is Effect.DENIES),
            "their denier": self._deniers[theirs.source] > 0,
            "exact": bool(mine.words & EXACT),
            "theirs exact": bool(theirs.words & EXACT),
            "accused": theirs.accused,
            "theirs hedged": theirs.effect is Effect.HEDGES,
            "theirs denied": theirs.effect is Effect.DENIES,
            "theirs doubted": theirs.effect is Effect.DOUBTS,
            "length": min(len(answer.terms), LONG) / LONG,
            "their length": min(len(target.terms), LONG) / LONG,
            "place": min(mine.place, 4) / 4,
            "their place": min(theirs.place, 4) / 4,
            "their claims": min(self._said[theirs.source], 6) / 6 if theirs.source else 0.0,
            "right after theirs": n > 0 and bool(self.facts[n - 1].source & theirs.source),
        }

    def _vectors(self, n: int) -> tuple[Floats, Floats]:
        """Return the vectors of a claim's terms and their weights from 0 to 1."""
        if n not in self._terms:
            terms = sorted(self.ground.found[n].terms)
            weights = [self.ground.rarity(term) / self._most for term in terms]
            self._terms[n] = self.meanings(terms), np.array(weights, dtype=np.float32)
        return self._terms[n]

    def _speaker(self, n: int) -> Floats:
        if n not in self._speakers:
            self._speakers[n] = self.meanings(self.facts[n].speaker)
        return self._speakers[n]

    def _likeness(self, n: int, t: int) -> Likeness:
        (mine, w), (theirs, v) = self._vectors(n), self._vectors(t)
        if not len(mine) or not len(theirs):
            return Likeness(0.0, 0.0, (0.0, 0.0, 0.0), 0, 0.0)
        products = mine @ theirs.T
        best = np.sort((products * np.minimum(w[:, None], v[None, :])).max(axis=1))[::-1]
        first = [*map(float, best[:3]), 0.0, 0.0][:3]
        return Likeness(
            mine=float(w @ products.max(axis=1) / (w.sum() + 1e-9)),
            theirs=float(v @ products.max(axis=0) / (v.sum() + 1e-9)),
            best=(first[0], first[1], first[2]),
            strong=int((best > NEAR).sum()),
            much=float(best[best > NEAR - 0.05].sum()),
        )

    @staticmethod
    def _nearest(one: Floats, other: Floats) -> float:
        return float((one @ other.T).max()) if len(one) and len(other) else 0.0
