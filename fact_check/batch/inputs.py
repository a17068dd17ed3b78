"""Find out what SRC is, and read its articles as bytes: drafts, lines of JSON, rows of Parquet.

An article is read twice, to name its shard and to find its claims; both go through here, and must see the same.
Past 250 lines because of that: whatever a source may be, and may have wrong with it, is seen in one place.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any, BinaryIO, Literal
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from fact_check.errors import ReadError
from fact_check.read import drafts, raw_bytes
from fact_check.runtime.files import LARGEST

Kind = Literal["drafts", "jsonl", "parquet"]
TABLES: dict[str, Kind] = {".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl"}
PACKED = {".gz", ".bz2", ".xz", ".zst"}
"""Endings of tables that were compressed as a whole, which are not read: they cannot be entered in the middle."""
UNPACK = "unpack what is compressed"
MADE = {"claims", "errors"}
MADE_BESIDE = {"manifest.json", ".lock"}
"""A file that marks the output of a batch: its tables are not articles, whatever SRC that batch had."""
JOURNAL = ".review.jsonl"
"""The ending of a draft's journal, which is not an archive."""
OF_FOLDERS = ("url", "date")
"""Columns that the folders of a partitioned dataset may give, named as Hive does: `date=2024-05-04/`."""
NULL = "__HIVE_DEFAULT_PARTITION__"
"""The name of such a folder for a missing value."""
PERMISSIONS = "check its permissions"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns or keys of an archive with an article's id and text."""

    id: str = "id"
    text: str = "text"

    def in_order(self) -> list[str]:
        """Return the columns to read from a table, each once."""
        return list(dict.fromkeys((self.id, self.text, *OF_FOLDERS)))


COLUMNS = Columns()


@dataclass(frozen=True, slots=True)
class Archive:
    """The kind of a source and its files."""

    kind: Kind
    root: str
    """The folder that all names are in, absolute."""
    files: tuple[str, ...]
    """The drafts or tables, by their names in `root`, in order."""
    passed_over: str | None = None
    """Notes about other files."""
    columns: Columns = COLUMNS


@dataclass(frozen=True, slots=True)
class Piece:
    """An article's content as bytes, and its place in the source."""

    content: bytes
    row: int
    path: str = ""
    start: int = 0
    end: int = 0
    fault: ReadError | None = None
    """Why the content is missing, here or from here on."""


def found(
    src: str,
    *,
    without: tuple[Path, ...] = (),
    include: Callable[[str], bool] = lambda _: True,
    exclude: Callable[[str], bool] = lambda _: False,
) -> Archive:
    """Find out what SRC is: a folder of drafts, of JSONL or of Parquet files, or one such file.

    A folder is taken for Parquet if it holds any, else for drafts, else for JSONL. The folders `without` are not looked
    into, nor those that another batch made; `include` and `exclude` choose among drafts. Raises ReadError for what is
    missing or none of these.
    """
    place = Path(src)
    if not place.exists():
        raise ReadError("no such file or folder", where=src, mend="check the path")
    if not place.is_dir():
        kind = TABLES.get(place.suffix.lower())
        if kind is None:
            mend = UNPACK if _is_packed(place) else "give a folder, .jsonl or .parquet"
            raise ReadError("unknown archive format", where=src, mend=mend)
        return Archive(kind, str(place.parent.absolute()), (place.name,))
    held: dict[Kind, list[str]] = {"parquet": [], "drafts": [], "jsonl": []}
    packed = 0
    for table in _tables(place, without):
        if _is_packed(table):
            packed += 1
        else:
            held[TABLES[table.suffix.lower()]].append(table.relative_to(place).as_posix())
    try:
        names = drafts([src], include=include, exclude=exclude, gitignore=False)
        held["drafts"] = [Path(name).relative_to(place).as_posix() for name in names]
    except ReadError as error:
        if not any(held.values()):
            mend = UNPACK if packed else f"{error.mend}, .jsonl, .parquet"
            raise ReadError("no articles in this folder", where=src, mend=mend) from None
    taken: Kind = next((kind for kind, files in held.items() if files), "drafts")
    others = {"parquet": "Parquet", "jsonl": "JSONL", "drafts": "drafts"}
    left = [f"{others[kind]} ({len(files)})" for kind, files in held.items() if files and kind != taken]
    left += [f"compressed ({packed})"] if packed else []
    said = f"read as {others[taken]} ({len(held[taken])}); not read: {', '.join(left)}" if left else None
    return Archive(taken, str(place.absolute()), tuple(held[taken]), said)


