"""Tags, parts of speech with morphology, and lemmas: one label of each for every word, from its state."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language.encoder.weights import Weighted
from fact_check.language.heads.lemmas import lemma_of
from fact_check.language.layers import Floats

NAME = "fact_check_tagger"

KEPT = 10_000
"""How many words' labels are cached."""


@Language.factory(NAME, assigns=["token.tag", "token.pos", "token.morph", "token.lemma"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """Build the component; it has no weights before they are read."""
    return Tagger(name)


class Tagger(Weighted):
    """The pipeline component.

    Its lists are `tags`, `morphs` (`NOUN|Number=Sing`), `lemmas` (scripts), and `known` (`VERB left leave`): lemmas of
    words that have the same one wherever they are that part of speech.
    """

    def __init__(self, name: str = NAME) -> None:
        super().__init__()
        self.name = name

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the Penn tags."""
        return tuple(self.lists.get("tags", ()))

    def ready(self) -> None:
        """Concatenate the three tables."""
        names = ("tags", "morphs", "lemmas")
        self.weight = np.concatenate([self.arrays[f"{name}.weight"] for name in names], axis=1)
        self.bias = np.concatenate([self.arrays[f"{name}.bias"] for name in names])
        self.edges = np.cumsum([len(self.lists[name]) for name in names])[:-1]
        self.parts = [label.partition("|") for label in self.lists["morphs"]]
        self.known = {(pos, form): lemma for pos, form, lemma in map(str.split, self.lists.get("known", ()))}

    def __call__(self, doc: Doc) -> Doc:
        """Tag one Doc."""
        if not len(doc) or not self.lists:
            return doc
        tags, morphs, lemmas = self._labels(doc.tensor)
        strings = doc.vocab.strings
        orth: Any = doc.to_array("ORTH")  # its stub says floats, and there are none
        table: Any = np.stack(
            [
                _hashes(doc, self.lists["tags"], tags),
                _hashes(doc, [pos for pos, _, _ in self.parts], morphs),
                _hashes(doc, [feats for _, _, feats in self.parts], morphs),
                np.array(self._lemmas(doc, orth, lemmas, morphs), dtype=np.uint64),
            ],
            axis=1,
        )
        blank = doc.to_array("IS_SPACE") != 0
        if blank.any():
            table[blank, 0], table[blank, 1], table[blank, 2] = strings.add("_SP"), strings.add("SPACE"), 0
            table[blank, 3] = orth[blank]
        return doc.from_array(["TAG", "POS", "MORPH", "LEMMA"], table)

    def _labels(self, states: Any) -> NDArray[np.int64]:
        """Return each word's tag, morphology and script, as three rows."""
        if self.memory is None:
            return self._best(states)
        names = self.memory.names(states).tolist()
        rows = self.memory.made(self, names, lambda new: list(map(tuple, self._best(states[new]).T.tolist())), KEPT)
        return np.array(rows, dtype=np.int64).T

    def _best(self, states: Floats) -> NDArray[np.int64]:
        scores = states @ self.weight + self.bias
        return np.stack([part.argmax(axis=1) for part in np.split(scores, self.edges, axis=1)])

    def _lemmas(
        self, doc: Doc, orth: NDArray[np.uint64], rows: NDArray[np.int64], morphs: NDArray[np.int64]
    ) -> list[int]:
        strings, scripts, parts = doc.vocab.strings, self.lists["lemmas"], self.parts
        seen = list(zip(orth.tolist(), rows.tolist(), morphs.tolist(), strict=True))
        made: dict[tuple[int, int, int], int] = {}
        for one in set(seen):
            word, row, morph = one
            form = strings[word]
            known = self.known.get((parts[morph][0], form.lower()))
            made[one] = strings.add(known or lemma_of(form, scripts[row]))
        return [made[one] for one in seen]


def _hashes(doc: Doc, labels: list[str], rows: NDArray[np.int64]) -> NDArray[np.uint64]:
    strings = doc.vocab.strings
    known = {row: strings.add(labels[row]) if labels[row] else 0 for row in set(rows.tolist())}
    return np.array([known[row] for row in rows.tolist()], dtype=np.uint64)
