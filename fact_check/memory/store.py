"""The index: one SQLite file in the user's cache folder, with a full-text index (FTS5) of the claims' terms.

It is made from journals and files of older checks, and is never the only place for anything: a file that is broken, or
of another version, is rebuilt. Writers take turns by a lock file, so that several processes can share one index.

Past 250 lines because tables, queries and their version are one contract.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fact_check.drafts.cache import cache_folder
from fact_check.drafts.seal import private_folder
from fact_check.errors import FactCheckError
from fact_check.memory.entries import Entry
from fact_check.memory.words import indexed

if TYPE_CHECKING:
    from fact_check.memory.vectors import Meaning, Vectors

VERSION = 3
"""The version of the index and of how words are split: a file of another version is rebuilt."""
_APPLICATION = 0x66636D65  # "fcme"
_WAIT = 60.0
"""How many seconds a process waits for another to finish writing."""
AT_ONCE = 8_192
"""The most vectors that a writer holds in memory."""
_STALE = 0.25
"""The share of deleted entries from which the index is rebuilt; until then, their terms stay in it."""

_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE sources (
  id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT UNIQUE NOT NULL, size INTEGER, changed INTEGER, problem TEXT
);
CREATE TABLE entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL, body TEXT NOT NULL, meant INTEGER NOT NULL
);
CREATE INDEX entries_source ON entries (source);
CREATE INDEX entries_bare ON entries (id) WHERE meant = 0;
CREATE VIRTUAL TABLE words USING fts5 (
  body, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE TABLE vectors (entry INTEGER PRIMARY KEY, claim BLOB NOT NULL, title BLOB);
CREATE TABLE signs (id INTEGER PRIMARY KEY, entries BLOB NOT NULL, codes BLOB NOT NULL);
CREATE TABLE terms (term TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID;
"""


