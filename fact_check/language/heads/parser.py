"""Sentences and their Universal Dependencies: scores of every pair of words of a sentence, and the best tree.

Each word's state says whether it begins a sentence; the layout decides some in advance (`paragraphs`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language.encoder.weights import Weighted
from fact_check.language.heads.trees import Ints, tree
from fact_check.language.layers import Floats, gelu

NAME = "fact_check_parser"

TOGETHER = 96
"""How many heads are met with the labels together: few enough to stay in a processor's cache."""

KEPT = 1_000
"""How many lines' trees are cached."""

UNLIKELY = 2
"""Stands for a word right after another one, with no mark between: in news hardly ever the first of a sentence."""

DOUBT = 1.0
"""How much surer the reader must be of a sentence that begins there."""

LONGEST = 400
"""The most words of a sentence; a longer one is cut where a sentence is likeliest to begin."""


@Language.factory(NAME, assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"])
def make_parser(nlp: Language, name: str) -> Parser:
    """Build the component; it has no weights before they are read."""
    return Parser(name)


class Parser(Weighted):
    """The pipeline component. Its list `deps` holds the labels."""

    def __init__(self, name: str = NAME) -> None:
        super().__init__()
        self.name = name

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the dependency labels."""
        return tuple(self.lists.get("deps", ()))

    def ready(self) -> None:
        """Concatenate the weights that are applied to every word's state."""
        names = ("arcs.0", "arcs.1", "branches.0")
        self.weight = np.concatenate([self.arrays[f"{name}.weight"] for name in names], axis=1)
        self.bias = np.concatenate([self.arrays[f"{name}.bias"] for name in names])
        self.edges = np.cumsum([len(self.arrays[f"{name}.bias"]) for name in names])[:-1]
        root = self.arrays["root"][None]
        self.root = np.split(gelu(root @ self.weight + self.bias)[0], self.edges)[1]
        self.above_root = self._above(root)
        branch = self.arrays["branch"]
        self.branch = np.ascontiguousarray(branch.transpose(2, 1, 0).reshape(branch.shape[2], -1))

    def __call__(self, doc: Doc) -> Doc:
        """Parse one Doc."""
        if not len(doc) or not self.lists:
            return doc
        blank = doc.to_array("IS_SPACE") != 0
        words = np.flatnonzero(~blank)
        seen: Any = doc.tensor  # its stub says 64 bits
        states: Floats = seen[words].astype(np.float32, copy=False)
        given = doc.to_array("SENT_START").astype(np.int64)[words]
        flowing = np.concatenate([[False], doc.to_array("IS_ALPHA")[words][:-1] != 0])
        given[flowing & (given == 0)] = UNLIKELY
        if self.memory is None:
            heads, labels = self._trees(states, given)
        else:
            heads, labels = self._known(states, given, self.memory.names(seen)[words])
        return self._set(doc, words, heads, labels)

    def _known(self, states: Floats, given: Ints, names: NDArray[np.uint64]) -> tuple[Ints, Ints]:
        """Return what `_trees` returns, line by line: no sentence continues past a line."""
        assert self.memory is not None
        bounds = sorted({0, *np.flatnonzero(given == 1).tolist(), len(given)})
        lines = list(pairwise(bounds))

        def make(missing: list[int]) -> list[tuple[Ints, Ints]]:
            rows = np.concatenate([np.arange(*lines[at]) for at in missing])
            edges = np.cumsum([0, *(lines[at][1] - lines[at][0] for at in missing)]).tolist()
            heads, labels = self._trees(states[rows], given[rows])
            return [(heads[first:last] - first, labels[first:last].copy()) for first, last in pairwise(edges)]

        keys = [(names[first:last].tobytes(), given[first:last].tobytes()) for first, last in lines]
        found = self.memory.made(self, keys, make, KEPT)
        none = np.zeros(0, dtype=np.int64)
        heads = [heads + first for (heads, _), (first, _) in zip(found, lines, strict=True)]
        return np.concatenate([none, *heads]), np.concatenate([none, *(labels for _, labels in found)])

    def _trees(self, states: Floats, given: Ints) -> tuple[Ints, Ints]:
        """Give each word's head, a root's its own, and its label, as rows.

        `given` is 1 where a sentence must begin, -1 where none can, UNLIKELY where one seldom does.
        """
        begins = self._begins(states, given)
        dependent, head, under = np.split(gelu(states @ self.weight + self.bias), self.edges, axis=1)
        left = dependent @ self.arrays["arc"][:-1]
        left += self.arrays["arc"][-1]
        rooted = left @ self.root
        heads = np.arange(len(states))
        for first, last in pairwise([*begins, len(states)]):
            scores = np.empty((last - first, last - first + 1), dtype=np.float32)
            scores[:, 0] = rooted[first:last]
            np.matmul(left[first:last], head[first:last].T, out=scores[:, 1:])
            scores[np.arange(last - first), np.arange(1, last - first + 1)] = -1e4
            heads[first:last] = tree(scores)
            heads[first:last] += first
        return heads, self._labels(states, under, heads)

    def _begins(self, states: Floats, given: Ints) -> list[int]:
        """Return the numbers of the words that begin a sentence."""
        scores = states @ self.arrays["starts.weight"] + self.arrays["starts.bias"]
        sure = scores[:, 1] - scores[:, 0]
        sure[given == 1], sure[given == -1] = np.inf, -np.inf
        sure[given == UNLIKELY] -= DOUBT
        begins: list[int] = sorted({0, *np.flatnonzero(sure > 0).tolist()}) if len(states) else []
        bounds = []
        for first, last in pairwise([*begins, len(states)]):
            bounds.append(first)
            while last - first > LONGEST:
                first += LONGEST // 2 + int(sure[first + LONGEST // 2 : first + LONGEST].argmax())
                bounds.append(first)
        return bounds

    def _above(self, states: Floats) -> Floats:
        """Return what words are like as heads, for the labels of those that depend on them."""
        return gelu(states @ self.arrays["branches.1.weight"] + self.arrays["branches.1.bias"])

    def _labels(self, states: Floats, under: Floats, heads: Ints) -> Ints:
        """Return each word's label: a head is met with the labels once, and then with all that depend on it."""
        n = len(heads)
        above = np.where(heads == np.arange(n), n, heads)
        order = np.argsort(above, kind="stable")
        met_by, counts = np.unique(above, return_counts=True)
        ends = np.cumsum(counts)
        dependents = _with_ones(under[order])
        over = self._above(states[met_by[met_by < n]])
        aboves = _with_ones(np.concatenate([over, self.above_root]) if len(over) < len(met_by) else over)
        scores = np.empty((n, len(self.lists["deps"])), dtype=np.float32)
        runs = list(zip((ends - counts).tolist(), ends.tolist(), strict=True))
        for at in range(0, len(runs), TOGETHER):
            met = (aboves[at : at + TOGETHER] @ self.branch).reshape(-1, dependents.shape[1], scores.shape[1])
            for (first, last), one in zip(runs[at : at + TOGETHER], met, strict=True):
                np.dot(dependents[first:last], one, out=scores[first:last])
        labels = np.empty(n, dtype=np.int64)
        labels[order] = scores.argmax(axis=1)
        return labels

    def _set(self, doc: Doc, words: Ints, heads: Ints, labels: Ints) -> Doc:
        """Write the tree into the Doc; white space attaches to the token before it, or to itself at the start."""
        strings = doc.vocab.strings
        n = len(doc)
        absolute = np.maximum(np.arange(n) - 1, 0)
        absolute[words] = words[heads]
        hashes = np.array([strings.add(label) for label in self.lists["deps"]], dtype=np.uint64)
        named = hashes[labels]
        named[heads == np.arange(len(heads))] = strings.add("ROOT")
        column = np.full(n, strings.add("dep"), dtype=np.uint64)
        column[words] = named
        if n and absolute[0] == 0:
            column[0] = strings.add("ROOT")
        steps = (absolute - np.arange(n)).astype(np.int64).astype(np.uint64)
        table: Any = np.stack([steps, column], axis=1)
        return doc.from_array(["HEAD", "DEP"], table)


def _with_ones(rows: Floats) -> Floats:
    """Return the rows with a one after each, which the biases are multiplied by."""
    wide = np.ones((rows.shape[0], rows.shape[1] + 1), dtype=np.float32)
    wide[:, :-1] = rows
    return wide
