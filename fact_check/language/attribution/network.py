"""The attribution heads in numpy: the label of each token by itself, and its role for each cue.

They read the encoder's states. A cue is compared with every token of its window: their states, their distance and their
layout. Training is in `fact_check.training`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fact_check.language.attribution.layout import Layout
from fact_check.language.attribution.windows import read_windows
from fact_check.language.layers import Floats, Ints, log_softmax


@dataclass(frozen=True)
class Network:
    """The weights by name, float32, and what belongs to them.

    `confidence`: weights of the logistic score, see `decode`. `threshold`: the least score of an attribution that
    counts. Both are tuned on articles that the weights were not trained on.
    """

    arrays: dict[str, Floats]
    confidence: tuple[float, ...]
    threshold: float

    def flat(self, states: Floats) -> Floats:
        """Return the probabilities of the labels FLAT for each token."""
        logs = log_softmax(states @ self.arrays["flat.weight"] + self.arrays["flat.bias"], axis=-1)
        return np.exp(logs, out=logs)

    def roles(self, lies: Layout, states: Floats, cues: list[tuple[int, int]]) -> tuple[Floats, Ints]:
        """Give the log probabilities of ROLE for each cue's window, and the windows' first tokens.

        The windows are (cues, 2 * WINDOW + 1, ROLE) around each cue's first token; a place outside the text, or in
        the cue, is certain to be O.
        """
        return read_windows(self.arrays, lies, states, cues)
