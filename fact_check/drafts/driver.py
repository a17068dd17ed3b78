"""Drive drafts through the pipeline: read, looked up in the cache, parsed by one process or by several.

Every command that reads drafts comes through here, so what one has parsed none parses again. When the cache has all,
spaCy is not imported. A little past 250 lines: what is read, looked up, parsed and kept is planned in one place.
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
"""From how many drafts on a progress bar is worth a line of the screen."""


@dataclass(frozen=True, slots=True)
class Source:
    """A draft to be annotated: its path as typed, and how to get its bytes."""

    path: str
    raw: Callable[[], bytes]
    stdin_filename: str | None = None
    """What format standard input has, by a file's name."""


class Entry(Frozen):
    """What the cache keeps of a draft."""

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
    """Yield each draft of `paths` that its policy takes with its claims, in order.

    Rules, word lists, pipeline and cache are those of the draft's own policy; with `alone`, this process starts no
    other for drafts with other word lists and refuses them. `note` takes what a reader should be told about a
    draft; without it that goes to stderr. `unreadable` takes the error of each draft that cannot be read, and the
    others go on. Raises ReadError before anything is parsed when a path is missing, or unreadable and nobody takes it;
    RuleError for a broken rule file of a desk.
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
            [Source(name, partial(raw_bytes, name), stdin_filename) for name in run],
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
    """Return where a draft lies, for its policy: standard input where its name says."""
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
    """Return each draft with its claims, in order; only those that the cache does not have are parsed, each once.

    All are read at once, so that a draft that cannot be read is said before one is parsed: `unreadable` takes it, and
    it is left out. What the cache has is loaded when it is its turn. Word lists other than this process's, `lexicon`,
    are read with by others. Raises ReadError where nobody takes it, and ModelError as annotating does.
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
    """How the drafts of one policy are read."""

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
    """Where the cache has its claims, or will."""
    known: bool
    """Whether it does, or another draft of the same bytes puts them there first."""


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
    """Yield each article with its claims, in order, as `pipeline.annotate` does, by `jobs` processes where it pays.

    So it is with word lists other than this process's, `lexicon`, however few articles there are. A progress bar shows
    on stderr when the work is long and somebody watches.
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
    """Sweep a cache at the end of a run, and say so where it could not be used."""
    cache.sweep()
    if cache.foreign:
        say(f"the cache in {cache.folder} was sealed with another key and is not used: see FACT_CHECK_CACHE_KEY")


def entry_file(cache: Cache, path: str, raw: bytes, others: Others = "skip") -> Path:
    """Return where the claims of a draft are kept; its name does not matter, only its format."""
    extension = Path(path).suffix
    return cache.file("claims", extension.lower() + READERS.origin(extension), others, raw)


def _as(entry: Entry, path: str) -> tuple[Article, tuple[Claim, ...]]:
    """Return an entry as one of the draft at `path`: a renamed draft keeps its entry."""
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
