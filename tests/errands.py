"""Work that tests give to processes; a process finds it here by name."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fact_check.batch.portions import Portion
from fact_check.batch.shards import Made, Shards
from fact_check.errors import ReadError


def squares() -> Callable[[int], int]:
    return _square


def _square(number: int) -> int:
    return number * number


def place(_: object) -> int:
    """Return the process that this runs in."""
    return os.getpid()


def trace(mark: Path) -> int:
    """Leave a mark, and return the process that did."""
    mark.touch()
    return os.getpid()


def fault(number: int) -> float:
    return number / 0


def environment() -> Callable[[str], str | None]:
    return os.environ.get


def refusals() -> Callable[[int], int]:
    return _refuse


def _refuse(number: int) -> int:
    if number == 3:
        raise ReadError("is binary", where="3.txt", mend="save it as text")
    return number


@dataclass(frozen=True)
class Mortal:
    """Squares, but dies over some numbers: over `once` the first time, over `always` each time."""

    folder: Path
    once: int = -1
    always: int = -1

    def __call__(self) -> Callable[[int], int]:
        return self._square

    def _square(self, number: int) -> int:
        mark = self.folder / f"{number}"
        if number == self.always or (number == self.once and not mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number


class Poisoned(Shards):
    """Shards without a pipeline, that dies over one portion each time."""

    def __init__(self, to: str, poison: str) -> None:
        self._to = Path(to)
        self._poison = poison

    def __call__(self, portion: Portion) -> Made:
        if portion.name == self._poison:
            (self._to / "claims" / f".{portion.name}.parquet.{os.getpid()}.part").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Made(portion.name, 1, 0, 0, 0)
