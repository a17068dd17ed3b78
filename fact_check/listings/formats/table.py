"""For people: under each draft its claims with the suggested label and the reason."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from fact_check.claims import Claim
from fact_check.output.claims_table import show
from fact_check.output.console import console_of
from fact_check.read import Article


def write(drafts: Iterable[tuple[Article, tuple[Claim, ...]]], out: TextIO, file: Path | None) -> None:
    """Write the table of each draft as soon as it is read."""
    console = console_of(out, file)
    for article, claims in drafts:
        show(article.path, claims, article.words, console)
