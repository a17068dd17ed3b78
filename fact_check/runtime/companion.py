"""Start a companion process early, for work that would hold up the screen.

Python runs one thread at a time, so a screen whose process also imports spaCy and parses starts late and stutters. The
companion does that work, keeps what it has loaded, and ends with the process that started it.
"""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, TypeVar

from fact_check.errors import FactCheckError
from fact_check.runtime.workers import TRIES, WorkerError, die_with, without_interrupts

T = TypeVar("T")
R = TypeVar("R")

Way = Literal["fork", "spawn"]


class Companion(Generic[T, R]):
    """Does `work` on items in a separate process, starting at once with the `first`."""

    def __init__(self, work: Callable[[T], R], first: T, *, name: Callable[[T], str] = str, way: Way | None = None):
        """Start the process; `name` is what errors call an item.

        If the process can be forked, create this before anything starts a thread; otherwise `work` must be picklable.
        """
        self._work, self._name = work, name
        self._one_at_a_time = threading.Lock()
        self._process, self._pipe = _begin(work, way or _way())
        self._pipe.send(first)
        self._given: tuple[T] | None = (first,)

    def __call__(self, item: T) -> R:
        """Return the result of an item; errors of the work are raised here.

        Raises WorkerError if the process died, and starts another for the next item.
        """
        with self._one_at_a_time:
            for _ in range(TRIES):
                try:
                    well, result = self._answer(item)
                    break
                except (EOFError, OSError):
                    self.close()
                    self._process, self._pipe = _begin(self._work, "spawn")  # threads run by now
            else:
                mend = "is there enough memory?"
                raise WorkerError("a worker died over this, twice", where=self._name(item), mend=mend)
        if not well:
            raise result
        answer: R = result
        return answer

    def __enter__(self) -> "Companion[T, R]":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._given = None
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _answer(self, item: T) -> tuple[bool, Any]:
        if self._given is not None and self._given != (item,):
            self._pipe.recv()  # begun early, and not wanted
            self._given = None
        if self._given is None:
            self._pipe.send(item)
        self._given = None
        answer: tuple[bool, Any] = self._pipe.recv()
        return answer


def _way() -> Way:
    """Return how to start: by fork, which needs no imports, except on macOS, whose libraries fail then, and Windows."""
    return "fork" if sys.platform == "linux" else "spawn"


def _begin(work: Callable[[Any], Any], way: Way) -> tuple[BaseProcess, "Connection[Any, Any]"]:
    context = get_context("fork") if way == "fork" else get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(work, there, here if way == "fork" else None), daemon=True)
    if way == "spawn":
        os.environ["PYTHONSAFEPATH"] = "1"  # else it would import from the working folder, which may be anybody's
    # What a full screen puts in the place of stderr is no file that a process could be given.
    with redirect_stderr(sys.__stderr__), without_interrupts() if way == "spawn" else _interrupts_held():
        process.start()
    there.close()  # only the process has it now: when it dies, our end says so
    return process, here


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C from a process forked inside: the whole group receives it, and only the parent handles it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    work: Callable[[Any], Any], pipe: "Connection[Any, Any]", theirs: "Connection[Any, Any] | None" = None
) -> None:
    """Run in the companion: answer each item with (True, result) or (False, error)."""
    if theirs is not None:
        theirs.close()
    _write_nothing()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=die_with, args=(parent,), daemon=True).start()
    with suppress(EOFError, OSError):  # nobody is asking or listening any more
        while True:
            item = pipe.recv()
            try:
                answer = (True, work(item))
            except FactCheckError as error:
                answer = (False, error)
            except Exception:  # a fault of ours: not every error comes through a pipe, but what it says does
                answer = (False, RuntimeError(f"in the process that works beside:\n{traceback.format_exc()}"))
            pipe.send(answer)


def _write_nothing() -> None:
    """Keep libraries' warnings off the terminal, which the screen is using."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
