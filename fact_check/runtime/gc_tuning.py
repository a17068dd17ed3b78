"""Tune Python's garbage collector, which costs more here than it finds."""

import contextlib
import ctypes
import gc
import sys


def collect_seldom() -> None:
    """Collect garbage once in 50,000 new objects, not in 700.

    Importing spaCy and loading the pipeline makes 230,000 objects that stay; Python goes through all of them four times
    on the way, which is a tenth of the time that one article takes. Articles leave few cycles.
    """
    gc.set_threshold(50_000, 10, 10)


def leave_what_is_loaded() -> None:
    """Exempt existing objects from garbage collection, in a process that has loaded everything that it will keep.

    Going through a loaded pipeline again takes a fifth of a second, at an arbitrary moment.
    """
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Give free memory back to the system, if the C library can.

    It keeps free memory between used memory, and that grows in a process that runs for days.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):  # not every C library has it
            ctypes.CDLL(None).malloc_trim(0)
