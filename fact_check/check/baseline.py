"""Read and write a baseline: the findings that a desk has agreed to live with, so that only new ones fail.

One finding a line of JSON, in a fixed order, so that a change to it can be read in a diff.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from fact_check.check.findings import Finding, Suppressed
from fact_check.claims import Frozen
from fact_check.config import Config
from fact_check.errors import BaselineError, plainly
from fact_check.output.counting import count
from fact_check.output.writing import result
from fact_check.runtime.files import plain_bytes, refusal
from fact_check.severity import FindingKind

VERSION = 1
DEFAULT = Path("fact-check-baseline.json")


class Known(Frozen):
    """One finding that the desk lives with."""

    uri: str
    kind: FindingKind
    claim: str
    fingerprint: str


class Baseline(Frozen):
    version: int
    findings: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A baseline compared with what is found."""

    kept: tuple[Known, ...]
    """Entries that are still found, under today's path, and those of drafts that weren't checked."""
    stale: tuple[Known, ...]
    """Entries of checked drafts that are no longer found."""
    new: tuple[Known, ...]
    """Findings that aren't in the baseline, as entries."""


def baseline_of(config: Config) -> Path | None:
    """Return the baseline that a policy names, relative to the working folder, or None."""
    if config.baseline is None:
        return None
    return Path(os.path.relpath(config.folder_of("baseline") / config.baseline))


def read_baseline(file: Path) -> Baseline:
    """Read a baseline. Raises BaselineError for one that is missing, malformed, or of a newer version."""
    where = str(file)
    try:
        data = json.loads(plain_bytes(file))
    except FileNotFoundError:
        raise BaselineError("no such file", where=where, mend="`fact-check baseline create` makes one") from None
    except OSError as error:
        raise BaselineError(where=where, **refusal(error)) from None
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"is not JSON: {error}", where=where, mend="restore it from git") from None
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise BaselineError(f"has version {version}, newer than {VERSION}", where=where, mend="update fact-check")
    try:
        return Baseline.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ": ".join(f"item {part + 1}" if isinstance(part, int) else part for part in first["loc"]) or "the file"
        raise BaselineError(
            f"is not a baseline: {key}: {plainly(first['msg'], table='an object')}",
            where=where,
            mend="restore it from git",
        ) from None


def renewed(compared: Compared, *, accept_new: bool, file: Path) -> list[Known]:
    """Return the entries of an updated baseline: those still found, and new ones if they are accepted.

    Raises BaselineError if it would grow otherwise.
    """
    if compared.new and not accept_new:
        raise BaselineError(
            f"{count(len(compared.new), 'new finding')} would be added",
            where=str(file),
            mend="fix them, or use --accept-new",
        )
    return [*compared.kept, *(compared.new if accept_new else ())]


def write_baseline(file: Path, entries: Iterable[Known]) -> None:
    """Write a baseline, sorted, whole or not at all. Raises WriteError."""
    ordered = sorted(set(entries), key=lambda k: (k.uri, k.kind, k.claim, k.fingerprint))
    lines = ",\n".join("  " + json.dumps(k.model_dump(mode="json"), ensure_ascii=False) for k in ordered)
    with result(file) as out:
        out.write(f'{{"version": {VERSION}, "findings": [\n{lines}\n]}}\n' if ordered else _EMPTY)


class Comparison:
    """Compares findings with a baseline, one draft after the other.

    An entry covers its fingerprint. If its draft no longer exists under `root`, it also covers the same words in
    another draft, so that a renamed draft keeps its entries.
    """

    def __init__(self, baseline: Baseline, root: Path) -> None:
        self._baseline = baseline
        self._root = root
        self._entries = {known.fingerprint: known for known in baseline.findings}
        self._homeless = {(k.kind, k.claim): k for k in baseline.findings if not (root / k.uri).exists()}
        self._matched: dict[str, Known] = {}
        self._new: list[Known] = []

    def mark(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings of a draft, with those in the baseline marked as suppressed."""
        return [f if f.suppressed is not None else self._marked(f) for f in findings]

    def end(self, checked: Iterable[str]) -> Compared:
        """Sum up; `checked` are the uris of the drafts that were checked."""
        looked_at = set(checked)
        stale: list[Known] = []
        kept = list(self._matched.values())
        for known in self._baseline.findings:
            if known.fingerprint in self._matched:
                continue
            gone = known.uri in looked_at or not (self._root / known.uri).exists()
            (stale if gone else kept).append(known)
        return Compared(tuple(kept), tuple(stale), tuple(self._new))

    def _marked(self, f: Finding) -> Finding:
        if f.kind is FindingKind.UNREADABLE:
            return f
        entry = _entry(f)
        known = self._entries.get(f.fingerprint) or self._homeless.get((entry.kind, entry.claim))
        if known is None or known.fingerprint in self._matched:
            self._new.append(entry)
            return f
        self._matched[known.fingerprint] = entry
        return f.model_copy(update={"suppressed": Suppressed(by="baseline", reason="known to the baseline")})


def _entry(f: Finding) -> Known:
    return Known(uri=f.uri, kind=f.kind, claim=" ".join(f.claim.split()), fingerprint=f.fingerprint)


_EMPTY = f'{{"version": {VERSION}, "findings": []}}\n'
