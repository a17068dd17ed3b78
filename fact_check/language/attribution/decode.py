"""Decode the network's probabilities into attributions: the cues, and the tokens that each cue claims."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fact_check.language.attribution.layout import Layout
from fact_check.language.layers import Floats, Ints, log_softmax

FLAT = ("O", "B-source", "I-source", "B-content", "I-content", "B-report", "I-report", "B-attitude", "I-attitude")
"""Labels of a token, whichever attribution it belongs to: no two attributions share a content token."""

ROLE = ("O", "B-content", "I-content", "B-source", "I-source")
"""Labels of a token relative to one cue."""


@dataclass(frozen=True)
class Candidate:
    """A stretch of tokens [first, last) that may be a cue, with the probability that it is and that it reports."""

    first: int
    last: int
    score: float
    reporting: float


def cue_candidates(flat: Floats, least: float) -> list[Candidate]:
    """Find runs of tokens whose probability of being in a cue is at least `least`, from the (n, FLAT) table."""
    begin = flat[:, 5] + flat[:, 7]
    inside = flat[:, 6] + flat[:, 8]
    cue = begin + inside
    likely = np.flatnonzero(cue >= least)
    opens = np.ones(len(likely), dtype=bool)
    opens[1:] = (np.diff(likely) > 1) | (inside[likely[1:]] < begin[likely[1:]])
    found = []
    for run in np.split(likely, np.flatnonzero(opens)[1:]) if len(likely) else []:
        first, last = int(run[0]), int(run[-1]) + 1
        report = float(flat[first:last, 5:7].sum() / cue[first:last].sum())
        found.append(Candidate(first, last, float(cue[first:last].max()), report))
    return found


def best_roles(logs: Floats) -> Ints:
    """Find each cue's most probable sequence of ROLE from the (cues, tokens, ROLE) table of log probabilities.

    An inside may only follow its own begin or inside. Of equals the lower label wins. Nearly always each token's most
    probable label makes such a sequence.
    """
    roles: Ints = logs.argmax(axis=-1)
    before = np.zeros_like(roles)
    before[:, 1:] = roles[:, :-1]
    begun = (before == roles) | (before == roles - 1)
    broken = (((roles == 2) | (roles == 4)) & ~begun).any(axis=1)
    if broken.any():
        roles[broken] = _best_sequences(logs[broken])
    return roles


def _best_sequences(logs: Floats) -> Ints:
    """Return what `best_roles` returns, by a search that looks at every sequence (Viterbi)."""
    cues, size, labels = logs.shape
    steps = np.ascontiguousarray(logs.transpose(1, 2, 0)[:, [0, 1, 3, 2, 4]])  # the insides last
    score = np.empty_like(steps)
    score[0] = steps[0]
    score[0, 3:] = -1e9
    kept = np.empty((size, 2, cues), dtype=np.float32)
    for before, now, step, one in zip(score, score[1:], steps[1:], kept, strict=False):
        np.maximum(before[1:3], before[3:], out=one)
        np.add(np.maximum(before[0], np.maximum(one[0], one[1])), step[:3], out=now[:3])
        np.add(one, step[3:], out=now[3:])
    np.maximum(score[-1, 1:3], score[-1, 3:], out=kept[-1])
    piece = np.where(score[:, 3:] > score[:, 1:3], [[2], [4]], [[1], [3]])
    best = np.where(kept[:, 0] >= kept[:, 1], piece[:, 0], piece[:, 1])
    best[score[:, 0] >= kept.max(axis=1)] = 0
    back = np.stack([best, best, piece[:, 0], best, piece[:, 1]], axis=1) * cues + np.arange(cues)
    back = back.reshape(size, labels * cues)
    at = np.empty((size, cues), dtype=np.int64)
    at[-1] = back[-1, :cues]
    for step in range(size - 1, 0, -1):
        np.take(back[step - 1], at[step], out=at[step - 1], mode="clip")
    return np.ascontiguousarray((at // max(cues, 1)).T)


def pieces(roles: Ints, begin: int, low: int) -> list[tuple[int, int]]:
    """Read one cue's pieces of the role that `begin` begins; `low` is the index of the window's first token."""
    return [(one.start() + low, one.end() + low) for one in _PIECES[begin].finditer(roles.astype(np.uint8).tobytes())]


_PIECES = {begin: re.compile(b"[%c%c]%c*" % (begin, begin + 1, begin + 1)) for begin in (1, 3)}
"""The labels of a piece of each role: its begin, or an inside without one, and then insides."""


@dataclass(frozen=True)
class Found:
    """One attribution in token pairs; `source` has at most one pair, and `score` weighs the `signals`."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    score: float
    reporting: float
    signals: tuple[float, ...]


CONFIDENCE = (0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0)
"""Weights of an attribution's signals before tuning: its cue and its content alone."""

