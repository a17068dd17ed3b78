"""Tags, parts of speech with morphology, and lemmas: one label of each for every word, from its state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language.encoder.weights import Weighted
from fact_check.language.heads.lemmas import lemma_of
from fact_check.language.layers import Floats, Ints

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
        """Concatenate the tables of tags and morphology."""
        self.weight = np.concatenate([self.arrays[f"{name}.weight"] for name in ("tags", "morphs")], axis=1)
        self.bias = np.concatenate([self.arrays[f"{name}.bias"] for name in ("tags", "morphs")])
        self.parts = [label.partition("|") for label in self.lists["morphs"]]
        self.known = {(pos, form): lemma for pos, form, lemma in map(str.split, self.lists.get("known", ()))}

    def __call__(self, doc: Doc) -> Doc:
        """Tag one Doc."""
        if not len(doc) or not self.lists:
            return doc
        states: Any = doc.tensor  # its stub says 64 bits
        tags, morphs = self._kept(states, slice(None), self._tags).T
        strings = doc.vocab.strings
        orth: Any = doc.to_array("ORTH")  # its stub says floats, and there are none
        blank = doc.to_array("IS_SPACE") != 0
        table: Any = np.stack(
            [
                _hashes(doc, self.lists["tags"], tags),
                _hashes(doc, [pos for pos, _, _ in self.parts], morphs),
                _hashes(doc, [feats for _, _, feats in self.parts], morphs),
                np.array(self._lemmas(doc, states, orth.tolist(), morphs.tolist(), blank), dtype=np.uint64),
            ],
            axis=1,
        )
        if blank.any():
            table[blank, 0], table[blank, 1], table[blank, 2] = strings.add("_SP"), strings.add("SPACE"), 0
            table[blank, 3] = orth[blank]
        return doc.from_array(["TAG", "POS", "MORPH", "LEMMA"], table)

    def _tags(self, states: Floats) -> Ints:
        """Return each word's tag and morphology, as rows, (words, 2)."""
        tags, morphs = np.split(states @ self.weight + self.bias, [len(self.lists["tags"])], axis=1)
        return np.stack([tags.argmax(axis=1), morphs.argmax(axis=1)], axis=1)

    def _scripts(self, states: Floats) -> Ints:
        """Return each word's script, as a row, (words, 1)."""
        scores: Floats = states @ self.arrays["lemmas.weight"] + self.arrays["lemmas.bias"]
        found: Ints = scores.argmax(axis=1)[:, None]
        return found

    def _kept(self, states: Floats, words: Ints | slice, read: Callable[[Floats], Ints]) -> Ints:
        """Return what a head reads of some words, cached where the pipeline remembers."""
        chosen = states[words]
        if self.memory is None or not len(chosen):
            return read(chosen)
        names = [(read.__name__, name) for name in self.memory.names(states)[words].tolist()]
        return np.array(
            self.memory.made(self, names, lambda new: list(map(tuple, read(chosen[new]).tolist())), 2 * KEPT)
        )

    def _lemmas(
        self, doc: Doc, states: Floats, orth: list[int], morphs: list[int], blank: NDArray[np.bool_]
    ) -> list[int]:
        """Return each word's lemma: the known one of its part of speech, or else what its script makes."""
        strings, written, parts = doc.vocab.strings, self.lists["lemmas"], self.parts
        seen = list(zip(orth, morphs, strict=True))
        given: dict[tuple[int, int], int] = {}
        for word, morph in set(seen):
            if known := self.known.get((parts[morph][0], strings[word].lower())):
                given[word, morph] = strings.add(known)
        lemmas = [given.get(one, 0) for one in seen]
        unknown = np.flatnonzero((np.array(lemmas, dtype=np.uint64) == 0) & ~blank)
        scripts = self._kept(states, unknown, self._scripts)[:, 0]
        places = [(at, (orth[at], script)) for at, script in zip(unknown.tolist(), scripts.tolist(), strict=True)]
        made = {(word, row): strings.add(lemma_of(strings[word], written[row])) for word, row in dict(places).values()}
        for at, one in places:
            lemmas[at] = made[one]
        return lemmas


def _hashes(doc: Doc, labels: list[str], rows: Ints) -> NDArray[np.uint64]:
    """Return the hashes of the labels in some rows, and add those labels to the Doc's strings."""
    add = doc.vocab.strings.add
    used, places = np.unique(rows, return_inverse=True)
    return np.array([add(labels[row]) if labels[row] else 0 for row in used.tolist()], dtype=np.uint64)[places]
