"""Cut an archive into portions of some hundred articles, and read a portion's articles.

A portion is small (places, no texts), so that it travels to any worker that can read SRC. Its name is a digest of
its articles' content and of all that their claims depend on: the same content has the same name wherever it lies.
Where a portion ends is decided by the articles themselves, so that one put in anywhere changes one portion.
"""

import hashlib
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fact_check.batch.inputs import COLUMNS, Archive, Columns, Kind, Piece, of_drafts, of_jsonl, of_parquet
from fact_check.errors import ReadError
from fact_check.read import Article, read_bytes, read_text
from fact_check.read.languages import Others
from fact_check.rules import Rule

LARGEST = 8_000_000
"""How many bytes end a portion, however few its articles."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some hundred consecutive articles of SRC."""

    name: str
    content: str
    """A digest of its articles alone."""
    kind: Kind
    root: str
    source: str
    """The file, by its name in `root`; for drafts "."."""
    first: int
    """The number of its first article in the source, from 0; of the line, for JSONL."""
    articles: int
    start: int = 0
    end: int = 0
    """For JSONL, the bytes of the file that it covers."""
    paths: tuple[str, ...] = ()
    """For drafts, the files."""
    columns: Columns = COLUMNS
    broken: tuple[str, ...] = ()
    """The part of a table that could not be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of an archive, and what the archive says about it."""

    article: Article
    source: str
    row: int
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """An article that has no claims, and why."""

    id: str | None
    source: str
    row: int
    reason: str


class ChangedError(ReadError):
    """Articles that have changed since their portion was named."""


def portions(archive: Archive, ground: str, per_shard: int) -> Iterator[Portion]:
    """Cut an archive into portions of about `per_shard` articles, by reading all of it.

    What cannot be read of it is a bad article of some portion. Raises ReadError when nothing at all can be read.
    """
    seen: Counter[str] = Counter()
    fault: ReadError | None = None
    whole = False
    for source, pieces in _sources(archive):
        for part in _cut(pieces, per_shard):
            faults = [piece.fault for piece in part if piece.fault]
            fault = fault or next(iter(faults), None)
            whole = whole or len(faults) < len(part)
            content = _digest(part)
            name = hashlib.sha256(f"{ground}\0{content}\0{seen[content]}".encode()).hexdigest()[:24]
            seen[content] += 1
            drafts = archive.kind == "drafts"
            yield Portion(
                name=name,
                content=content,
                kind=archive.kind,
                root=archive.root,
                source=source,
                first=part[0].row,
                articles=len(part),
                start=part[0].start,
                end=part[-1].end,
                paths=tuple(p.path for p in part) if drafts else (),
                columns=archive.columns,
                broken=() if drafts else tuple(map(str, faults)),
            )
    if fault is not None and not whole:
        raise fault


def articles(portion: Portion, furniture: tuple[Rule, ...], others: Others = "skip") -> Iterator[Entry | Bad]:
    """Read a portion's articles; one that cannot be read comes as Bad. `others` is as in `read`.

    Raises ChangedError, before the first of them, when they are not those that gave the portion its name.
    """
    pieces = list(islice(_again(portion), portion.articles))
    if _digest(pieces) != portion.content:
        where = str(Path(portion.root, portion.source))
        raise ChangedError("has changed since the batch began", where=where, mend="run the same command again")
    make = {"drafts": _draft, "jsonl": _line, "parquet": _row}[portion.kind]
    for piece in pieces:
        source = _printable(piece.path or portion.source)
        if piece.fault is not None:
            yield Bad(_printable(piece.path) or None, source, piece.row, _printable(piece.fault.what))
        else:
            yield make(piece, source, furniture, portion.columns, others)


def _sources(archive: Archive) -> Iterator[tuple[str, Iterator[Piece]]]:
    if archive.kind == "drafts":
        yield ".", of_drafts(archive.root, archive.files, 0)
        return
    for file in archive.files:
        root = archive.root
        if archive.kind == "jsonl":
            yield file, of_jsonl(Path(root, file), 0, None, 0)
        else:
            yield file, of_parquet(root, file, 0, archive.columns)


