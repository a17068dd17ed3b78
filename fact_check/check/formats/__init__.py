"""One small file per output. A new file in this folder is a new format: its name, and a `render` in it."""

import pkgutil
from importlib import import_module
from typing import Protocol

from fact_check.check.findings import Report
from fact_check.check.stdout import Screen
from fact_check.errors import FactCheckError, did_you_mean


class Render(Protocol):
    """Turn a report into the whole output, its last newline included."""

    def __call__(self, report: Report, screen: Screen) -> str: ...


__all__ = ["Render", "Screen", "names", "renderer"]


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
