"""Find where a repository begins, without git and without importing anything heavy."""

from collections.abc import Iterator
from pathlib import Path


def up_to_root(start: Path) -> Iterator[Path]:
    """Yield `start` and each folder above it, up to the root of its git repository (without one, of the disk)."""
    for folder in (start, *start.parents):
        yield folder
        if (folder / ".git").exists():
            return


def repository_root(start: Path) -> Path | None:
    """Return the root of the git repository around `start`; None outside one."""
    last = list(up_to_root(start))[-1]
    return last if (last / ".git").exists() else None
