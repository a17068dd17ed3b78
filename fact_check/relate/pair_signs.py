"""The signs for one claim answering another, by name: how near their words are, who speaks, where they stand.

What is known of one claim is worked out once (`Facts`), what two of them share for a claim and all its targets at once,
as columns: an article has hundreds of pairs.

Past 250 lines because the signs are one table, which the weights of `answer_weights` are read against.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from fact_check.relate.likeness import Column, Floats, Likeness, likeness
from fact_check.relate.term_weights import HEADLINE, Ground

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
        self._of = of = {name: np.array(column, dtype=np.float64) for name, column in claims.items()}
        self._theirs = {
            "their headline": of["headline"],
            "theirs sourced": of["sourced"],
            "theirs attributed": of["attributed"],
            "theirs a document": of["document"],
            "theirs replies": of["replies"],
            "their denier": 1.0 * (of["denials"] > 0),
            "theirs exact": of["exact"],
            "accused": of["accused"],
            "theirs hedged": of["hedges"],
            "theirs denied": of["denies"],
            "theirs doubted": of["doubts"],
            "their length": of["length"],
            "their place": of["place"],
            "their claims": of["claims"],
        }
        self._sums: dict[int, Column] = {}
        self._terms: dict[int, tuple[Floats, Floats]] = {}
        self._tables: dict[int, Likeness] = {}
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
        products = ((mine @ theirs.T) * np.minimum(w[:, None], v[None, :])).round(3)  # the same on every processor
        row, column = divmod(int(products.argmax()), len(theirs))
        return sorted(self.ground.found[n].terms)[row], sorted(self.ground.found[t].terms)[column]

    def signs(self, n: int, targets: Sequence[int]) -> dict[str, Column]:
        """Return the signs of claim `n` answering each of the targets: a column of as many numbers for each sign."""
        t = np.array(targets)
        return {
            **{sign: np.full(len(t), value) for sign, value in self._mine(n).items()},
            **{sign: column[t] for sign, column in self._theirs.items()},
            **self._between(n, t),
        }

    def weigh(self, n: int, targets: Sequence[int], weights: Mapping[str, float]) -> Column:
        """Return the sum of the signs by some weights, for claim `n` answering each of the targets."""
        t = np.array(targets)
        key = id(weights)  # of a few constants
        if key not in self._sums:
            self._sums[key] = np.zeros(len(self.facts))
            for sign, column in self._theirs.items():
                self._sums[key] += weights.get(sign, 0.0) * column
        mine = sum(weights.get(sign, 0.0) * value for sign, value in self._mine(n).items())
        found: Column = self._sums[key][t] + mine
        for sign, column in self._between(n, t).items():
            if sign in weights:
                found += weights[sign] * column
        return found

    def _mine(self, n: int) -> dict[str, float]:
        """Return the signs that only the answer has."""
        of = self._of
        return {
            "my not": of["not"].item(n),
            "my headline": of["headline"].item(n),
            "replies": of["replies"].item(n),
            "exact": of["exact"].item(n),
            "length": of["length"].item(n),
            "place": of["place"].item(n),
            "denier": float(of["denials"].item(n) > of["denies"].item(n)),
        }

    def _between(self, n: int, t: NDArray[np.int64]) -> dict[str, Column]:
        """Return the signs that the two have together."""
        of = self._of
        away = of["sentence"].item(n) - of["sentence"][t]
        paragraphs = of["paragraph"].item(n) - of["paragraph"][t]
        words = self.facts[n].words
        return {
            **self._likeness(n, t),
            "numbers": of["numbers"].item(n) * of["numbers"][t],
            "far": 1.0 * (away > FAR),
            "sentences": np.log1p(np.maximum(away, 0)),
            "later": 1.0 * (of["start"][t] > of["start"].item(n)),
            "sentences later": np.maximum(-away, 0),
            "1 paragraph": 1.0 * (paragraphs == 1),
            "2 paragraphs": 1.0 * (paragraphs == 2),
            "claims between": np.minimum(abs(n - t), BETWEEN) / BETWEEN,
            "both sourced": of["sourced"].item(n) * of["sourced"][t],
            "their speaker in mine": np.array(
                [0.0 if words.isdisjoint(self.facts[k].speaker) else 1.0 for k in t.tolist()]
            ),
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

    def _table(self, n: int) -> Likeness:
        """Return how near each two claims are that may be compared with claim `n` or one beside it."""
        block = n // MOST
        if block not in self._tables:
            low, high = (block - 1) * MOST, min((block + 2) * MOST, len(self.facts))
            headline = range(min(self.ground.headline, HEADLINE, high))
            claims = sorted({*headline, *range(max(low, 0), high)})
            words = [self._vectors(claim) for claim in claims]
            speakers = [self._meanings(self.facts[claim].speaker) for claim in claims]
            self._tables[block] = likeness(claims, [one for one, _ in words], [one for _, one in words], speakers)
        return self._tables[block]

    def _likeness(self, n: int, targets: NDArray[np.int64]) -> dict[str, Column]:
        """Return how near the words of a claim and its speaker are to those of each target, which all have terms."""
        table = self._table(n)
        me, t = table.place(n), table.places(targets)
        best = table.nearest[table.words[me]][:, t].astype(np.float64)
        best.sort(axis=0)
        none = np.zeros(len(t))
        words = [best[-k] if k <= len(best) else none for k in (1, 2, 3)]
        much = (best * (best > NEAR - 0.05)).sum(axis=0)
        near = table.near[me, t]
        order = sorted(near.tolist(), reverse=True)
        return {
            **{f"word {k + 1}": column for k, column in enumerate(words)},
            "strong": 1.0 * np.count_nonzero(best > NEAR, axis=0),
            "near, to the best": near - order[0],
            "nearest": 1.0 * (near >= order[0]),
            "second": 1.0 * (near == order[1]) if len(order) > 1 else none,
            "word, to the best": words[0] - words[0].max(),
            "much, to the best": much - much.max(),
            "near my speaker": table.to_speaker[t, me],
            "near their speaker": table.to_speaker[me, t],
            "near speakers": table.speakers[me, t],
        }
