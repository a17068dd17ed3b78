"""One small file per output. A new file in this folder is a new format: its name, and a `render` in it."""

import os
import pkgutil
import shutil
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from fact_check.check.findings import Report
from fact_check.errors import FactCheckError, did_you_mean


@dataclass(frozen=True, slots=True)
class Screen:
    """What a format for people may use; the ones for machines never look at it."""

    width: int = 80
    colour: bool = False

    @classmethod
    def of_stdout(cls) -> "Screen":
        """Return what standard output is: its width, and whether it takes colour (NO_COLOR and TERM are honoured)."""
        console = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(shutil.get_terminal_size((80, 24)).columns, console)


class Render(Protocol):
    """Turn a report into the whole output, its last newline included."""

    def __call__(self, report: Report, screen: Screen) -> str: ...


def names() -> list[str]:
    """Return every format's name."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def renderer(name: str) -> Render:
    """Return the `render` of a format. Raises FactCheckError for one that does not exist."""
    if name not in names():
        mend = did_you_mean(name, names()) or f"known: {', '.join(names())}"
        raise FactCheckError(f"no output format {name!r}", where="--output", mend=mend)
    render: Render = import_module(f"{__name__}.{name}").render
    return render
