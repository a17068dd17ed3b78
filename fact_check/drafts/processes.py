"""Read drafts in other processes: for several jobs, or with word lists that this process doesn't have."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice

from fact_check.claims import Claim
from fact_check.lexicon import bind, bound
from fact_check.pipeline import annotate
from fact_check.read import Article, read_bytes
from fact_check.read.languages import Others
from fact_check.rules import Rule

GROUP = 16
"""How many drafts a process is given at a time."""

Given = tuple[str, bytes, str | None]
"""A draft to be read: its path, its bytes, and what standard input is called."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads drafts with a desk's word lists; a process has one set only."""

    furniture: tuple[Rule, ...]
    others: Others
    lexicon: tuple[str, ...]

    def __call__(self, draft: Given) -> Article:
        """Return the article. Raises ReadError."""
        bind(self.lexicon)
        path, raw, stdin_filename = draft
        return read_bytes(path, raw, self.furniture, stdin_filename=stdin_filename, others=self.others)


@contextmanager
def reading(reader: Reader) -> Iterator[Callable[[Given], Article]]:
    """Give a function that reads a draft: here, or in a process that has the reader's word lists and ends with this."""
    if reader.lexicon == bound():
        yield reader
        return
    from fact_check.runtime.companion import Companion

    beside: list[Companion[Given, Article]] = []

    def read(draft: Given) -> Article:
        if not beside:
            beside.append(Companion(reader, draft, name=lambda given: given[0], way="spawn"))
        return beside[0](draft)

    try:
        yield read
    finally:
        for each in beside:
            each.close()


@dataclass(frozen=True, slots=True)
class _Annotator:
    """What a process does with a group of articles."""

    rules: tuple[Rule, ...]
    model: str | None
    lexicon: tuple[str, ...]

    def __call__(self, articles: list[Article]) -> list[tuple[Claim, ...]]:
        bind(self.lexicon)
        return [claims for _, claims in annotate(articles, self.rules, model=self.model)]


def by_processes(
    articles: Sequence[Article], rules: tuple[Rule, ...], model: str | None, jobs: int, lexicon: tuple[str, ...]
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each article with its claims, in order, from `jobs` processes with a desk's word lists."""
    from fact_check.runtime.workers import in_order

    left = iter(articles)
    groups = iter(lambda: list(islice(left, GROUP)), [])
    start = partial(_Annotator, rules, model, lexicon)
    found = in_order(start, groups, jobs, name=lambda group: f"{group[0].path} and those after it")
    yield from zip(articles, (claims for group in found for claims in group), strict=True)
