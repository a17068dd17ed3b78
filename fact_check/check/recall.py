"""Repeat the output of the same command if nothing that it read has changed since.

Building the policy, the findings and the journals costs 130 ms before the first draft is read, so this only uses the
standard library and costs 15. A run records every file that it read, by content, and every folder that it walked, by
the names in it. If anything differs, or is in doubt, the check is made.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fact_check.check.stdout import Screen
from fact_check.drafts.cache import Cache, cache_folder, program
from fact_check.registry import installation
from fact_check.runtime.files import plain_bytes
from fact_check.runtime.repository import repository_root, up_to_root

Files = dict[Path, bytes | None]
"""The files that were read; None for one that was looked for and is missing."""

LARGEST = 200_000
"""The longest output that is kept."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a run printed, and how it ended."""

    out: str
    err: str
    failed: bool


def recallable(paths: Sequence[str], formats: Sequence[str], file: Path | None) -> bool:
    """Tell whether a command's output can be repeated: it only reads files and prints, with our pipeline."""
    prints = file is None and not any("=" in each or each == "github" for each in formats)
    return prints and "-" not in paths and not os.environ.get("FACT_CHECK_MODEL")


def recall(command: Sequence[str], screen: Screen) -> Said | None:
    """Return the output of a command if it would be the same again; None in doubt."""
    for folder in up_to_root(Path.cwd()):
        if cache_folder(folder).is_dir():
            cache = Cache(folder, program())
            body = cache.load_bytes(_file(cache, command, screen))
            if body is not None:
                return _still(json.loads(body))
    return None


def remember(
    cache: Cache, command: Sequence[str], screen: Screen, said: Said, files: Files, folders: dict[str, str]
) -> None:
    """Keep the output of a command with all that it depends on: the files as read, the folders as walked."""
    if len(said.out) > LARGEST:
        return
    digests = {str(file.absolute()): _digest(raw) for file, raw in files.items()}
    entry = {"files": digests, "folders": folders, "said": [said.out, said.err, said.failed]}
    cache.save_bytes(_file(cache, command, screen), json.dumps(entry).encode())


def listings(paths: Iterable[Path]) -> dict[str, str]:
    """Return the names in each of `paths` that is a folder, without hidden folders, whose drafts are skipped."""
    return {str(path.absolute()): _listing(str(path.absolute())) for path in paths if path.is_dir()}


def _file(cache: Cache, command: Sequence[str], screen: Screen) -> Path:
    here = Path.cwd()
    root = str(repository_root(here))
    return cache.file("said", json.dumps([list(command), str(here), root, screen.width, screen.colour, installation()]))


def _still(entry: dict[str, Any]) -> Said | None:
    if any(_listing(folder) != known for folder, known in entry["folders"].items()):
        return None
    for file, known in entry["files"].items():
        try:
            raw: bytes | None = plain_bytes(Path(file))
        except (FileNotFoundError, NotADirectoryError):
            raw = None
        except OSError:
            return None
        if _digest(raw) != known:
            return None
    return Said(*entry["said"])


def _digest(raw: bytes | None) -> str:
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def _listing(folder: str) -> str:
    digest = hashlib.sha256()
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        digest.update("\0".join([here, *sorted(files)]).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
