"""Read which formats a command writes, and where to: `--format FORMAT[=FILE]` and `-o FILE`."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from fact_check.errors import FactCheckError
from fact_check.registry import Registry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Target(Generic[T]):
    """A format and where it is written."""

    format: str
    render: T
    file: Path | None
    """None for stdout."""


def targets(
    given: Sequence[str],
    registry: Registry[T],
    *,
    file: Path | None = None,
    where: str = "--format",
    folder: Path | None = None,
) -> list[Target[T]]:
    """Read what was given at `where` as `FORMAT[=FILE]`; `file` is for the one format without a file of its own.

    With `folder`, the files are in it, as those of a policy are. Raises PluginError for an unknown format, and
    FactCheckError for two formats in one place and for a `file` without a format.
    """
    found: list[Target[T]] = []
    for each in given:
        name, equals, own = each.partition("=")
        if equals and not own:
            raise FactCheckError("no file after the =", where=f"{where} {each}", mend=f"write {name}=FILE, or {name}")
        place = file if not own else _within(folder, Path(own), where) if folder is not None else Path(own)
        target = Target(name, registry.get(name, where=where), None if str(place) == "-" else place)
        for other in found:
            if other.file == target.file:
                to = "stdout" if target.file is None else str(target.file)
                both = f"{name} twice goes" if other.format == name else f"{other.format} and {name} both go"
                mend = f"write {name}=FILE" if target.file is None else "give each a file of its own"
                raise FactCheckError(f"{both} to {to}", where=where, mend=mend)
        found.append(target)
    if file is not None and all("=" in each for each in given):
        raise FactCheckError("nothing left to write there", where=f"-o {file}", mend="each format already has a file")
    return found


def _within(folder: Path, file: Path, where: str) -> Path:
    """Return the path of a file that a policy names.

    Raises FactCheckError for one outside the policy's folder, because the policy may be a stranger's.
    """
    full = folder / file
    if not full.resolve().is_relative_to(folder.resolve()):
        raise FactCheckError(f"{file} is not in the policy's folder", where=where, mend="name a file in it")
    return Path(os.path.relpath(full))
