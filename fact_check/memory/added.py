"""Read older checks, of this desk or another, in any known form, and store them as lines of `Entry`."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fact_check.config import Config
from fact_check.memory.entries import Entry
from fact_check.memory.formats import claimreview, csv, jsonl
from fact_check.memory.lines import ADDED, FOLDER, fault
from fact_check.memory.store import ClaimMemoryError
from fact_check.runtime.files import open_plain, refusal

LARGEST = 4_000_000_000
"""Bytes of a file of checks, at most."""

_FORMS = "docs/how-to/memory.md lists the formats"
_NAME = re.compile(r"[\w][\w.-]{0,99}")

READERS: dict[str, Callable[[bytes], Iterator[dict[str, Any]]]] = {
    ".json": claimreview.records,
    ".jsonld": claimreview.records,
    ".jsonl": jsonl.records,
    ".csv": csv.records,
}
"""By a file's ending, what gives its records as fields of an `Entry`. Each raises ValueError for another form."""


Records = Callable[[Path], Iterator[dict[str, Any]]]
"""Gives the records of a folder as fields of an `Entry`."""


@dataclass
class Taken:
    """What was taken from a file's records."""

    entries: list[Entry] = field(default_factory=list)
    count: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    """How many records were skipped, by reason."""

    @property
    def left_out(self) -> str:
        """Return how many records were skipped and why; "" for none."""
        return ", ".join(f"{count} left out: {why}" for why, count in self.refused.items())


def homes(files: Sequence[Path], name: str | None, config: Config) -> list[tuple[Path, Path]]:
    """Pair each file with where its checks are kept. Raises ClaimMemoryError for two files of one name."""
    found: dict[Path, Path] = {}
    for file in files:
        called = name or file.stem
        if not _NAME.fullmatch(called):
            said = f"{called!r} cannot be used as a file name"
            raise ClaimMemoryError(said, where=str(file), mend="give one with --name: letters, digits, - and _")
        home = config.root / FOLDER / f"{called}{ADDED}"
        if home in found:
            raise ClaimMemoryError(f"would go where {found[home]} goes", where=str(file), mend="add them one by one")
        found[home] = file
    return [(file, Path(os.path.relpath(home))) for home, file in found.items()]


def read_checks(file: Path) -> Taken:
    """Read older checks; see `checks`."""
    taken = Taken()
    taken.entries.extend(checks(file, taken))
    return taken


def checks(file: Path, taken: Taken, *, of_folder: Records | None = None) -> Iterator[Entry]:
    """Yield older checks: ClaimReview JSON-LD (one, a graph, the Data Commons feed), CSV, JSON lines, our exports.

    `of_folder` reads a folder. Records without a claim, and those too long to be one, are left out and counted in
    `taken`. Raises ClaimMemoryError for a file that cannot be read, or that holds no check.
    """
    where = str(file)
    try:
        for record in of_folder(file) if of_folder is not None and file.is_dir() else _records(file):
            try:
                entry = Entry.model_validate({"where": file.name, **record})
            except ValidationError as error:
                why = fault(error)
                taken.refused[why] = taken.refused.get(why, 0) + 1
            else:
                taken.count += 1
                yield entry
    except (ValueError, RecursionError) as error:
        raise ClaimMemoryError(
            f"cannot be read: {error}", where=where, mend="see docs/how-to/memory.md for the formats"
        ) from None
    if not taken.count:
        said = f"contains no checks{f': {taken.left_out}' if taken.refused else ''}"
        raise ClaimMemoryError(said, where=where, mend=_FORMS)


def _records(file: Path) -> Iterator[dict[str, Any]]:
    where = str(file)
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise ClaimMemoryError("unknown format", where=where, mend=f"give one of {', '.join(READERS)}")
    try:
        with open_plain(file) as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        raise ClaimMemoryError(where=where, **refusal(error)) from None
    yield from reader(raw)
