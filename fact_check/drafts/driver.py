"""Drive drafts through the pipeline: read them, look them up in the cache, parse them in one process or in several.

Every command that reads drafts comes through here, so that what one command has parsed isn't parsed again. If the cache
has everything, spaCy isn't imported. A little past 250 lines, because reading, looking up, parsing and keeping are
planned in one place.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from fact_check.claims import Claim, Frozen
from fact_check.config import Config
from fact_check.drafts.cache import Cache, ground
from fact_check.drafts.policies import Policies
from fact_check.drafts.processes import GROUP, Reader, by_processes, reading
from fact_check.errors import ReadError
from fact_check.lexicon import bind_run, bound
from fact_check.output.sanitize import inert_line
from fact_check.pipeline import annotate
from fact_check.read import READERS, Article, drafts, raw_bytes
from fact_check.read.languages import Others
from fact_check.rules import Rule, furniture_rules, load_rules

T = TypeVar("T")

LONG = 3
"""The fewest drafts with which a progress bar is shown."""


@dataclass(frozen=True, slots=True)
class Source:
    """A draft to be annotated: its path as typed, and how to get its bytes."""

    path: str
    raw: Callable[[], bytes]
    stdin_filename: str | None = None
    """A file name that says which format standard input has."""


class Entry(Frozen):
    """What the cache holds of a draft."""

    article: Article
    claims: tuple[Claim, ...]


def annotate_drafts(
    paths: Iterable[str],
    policies: Policies,
    *,
    stdin_filename: str | None = None,
    jobs: int = 1,
    cached: bool = True,
    note: Callable[[str], None] | None = None,
    unreadable: Callable[[ReadError], None] | None = None,
    alone: bool = False,
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield, in order and with its claims, each draft of `paths` that its policy includes.

    Rules, word lists, pipeline and cache are those of the draft's own policy; with `alone`, drafts with other word
    lists are refused, because no other process is started. `note` receives the notes on a draft, which else go to
    stderr. `unreadable` receives the error of each draft that can't be read, and the others continue. Raises ReadError
    before anything is parsed if a path is missing, or is unreadable without `unreadable`; RuleError for a desk's broken
    rule file.
    """
    note = note or (lambda said: print(f"fact-check: {said}", file=sys.stderr))
    names = list(drafts(paths, include=policies.includes, exclude=policies.excludes))
    caches: dict[object, Cache] = {}
    runs = [list(run) for _, run in groupby(names, key=lambda name: policies.of(_place(name, stdin_filename)).reads_as)]
    desks = [policies.of(_place(run[0], stdin_filename)) for run in runs]
    bind_run((desk.lexicon_files for desk in desks), alone=alone)
    for run, config in zip(runs, desks, strict=True):
        if cached and config.reads_as not in caches:
            caches[config.reads_as] = cache_of(config)
        for article, claims in annotate_sources(
            [Source(name, partial(raw_bytes, name, stdin_filename=stdin_filename), stdin_filename) for name in run],
            load_rules(config.rule_files, config.disable),
            model=config.model,
            cache=caches.get(config.reads_as),
            jobs=jobs,
            others=config.other_languages,
            lexicon=config.lexicon_files,
            unreadable=None if unreadable is None else lambda _, error: unreadable(error),
        ):
            for said in article.notes:
                note(f"{inert_line(article.path)}: {said}")
            yield article, claims
    for cache in caches.values():
        leave(cache, note)


def _place(name: str, stdin_filename: str | None) -> str:
    """Return where a draft is, for its policy; standard input is where its name says."""
    return stdin_filename if name == "-" and stdin_filename else name


