"""Update the index from the journals and the added checks, reading only what has changed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fact_check.config import Config
from fact_check.errors import FactCheckError, JournalError
from fact_check.ledger.journal import parse_journal
from fact_check.ledger.paths import SUFFIX
from fact_check.memory.entries import SPACE, Entry, entries_of
from fact_check.memory.lines import ADDED, FOLDER, parsed_lines
from fact_check.memory.store import ClaimMemoryError, Stamp, Store, locked
from fact_check.runtime.files import LARGEST, open_plain, refusal, whole
from fact_check.runtime.repository import repository_root

AT_A_TIME = 256
"""How many entries' vectors are made at once."""
SKIPPED = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The result of a refresh: what was read again."""

    read: int = 0
    gone: int = 0
    problems: tuple[str, ...] = ()
    """What is wrong with unreadable files, a line each."""


def refresh(store: Store, config: Config) -> Refreshed:
    """Read the files that are new or have changed, and forget those that are gone.

    The index takes all of it or nothing. An unreadable file is left out and reported; it is tried again once it has
    changed.
    """
    found = {name_of(file, config.root): file for file in files(config)}
    stamps = {name: stamp for name, file in found.items() if (stamp := Stamp.of(file)) is not None}
    wanted = config.memory.meaning
    # Files may have vectors that weren't wanted when they were read.
    bare = wanted and store.count() > 0 and not store.has_meaning()
    if stamps == store.known() and not bare:
        add_meaning(store, wanted=wanted)
        return Refreshed(problems=tuple(store.problems().values()))
    with locked(store.file):
        known = {} if bare else store.known()
        changed = {name: stamp for name, stamp in stamps.items() if known.get(name) != stamp}
        gone = store.known().keys() - stamps.keys()
        with store.writing() as writer:
            for name in gone:
                writer.forget(name)
            for name, stamp in sorted(changed.items()):
                try:
                    entries = read_entries(found[name], name)
                    writer.put(name, stamp, entries, space=SPACE if wanted else None)
                except FactCheckError as error:
                    writer.put(name, stamp, (), str(error))
    add_meaning(store, wanted=wanted)
    return Refreshed(len(changed), len(gone), tuple(store.problems().values()))


def add_meaning(store: Store, *, wanted: bool) -> None:
    """Make the missing vectors of entries, some at a time, so that a run that is stopped loses little.

    If the policy doesn't want vectors, the index forgets those that it has. Raises ClaimMemoryError without weights.
    """
    if not wanted:
        if store.has_meaning():
            with locked(store.file), store.writing() as writer:
                writer.drop_vectors()
        return
    from fact_check.memory.meaning import meanings, weights_file
    from fact_check.memory.vectors import packed

    weights_file()
    while store.without_vectors(1):
        with locked(store.file):
            bare = store.without_vectors(AT_A_TIME)
            claims = packed(meanings([each.entry.claim for each in bare]))
            titled = [each.entry.title for each in bare if each.entry.title]
            titles = iter(packed(meanings(titled)) if titled else ())
            with store.writing() as writer:
                for each, claim in zip(bare, claims, strict=True):
                    writer.put_vectors(each.number, claim, next(titles) if each.entry.title else None)


def files(config: Config) -> Iterator[Path]:
    """Yield every journal and every file of older checks under the policy's `memory.paths`, once."""
    folder = config.folder_of("memory")
    seen: set[Path] = set()
    # Without a policy and a repository the folder may be anybody's home: what lies deep in it is no desk's.
    deep = config.file is not None or repository_root(config.root) is not None
    own = config.root / FOLDER
    starts = [folder / path for path in config.memory.paths]
    for start in [*starts, own] if own.is_dir() else starts:
        if not start.exists():
            raise ClaimMemoryError("no such file or folder", where=f"memory.paths: {start}", mend="fix the policy")
        for file in [start] if start.is_file() else _walk(start, deep=deep):
            if (real := Path(os.path.realpath(file))) not in seen:
                seen.add(real)
                yield file


def _walk(start: Path, *, deep: bool) -> Iterator[Path]:
    for here, folders, names in os.walk(start):
        folders[:] = sorted(name for name in folders if deep and not name.startswith(".") and name not in SKIPPED)
        yield from (Path(here, name) for name in sorted(names) if name.endswith((SUFFIX, ADDED)))


def name_of(file: Path, root: Path) -> str:
    """Return a file's path from the root of the policy, with forward slashes; the whole path if it is elsewhere."""
    full = Path(os.path.realpath(file))
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else full.as_posix()


def read_entries(file: Path, name: str) -> Iterator[Entry]:
    """Yield the entries of a journal or of a file of older checks. Raises FactCheckError for a broken file."""
    try:
        with open_plain(file) as stream:
            if not name.endswith(SUFFIX):
                yield from parsed_lines(iter(partial(stream.readline, LARGEST), b""), name)
                return
            raw = whole(stream, file)
    except OSError as error:
        raise JournalError(where=name, **refusal(error)) from None
    # Of a line that a crash cut short, whoever reviews the draft is told.
    yield from entries_of(parse_journal(raw, Path(name), say=_nobody).events, name.removesuffix(SUFFIX))


def _nobody(said: str) -> None:
    """Ignore a note."""