LEAST_CUE = 0.15
"""Runs of tokens less likely than this to be a cue are skipped: hardly any is one."""


class Reader(Protocol):
    """What decoding needs of a network."""

    @property
    def confidence(self) -> tuple[float, ...]: ...
    def flat(self, states: Floats) -> Floats: ...
    def roles(self, lies: Layout, states: Floats, cues: list[tuple[int, int]]) -> tuple[Floats, Ints]: ...


def decode(network: Reader, lies: Layout, states: Floats) -> list[Found]:
    """Find the attributions of one text, given the states of its tokens, in the order of their cues.

    Every token belongs to one content at most; if two cues claim it, the more probable one keeps it.
    """
    flat = network.flat(states)
    candidates = cue_candidates(flat, LEAST_CUE)
    logs, lows = network.roles(lies, states, [(one.first, one.last) for one in candidates])
    logs = agreed(logs, lows, flat)
    return _decoded(network, lies, candidates, logs, lows, roles=best_roles(logs))


def _decoded(
    network: Reader, lies: Layout, candidates: list[Candidate], logs: Floats, lows: Ints, *, roles: Ints
) -> list[Found]:
    part = np.exp(logs)
    contents, origins = part[..., 1] + part[..., 2], part[..., 3] + part[..., 4]
    own(roles, contents, lows, len(lies.blank))
    found = []
    for row, one in enumerate(candidates):
        low = int(lows[row])
        content = trimmed(pieces(roles[row], 1, low), lies.blank)
        if not content:
            continue
        sources = trimmed(pieces(roles[row], 3, low), lies.blank)
        sure_content = _mean(contents[row], content, low)
        sure_source = [_mean(origins[row], [pair], low) for pair in sources]
        best = max(range(len(sources)), key=lambda k: (sure_source[k], -k)) if sources else None
        signals = (
            1.0,
            _logit(one.score),
            _logit(one.reporting),
            _logit(sure_content),
            _logit(sure_source[best]) if best is not None else 0.0,
            float(best is not None),
            float(np.log(sum(b - a for a, b in content))),
        )
        score = 1 / (1 + np.exp(-sum(w * x for w, x in zip(network.confidence, signals, strict=True))))
        found.append(
            Found(
                (one.first, one.last),
                (sources[best],) if best is not None else (),
                tuple(content),
                float(score),
                one.reporting,
                signals,
            )
        )
    return found


def trimmed(pairs: list[tuple[int, int]], blank: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Strip white space from pieces, and drop those that are nothing else."""
    kept = ([at for at in range(first, last) if not blank[at]] for first, last in pairs)
    return [(words[0], words[-1] + 1) for words in kept if words]


SAY = 0.5
"""The weight of a token's own label for its role to a cue; tuned on the development articles."""


def agreed(logs: Floats, lows: Ints, flat: Floats) -> Floats:
    """Combine the flat labels with each cue's roles, and return log probabilities.

    Both come from the same states but err in different places; their sum errs less.
    """
    n = len(flat)
    at = lows[:, None] + np.arange(logs.shape[1])
    at[(at < 0) | (at >= n)] = n
    both = np.moveaxis(logs, -1, 0).copy()
    for begin, role in ((FLAT.index("B-content"), 1), (FLAT.index("B-source"), 3)):
        sure = np.clip(flat[:, begin] + flat[:, begin + 1], 1e-6, 1 - 1e-6)
        evidence = np.zeros(n + 1, dtype=np.float32)
        evidence[:n] = SAY * np.clip(np.log(sure / (1 - sure)), -3, 3)
        both[role : role + 2] += evidence[at]
    return np.moveaxis(log_softmax(both, axis=0), 0, -1)


def own(roles: Ints, claim: Floats, lows: Ints, n: int) -> None:
    """Assign each token to one cue's content, in place: the one with the highest probability `claim`, then the first.

    A stretch that two contents share goes to the cue with the higher average.
    """
    holder = [-1] * n
    for row in range(len(roles)):
        low = int(lows[row])
        for first, last in pieces(roles[row], 1, low):
            at = first
            while at < last:
                other = holder[at]
                end = at + 1
                while end < last and holder[end] == other:
                    end += 1
                if other >= 0:
                    theirs = claim[other, at - lows[other] : end - lows[other]].mean()
                    ours = claim[row, at - low : end - low].mean()
                    loser = row if theirs >= ours else other
                    roles[loser, at - lows[loser] : end - lows[loser]] = 0
                    holder[at:end] = [other if loser == row else row] * (end - at)
                else:
                    holder[at:end] = [row] * (end - at)
                at = end


def _mean(probability: Floats, pairs: list[tuple[int, int]], low: int) -> float:
    return float(np.mean(np.concatenate([probability[a - low : b - low] for a, b in pairs])))


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(bounded / (1 - bounded)))
