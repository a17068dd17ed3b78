"""The signs for one claim answering another, by name: how near their words are, who speaks, where they stand.

What is known of one claim is worked out once (`Facts`), what two of them share for a claim and all its targets at once,
as columns: an article has hundreds of pairs.

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
from fact_check.relate.term_weights import HEADLINE, Ground

Floats = NDArray[np.float32]
Column = NDArray[np.float64]
Meanings = Callable[[Sequence[str]], Floats]
"""Words → their vectors, of length 1."""

REACH = 12
"""How many sentences back an answer looks, besides the headline."""
AHEAD = 3
"""How many sentences on: `There was no row, the manager said`, and then who says that there was."""
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
    source: frozenset[str]
    """The names in its source, in lower case; none where it has no source."""
    place: int
    """How many claims of the same source come before it."""

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


class Field:
    """An article's claims, each with what is known of it, ready to be compared."""

    def __init__(self, ground: Ground, meanings: Meanings) -> None:
        self.ground, self._meanings = ground, meanings
        said: Counter[frozenset[str]] = Counter()
        facts = []
        for found in ground.found:
            source = found.claim.source
            by = frozenset(named_by(source.fullest)) if source is not None else frozenset[str]()
            facts.append(Facts(found, by, said[by]))
            said[by] += 1
        self.facts = tuple(facts)
        deniers = Counter(one.source for one in facts if one.effect is Effect.DENIES)
        claims = {
            "sentence": [one.found.sentence for one in facts],
            "paragraph": [one.found.paragraph for one in facts],
            "start": [one.found.claim.span.start for one in facts],
            "headline": [one.found.in_headline for one in facts],
            "numbers": [bool(one.found.claim.quantities) for one in facts],
            "sourced": [bool(one.speaker) for one in facts],
            "attributed": [one.effect is not None for one in facts],
            "document": [one.is_by(SourceKind.DOCUMENT) for one in facts],
            "not": [one.negated for one in facts],
            "replies": [one.replies for one in facts],
            "exact": [bool(one.words & EXACT) for one in facts],
            "accused": [one.accused for one in facts],
            **{effect.value: [one.effect is effect for one in facts] for effect in Effect},
            "length": [min(len(one.found.terms), LONG) / LONG for one in facts],
            "place": [min(one.place, 4) / 4 for one in facts],
            "claims": [min(said[one.source], 6) / 6 if one.source else 0 for one in facts],
            "denials": [deniers[one.source] for one in facts],
        }
        self._of = {name: np.array(column, dtype=np.float64) for name, column in claims.items()}
        self._terms: dict[int, tuple[Floats, Floats]] = {}
        self._speakers: dict[int, Floats] = {}
        self._most = math.log(1 + (len(facts) + 1) / 2)

    def targets(self, n: int) -> list[int]:
        """Return the claims of others that a claim may answer, in text order."""
        mine = self.facts[n].source
        found = []
        for t in self._around(n):
            target = self.ground.found[t]
            if not target.silent and target.terms and not (mine and mine & self.facts[t].source):
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

    def nearest_words(self, n: int, t: int) -> tuple[str, str]:
        """Return the word of claim `n`, and of claim `t`, that make them most alike; "" where either has none."""
        (mine, w), (theirs, v) = self._vectors(n), self._vectors(t)
        if not len(mine) or not len(theirs):
            return "", ""
        products = (mine @ theirs.T) * np.minimum(w[:, None], v[None, :])
        row, column = divmod(int(products.argmax()), len(theirs))
        return sorted(self.ground.found[n].terms)[row], sorted(self.ground.found[t].terms)[column]

    def signs(self, n: int, targets: Sequence[int]) -> dict[str, Column]:
        """Return the signs of claim `n` answering each of the targets: a column of as many numbers for each sign."""
        of, t = self._of, np.array(targets)
        away = of["sentence"][n] - of["sentence"][t]
        paragraphs = of["paragraph"][n] - of["paragraph"][t]
        speakers = [set(self.facts[k].speaker) for k in targets]
        mine = {
            "my not": of["not"][n],
            "my headline": of["headline"][n],
            "replies": of["replies"][n],
            "exact": of["exact"][n],
            "length": of["length"][n],
            "place": of["place"][n],
            "denier": float(of["denials"][n] > of["denies"][n]),
        }
        return {
            **{sign: np.full(len(t), value) for sign, value in mine.items()},
            **self._likeness(n, targets),
            "numbers": of["numbers"][n] * of["numbers"][t],
            "far": 1.0 * (away > FAR),
            "sentences": np.log1p(np.maximum(away, 0)),
            "later": 1.0 * (of["start"][t] > of["start"][n]),
            "sentences later": np.maximum(-away, 0),
            "1 paragraph": 1.0 * (paragraphs == 1),
            "2 paragraphs": 1.0 * (paragraphs == 2),
            "claims between": np.minimum(abs(n - t), BETWEEN) / BETWEEN,
            "their headline": of["headline"][t],
            "theirs sourced": of["sourced"][t],
            "both sourced": of["sourced"][n] * of["sourced"][t],
            "theirs attributed": of["attributed"][t],
            "theirs a document": of["document"][t],
            "theirs replies": of["replies"][t],
            "their denier": 1.0 * (of["denials"][t] > 0),
            "theirs exact": of["exact"][t],
            "accused": of["accused"][t],
            "theirs hedged": of["hedges"][t],
            "theirs denied": of["denies"][t],
            "theirs doubted": of["doubts"][t],
            "their length": of["length"][t],
            "their place": of["place"][t],
            "their claims": of["claims"][t],
            "their speaker in mine": np.array([float(bool(one & self.facts[n].words)) for one in speakers]),
        }

    def more_signs(self, n: int, t: int) -> dict[str, float]:
        """Return the signs that only a denial or a doubt is weighed by."""
        found, terms = self.ground.found, self.ground.terms
        about = terms[n] - SAID - TIMES
        return {
            "share": self.ground.share(about, terms[t]) if about else 0.0,
            "one number": float(one_number(found[n], found[t])),
            "other number": float(another_number(found[n], found[t])),
            "right after theirs": float(n > 0 and bool(self.facts[n - 1].source & self.facts[t].source)),
        }

    def _vectors(self, n: int) -> tuple[Floats, Floats]:
        """Return the vectors of a claim's terms and their weights from 0 to 1."""
        if n not in self._terms:
            terms = sorted(self.ground.found[n].terms)
            weights = [self.ground.rarity(term) / self._most for term in terms]
            self._terms[n] = self._meanings(terms), np.array(weights, dtype=np.float32)
        return self._terms[n]

    def _speaker(self, n: int) -> Floats:
        if n not in self._speakers:
            self._speakers[n] = self._meanings(self.facts[n].speaker)
        return self._speakers[n]

    def _likeness(self, n: int, targets: Sequence[int]) -> dict[str, Column]:
        """Return how near the words of a claim and its speaker are to those of each target, which all have terms."""
        mine, w = self._vectors(n)
        vectors = [self._vectors(t) for t in targets]
        theirs, v = np.concatenate([one for one, _ in vectors]), np.concatenate([one for _, one in vectors])
        first = np.cumsum([0, *(len(one) for one, _ in vectors[:-1])])
        products = mine @ theirs.T if len(mine) else np.zeros((1, len(theirs)), dtype=np.float32)
        w = w if len(w) else np.zeros(1, dtype=np.float32)
        best = np.sort(np.maximum.reduceat(products * np.minimum(w[:, None], v[None, :]), first, axis=1), axis=0)[::-1]
        to_mine = w @ np.maximum.reduceat(products, first, axis=1) / (w.sum() + 1e-9)
        to_theirs = np.add.reduceat(v * products.max(axis=0), first) / (np.add.reduceat(v, first) + 1e-9)
        near = (to_mine + to_theirs).astype(np.float64) / 2
        none = np.zeros(len(targets))
        words = [best[k].astype(np.float64) if k < len(best) else none for k in range(3)]
        much = np.where(best > NEAR - 0.05, best, 0).sum(axis=0, dtype=np.float64)
        order = np.sort(near)[::-1]
        speaker = self._speaker(n)
        told = [self._speaker(t) for t in targets]
        return {
            **{f"word {k + 1}": column for k, column in enumerate(words)},
            "strong": (best > NEAR).sum(axis=0).astype(np.float64),
            "near, to the best": near - order[0],
            "nearest": 1.0 * (near >= order[0]),
            "second": 1.0 * (near == order[1]) if len(order) > 1 else none,
            "word, to the best": words[0] - words[0].max(),
            "much, to the best": much - much.max(),
            "near my speaker": np.maximum.reduceat((speaker @ theirs.T).max(axis=0), first).astype(np.float64)
            if len(speaker)
            else none,
            "near their speaker": _nearest(mine, told),
            "near speakers": _nearest(speaker, told),
        }


def _nearest(words: Floats, others: Sequence[Floats]) -> Column:
    """Return for each of the others how near its nearest word is to the nearest of `words`; 0 where either has none."""
    found = np.zeros(len(others))
    some = [k for k, one in enumerate(others) if len(one)]
    if len(words) and some:
        products = np.concatenate([others[k] for k in some]) @ words.T
        first = np.cumsum([0, *(len(others[k]) for k in some[:-1])])
        found[some] = np.maximum.reduceat(products.max(axis=1), first)
    return found
