"""Print a score for people (a table and the misses) or machines (JSON), and hold it to its floors."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from fact_check.errors import ConfigError
from fact_check.output.as_json import as_json as written
from fact_check.output.sanitize import inert_line
from fact_check.score.measure import Score

DIGITS = 4


def show(score: Score, console: Console, *, misses: int = 0, floors: Mapping[str, float] | None = None) -> None:
    """Print the figures of a score, with their floors if any, and the first misses of each kind."""
    held = dict(floors or {})
    console.print(Text(f"{inert_line(score.gold)}: {score.kind}", style="bold"), soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    table.add_column("measure")
    table.add_column("figure", justify="right")
    if held:
        table.add_column("floor", justify="right")
    for name, figure in score.figures.items():
        low = name in held and figure < held[name]
        floor = [f"{held[name]:.{DIGITS}f}" if name in held else ""] if held else []
        table.add_row(name, Text(f"{figure:.{DIGITS}f}", style="bold red" if low else ""), *floor)
    console.print(table)
    console.print(Text(", ".join(f"{n} {name}" for name, n in score.counts.items()), style="dim"))
    shown: dict[str, int] = {}
    for miss in score.misses:
        shown[miss.kind] = shown.get(miss.kind, 0) + 1
        if shown[miss.kind] <= misses:
            console.print(Text(f"{miss.kind:8} {inert_line(miss.where)}  {inert_line(miss.what)}"), soft_wrap=True)


def as_json(score: Score, *, misses: int = 0) -> str:
    """Return a score as one JSON object."""
    document: dict[str, Any] = {
        "gold": score.gold,
        "kind": score.kind,
        "figures": {name: round(figure, DIGITS) for name, figure in score.figures.items()},
        "counts": score.counts,
        "misses": [{"kind": m.kind, "where": m.where, "what": m.what} for m in score.misses[: misses or None]],
    }
    return written(document, indent=1)


def floors_of(gold: str, table: Mapping[str, Any], where: str) -> dict[str, float]:
    """Return the floors that a policy sets for a gold set. Raises ConfigError for none, or one that is no number."""
    floors = table.get(gold.rstrip("/"))
    if not isinstance(floors, Mapping):
        raise ConfigError(
            "sets no floors for this gold", where=f"{where}: score", mend=f'add [tool.fact-check.score."{gold}"]'
        )
    for name, floor in floors.items():
        if isinstance(floor, bool) or not isinstance(floor, int | float):
            raise ConfigError("a floor is a number", where=f"{where}: score.{gold}.{name}", mend="write 0.8")
    return {name: float(floor) for name, floor in floors.items()}


def below(score: Score, floors: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each figure below its floor. Raises ConfigError for a floor without a figure."""
    for name, floor in floors.items():
        if name not in score.figures:
            known = ", ".join(score.figures)
            raise ConfigError(f"no figure {name!r}", where=f"score.{score.gold}", mend=f"one of {known}")
        if score.figures[name] < floor:
            yield f"{score.gold}: {name} is {score.figures[name]:.{DIGITS}f}, below its floor of {floor}"
