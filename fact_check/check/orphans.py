"""Find journals whose draft was renamed without them, and offer them, by what they quote, to drafts without one."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from fact_check.check.verdict import Version
from fact_check.errors import FactCheckError
from fact_check.ledger.paths import SUFFIX
from fact_check.output.sanitize import inert_line
from fact_check.runtime.files import plain_bytes

MOST = 200
"""The most orphans that are traced; a folder with more is organised in some other way."""
ENOUGH = 0.5
"""The least share of a journal's quotations that must be in a draft."""


def orphans(versions: Sequence[Version], paths: Sequence[str]) -> list[Path]:
    """Return the journals beside the drafts, and in the folders of `paths`, that have no draft.

    If every draft has its journal, none are searched for.
    """
    if all(version.journal or version.path == "-" for version in versions):
        return []
    folders = {Path(v.path).parent for v in versions if v.path != "-"} | {Path(p) for p in paths if Path(p).is_dir()}
    found = (file for folder in sorted(folders) for file in sorted(folder.glob(f"*{SUFFIX}")))
    return [file for file in found if not (file.parent / file.name.removesuffix(SUFFIX)).exists()][:MOST]


def offers(versions: Sequence[Version], journals: Sequence[Path]) -> Iterator[str]:
    """Return the draft, among those without a journal, that each journal belongs to by its quotations."""
    alone = [v for v in versions if not v.journal and v.path != "-"]
    for journal in journals:
        quoted = _quoted(journal)
        for version in alone:
            text = version.raw.decode("utf-8", "replace")
            if quoted and sum(words in text for words in quoted) >= ENOUGH * len(quoted):
                to = version.journal_path
                move = f"git mv {shlex.quote(inert_line(str(journal)))} {shlex.quote(inert_line(str(to)))}"
                yield f"{version.path} has no journal; {journal} has no draft, but quotes this one: `{move}`"
                break


def _quoted(journal: Path) -> frozenset[str]:
    from fact_check.ledger.events import Deed
    from fact_check.ledger.journal import parse_journal

    try:
        events = parse_journal(plain_bytes(journal), journal, say=lambda _: None).events
    except (OSError, FactCheckError):
        return frozenset()
    return frozenset(event.anchor.text for event in events if isinstance(event, Deed))
