"""One portion of articles → one shard: the function that every engine runs, in a process that loaded the pipeline.

A shard is written once and whole: under another name first, then renamed. The same portion gives the same bytes.
Beside it lie what could not be read and, where a policy wants meaning, a vector for each claim.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fact_check.batch.portions import Bad, ChangedError, Entry, Portion, articles
from fact_check.batch.schema import claims_schema, errors_schema, row, table, vectors_schema
from fact_check.config import Config
from fact_check.errors import ReadError
from fact_check.language import forgetting
from fact_check.lexicon import bind
from fact_check.output.writing import FULL, WriteError
from fact_check.pipeline import annotate
from fact_check.read import read_text
from fact_check.rules import furniture_rules, load_rules

GROUP = 32
"""How many articles are annotated together."""
ROWS = 4096
"""The fewest claims of a row group."""
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""How a fault of our own, or of spaCy's, shows over one article in millions: it must not stop the others. What is
wrong with the desk's rules or model, with memory or disk, is wrong for all, and is raised."""
COUNTED = "fact-check-"
"""The prefix of a shard's counts in the file's metadata: `fact-check-articles`."""


@dataclass(frozen=True, slots=True)
class Made:
    """The contents of a shard."""

    name: str
    articles: int
    claims: int
    errors: int
    words: int
    vectors: int = 0
    """As many as claims, or none."""


class Shards:
    """Makes shards: loads rules and pipeline once, then processes a portion at a time."""

    def __init__(self, to: str, config: Config, model: str | None) -> None:
        """Load. Raises ModelError, RuleError and LexiconError."""
        bind(config.lexicon_files)
        self._to = Path(to)
        self._rules = load_rules(config.rule_files, config.disable)
        self._furniture = furniture_rules(self._rules)
        self._others = config.other_languages
        self._model = model
        self._meaning = config.memory.meaning
        # The rules' own words are compiled before anything is forgotten.
        list(annotate([read_text("Police said 12 people died.")], self._rules, model=model))

    def __call__(self, portion: Portion) -> Made | ChangedError:
        """Write a portion's shard, and beside it what was wrong with its articles. Raises WriteError.

        Returns ChangedError, and writes nothing, for articles that are no longer what gave the portion its name.
        """
        file = claims_file(self._to, portion.name)
        bad: list[Bad] = []
        well = words = claims = 0
        try:
            # The files beside the claims are written before them.
            with (
                forgetting(self._model),
                _whole(file, claims_schema()) as shard,
                self._vectors(portion.name) as vectors,
            ):
                for group in _groups(articles(portion, self._furniture, self._others), bad):
                    before = len(bad)
                    rows = list(self._rows(group, bad))
                    well += len(group) - (len(bad) - before)
                    words += sum(len(entry.article.prose.split()) for entry in group)
                    claims += len(rows)
                    shard.write(rows)
                    if vectors is not None:
                        vectors.write(_meant(rows))
                made = Made(portion.name, well + len(bad), claims, len(bad), words, claims if vectors else 0)
                self._note(portion, bad)
                shard.count(made)
        except ChangedError as changed:
            return changed
        except OSError as error:
            mend = "is the disk full? " if error.errno in FULL else ""
            mend += "run the same command to resume"
            raise WriteError(f"cannot be written: {error.strerror}", where=str(file), mend=mend) from None
        return made

    def deaths(self, portion: Portion) -> int:
        """Return how many workers of this run died at a portion: each left its half-written shard."""
        return sum(part.parent.name == "claims" for part in half_written(self._to, portion.name))

    @contextmanager
    def _vectors(self, name: str) -> "Iterator[_Shard | None]":
        """Return the writer of the shard's vectors; None if none are wanted."""
        if not self._meaning:
            yield None
            return
        file = vectors_file(self._to, name)
        file.parent.mkdir(exist_ok=True)
        with _whole(file, vectors_schema()) as shard:
            yield shard

    def _rows(self, group: list[Entry], bad: list[Bad]) -> Iterator[dict[str, Any]]:
        try:
            annotated = list(annotate([entry.article for entry in group], self._rules, model=self._model))
        except (*FAULTS, ReadError) as error:
            if len(group) > 1:
                for entry in group:
                    yield from self._rows([entry], bad)
            else:
                fault = f"a bug in fact-check: {type(error).__name__}: {error}"
                reason = error.what if isinstance(error, ReadError) else fault
                bad.append(Bad(group[0].article.path, group[0].source, group[0].row, reason))
            return
        for entry, (_, claims) in zip(group, annotated, strict=True):
            for claim in claims:
                yield row(claim, entry.url, entry.date)

    def _note(self, portion: Portion, bad: list[Bad]) -> None:
        file = errors_file(self._to, portion.name)
        if not bad:
            file.unlink(missing_ok=True)
            return
        with _whole(file, errors_schema()) as shard:
            ordered = sorted(bad, key=lambda b: b.row)
            shard.write([{"article": b.id, "source": b.source, "row": b.row, "reason": b.reason} for b in ordered])


