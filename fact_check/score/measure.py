"""The parts of a score: counts, the figures computed from them, and the misses to read."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

Chars = frozenset[int]
"""The offsets of the characters of a claim."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong."""

    kind: str
    """"missing" (in gold, not found), "noisy" (found, not in gold), "label", "link", "source", "value"; for
    attributions also "other source", "too long", "too short" and the like."""
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Score:
    """The result of scoring one gold set."""

    gold: str
    """Its path, as typed."""
    kind: str
    """What the gold marks: "labels", "attributions", "quantities", "spans", "headlines"."""
    figures: dict[str, float]
    """Measures from 0 to 1, by name ("claims-f")."""
    counts: dict[str, int]
    misses: tuple[Miss, ...] = field(default=())


def dice(a: Chars, b: Chars) -> float:
    """Return the Dice coefficient of two sets of characters, from 0 to 1; 0 if either is empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def pair(gold: Sequence[Chars], found: Sequence[Chars], least: float = 0.5) -> dict[int, int]:
    """Pair gold with found claims, one to one, the closest first; no pair has a Dice below `least`."""
    pairs = [(d, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (d := dice(g, f)) >= least]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def prf(name: str, right_found: int, found: int, right_gold: int, gold: int) -> dict[str, float]:
    """Return precision, recall and their harmonic mean as figures `name-p`, `name-r`, `name-f`."""
    p, r = right_found / max(1, found), right_gold / max(1, gold)
    return {f"{name}-p": p, f"{name}-r": r, f"{name}-f": 2 * p * r / (p + r) if p + r else 0.0}


def rate(part: int, whole: int) -> float:
    """Return a share; the share of nothing is 1."""
    return part / whole if whole else 1.0


def plain(counts: Counter[str]) -> dict[str, int]:
    """Return counts as a dictionary sorted by name."""
    return dict(sorted(counts.items()))
