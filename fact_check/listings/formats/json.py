"""One JSON list of all claims; `fact-check find --schema` prints the schema of one."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from fact_check.claims import Claim
from fact_check.output.as_json import as_json
from fact_check.read import Article


def write(drafts: Iterable[tuple[Article, tuple[Claim, ...]]], out: TextIO, file: Path | None) -> None:
    """Write the list when all drafts are read."""
    print(as_json([claim.model_dump(mode="json") for _, claims in drafts for claim in claims], indent=1), file=out)
