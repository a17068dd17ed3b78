"""Do the same work on many items in processes: each worker loads what it needs once, then takes an item at a time.

Not by `concurrent.futures`, where a killed worker breaks the whole pool without naming the item, and Ctrl-C waits for
every item under way. Here each worker has its own pipe, so that a death names its item and the others continue.
"""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from fact_check.errors import FactCheckError
from fact_check.runtime.gc_tuning import collect_seldom
from fact_check.runtime.threads import one_core

T = TypeVar("T")
R = TypeVar("R")
Start = Callable[[], Callable[[T], R]]
"""Run once in each worker: loads what the work needs and returns the work itself. Must pickle, as items and results."""

CROWD = 4
"""The most workers for each processor: more are not faster, and each takes half a gigabyte."""
TRIES = 2
"""How many workers may die over an item before it is given up."""


class WorkerError(FactCheckError):
    """An item whose workers died, more than once: out of memory, or killed."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """An item that was given up because its workers died."""

    item: T


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: "Connection[Any, Any]"
    number: int


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def bearable(jobs: int) -> tuple[int, str | None]:
    """Return how many workers this machine can bear of those asked for, and a note if they are fewer."""
    if jobs <= (most := CROWD * cores()):
        return jobs, None
    return most, f"{jobs} jobs are too many for {cores()} processors; using {most}"


def in_order(
    start: Start[T, R], items: Iterable[T], jobs: int, *, name: Callable[[T], str]
) -> Generator[R, None, None]:
    """Yield the result of each item in the items' order, from `jobs` processes.

    At most a few items are ahead of the next result. An error of the work is raised here. Raises WorkerError for an
    item over which workers died; `name` names it.
    """
    done: dict[int, R] = {}
    due = 0

    def near(number: int) -> bool:
        return number < due + 4 * jobs

    for number, result in as_done(start, items, jobs, ahead=near):
        if isinstance(result, Lost):
            mend = "is there enough memory? try fewer jobs"
            raise WorkerError("two workers died on this", where=name(result.item), mend=mend)
        done[number] = result
        while due in done:
            yield done.pop(due)
            due += 1


def as_done(
    start: Start[T, R], items: Iterable[T], jobs: int, *, ahead: Callable[[int], bool] = lambda number: True
) -> Generator[tuple[int, R | Lost[T]], None, None]:
    """Yield each item's number and its result as soon as it is there, from `jobs` processes.

    An item whose worker dies is given to another; if that dies, too, it comes as Lost. An error of the work is raised
    here. Item `number` isn't begun while `ahead(number)` is false. Closing the iterator ends the workers.
    """
    coming = enumerate(items)
    again: deque[tuple[int, T]] = deque()
    under_way: dict[int, tuple[int, T]] = {}
    deaths: dict[int, int] = {}
    workers: dict[int, _Worker] = {}
    held: tuple[int, T] | None = None
    born = 0
    try:
        while True:
            while len(under_way) < jobs:
                item = again.popleft() if again else held or next(coming, None)
                if item is None:
                    break
                if not ahead(item[0]):
                    held = item
                    break
                held = None
                free = next((w for w in workers.values() if w.number not in under_way), None)
                if free is None:
                    free = _begin(start, born)
                    workers[born] = free
                    born += 1
                under_way[free.number] = item
                _give(free, item[1])
            if not under_way:
                return
            by_pipe = {w.pipe: w for w in workers.values() if w.number in under_way}
            for pipe in wait(list(by_pipe)):
                worker = by_pipe[pipe]  # type: ignore[index]  # wait() returns what it was given
                number, subject = under_way.pop(worker.number)
                try:
                    well, result = worker.pipe.recv()
                except (EOFError, OSError):
                    _end(workers.pop(worker.number))
                    deaths[number] = deaths.get(number, 0) + 1
                    if deaths[number] < TRIES:
                        again.append((number, subject))
                    else:
                        yield number, Lost(subject)
                    continue
                if not well:
                    raise result
                yield number, result
    finally:
        for worker in workers.values():
            _end(worker)


def _begin(start: Start[T, R], number: int) -> _Worker:
    one_core()  # in time: the item's own modules may import numpy before `_serve` begins
    os.environ["PYTHONSAFEPATH"] = "1"  # else a worker would import from the working folder, which may be anybody's
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(start, there), daemon=True)
    with without_interrupts():
        process.start()
    there.close()  # only the worker has it now: when it dies, our end says so
    return _Worker(process, here, number)


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Start processes that ignore Ctrl-C, which goes to the whole group: only the parent answers it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Where a process's start has to begin it, that takes the block away; what a screen puts for stderr has no number.
    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _give(worker: _Worker, item: object) -> None:
    try:
        worker.pipe.send(item)
    except OSError:  # it died while idle; that shows as an end of file where its answer is awaited
        return


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(start: Start[Any, Any], pipe: "Connection[Any, Any]") -> None:
    """Run in the worker: load, then answer each item with (True, result) or (False, error)."""
    collect_seldom()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=die_with, args=(parent,), daemon=True).start()
    work: Callable[[Any], Any] | None = None
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        try:
            work = work or start()
            answer = (True, work(item))
        except FactCheckError as error:
            answer = (False, error)
        pipe.send(answer)


def die_with(parent: BaseProcess) -> None:
    """End this process as soon as its parent has ended, however that did."""
    parent.join()
    os._exit(1)