def annotate_sources(
    sources: Iterable[Source],
    rules: tuple[Rule, ...],
    *,
    model: str | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
    others: Others = "skip",
    lexicon: tuple[str, ...] | None = None,
    unreadable: Callable[[Source, ReadError], None] | None = None,
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Return each draft with its claims, in order; only those that the cache doesn't have are parsed, each once.

    All are read at once, so that an unreadable draft is reported before any is parsed: `unreadable` receives the error,
    and the draft is left out. Cached claims are loaded when it is their turn. Other processes read with a `lexicon`
    that isn't this process's. Raises ReadError without `unreadable`, and ModelError as annotating does.
    """
    way = _Way(rules, model, others, bound() if lexicon is None else lexicon)
    plan: list[_Planned] = []
    fresh: list[Article] = []
    coming: set[Path] = set()
    with reading(way.reader) as read:
        for source in sources:
            try:
                raw = source.raw()
                file = None if cache is None or source.path == "-" else entry_file(cache, source.path, raw, others)
                known = cache is not None and file is not None and (file in coming or cache.has(file))
                if not known:
                    fresh.append(read((source.path, raw, source.stdin_filename)))
            except ReadError as error:
                if unreadable is None:
                    raise
                unreadable(source, error)
                continue
            if not known and file is not None:
                coming.add(file)
            plan.append(_Planned(source, file, known))
    parsed = annotate_articles(fresh, rules, model=model, jobs=jobs, lexicon=way.lexicon)
    return _annotated(plan, parsed, way, cache)


@dataclass(frozen=True, slots=True)
class _Way:
    """The way in which the drafts of one policy are read."""

    rules: tuple[Rule, ...]
    model: str | None
    others: Others
    lexicon: tuple[str, ...]

    @property
    def reader(self) -> Reader:
        return Reader(furniture_rules(self.rules), self.others, self.lexicon)

    def annotated(self, source: Source, raw: bytes) -> tuple[Article, tuple[Claim, ...]]:
        """Return one draft with its claims."""
        with reading(self.reader) as read:
            article = read((source.path, raw, source.stdin_filename))
        return next(annotate_articles([article], self.rules, model=self.model, lexicon=self.lexicon))


@dataclass(frozen=True, slots=True)
class _Planned:
    source: Source
    file: Path | None
    """The cache file of its claims, which may not exist yet."""
    known: bool
    """Whether the file exists, or another draft with the same bytes writes it first."""


def _annotated(
    plan: Sequence[_Planned],
    parsed: Iterator[tuple[Article, tuple[Claim, ...]]],
    way: _Way,
    cache: Cache | None,
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    for each in plan:
        source, file = each.source, each.file
        entry = cache.load(file, Entry) if each.known and cache is not None and file is not None else None
        if entry is not None:
            yield _as(entry, source.path)
            continue
        if each.known:  # but its entry is damaged, or could not be written
            raw = source.raw()
            file = entry_file(cache, source.path, raw, way.others) if cache is not None else None
            article, claims = way.annotated(source, raw)
        else:
            article, claims = next(parsed)
        if cache is not None and file is not None:
            cache.save(file, Entry(article=article, claims=claims))
        yield article, claims


def annotate_articles(
    articles: Sequence[Article],
    rules: tuple[Rule, ...],
    *,
    model: str | None = None,
    jobs: int = 1,
    lexicon: tuple[str, ...] | None = None,
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each article with its claims, in order, as `pipeline.annotate` does, in `jobs` processes if that pays.

    A `lexicon` that isn't this process's always takes other processes. If the work is long and stderr is a terminal, it
    shows a progress bar.
    """
    lexicon = bound() if lexicon is None else lexicon
    if (jobs > 1 and len(articles) > GROUP) or (lexicon != bound() and articles):
        from fact_check.runtime.workers import bearable

        jobs, said = bearable(jobs)
        if said:
            print(f"fact-check: {said}", file=sys.stderr)
        found = by_processes(articles, rules, model, jobs, lexicon)
    else:
        found = annotate(articles, rules, model=model)
    yield from _with_progress(found, len(articles))


def cache_of(config: Config) -> Cache:
    """Return the cache of the drafts that a policy governs."""
    return Cache(config.root, ground(config.desk_files, config.model, config.disable))


def leave(cache: Cache, say: Callable[[str], None]) -> None:
    """Sweep a cache at the end of a run, and say so if it couldn't be used."""
    cache.sweep()
    if cache.foreign:
        say(f"the cache in {cache.folder} was sealed with another key and is not used: see FACT_CHECK_CACHE_KEY")


def entry_file(cache: Cache, path: str, raw: bytes, others: Others = "skip") -> Path:
    """Return the cache file for the claims of a draft, which depends on its format but not on its name."""
    extension = Path(path).suffix
    return cache.file("claims", extension.lower() + READERS.origin(extension), others, raw)


def _as(entry: Entry, path: str) -> tuple[Article, tuple[Claim, ...]]:
    """Return an entry as that of the draft at `path`: a renamed draft keeps its entry."""
    if entry.article.path == path:
        return entry.article, entry.claims
    article = entry.article.model_copy(update={"path": path})
    return article, tuple(claim.model_copy(update={"article": path}) for claim in entry.claims)


def _with_progress(found: Iterator[T], total: int) -> Iterator[T]:
    if total < LONG or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(found, "reading", total=total, console=console, transient=True)
