"""The output of `find`: one small module in `formats/` per format, found by its name."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TextIO

from fact_check.claims import Claim
from fact_check.read import Article
from fact_check.registry import Registry, in_folder


class Write(Protocol):
    """Write drafts with their claims to `out`, one by one; `file` is the file behind it, if it is not stdout."""

    def __call__(self, drafts: Iterable[tuple[Article, tuple[Claim, ...]]], out: TextIO, file: Path | None) -> None: ...


LISTINGS: Registry[Write] = Registry(
    "fact_check.listings", "format of find", in_folder("fact_check.listings.formats", "write")
)
