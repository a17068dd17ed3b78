"""What the encoder has read before, for a text that is read again and again while it is written.

A stretch's states depend on what stands in it and on nothing else, so a stretch that reads as before has the states of
before, to the bit.
"""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b

from fact_check.language.layers import Floats

MOST = 48_000_000
"""Bytes of states that are kept: some thirty thousand words."""


class StoppedError(Exception):
    """A parse was given up, because nobody waits for it any more."""


class Memory:
    """The states of the stretches that were read last, by what stood in them.

    `stop` is asked before a stretch is read that is not known; where it says so, StoppedError ends the parse. What was
    read until then is kept.
    """

    def __init__(self, stop: Callable[[], bool] = lambda: False, most: int = MOST) -> None:
        self.stop = stop
        self._most = most
        self._size = 0
        self._known: OrderedDict[bytes, Floats] = OrderedDict()

    def __call__(self, read: bytes, run: Callable[[], Floats]) -> Floats:
        """Return the states of what was read: those that are known, or what `run` gives."""
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
