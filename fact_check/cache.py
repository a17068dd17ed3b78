"""Claims kept from the last run: `.fact-check-cache/`, so that a draft nobody touched is not parsed again.

An entry is named by all that its claims depend on: the draft's bytes and format, this program, the pipeline and the
rules. It is JSON under its own checksum, written whole or not at all; one that is damaged is as good as none.
Nothing here is needed: the folder can be deleted at any time.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from fact_check import __version__
from fact_check.annotate import annotate
from fact_check.claims import SCHEMA_VERSION, Claim, Frozen
from fact_check.read import Article, read_bytes
from fact_check.rules import Rule, rules_folder, select
from fact_check.walk import progress

NAME = ".fact-check-cache"
KEPT_DAYS = 30
"""How long an entry that nobody asks for is kept."""

TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache of fact-check (see https://bford.info/cachedir/); it may be deleted.\n"
)


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Source:
    """A draft to be annotated: its path as typed, and its bytes when they are asked for."""

    path: str
    raw: Callable[[], bytes]


class Entry(Frozen):
    article: Article
    claims: tuple[Claim, ...]


class Cache:
    """The entries in one folder that were made on one ground (see `ground`)."""

    def __init__(self, folder: Path, ground: str) -> None:
        self._folder = folder
        self._ground = ground
        self._writable = True

    def file(self, *parts: str | bytes) -> Path:
        """Return where the entry is kept whose content depends on these parts, and on the ground."""
        digest = hashlib.sha256(self._ground.encode())
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            digest.update(f"{len(raw)}\0".encode() + raw)
        name = digest.hexdigest()
        return self._folder / name[:2] / f"{name[2:40]}.json"

    def load(self, file: Path, kind: type[M]) -> M | None:
        """Return an entry; None when there is none, or it is damaged."""
        try:
            checksum, _, body = file.read_bytes().partition(b"\n")
            return kind.model_validate_json(body) if checksum == _checksum(body) else None
        except (OSError, ValidationError):
            return None

    def save(self, file: Path, entry: BaseModel) -> None:
        """Keep an entry. A folder that cannot be written to is no cache and no error."""
        if not self._writable:
            return
        body = entry.model_dump_json().encode("utf-8", "surrogatepass")
        part = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            self._open()
            file.parent.mkdir(exist_ok=True)
            part.write_bytes(_checksum(body) + b"\n" + body)
            part.replace(file)
        except OSError:
            self._writable = False

    def sweep(self) -> None:
        """Once a day, remove the entries that nobody has asked for in a month."""
        mark = self._folder / "CACHEDIR.TAG"
        now = time.time()
        try:
            if now - mark.stat().st_mtime < 86_400:
                return
            os.utime(mark)
            for file in self._folder.glob("??/*"):
                # Where the disk keeps no time of reading, an entry in use is made anew once a month: no harm.
                if now - max(file.stat().st_mtime, file.stat().st_atime) > KEPT_DAYS * 86_400:
                    file.unlink(missing_ok=True)
        except OSError:
            return

    def _open(self) -> None:
        if (self._folder / "CACHEDIR.TAG").exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
        (self._folder / "CACHEDIR.TAG").write_text(TAG, encoding="utf-8")


def ground(rule_files: Sequence[str], model: str | None, *, by_content: bool = False) -> str:
    """Name all that the claims of a given text depend on: program, rules, pipeline.

    Files of the program and of a pipeline count by size and time, so that a working copy is never served stale; or,
    slower, by what is in them, so that two machines with the same installation agree.
    """
    named = "" if by_content and model and Path(model).exists() else model  # then its files say which it is
    digest = hashlib.sha256(f"{__version__}\0{SCHEMA_VERSION}\0{named}".encode())
    pipelines = [name for name in (model, os.environ.get("FACT_CHECK_MODEL")) if name]
    for folder in (Path(__file__).parent, *map(Path, pipelines)):
        for file in sorted(f for f in folder.rglob("*") if f.suffix != ".pyc"):
            stat = file.stat()
            if file.is_dir():
                continue
            if by_content:
                digest.update(file.relative_to(folder).as_posix().encode("utf-8", "surrogatepass"))
                digest.update(hashlib.sha256(file.read_bytes()).digest())
            else:
                digest.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}".encode("utf-8", "surrogatepass"))
    for rules in (*sorted(rules_folder().glob("*.toml")), *map(Path, rule_files)):
        digest.update(rules.read_bytes() if rules.exists() else b"")
    for name in ("spacy", *(name for name in pipelines if not Path(name).exists())):
        # A pipeline that is not there is refused where it is loaded.
        with suppress(metadata.PackageNotFoundError):
            digest.update(metadata.version(name).encode())
    return digest.hexdigest()


def annotated(
    sources: Sequence[Source], rules: tuple[Rule, ...], *, model: str | None = None, cache: Cache | None = None
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each draft with its claims, in order; only those that the cache does not have are parsed.

    Raises ReadError and ModelError as reading and annotating do. When the cache has all, spaCy is not imported.
    """
    furniture = select(rules, "furniture")
    files: dict[int, Path] = {}
    for number, source in enumerate(sources):
        if cache is not None and source.path != "-":
            file = entry_file(cache, source.path, source.raw())
            if file.exists():
                files[number] = file
    missing = [source for number, source in enumerate(sources) if number not in files]
    # All are read before one is parsed: a draft that cannot be read is said at once.
    articles = [read_bytes(source.path, source.raw(), furniture) for source in missing]
    parsed = progress(annotate(articles, rules, model=model), len(articles))
    for number, source in enumerate(sources):
        hit = cache.load(files[number], Entry) if cache is not None and number in files else None
        if hit is not None:
            yield _as(hit, source.path)
            continue
        if number in files:
            article, claims = next(annotate([read_bytes(source.path, source.raw(), furniture)], rules, model=model))
        else:
            article, claims = next(parsed)
        if cache is not None and source.path != "-":
            cache.save(entry_file(cache, source.path, source.raw()), Entry(article=article, claims=claims))
        yield article, claims


def entry_file(cache: Cache, path: str, raw: bytes) -> Path:
    """Return where the claims of a draft are kept; its name does not matter, only its format."""
    return cache.file("claims", Path(path).suffix.lower(), raw)


def _as(entry: Entry, path: str) -> tuple[Article, tuple[Claim, ...]]:
    """Return an entry as one of the draft at `path`: a renamed draft keeps its entry."""
    if entry.article.path == path:
        return entry.article, entry.claims
    article = entry.article.model_copy(update={"path": path})
    return article, tuple(claim.model_copy(update={"article": path}) for claim in entry.claims)


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
