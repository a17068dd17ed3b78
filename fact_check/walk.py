"""From the paths a user typed to each draft and its claims, with progress on stderr for long work."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from fact_check.annotate import annotate
from fact_check.claims import Claim
from fact_check.config import Config
from fact_check.read import Article, drafts, read
from fact_check.rules import load_rules, select

T = TypeVar("T")

LONG = 3
"""From how many drafts on a progress bar is worth a line of the screen."""


def walk(
    paths: Iterable[str], config: Config, *, model: str | None = None, stdin_filename: str | None = None
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each draft of `paths` that the policy takes with its claims, in order.

    `model` overrides the policy's. Raises ReadError before anything is parsed when a path is missing or
    unreadable, RuleError for a broken rule file of the desk.
    """
    rules = load_rules(config.rule_files)
    furniture = select(rules, "furniture")
    names = list(drafts(paths, include=config.includes, exclude=config.excludes))
    articles = [read(name, furniture, stdin_filename=stdin_filename) for name in names]
    for article in articles:
        for note in article.notes:
            print(f"fact-check: {article.path}: {note}", file=sys.stderr)
    yield from progress(annotate(articles, rules, model=model or config.model), len(names))


def progress(found: Iterator[T], total: int) -> Iterator[T]:
    """Yield what is found, with a bar on stderr when the work is long and somebody watches."""
    if total < LONG or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(found, "reading", total=total, console=console, transient=True)
