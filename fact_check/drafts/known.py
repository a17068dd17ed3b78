"""Claims that are known from an earlier run: a draft that nobody touched is not parsed again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fact_check.claims import Claim, Frozen
from fact_check.drafts.cache import Cache
from fact_check.read import Article, read_bytes
from fact_check.rules import Rule, select


@dataclass(frozen=True, slots=True)
class Source:
    """A draft to be annotated: its path as typed, and its bytes when they are asked for."""

    path: str
    raw: Callable[[], bytes]


class Entry(Frozen):
    article: Article
    claims: tuple[Claim, ...]


def annotated(
    sources: Sequence[Source], rules: tuple[Rule, ...], *, model: str | None = None, cache: Cache | None = None
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each draft with its claims, in order; only those that the cache does not have are parsed.

    Raises ReadError and ModelError as reading and annotating do. When the cache has all, spaCy is not imported.
    """
    from fact_check.drafts.walking import progress
    from fact_check.pipeline import annotate

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
