"""JSON lines: one claim a line, as soon as its draft is read."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from fact_check.claims import Claim
from fact_check.output.as_json import as_json
from fact_check.read import Article


def write(drafts: Iterable[tuple[Article, tuple[Claim, ...]]], out: TextIO, file: Path | None) -> None:
    """Write each claim on a line of its own."""
    for _, claims in drafts:
        for claim in claims:
            print(as_json(claim.model_dump(mode="json")), file=out)
