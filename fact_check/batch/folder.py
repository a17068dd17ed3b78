"""The output folder DIR of a batch: shards and a manifest. It belongs to one source and one run at a time."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fact_check import __version__
from fact_check.batch.portions import Portion
from fact_check.batch.shards import Made, claims_file, counts, errors_file, half_written, vectors_file
from fact_check.claims import SCHEMA_VERSION
from fact_check.errors import FactCheckError
from fact_check.output.writing import WriteError, result

MANIFEST = "manifest.json"
VERSION = 1
"""Of the manifest."""
LOCK = ".lock"
"""Locked while a batch runs; records where SRC was."""
_SHARD = re.compile(r"[0-9a-f]{24}\.parquet")


class BatchError(FactCheckError):
    """A batch that cannot run, or did not finish."""


def tables(to: Path) -> tuple[Path, ...]:
    """Return the folders that a batch fills, which are skipped if DIR is inside SRC."""
    return to / "claims", to / "errors", to / "vectors"


@contextmanager
def opened(to: Path, src: str) -> Iterator[None]:
    """Make DIR, keep other runs out of it, and check that it belongs to a source of this name.

    Raises BatchError when another run has it or it holds another source's claims, WriteError when it cannot be made.
    """
    name = Path(src).resolve().name
    manifest = _read(to / MANIFEST)
    if (to / MANIFEST).exists() and "fact-check" not in manifest:
        raise BatchError("has a manifest.json that is not ours", where=str(to), mend="choose another folder")
    if manifest.get("version", VERSION) != VERSION:
        made = f"has batch version {manifest['version']}; this fact-check reads {VERSION}"
        raise BatchError(made, where=str(to), mend="update fact-check, or choose another folder")
    held = manifest.get("source", name)
    if held != name:
        raise BatchError(f"holds the claims of {held}, not of {name}", where=str(to), mend="choose another folder")
    try:
        for folder in (to / "claims", to / "errors"):
            folder.mkdir(parents=True, exist_ok=True)
        lock = (to / LOCK).open("a")
    except OSError as error:
        raise WriteError(f"cannot be created: {error.strerror}", where=str(to), mend="choose another folder") from None
    with lock:
        if not _lock(lock.fileno()):
            raise BatchError("another batch is writing here", where=str(to), mend="wait, or choose another folder")
        _sweep(to)
        try:
            yield
        finally:
            _sweep(to)


def _sweep(to: Path) -> None:
    for part in half_written(to):  # what killed workers left
        with suppress(OSError):  # no reader of the shards sees it
            part.unlink()


def claim(to: Path, src: str, portions: Sequence[Portion]) -> None:
    """Check that the shards in DIR are this source's, which may have changed, and record the source.

    Shards that SRC no longer gives are removed at the end of a batch: another archive that happens to have the same
    name, or one that is not there today, must not cost what was made. Raises BatchError.
    """
    place, note = str(Path(src).resolve()), to / LOCK
    held = sum(1 for file in (to / "claims").iterdir() if _SHARD.fullmatch(file.name))
    if held and not portions:
        mend = "choose another folder, or remove this one"
        here = "there is a shard" if held == 1 else f"there are {held} shards"
        raise BatchError(f"SRC has no articles, but {here} here", where=str(to), mend=mend)
    before = note.read_text(encoding="utf-8", errors="surrogateescape").removesuffix("\n")
    manifest = _read(to / MANIFEST)
    known = {shard.get("content") for shard in manifest.get("shards", ()) if isinstance(shard, dict)}
    if held and before not in ("", place) and known.isdisjoint(p.content for p in portions):
        mend = "choose another folder, or remove this one"
        what = f"holds the claims of {before}, and {place} has none of its articles"
        raise BatchError(what, where=str(to), mend=mend)
    if before != place:
        try:
            note.write_text(f"{place}\n", encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            what = f"cannot be written: {error.strerror}"
            raise WriteError(what, where=str(note), mend="is the disk full?") from None


def missing(to: Path, portions: Sequence[Portion]) -> list[Portion]:
    """Return the portions that have no shard yet."""
    return [p for p in portions if counts(to, p.name) is None]


def outdated(to: Path, portions: Sequence[Portion]) -> list[str]:
    """Return the names of the shards that the source, the program or the rules no longer give."""
    wanted = {p.name for p in portions}
    # Errors may exist without claims: they are written before the shard's claims, and removed after them.
    there = {f.stem for folder in tables(to) if folder.is_dir() for f in folder.iterdir() if _SHARD.fullmatch(f.name)}
    return sorted(there - wanted)


def remove(to: Path, names: Sequence[str]) -> None:
    """Remove shards, with their errors. Raises WriteError."""
    for file in (f(to, name) for name in names for f in (claims_file, errors_file, vectors_file)):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            what = f"cannot be removed: {error.strerror}"
            raise WriteError(what, where=str(file), mend="check the permissions of its folder") from None


def write_manifest(to: Path, src: str, ground: str, portions: Sequence[Portion]) -> list[Made]:
    """Write the manifest of all shards and their contents, in the source's order, and return it.

    It is `complete` when every portion has its shard. `ground` names the program, the pipeline and the rules.
    Raises WriteError.
    """
    made = [(p, counts(to, p.name)) for p in portions]
    there = [m for _, m in made if m is not None]
    shards = [
        {"file": f"claims/{p.name}.parquet", "source": p.source, "first": p.first, "content": p.content}
        | ({k: v for k, v in asdict(m).items() if k not in ("name", "vectors")} | _places(to, m))
        for p, m in made
        if m is not None
    ]
    document = {
        "version": VERSION,
        "fact-check": __version__,
        "schema": SCHEMA_VERSION,
        "ground": ground,
        "source": Path(src).resolve().name,
        "complete": len(there) == len(portions),
        "articles": sum(m.articles for m in there),
        "claims": sum(m.claims for m in there),
        "errors": sum(m.errors for m in there),
        "words": sum(m.words for m in there),
        "shards": shards,
    }
    with result(to / MANIFEST) as out:
        json.dump(document, out, indent=1)
        out.write("\n")
    return there


def _places(to: Path, made: Made) -> dict[str, object]:
    places: dict[str, object] = {"bytes": claims_file(to, made.name).stat().st_size}
    if made.errors:
        places["errors_file"] = f"errors/{made.name}.parquet"
    if made.vectors:
        places["vectors_file"] = f"vectors/{made.name}.parquet"
    return places


def _read(file: Path) -> dict[str, Any]:
    """Return a manifest, or nothing where there is none. Raises BatchError for one that cannot be read."""
    try:
        held = json.loads(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else "not JSON"
        mend = "choose another folder, or remove this file; the shards are kept"
        raise BatchError(f"cannot be read: {what}", where=str(file), mend=mend) from None
    return held if isinstance(held, dict) else {}


def _lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # on Windows, two runs at once do the same work twice, harmlessly
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
