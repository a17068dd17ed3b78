"""Turn texts from every source into arrays to train on: the input, and the right answer for each layer.

A layer that a source does not annotate is UNKNOWN there, and nothing is learned from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from fact_check.language.attribution.decode import FLAT, ROLE
from fact_check.language.encoder.inputs import Inputs, Lexicon
from fact_check.language.heads.lemmas import script
from fact_check.training.attribution_data import OnTokens
from fact_check.training.documents import LINE_ENDS
from fact_check.training.names import entities
from fact_check.training.treebank import Document, Sentence

UNKNOWN = -100

Ints = NDArray[np.int64]

NAMES = ("O", *(f"{edge}-{kind}" for kind in ("PERSON", "ORG", "LOC", "MISC") for edge in "BI"))
VERDICTS = ("sourced", "denied", "unevidenced")


@dataclass(frozen=True)
class Cue:
    """A cue [first, last) and each token's role for it; all O if it only looks like a cue."""

    first: int
    last: int
    roles: Ints
    effect: int = UNKNOWN


@dataclass
class Text:
    """A text of n tokens: `layers` by name are (n,) labels, `heads` (n,) absolute, `sentences` [first, last)."""

    inputs: Inputs
    layers: dict[str, Ints] = field(default_factory=dict)
    heads: Ints | None = None
    sentences: list[tuple[int, int]] = field(default_factory=list)
    cues: list[Cue] | None = None
    sources: list[tuple[int, int, int]] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The number of pieces."""
        return len(self.inputs.pieces)


@dataclass(frozen=True)
class Labels:
    """The label of each row of each layer."""

    tags: list[str]
    morphs: list[str]
    lemmas: list[str]
    deps: list[str]

    def rows(self) -> dict[str, dict[str, int]]:
        """Return each layer's labels with their rows."""
        return {
            name: {label: row for row, label in enumerate(getattr(self, name))}
            for name in ("tags", "morphs", "lemmas", "deps")
        }


def labels_of(documents: Iterable[Document]) -> Labels:
    """Collect the labels of treebanks; leave out lemma scripts and morphology that occur only once."""
    seen: dict[str, Counter[str]] = {name: Counter() for name in ("tags", "morphs", "lemmas", "deps")}
    for document in documents:
        for sentence in (one for paragraph in document.paragraphs for one in paragraph):
            for word in sentence:
                if word.dep:
                    seen["tags"][word.xpos] += 1
                    seen["morphs"][f"{word.upos}|{word.feats}"] += 1
                    seen["lemmas"][script(word.form, word.lemma)] += 1
                    seen["deps"][word.dep] += 1
    kept = {name: sorted(label for label, n in counts.items() if n > 1) for name, counts in seen.items()}
    return Labels(**kept)


def known_lemmas(documents: Iterable[Document]) -> list[str]:
    """List the lemmas of words that have only one for a part of speech, leaving out names."""
    seen: dict[tuple[str, str], Counter[str]] = {}
    for document in documents:
        for word in (word for paragraph in document.paragraphs for sentence in paragraph for word in sentence):
            if word.dep and word.upos not in ("PROPN", "X", "NUM", "SYM") and word.form.isalpha():
                seen.setdefault((word.upos, word.form.lower()), Counter())[word.lemma] += 1
    kept = []
    for (pos, form), lemmas in sorted(seen.items()):
        (lemma, most), total = lemmas.most_common(1)[0], lemmas.total()
        if most >= 0.95 * total and total > 1 and " " not in lemma:
            kept.append(f"{pos} {form} {lemma}")
    return kept


def lay_paragraphs(
    vocab: Vocab, lexicon: Lexicon, rows: dict[str, dict[str, int]], parts: list[list[Sentence]], rng: Random
) -> Text:
    """Encode paragraphs of a treebank or a corpus of names, with varying line ends between them."""
    forms: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[int]] = {name: [] for name in ("tags", "morphs", "lemmas", "deps", "starts", "names")}
    heads: list[int] = []
    bounds: list[tuple[int, int]] = []
    mentions: list[tuple[int, int, int]] = []
    for number, sentences in enumerate(parts):
        if number:
            forms.append(rng.choice(LINE_ENDS))
            spaces[-1] = False
            spaces.append(False)
            for column in columns.values():
                column.append(UNKNOWN)
            heads.append(-1)
        for sentence in sentences:
            first = len(forms)
            known = all(word.dep for word in sentence)
            if known:
                bounds.append((first, first + len(sentence)))
                mentions += [(first + a, first + b, name) for a, b, name in entities(sentence)]
            for i, word in enumerate(sentence):
                forms.append(word.form)
                spaces.append(word.space)
                heads.append(first + (i if word.head is None else word.head))
                found = {
                    "tags": rows["tags"].get(word.xpos, UNKNOWN),
                    "morphs": rows["morphs"].get(f"{word.upos}|{word.feats}", UNKNOWN),
                    "lemmas": rows["lemmas"].get(script(word.form, word.lemma), UNKNOWN),
                    "deps": rows["deps"].get(word.dep, UNKNOWN),
                    "starts": int(i == 0),
                }
                for name, row in found.items():
                    columns[name].append(row if known else UNKNOWN)
                columns["names"].append(NAMES.index(word.name) if word.name in NAMES else UNKNOWN)
    inputs = lexicon(Doc(vocab, words=forms, spaces=spaces))
    layers = {name: np.array(column, dtype=np.int64) for name, column in columns.items()}
    return Text(inputs, layers, np.array(heads, dtype=np.int64), bounds, mentions=mentions)


def lay_marks(inputs: Inputs, marks: list[OnTokens]) -> Text:
    """Encode hand-marked attributions."""
    n = len(inputs.counts)
    flat = np.zeros(n, dtype=np.int64)
    cues = []
    for mark in marks:
        roles = np.zeros(n, dtype=np.int64)
        for pieces, label in ((mark.content, "B-content"), (mark.source, "B-source")):
            for first, last in pieces:
                for labels, names in ((roles, ROLE), (flat, FLAT)):
                    labels[first] = names.index(label)
                    labels[first + 1 : last] = names.index(label) + 1
        first, last = mark.cue
        roles[first:last] = 0
        cues.append(Cue(first, last, roles))
    for mark in marks:
        first, last = mark.cue
        begin = FLAT.index("B-report" if mark.reporting else "B-attitude")
        flat[first] = begin
        flat[first + 1 : last] = begin + 1
    return Text(inputs, {"flat": flat}, cues=cues)


def shouted(text: Text, rng: Random) -> Text:
    """Put some texts in capitals and some in lower case; only the case that the encoder is told changes."""
    draw = rng.random()
    if draw >= 0.07:
        return text
    shapes = text.inputs.shapes
    old = shapes // 8
    new = np.where(old > 0, 3 if draw < 0.04 else 1, old)
    inputs = text.inputs
    changed = replace(inputs, shapes=new * 8 + shapes % 8)
    return Text(changed, text.layers, text.heads, text.sentences, text.cues, text.sources, text.mentions)
