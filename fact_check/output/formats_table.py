"""Print what `formats` shows: every reader, export and output, what it is for, and the package that adds it."""

import inspect
import sys
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from fact_check.output.sanitize import inert_line
from fact_check.registry import OURS, Entry, PluginError, Registry


def show(heading: str, registry: Registry[Any], console: Console) -> None:
    """Print a registry as a table under a heading; what can't be used is listed with the reason."""
    console.print(Text(heading, style="bold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, said, works in rows(registry):
        table.add_row(Text(f"  {inert_line(name)}"), Text(inert_line(said), style="" if works else "red"))
    console.print(table)
    console.print()


def objects(registry: Registry[Any]) -> Iterator[dict[str, Any]]:
    """Yield each entry of a registry as plain values."""
    for name, said, works in rows(registry):
        yield {"group": registry.group, "name": name, "says": said, "usable": works}


def rows(registry: Registry[Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield each entry's name, what it is or why it can't be used, and whether it can be used."""
    for entry in registry.entries():
        problem = registry.problem(entry)
        by = "" if entry.package == OURS else f" ({entry.package} {entry.version})"
        try:
            said = problem or _says(registry, entry)
        except PluginError as error:
            problem, said = error.what, error.what
        yield entry.name, said + by, problem is None


def _says(registry: Registry[Any], entry: Entry) -> str:
    """Return the first sentence of an entry's module, or of the function itself if it is another package's."""
    function = registry.load(entry)
    module = sys.modules.get(entry.target.partition(":")[0])
    said = (module.__doc__ if module else "") if entry.package == OURS else inspect.getdoc(function)
    return (said or "").strip().split("\n", 1)[0].rstrip(".")
