"""A cache of the pipeline's results, for a text that is read repeatedly while it is written.

A stretch's states depend only on its content, so an unchanged stretch has the same states, to the bit. A component's
results depend only on the words' states, so words with the same states have the same tags, tree and attributions.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from hashlib import blake2b
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from fact_check.language.layers import Floats

T = TypeVar("T")

MOST = 32_000_000
"""How many bytes of states are cached: some twenty thousand words."""

_FACTORS = np.random.default_rng(1).integers(0, 2**63, size=1024, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
"""Hashes a row of states into one number."""


class StoppedError(Exception):
    """A parse was stopped, because nobody is waiting for it any more."""


class Memory:
    """The states of recent stretches, by content, and each component's results, by states.

    `stop` is called before a new stretch is read; if it returns True, StoppedError ends the parse, and the results so
    far are kept.
    """

    def __init__(self, stop: Callable[[], bool] = lambda: False, most: int = MOST) -> None:
        self.stop = stop
        self._most = most
        self._size = 0
        self._known: OrderedDict[bytes, Floats] = OrderedDict()
        self._made: WeakKeyDictionary[object, _Made] = WeakKeyDictionary()
        self._named: tuple[Any, NDArray[np.uint64]] | None = None

    def __call__(self, read: bytes, run: Callable[[], Floats]) -> Floats:
        """Return the states of inputs, cached or from `run`."""
        name = blake2b(read, digest_size=32).digest()
        known = self._known.get(name)
        if known is not None:
            self._known.move_to_end(name)
            return known
        if self.stop():
            raise StoppedError
        found = self._known[name] = run()
        self._size += found.nbytes
        while self._size > self._most and len(self._known) > 1:
            self._size -= self._known.popitem(last=False)[1].nbytes
        return found

    def names(self, states: Floats) -> NDArray[np.uint64]:
        """Return a unique number for each row of states; a Doc's tensor is read once."""
        if self._named is None or self._named[0] is not states:
            rows = np.ascontiguousarray(states, dtype=np.float32).view(np.uint64)
            mixed = rows ^ (rows >> np.uint64(32))  # or the last bits of the upper halves would be lost
            self._named = states, mixed @ _FACTORS[: rows.shape[1]]
        return self._named[1]

    def made(
        self, by: object, names: Sequence[Hashable], make: Callable[[list[int]], Sequence[T]], most: int
    ) -> list[T]:
        """Return a component's result for each name.

        `make` computes the missing ones, by their place among the names, all at once. At least the `most` recent ones
        are kept.
        """
        if by not in self._made:
            self._made[by] = _Made(most)
        made = self._made[by]
        found: list[Any] = [made.get(name) for name in names]
        missing = [at for at, one in enumerate(found) if one is None]
        for at, one in zip(missing, make(missing) if missing else (), strict=True):
            found[at] = one
            made.keep(names[at], one)
        return found


class _Made:
    """Two generations of entries: recent ones, and those before; older ones are dropped."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def get(self, name: Hashable) -> Any:
        found = self._now.get(name)
        if found is None:
            found = self._before.get(name)
            if found is not None:
                self.keep(name, found)
        return found

    def keep(self, name: Hashable, one: Any) -> None:
        self._now[name] = one
        if len(self._now) > self._most:
            self._now, self._before = {}, self._now