def _again(portion: Portion) -> Iterator[Piece]:
    if portion.kind == "drafts":
        return of_drafts(portion.root, portion.paths, portion.first)
    if portion.kind == "jsonl":
        return of_jsonl(Path(portion.root, portion.source), portion.start, portion.end, portion.first)
    return of_parquet(portion.root, portion.source, portion.first, portion.columns)


def _cut(pieces: Iterable[Piece], per_shard: int) -> Iterator[list[Piece]]:
    """Cut at places that the content determines, between half and one and a half of `per_shard`, or at LARGEST."""
    least = max(per_shard // 2, 1)
    part: list[Piece] = []
    size = 0
    for piece in pieces:
        part.append(piece)
        size += len(piece.content)
        ends = zlib.crc32(piece.content) % least == 0
        if (len(part) >= least and ends) or len(part) >= least + per_shard or size >= LARGEST:
            yield part
            part, size = [], 0
    if part:
        yield part


def _digest(pieces: Iterable[Piece]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(f"{piece.path}\0{len(piece.content)}\0".encode("utf-8", "surrogatepass") + piece.content)
    return digest.hexdigest()


def _draft(piece: Piece, source: str, furniture: tuple[Rule, ...], columns: Columns, others: Others) -> Entry | Bad:
    if not piece.content.strip():
        return Bad(source, source, piece.row, "has no text")
    try:
        return Entry(read_bytes(source, piece.content, furniture, others=others), source, piece.row)
    except ReadError as error:
        return Bad(source, source, piece.row, error.what)


def _line(piece: Piece, source: str, furniture: tuple[Rule, ...], columns: Columns, others: Others) -> Entry | Bad:
    try:
        record = json.loads(piece.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Bad(None, source, piece.row, f"is not UTF-8: byte 0x{piece.content[error.start]:02x} at {error.start}")
    except (ValueError, RecursionError) as error:
        return Bad(None, source, piece.row, f"is not JSON: {error}")
    if not isinstance(record, dict):
        return Bad(None, source, piece.row, f"is {_kind(record)}, not an object with {columns.id} and {columns.text}")
    return _entry(record, source, piece.row, furniture, columns, others)


def _row(piece: Piece, source: str, furniture: tuple[Rule, ...], columns: Columns, others: Others) -> Entry | Bad:
    record = json.loads(piece.content)
    for column in (columns.id, columns.text):
        value = record[column]
        if isinstance(value, str) and any("\udc80" <= sign <= "\udcff" for sign in value):
            name = _printable(str(record[columns.id]))
            return Bad(name, source, piece.row, f"its {column} is not UTF-8")
    return _entry(record, source, piece.row, furniture, columns, others)


def _entry(
    record: dict[str, object],
    source: str,
    row: int,
    furniture: tuple[Rule, ...],
    columns: Columns,
    others: Others,
) -> Entry | Bad:
    given, text = record.get(columns.id), record.get(columns.text)
    name = _text(given)
    if name is None:
        return Bad(None, source, row, f"has no {columns.id}")
    if isinstance(given, bool | list | dict):
        return Bad(_printable(name), source, row, f"its {columns.id} is {_kind(given)}, not a string or a number")
    if text is None or (isinstance(text, str) and not text.strip()):
        return Bad(_printable(name), source, row, f"has no {columns.text}")
    if not isinstance(text, str):
        return Bad(_printable(name), source, row, f"its {columns.text} is {_kind(text)}, not a string")
    try:
        article = read_text(_printable(text), furniture, path=_printable(name), others=others)
    except ReadError as error:
        return Bad(_printable(name), source, row, error.what)
    url, date = (_text(record.get(key)) for key in ("url", "date"))
    return Entry(article, source, row, url and _printable(url), date and _printable(date))


def _text(value: object) -> str | None:
    """Return an id, url or date as text; None for an empty one, JSON for a structured one."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    return "null" if value is None else names.get(type(value), "an object")


def _printable(text: str) -> str:
    """Replace lone surrogates, which JSON can escape and Arrow cannot hold; offsets stay."""
    from fact_check.language.long import printable  # with spaCy, which only workers need

    return printable(text)
