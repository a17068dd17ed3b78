"""The attribution network for a text that is read repeatedly while it is written.

The result for a cue's window depends on its states and layout alone, so an unchanged window is not read again. The
labels of the tokens themselves are cheap, and are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fact_check.language.attribution.layout import WINDOW, Layout, relations
from fact_check.language.attribution.network import Network
from fact_check.language.attribution.windows import Window
from fact_check.language.encoder.memory import Memory
from fact_check.language.layers import Floats, Ints

KEPT = 1_000
"""How many windows are cached, of three kilobytes each."""


@dataclass(frozen=True)
class Remembering:
    """A network that reads a text whose rows of states have `names`, and caches the results."""

    by: object
    """Whose it is."""
    network: Network
    memory: Memory
    names: NDArray[np.uint64]

    @property
    def confidence(self) -> tuple[float, ...]:
        """Return the confidence weights of the network."""
        return self.network.confidence

    def flat(self, states: Floats) -> Floats:
        """Give what the network gives."""
        return self.network.flat(states)

    def roles(self, lies: Layout, states: Floats, cues: list[tuple[int, int]]) -> tuple[Floats, Ints]:
        """Return what the network returns; only new windows are read, and the text in them."""
        lows = np.array([first - WINDOW for first, _ in cues], dtype=np.int64)
        windows = [Window.around(first, len(states)) for first, _ in cues]
        keys = [self._key(lies, cue, window) for cue, window in zip(cues, windows, strict=True)]

        def make(new: list[int]) -> list[Floats]:
            low = min(windows[at].low for at in new)
            high = max(max(windows[at].high, cues[at][1]) for at in new)
            part = replace(lies, paragraph=lies.paragraph[low:high], quotes=lies.quotes[low:high])
            moved = [(cues[at][0] - low, cues[at][1] - low) for at in new]
            return [row.copy() for row in self.network.roles(part, states[low:high], moved)[0]]

        found = self.memory.made(self.by, keys, make, KEPT)
        return (np.stack(found), lows) if found else self.network.roles(lies, states, cues)

    def _key(self, lies: Layout, cue: tuple[int, int], window: Window) -> tuple[bytes, bytes, int, int]:
        names = self.names[window.low : max(window.high, cue[1])].tobytes()
        lie = relations(lies, cue[0], window.low, window.high).astype(np.int8).tobytes()
        return names, lie, window.start, cue[1] - cue[0]