def _tables(folder: Path, without: tuple[Path, ...]) -> list[Path]:
    apart = {place.resolve() for place in without}
    tables = []
    for here, folders, files in os.walk(folder, onerror=_closed):
        if set(folders) >= MADE and set(files) >= MADE_BESIDE:
            folders[:] = [f for f in folders if f not in MADE]
        folders[:] = [f for f in folders if not f.startswith((".", "_")) and Path(here, f).resolve() not in apart]
        tables += [
            Path(here, file)
            for file in files
            if (Path(file).suffix.lower() in TABLES or _is_packed(Path(file)))
            and not file.startswith((".", "_"))
            and not file.endswith(JOURNAL)
        ]
    return sorted(tables)


def _is_packed(file: Path) -> bool:
    return file.suffix.lower() in PACKED and Path(file.stem).suffix.lower() in TABLES


def _closed(error: OSError) -> None:
    """Refuse an unreadable folder: otherwise its articles would be missing unnoticed."""
    raise ReadError(f"cannot be read: {error.strerror}", where=error.filename, mend=PERMISSIONS) from None


def of_drafts(root: str, paths: tuple[str, ...], first: int) -> Iterator[Piece]:
    """Yield each draft's bytes."""
    for row, path in enumerate(paths, first):
        try:
            yield Piece(raw_bytes(str(Path(root, path))), row, path)
        except ReadError as error:
            yield Piece(error.what.encode(), row, path, fault=error)


def of_jsonl(file: Path, start: int, end: int | None, first: int) -> Iterator[Piece]:
    """Yield each line that is not blank, from byte `start` to `end`; the first of them is line `first`, from 0."""
    at = start
    try:
        with file.open("rb") as stream:
            stream.seek(start)
            for row, (line, size) in enumerate(_lines(stream, LARGEST), first):
                if size > len(line):
                    fault = ReadError(f"is a line of more than {LARGEST >> 20} MB", mend="split it")
                    yield Piece(fault.what.encode(), row, start=at, end=at + size, fault=fault)
                elif line.strip():
                    yield Piece(line, row, start=at, end=at + size)
                at += size
                if end is not None and at >= end:
                    return
    except OSError as error:
        fault = ReadError(f"cannot be read: {error.strerror}", where=str(file), mend=PERMISSIONS)
        yield Piece(fault.what.encode(), first, start=at, end=at, fault=fault)


def _lines(stream: BinaryIO, most: int) -> Iterator[tuple[bytes, int]]:
    """Yield each line with its size; of one with more than `most` bytes no more than these are kept."""
    while line := stream.readline(most):
        size = len(line)
        while size >= most and not line.endswith(b"\n") and (more := stream.readline(most)):
            size += len(more)
            if more.endswith(b"\n"):
                break
        yield line, size


