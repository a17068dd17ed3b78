"""From the paths a user typed to each draft and its claims, with progress on stderr for long work."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TypeVar

from fact_check.claims import Claim
from fact_check.config import Config
from fact_check.output.sanitize import inert_line
from fact_check.pipeline import annotate
from fact_check.read import Article, drafts, read
from fact_check.rules import load_rules, select
from fact_check.runtime.workers import bearable, in_order

T = TypeVar("T")

LONG = 3
"""From how many drafts on a progress bar is worth a line of the screen."""

GROUP = 16
"""Drafts that a process is given at a time."""


def walk(
    paths: Iterable[str],
    config: Config,
    *,
    model: str | None = None,
    stdin_filename: str | None = None,
    jobs: int = 1,
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each draft of `paths` that the policy takes with its claims, in order.

    `model` overrides the policy's; `jobs` is how many processes share the work. Raises ReadError before anything
    is parsed when a path is missing or unreadable, RuleError for a broken rule file of the desk.
    """
    rules = load_rules(config.rule_files)
    furniture = select(rules, "furniture")
    names = list(drafts(paths, include=config.includes, exclude=config.excludes))
    articles = [read(name, furniture, stdin_filename=stdin_filename) for name in names]
    for article in articles:
        for note in article.notes:
            print(f"fact-check: {inert_line(article.path)}: {note}", file=sys.stderr)
    model = model or config.model
    if jobs > 1 and len(articles) > GROUP:
        jobs, said = bearable(jobs)
        if said:
            print(f"fact-check: {said}", file=sys.stderr)
        yield from progress(_shared(articles, config.rule_files, model, jobs), len(names))
    else:
        yield from progress(annotate(articles, rules, model=model), len(names))


@dataclass(frozen=True, slots=True)
class _Annotator:
    """What a process does with a group of drafts."""

    rule_files: tuple[str, ...]
    model: str | None

    def __call__(self, articles: list[Article]) -> list[tuple[Claim, ...]]:
        return [claims for _, claims in annotate(articles, load_rules(self.rule_files), model=self.model)]


def _shared(
    articles: list[Article], rule_files: tuple[str, ...], model: str | None, jobs: int
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    left = iter(articles)
    groups = iter(lambda: list(islice(left, GROUP)), [])
    found = in_order(
        partial(_Annotator, rule_files, model), groups, jobs, name=lambda group: f"{group[0].path} and those after it"
    )
    claims = (each for group in found for each in group)
    yield from zip(articles, claims, strict=True)


def progress(found: Iterator[T], total: int) -> Iterator[T]:
    """Yield what is found, with a bar on stderr when the work is long and somebody watches."""
    if total < LONG or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(found, "reading", total=total, console=console, transient=True)
