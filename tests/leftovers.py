"""What tests share with those that run after them, in one process: each must leave it as it was."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, NamedTuple

from tests import forked

SIGNALS = [
    signal.Signals[name]
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE", "SIGALRM", "SIGCHLD", "SIGTSTP", "SIGCONT", "SIGWINCH")
    if name in signal.Signals.__members__
]
SET_FOR_WORKERS = {"PYTHONSAFEPATH"}
"""Variables that a process sets for good when it starts workers; they are put back without a word."""
TASKS = "/proc/self/task"
Attributes = dict[str, dict[str, Any]]


class State(NamedTuple):
    """What a test may change for a while."""

    folder: str
    environment: dict[str, str]
    handlers: list[Any]
    children: set[int]


def state() -> State:
    """Look at what tests share."""
    return State(os.getcwd(), _environment(), [signal.getsignal(each) for each in SIGNALS], _children())  # noqa: PTH109


def put_back(before: State) -> list[str]:
    """Make it as it was; return what was not."""
    left = []
    try:
        folder = os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        folder = "gone"
    if folder != before.folder:
        left.append(f"another working folder: {folder}")
        os.chdir(before.folder)
    if (environment := _environment()) != before.environment:
        changed = {name for name, _ in environment.items() ^ before.environment.items()} - SET_FOR_WORKERS
        left += [f"another environment: {', '.join(sorted(changed))}"] * bool(changed)
        _restore(before.environment)
    for number, was in zip(SIGNALS, before.handlers, strict=True):
        if (now := signal.getsignal(number)) != was:
            # What `nohup` has us ignore, an event loop leaves as it is by default.
            left += [f"another handler of {number.name}: {now}"] * (was is not signal.SIG_IGN)
            signal.signal(number, was or signal.SIG_DFL)
    for child in _children() - before.children - _serving():
        with suppress(OSError):
            words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if any(words):  # else it has ended, and was not waited for
                left.append(f"a process: {b' '.join(words).decode(errors='replace')[:200]}")
                os.kill(child, signal.SIGKILL)
    return left


@contextmanager
def as_a_process() -> Iterator[None]:
    """Put back what a command that is run inside sets for the rest of its process: signal handlers, the environment."""
    handlers, environment = [signal.getsignal(each) for each in SIGNALS], _environment()
    try:
        yield
    finally:
        for number, was in zip(SIGNALS, handlers, strict=True):
            signal.signal(number, was or signal.SIG_DFL)
        _restore(environment)


def attributes() -> Attributes:
    """Look at what the names in our modules stand for."""
    return {name: dict(vars(module)) for name, module in list(sys.modules.items()) if name.startswith("fact_check")}


def replaced(before: Attributes) -> list[str]:
    """Put the functions and classes of our modules back that others stand for now; return their names."""
    left = []
    for module, names in before.items():
        now = vars(sys.modules[module]) if module in sys.modules else {}
        for name, was in names.items():
            if callable(was) and now.get(name, was) is not was:
                left.append(f"{module}.{name}")
                setattr(sys.modules[module], name, was)
    return left


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def _restore(environment: dict[str, str]) -> None:
    for name in _environment().keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment)


def _children() -> set[int]:
    """Return the processes that this one has started, where the system tells."""
    found: set[int] = set()
    with suppress(OSError):
        for task in os.listdir(TASKS):  # noqa: PTH208
            with suppress(OSError), open(f"{TASKS}/{task}/children", "rb", buffering=0) as children:  # noqa: PTH123
                found.update(map(int, children.read().split()))
    return found


def _serving() -> set[int]:
    """Return the processes that serve all tests."""
    tracker = getattr(resource_tracker._resource_tracker, "_pid", None)
    return forked.mothers | ({tracker} if tracker else set())
