"""Recognise names of people, organisations, places and other things from the words' states."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language.encoder.weights import Weighted

NAME = "fact_check_ner"

_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
"""How spaCy writes I, O and B."""


@Language.factory(NAME, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_recogniser(nlp: Language, name: str) -> Recogniser:
    """Build the component; it has no weights before they are read."""
    return Recogniser(name)


class Recogniser(Weighted):
    """The pipeline component. Its list `names` is O, and B and I of each kind in turn."""

    def __init__(self, name: str = NAME) -> None:
        super().__init__()
        self.name = name

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the kinds of names."""
        return tuple(label[2:] for label in self.lists.get("names", ()) if label.startswith("B-"))

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names of one Doc."""
        if not len(doc) or not self.lists:
            return doc
        rows = (doc.tensor @ self.arrays["names.weight"] + self.arrays["names.bias"]).argmax(axis=1)
        rows[doc.to_array("IS_SPACE") != 0] = 0
        kinds = (rows + 1) // 2
        before = np.concatenate([[0], kinds[:-1]])
        inside = (rows > 0) & (rows % 2 == 0) & (before == kinds)
        marks = np.where(kinds == 0, _OUTSIDE, np.where(inside, _INSIDE, _BEGIN)).astype(np.uint64)
        hashes = np.array([0, *(doc.vocab.strings.add(label) for label in self.labels)], dtype=np.uint64)
        table: Any = np.stack([marks, hashes[kinds]], axis=1)
        return doc.from_array(["ENT_IOB", "ENT_TYPE"], table)
