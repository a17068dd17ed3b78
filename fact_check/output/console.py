"""The console for results: in colour on a terminal, plain in a file."""

from pathlib import Path
from typing import TextIO

from rich.console import Console


def console_of(out: TextIO, file: Path | None = None) -> Console:
    """Return a console that writes to `out`; `file` is where that leads, if not to standard output.

    Numbers and paths aren't coloured, and markup in a text is text. NO_COLOR, FORCE_COLOR and TERM apply to standard
    output.
    """
    return Console(file=out, highlight=False, markup=False, emoji=False, force_terminal=None if file is None else False)
