"""What a batch reads: SRC cut into portions of some hundred articles, and the way from a portion to its articles.

A portion is small (places, no texts), so that it travels to any worker that can read SRC. Its name is a digest of
its articles' content and of all that their claims depend on: the same content has the same name wherever it lies.
Where a portion ends is decided by the articles themselves, so that one put in anywhere changes one portion.

A little past 250 lines: the three kinds of SRC are cut by one rule, and read side by side.
"""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from fact_check.batch.schema import text_of
from fact_check.errors import ReadError
from fact_check.read import Article, drafts, read_bytes, read_text
from fact_check.rules import Rule

Kind = Literal["drafts", "jsonl", "parquet"]
COLUMNS = ("id", "text", "url", "date")
LARGEST = 8_000_000
"""Bytes after which a portion ends, however few its articles."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some hundred articles of SRC that stand together."""

    name: str
    kind: Kind
    source: str
    """The file; for drafts the folder."""
    first: int
    """The number of its first article in the source, from 0; of the line, for JSONL."""
    articles: int
    start: int = 0
    end: int = 0
    """For JSONL, the bytes of the file that it covers."""
    paths: tuple[str, ...] = ()
    """For drafts, the files."""


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """An article before it is read: its content as bytes, and where it stands."""

    content: bytes
    row: int
    path: str = ""
    start: int = 0
    end: int = 0


def portions(
    src: str,
    ground: str,
    per_shard: int,
    *,
    include: Callable[[str], bool] = lambda _: True,
    exclude: Callable[[str], bool] = lambda _: False,
) -> Iterator[Portion]:
    """Cut SRC: a folder of drafts, a JSONL file, a Parquet file or a folder of them.

    `include` and `exclude` choose among drafts. Raises ReadError for a source that is missing or of another kind,
    or Parquet without the columns `id` and `text`.
    """
    seen: Counter[str] = Counter()
    for kind, source, pieces in _sources(src, include, exclude):
        for part in _cut(pieces, per_shard):
            digest = hashlib.sha256(ground.encode())
            for piece in part:
                digest.update(f"{piece.path}\0{len(piece.content)}\0".encode("utf-8", "surrogatepass") + piece.content)
            content = digest.hexdigest()
            name = hashlib.sha256(f"{content}\0{seen[content]}".encode()).hexdigest()[:24]
            seen[content] += 1
            yield Portion(
                name=name,
                kind=kind,
                source=source,
                first=part[0].row,
                articles=len(part),
                start=part[0].start,
                end=part[-1].end,
                paths=tuple(p.path for p in part) if kind == "drafts" else (),
            )


def articles(portion: Portion, furniture: tuple[Rule, ...]) -> Iterator[Entry | Bad]:
    """Read a portion's articles; one that cannot be read comes as Bad."""
    if portion.kind == "drafts":
        yield from _drafts(portion, furniture)
    elif portion.kind == "jsonl":
        yield from _lines(portion, furniture)
    else:
        table = _rows(Path(portion.source), portion.first, portion.articles)
        for number, record in enumerate(table, portion.first):
            yield _entry(record, portion.source, number, furniture)


def _sources(
    src: str, include: Callable[[str], bool], exclude: Callable[[str], bool]
) -> Iterator[tuple[Kind, str, Iterator[_Piece]]]:
    place = Path(src)
    if place.is_dir():
        tables = sorted(f for f in place.rglob("*.parquet") if not f.name.startswith((".", "_")))
        if tables:
            for table in tables:
                yield "parquet", str(table), _parquet(table)
            return
        names = drafts([src], include=include, exclude=exclude)
        yield "drafts", src, (_draft(place, Path(name), row) for row, name in enumerate(names))
    elif not place.exists():
        raise ReadError("no such file or folder", where=src, mend="check the path")
    elif place.suffix == ".parquet":
        yield "parquet", src, _parquet(place)
    elif place.suffix in (".jsonl", ".ndjson"):
        yield "jsonl", src, _jsonl(place)
    else:
        raise ReadError("not an archive that can be read", where=src, mend="give a folder, .jsonl or .parquet")