def of_parquet(root: str, name: str, first: int, wanted: Columns) -> Iterator[Piece]:
    """Yield each row from number `first` on, its columns as JSON; one fault for a row group that breaks off.

    What the file `name` in `root` does not say of its rows, its folders there may.

    Row groups before the first row are not touched. Each is read by itself and from its start, page by page: one of
    a million articles does not fit into a worker's memory, and where a broken one ends must not depend on `first`.
    """
    file = Path(root, name)
    row = 0
    try:
        # Opened by a bytes path: Arrow accepts no str for a name that is not UTF-8.
        with pa.OSFile(os.fsencode(file)) as raw, pq.ParquetFile(raw, pre_buffer=False, buffer_size=1 << 20) as table:
            columns = _columns(table.schema_arrow, file, wanted)
            given = {column: value for column, value in _of_folders(name) if column not in columns}
            for group in range(table.num_row_groups):
                after = row + table.metadata.row_group(group).num_rows
                if after > first:
                    yield from _group(table, group, columns, given, file, first, row)
                row = after
    except (pa.ArrowException, OSError) as error:
        yield _fault(_unreadable(error, file), row)
    except ReadError as fault:
        yield _fault(fault, row)


def _group(
    table: pq.ParquetFile,
    group: int,
    columns: list[str],
    given: Mapping[str, str | None],
    file: Path,
    first: int,
    row: int,
) -> Iterator[Piece]:
    try:
        for batch in table.iter_batches(batch_size=64, row_groups=[group], columns=columns):
            if row + batch.num_rows > first:
                for number, content in enumerate(_contents(batch, given), row):
                    if number >= first:
                        yield Piece(content, number)
            row += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        if row >= first:
            yield _fault(_unreadable(error, file), row)


def _fault(fault: ReadError, row: int) -> Piece:
    return Piece(fault.what.encode("utf-8", "surrogatepass"), row, fault=fault)  # without where: that may move


def _unreadable(error: Exception, file: Path) -> ReadError:
    if isinstance(error, PermissionError):
        return ReadError("cannot be read: Permission denied", where=str(file), mend=PERMISSIONS)
    line = str(error).splitlines()[0].rstrip(".")
    return ReadError(f"cannot be read as Parquet: {line}", where=str(file), mend="is it complete?")


def _columns(schema: pa.Schema, file: Path, wanted: Columns) -> list[str]:
    names = schema.names
    if not {wanted.id, wanted.text} <= set(names):
        mend = f"--id-column and --text-column name them; its columns: {', '.join(names)}"
        raise ReadError(f"has no columns {wanted.id} and {wanted.text}", where=str(file), mend=mend)
    kind = schema.field(wanted.text).type
    if not (_is_text(kind) or pa.types.is_null(kind)):
        raise ReadError(f"its column {wanted.text} holds {kind}, not strings", where=str(file), mend="cast it")
    return [column for column in wanted.in_order() if column in names]


def _of_folders(name: str) -> Iterator[tuple[str, str | None]]:
    for folder in Path(name).parts[:-1]:
        column, sign, value = folder.partition("=")
        if sign and column in OF_FOLDERS:
            yield column, None if value == NULL else unquote(value)


def _contents(batch: pa.RecordBatch, given: Mapping[str, str | None]) -> Iterator[bytes]:
    columns = {name: _values(batch.column(name)) for name in batch.schema.names}
    for values in zip(*columns.values(), strict=True):
        yield json.dumps({**given, **dict(zip(columns, values, strict=True))}, default=_said).encode()


def _values(column: pa.Array) -> list[Any]:
    """Return a column's values; a string that is not UTF-8 has lone surrogates where it is not."""
    kind = column.type
    if _is_text(kind):  # read as bytes, because a writer need not write UTF-8
        raws = column.cast(pa.large_binary()).to_pylist()
        return [None if raw is None else raw.decode("utf-8", "surrogateescape") for raw in raws]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":  # which Python's own dates cannot hold
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except (ValueError, OverflowError, LookupError):  # a year past 9999, or an unknown time zone
        return [_value(scalar) for scalar in column]


def _value(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError, LookupError):
        return str(getattr(scalar, "value", scalar))


def _said(value: object) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    strings = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    raw = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view, pa.types.is_fixed_size_binary)
    return any(test(kind) for test in (*strings, *raw))