class ClaimMemoryError(FactCheckError):
    """Claim memory that can't be kept or read."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What shows that a file has changed."""

    size: int
    changed: int
    """When, in nanoseconds."""

    @classmethod
    def of(cls, file: Path) -> "Stamp | None":
        """Return a file's stamp; None if there is no file."""
        try:
            had = file.stat()
        except OSError:
            return None
        return cls(had.st_size, had.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry in the index."""

    number: int
    entry: Entry
    path: str
    """The file that it was read from, from the root."""


class Store:
    """An open index. Readers need nothing more; a writer goes through `writing`."""

    def __init__(self, connection: sqlite3.Connection, file: Path | None) -> None:
        self.file = file
        """None for an index in this process only."""
        self._sql = connection
        self._vectors: tuple[tuple[int, int], Vectors] | None = None
        self._count: tuple[tuple[int, int], int] | None = None

    def close(self) -> None:
        """Close the file."""
        self._sql.close()

    def known(self) -> dict[str, Stamp]:
        """Return every file that the index has read, with its stamp then."""
        rows = self._sql.execute("SELECT path, size, changed FROM sources")
        return {path: Stamp(size, changed) for path, size, changed in rows}

    def problems(self) -> dict[str, str]:
        """Return every unreadable file, with what is wrong with it."""
        return dict(self._sql.execute("SELECT path, problem FROM sources WHERE problem IS NOT NULL"))

    def count(self) -> int:
        """Count the entries, only once as long as nobody changes them."""
        state = self._state()
        if self._count is None or self._count[0] != state:
            self._count = state, int(self._sql.execute("SELECT count(*) FROM entries").fetchone()[0])
        return self._count[1]

    def _state(self) -> tuple[int, int]:
        """Return a value that changes with the index, whoever changes that."""
        return self._sql.execute("PRAGMA data_version").fetchone()[0], self._sql.total_changes

    def counts(self) -> dict[str, int]:
        """Count the entries of each file."""
        return dict(
            self._sql.execute(
                "SELECT path, count(entries.id) FROM sources LEFT JOIN entries ON source = sources.id"
                " GROUP BY sources.id ORDER BY path"
            )
        )

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Count the entries with each term, leaving out terms that no entry has."""
        found = {}
        for term in terms:
            row = self._sql.execute("SELECT entries FROM terms WHERE term = ?", (term,)).fetchone()
            if row is not None:
                found[term] = int(row[0])
        return found

    def matching(self, terms: Sequence[str], most: int) -> list[tuple[int, float]]:
        """Return the entries with any of the terms, best first by BM25, each with its score."""
        if not terms:
            return []
        query = " OR ".join(f'"{term}"' for term in terms)
        rows = self._sql.execute(
            "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (query, most)
        )
        return [(int(number), -float(rank)) for number, rank in rows]

    def entries(self, numbers: Sequence[int]) -> dict[int, Stored]:
        """Return entries by number, leaving out those that are gone."""
        marks = ",".join("?" * len(numbers))
        rows = self._sql.execute(
            f"SELECT entries.id, body, path FROM entries JOIN sources ON source = sources.id"
            f" WHERE entries.id IN ({marks})",
            tuple(numbers),
        )
        return {number: Stored(number, Entry.model_validate_json(body), path) for number, body, path in rows}

    def meaning(self, texts: Sequence[str]) -> "Meaning | None":
        """Return the vectors of the entries; None for an index of words alone."""
        if not self.has_meaning():
            return None
        from fact_check.memory.meaning import meanings
        from fact_check.memory.vectors import Vectors

        state = self._state()
        if self._vectors is None or self._vectors[0] != state:
            self._vectors = state, Vectors(self._sql)
        return self._vectors[1].beside(meanings([" ".join(texts)])[0])

    def has_meaning(self) -> bool:
        """Tell whether the index has vectors."""
        return self._sql.execute("SELECT 1 FROM vectors LIMIT 1").fetchone() is not None

    def without_vectors(self, most: int) -> list[Stored]:
        """Return the entries that still need vectors."""
        rows = self._sql.execute("SELECT id FROM entries WHERE meant = 0 ORDER BY id LIMIT ?", (most,))
        return list(self.entries([number for (number,) in rows.fetchall()]).values())

    def every(self) -> Iterator[Stored]:
        """Yield every entry, in the order in which they were added."""
        for (number,) in self._sql.execute("SELECT id FROM entries ORDER BY id").fetchall():
            yield from self.entries([number]).values()

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """Give a writer for the index, which changes nothing if an error is raised inside."""
        self._sql.execute("BEGIN IMMEDIATE")
        writer = Writer(self._sql)
        try:
            yield writer
            writer.finish()
        except BaseException:
            self._sql.execute("ROLLBACK")
            raise
        self._sql.execute("COMMIT")

    def is_stale(self) -> bool:
        """Tell whether so many entries are gone that the index should be rebuilt."""
        last = self._sql.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'entries'").fetchone()[0] or 0
        return last > 1_000 and self.count() < (1 - _STALE) * last


class Writer:
    """Changes to an index, in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._counted: Counter[str] = Counter()
        self._signed: list[tuple[int, bytes]] = []

    def forget(self, path: str) -> None:
        """Remove a file and what was read from it."""
        row = self._sql.execute("SELECT id FROM sources WHERE path = ?", (path,)).fetchone()
        if row is not None:
            for (body,) in self._sql.execute("SELECT body FROM entries WHERE source = ?", row):
                self._counted.subtract(set(_terms(Entry.model_validate_json(body))))
            ids = "SELECT id FROM entries WHERE source = ?"
            self._sql.execute(f"DELETE FROM vectors WHERE entry IN ({ids})", row)
            self._sql.execute("DELETE FROM entries WHERE source = ?", row)
            self._sql.execute("DELETE FROM sources WHERE id = ?", row)

    def put(
        self,
        path: str,
        stamp: Stamp,
        entries: Iterable[Entry],
        problem: str | None = None,
        *,
        space: str | None = None,
    ) -> None:
        """Replace the entries of a file by what was read from it, with vectors only of one `space`.

        What reading raises is raised, and nothing of the file is added.
        """
        self._add_signs()
        self._sql.execute("SAVEPOINT file")
        counted, self._counted = self._counted, Counter()
        try:
            self._put(path, stamp, entries, problem, space)
        except BaseException:
            self._sql.execute("ROLLBACK TO file")
            self._counted.clear()
            self._signed.clear()
            raise
        finally:
            self._sql.execute("RELEASE file")
            counted.update(self._counted)
            self._counted = counted

    def _put(self, path: str, stamp: Stamp, entries: Iterable[Entry], problem: str | None, space: str | None) -> None:
        self.forget(path)
        added = self._sql.execute(
            "INSERT INTO sources (path, size, changed, problem) VALUES (?, ?, ?, ?)",
            (path, stamp.size, stamp.changed, problem),
        )
        source = added.lastrowid
        for entry in entries:
            found = _terms(entry)
            self._counted.update(set(found))
            row = self._sql.execute(
                "INSERT INTO entries (source, body, meant) VALUES (?, ?, 0)", (source, _written(entry))
            )
            number = row.lastrowid
            assert number is not None
            self._sql.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (number, " ".join(found)))
            vector = entry.meaning.get(space) if space and entry.meaning else None
            if vector is not None:
                self.put_vectors(number, vector, None)

    def put_vectors(self, number: int, claim: bytes, title: bytes | None) -> None:
        """Add the vectors of an entry."""
        self._sql.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", (number, claim, title))
        self._sql.execute("UPDATE entries SET meant = 1 WHERE id = ?", (number,))
        self._signed += [(number, vector) for vector in (claim, title) if vector is not None]
        if len(self._signed) >= AT_ONCE:
            self._add_signs()

    def drop_vectors(self) -> None:
        """Remove the vectors of all entries."""
        self._sql.execute("DELETE FROM vectors")
        self._sql.execute("DELETE FROM signs")
        self._sql.execute("UPDATE entries SET meant = 0")

    def finish(self) -> None:
        """Update the counts of terms and the signs of vectors."""
        self._sql.executemany(
            "INSERT INTO terms VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET entries = entries + excluded.entries",
            sorted((term, count) for term, count in self._counted.items() if count),
        )
        self._add_signs()

    def _add_signs(self) -> None:
        """Fill the last row of signs, then begin new ones; those of deleted entries stay until the index is rebuilt."""
        if not self._signed:
            return
        from fact_check.memory.vectors import CHUNK, chunked, signs, unpacked

        numbers, codes = [number for number, _ in self._signed], signs(unpacked([each for _, each in self._signed]))
        last = self._sql.execute("SELECT id, entries, codes FROM signs ORDER BY id DESC LIMIT 1").fetchone()
        room = CHUNK - len(last[1]) // 8 if last else 0
        for row, code in chunked(numbers[:room], codes[:room]):
            self._sql.execute("REPLACE INTO signs VALUES (?, ?, ?)", (last[0], last[1] + row, last[2] + code))
        self._sql.executemany("INSERT INTO signs (entries, codes) VALUES (?, ?)", chunked(numbers[room:], codes[room:]))
        self._signed.clear()


def _terms(entry: Entry) -> list[str]:
    return indexed((entry.claim, entry.title, entry.source))


def _written(entry: Entry) -> str:
    return entry.model_dump_json(exclude_defaults=True, exclude={"meaning"})


@contextmanager
def opened(root: Path, say: Callable[[str], None]) -> Iterator[Store]:
    """Open the index of the project at `root`, or a new one; it is closed afterwards.

    A broken one, or one of another version, is moved away, with a note. If the cache folder can't be used, the index is
    in memory while it is open.
    """
    store = open_store(root, say)
    try:
        yield store
    finally:
        store.close()


def open_store(root: Path, say: Callable[[str], None]) -> Store:
    """Open the index of the project at `root` as `opened` does; whoever opens it closes it."""
    file = index_file(root)
    if file is None:
        say("the cache folder cannot be used: claim memory is rebuilt for this run only")
        return Store(_new(":memory:"), None)
    try:
        if (found := _existing(file)) is not None:
            return Store(found, file)
        with locked(file):
            if (found := _existing(file)) is not None:
                return Store(found, file)
            if file.exists():
                say("the index of claim memory is broken or of another version; it is rebuilt")
                remove(file)
            return Store(_new(str(file)), file)
    except (OSError, sqlite3.OperationalError) as error:
        if "locked" in str(error):
            mend = "try again; the file may be deleted"
            raise ClaimMemoryError("another process is at work on it", where=str(file), mend=mend) from None
        return for_this_run(error, say)


def for_this_run(error: Exception, say: Callable[[str], None]) -> Store:
    """Return an index in memory, for a run without room for a file, which is no reason to stop reviewing."""
    say(f"the index of claim memory cannot be written, and is rebuilt for this run only: {error}")
    return Store(_new(":memory:"), None)


def index_file(root: Path) -> Path | None:
    """Return the file of the index of the project at `root`; None if the user has no folder for it."""
    folder = cache_folder(root)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return folder / "memory.sqlite" if private_folder(folder) and os.access(folder, os.W_OK) else None


def remove(file: Path) -> None:
    """Delete an index with its rollback journal."""
    for each in (file.with_name(f"{file.name}-journal"), file):
        each.unlink(missing_ok=True)


@contextmanager
def locked(file: Path | None) -> Iterator[None]:
    """Keep other writers of an index out, if the system has locks."""
    try:
        import fcntl
    except ImportError:  # Windows: SQLite's own lock is all there is
        yield
        return
    if file is None:
        yield
        return
    try:
        handle = os.open(file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # a full disk: what is written under the lock says so
        yield
        return
    try:
        with suppress(OSError):  # some network file systems have none
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _existing(file: Path) -> sqlite3.Connection | None:
    """Open an existing index; None if it is missing, broken, or of another version or program."""
    if not file.exists():
        return None
    connection = sqlite3.connect(str(file), timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        _set(connection)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        program = connection.execute("PRAGMA application_id").fetchone()[0]
        connection.execute("SELECT count(*) FROM sources").fetchone()
        connection.execute("SELECT rowid FROM words WHERE words MATCH 'a' LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        if "locked" in str(error):
            raise
        return None
    if (version, program) == (VERSION, _APPLICATION):
        return connection
    connection.close()
    return None


def _new(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    _set(connection)
    connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
    return connection


def _set(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = OFF")  # what a crash takes is rebuilt
    connection.execute("PRAGMA trusted_schema = OFF")