def _cut(pieces: Iterable[_Piece], per_shard: int) -> Iterator[list[_Piece]]:
    """Cut where the content says so, between half and one and a half of `per_shard`, or at LARGEST."""
    least = max(per_shard // 2, 1)
    part: list[_Piece] = []
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


def _draft(folder: Path, file: Path, row: int) -> _Piece:
    try:
        content = file.read_bytes()
    except OSError:  # said in the errors table, where it is read again
        content = b""
    return _Piece(content, row, path=file.relative_to(folder).as_posix())


def _jsonl(file: Path) -> Iterator[_Piece]:
    at = 0
    with file.open("rb") as stream:
        for row, line in enumerate(stream):
            yield _Piece(line, row, start=at, end=at + len(line))
            at += len(line)


def _parquet(file: Path) -> Iterator[_Piece]:
    for row, record in enumerate(_rows(file, 0, None)):
        content = json.dumps([text_of(record.get(c)) for c in COLUMNS]).encode()
        yield _Piece(content, row)


def _rows(file: Path, first: int, count: int | None) -> Iterator[dict[str, Any]]:
    """Yield rows of a Parquet file, page by page; row groups before the first one are not touched."""
    try:
        # A row group of a million articles does not fit into a worker's memory: it is streamed.
        with pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20) as table:
            names = table.schema_arrow.names
            if not {"id", "text"} <= set(names):
                raise ReadError("has no columns id and text", where=str(file), mend=f"its columns: {', '.join(names)}")
            groups = list(range(table.num_row_groups))
            passed = 0
            while groups and passed + table.metadata.row_group(groups[0]).num_rows <= first:
                passed += table.metadata.row_group(groups.pop(0)).num_rows
            columns = [c for c in COLUMNS if c in names]
            batches = table.iter_batches(batch_size=64, row_groups=groups, columns=columns)
            rows_on = (row for batch in batches for row in batch.to_pylist())
            yield from islice(rows_on, first - passed, None if count is None else first - passed + count)
    except (pa.ArrowException, OSError) as error:
        line = str(error).splitlines()[0]
        raise ReadError(f"cannot be read as Parquet: {line}", where=str(file), mend="is it whole?") from None


def _drafts(portion: Portion, furniture: tuple[Rule, ...]) -> Iterator[Entry | Bad]:
    for row, path in enumerate(portion.paths, portion.first):
        try:
            raw = (Path(portion.source) / path).read_bytes()
            yield Entry(read_bytes(_printable(path), raw, furniture), portion.source, row)
        except ReadError as error:
            yield Bad(_printable(path), portion.source, row, error.what)
        except OSError as error:
            yield Bad(_printable(path), portion.source, row, f"cannot be read: {error.strerror}")


def _lines(portion: Portion, furniture: tuple[Rule, ...]) -> Iterator[Entry | Bad]:
    with Path(portion.source).open("rb") as stream:
        stream.seek(portion.start)
        raw = stream.read(portion.end - portion.start)
    for row, line in enumerate(raw.split(b"\n")[: portion.articles], portion.first):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Bad(None, portion.source, row, f"is not JSON: {error}")
            continue
        yield _entry(record, portion.source, row, furniture)


def _entry(record: object, source: str, row: int, furniture: tuple[Rule, ...]) -> Entry | Bad:
    if not isinstance(record, Mapping):
        return Bad(None, source, row, "is not an object with id and text")
    name = text_of(record.get("id"))
    text = record.get("text")
    if name is None:
        return Bad(None, source, row, "has no id")
    if not isinstance(text, str) or not text.strip():
        return Bad(_printable(name), source, row, "has no text")
    article = read_text(_printable(text), furniture, path=_printable(name))
    url, date = (text_of(record.get(key)) for key in ("url", "date"))
    return Entry(article, source, row, url and _printable(url), date and _printable(date))


def _printable(text: str) -> str:
    """Replace lone surrogates, which JSON can escape and Arrow cannot hold; offsets stay."""
    from fact_check.language.long import printable  # with spaCy, which only workers need

    return printable(text)