def claims_file(to: Path, name: str) -> Path:
    """Return the path of a shard's claims."""
    return to / "claims" / f"{name}.parquet"


def errors_file(to: Path, name: str) -> Path:
    """Return the path of a shard's errors, if it has any."""
    return to / "errors" / f"{name}.parquet"


def vectors_file(to: Path, name: str) -> Path:
    """Return the path of a shard's vectors, in the claims' order, if a policy wants meaning."""
    return to / "vectors" / f"{name}.parquet"


def half_written(to: Path, name: str = "*") -> list[Path]:
    """Return the files that workers are writing, or left when they were killed."""
    return [
        part for folder in ("claims", "errors", "vectors") for part in (to / folder).glob(f".{name}.parquet.*.part")
    ]


def counts(to: Path, name: str) -> Made | None:
    """Return the contents of a shard on disk; None if it is missing or incomplete, errors and vectors included."""
    try:
        said = _metadata(claims_file(to, name)).metadata or {}
        numbers = [int(said[f"{COUNTED}{key}".encode()]) for key in ("articles", "claims", "errors", "words")]
        numbers.append(int(said.get(f"{COUNTED}vectors".encode(), 0)))
        made = Made(name, *numbers)
        if made.errors and _metadata(errors_file(to, name)).num_rows != made.errors:
            return None
        if made.vectors and _metadata(vectors_file(to, name)).num_rows != made.vectors:
            return None
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return None
    return made


def _metadata(file: Path) -> pq.FileMetaData:
    with pa.OSFile(os.fsencode(file)) as raw:  # by its bytes: Arrow takes no str for a name that is not UTF-8
        return pq.read_metadata(raw)


def _meant(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the vectors of claims, as rows of the vectors table."""
    from fact_check.memory.meaning import meanings
    from fact_check.memory.vectors import packed

    found = packed(meanings([row["span"]["text"] for row in rows]))
    return [{"article": row["article"], "id": row["id"], "vector": each} for row, each in zip(rows, found, strict=True)]


def _groups(entries: Iterable[Entry | Bad], bad: list[Bad]) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Bad):
            bad.append(entry)
            continue
        group.append(entry)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group


class _Shard:
    """A Parquet writer; rows are buffered until they make a row group."""

    def __init__(self, writer: pq.ParquetWriter, schema: pa.Schema) -> None:
        self._writer = writer
        self._schema = schema
        self._waiting: list[pa.Table] = []

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._waiting.append(table(rows, self._schema))
        if sum(t.num_rows for t in self._waiting) >= ROWS:
            self.flush()

    def count(self, made: Made) -> None:
        said = {"articles": made.articles, "claims": made.claims, "errors": made.errors, "words": made.words}
        if made.vectors:
            said["vectors"] = made.vectors
        self._writer.add_key_value_metadata({COUNTED + key: str(value) for key, value in said.items()})

    def flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting).combine_chunks())
            self._waiting = []


@contextmanager
def _whole(file: Path, schema: pa.Schema) -> Iterator[_Shard]:
    """Open a Parquet file that appears under its name when it is complete on disk."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as sink:
            with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
                shard = _Shard(writer, schema)
                yield shard
                shard.flush()
            sink.flush()
            os.fsync(sink.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
