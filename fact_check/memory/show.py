"""What `fact-check memory` prints."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from fact_check.memory.search import Hit
from fact_check.memory.store import Store
from fact_check.output.as_json import as_json
from fact_check.output.counting import count
from fact_check.output.sanitize import inert_line


def record(hit: Hit) -> dict[str, Any]:
    """Return a hit as JSON has it."""
    return {**hit.entry.model_dump(mode="json", exclude_defaults=True), "score": round(hit.score, 3)}


def lines(hits: Iterable[Hit]) -> Iterator[str]:
    """Yield hits as JSON, one a line."""
    return (as_json(record(hit)) for hit in hits)


def show(hits: Sequence[Hit], console: Console) -> None:
    """Print hits as a table."""
    if not hits:
        console.print("nothing similar was decided before")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("claim", overflow="fold", ratio=3)
    table.add_column("decided", overflow="fold", ratio=2)
    for hit in hits:
        table.add_row(Text(inert_line(hit.entry.claim)), Text(hit.entry.told))
    console.print(table)


def show_counts(store: Store, console: Console) -> None:
    """Print how many claims each file holds, and where the index lies."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for path, number in store.counts().items():
        table.add_row(str(number), Text(inert_line(path)))
    table.add_row(str(store.count()), Text("claims in total"), style="bold")
    console.print(table)
    size = store.file.stat().st_size if store.file else 0
    place = inert_line(str(store.file)) if store.file else "in memory only"
    console.print(Text(f"{place}, {size / 1e6:.1f} MB", style="dim"))


def document(store: Store) -> dict[str, Any]:
    """Return the same as JSON has it."""
    return {"claims": store.count(), "files": store.counts(), "index": str(store.file) if store.file else None}


def refreshed(read: int, gone: int, total: int) -> str:
    """Say what was read again."""
    said = f"{count(total, 'decided claim')}; {count(read, 'file')} read"
    return f"{said}, {gone} gone" if gone else said
