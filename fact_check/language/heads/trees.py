"""From scores of heads to a tree: one root, no cycles (Chu & Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fact_check.language.layers import Floats

Ints = NDArray[np.int64]

DEAR = 1e7
"""More than the sum of all arcs of a sentence."""

SLIGHT = 1e-6
"""More than what rounding changes, and less than what a choice depends on."""


def tree(scores: Floats) -> list[int]:
    """Return each word's head in the best tree with one root; a root is its own head.

    `scores` is (words, 1 + words): column 0 for being the root, column 1 + i for depending on word i. The best heads
    mostly form a tree already.
    """
    best = scores.argmax(axis=1).tolist()
    heads = [i if head == 0 else head - 1 for i, head in enumerate(best)]
    if sum(head == i for i, head in enumerate(heads)) == 1 and not cycle(heads):
        return heads
    # An artificial root, with a price. The best tree at a price is the best with one root as soon as it has only one.
    # Trying each word as the root would multiply the time by the number of words, and a high price makes many cycles.
    size = len(scores)
    arcs = np.full((size + 1, size + 1), -np.inf)
    arcs[:size, :size] = scores[:, 1:]
    np.fill_diagonal(arcs, -np.inf)
    rooted = scores[:, 0].astype(np.float64)
    for price in _prices(rooted - arcs[:size].max(axis=1)):
        arcs[:size, size] = rooted - price
        heads = [i if head == size else head for i, head in enumerate(_rooted(arcs, size)[:size])]
        if sum(head == i for i, head in enumerate(heads)) == 1:
            break
    return heads


def _prices(gains: NDArray[np.float64]) -> tuple[float, ...]:
    """Return what the root may cost, from the least at which only one word would rather be the root than depend on
    another; `gains` is how much each word would."""
    least = max(float(np.partition(gains, -2)[-2]), 0.0) + SLIGHT if len(gains) > 1 else 0.0
    return least, least + 8, DEAR


def cycle(heads: list[int]) -> list[int]:
    """Return the words of a cycle, if any; a word that is its own head is not a cycle."""
    seen = [0] * len(heads)
    for start in range(len(heads)):
        at = start
        while not seen[at]:
            seen[at] = start + 1
            if heads[at] == at:
                break
            at = heads[at]
        else:
            if seen[at] == start + 1 and heads[at] != at:
                found = [at]
                while heads[found[-1]] != at:
                    found.append(heads[found[-1]])
                return found
    return []


def _rooted(arcs: NDArray[np.float64], root: int) -> list[int]:
    """Return the best tree below a given root; `arcs` is (dependents, heads)."""
    heads = arcs.argmax(axis=1)
    heads[root] = root
    found = cycle(heads.tolist())
    if not found:
        given: list[int] = heads.tolist()
        return given
    inside = np.zeros(len(arcs), dtype=bool)
    inside[found] = True
    outside = np.flatnonzero(~inside)
    ring = np.array(found)
    size = len(outside)
    loss = arcs[ring][:, outside] - arcs[ring, heads[ring]][:, None]
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = arcs[outside][:, outside]
    enters = loss.argmax(axis=0)
    smaller[size, :size] = loss.max(axis=0)
    leaves = arcs[outside][:, ring].argmax(axis=1)
    smaller[:size, size] = arcs[outside][:, ring].max(axis=1)
    below = _rooted(smaller, int(np.flatnonzero(outside == root)[0]))
    result = heads.tolist()
    for at, head in enumerate(below[:size]):
        here = int(outside[at])
        result[here] = int(ring[leaves[at]]) if head == size else int(outside[head])
    into = below[size]
    result[int(ring[enters[into]])] = int(outside[into])
    result[root] = root
    return list(result)
