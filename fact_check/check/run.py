"""One run of `check`: drafts, journals and a policy → a report. Nothing is written but the cache."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fact_check import __version__
from fact_check.check.findings import Finding, Judged, Report, fingerprints
from fact_check.check.orphans import offers, orphans
from fact_check.check.recall import Files
from fact_check.check.targets import chosen, own, uri_of, was_taken
from fact_check.check.verdict import Verdict, Version, verdicts
from fact_check.config import Config
from fact_check.drafts.cache import Cache
from fact_check.drafts.driver import cache_of, leave
from fact_check.ledger.paths import SUFFIX
from fact_check.runtime.files import plain_bytes
from fact_check.runtime.repository import repository_root
from fact_check.severity import FindingKind, Severity

if TYPE_CHECKING:
    from fact_check.check.baseline import Baseline, Compared
    from fact_check.check.diff import Base

OF_THEIR_OWN = frozenset({FindingKind.NUMBER_CONFLICT, FindingKind.UNUSED_IGNORE, FindingKind.ORPHANED_DECISION})
"""Findings that a claim may have beside the one that says how it was decided."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found."""

    report: Report
    compared: "Compared | None"
    """Set beside the baseline, when there is one."""
    unreadable: bool
    """Whether a draft that could not be read is among what holds the drafts back."""
    read: Files
    """Each draft and journal as it was read; None for a journal that is not there."""


def check(
    paths: Iterable[str],
    config: Config,
    *,
    since: str | None = None,
    baseline: "Baseline | None" = None,
    cached: bool = True,
    jobs: int = 1,
    say: Callable[[str], None] | None = None,
) -> Run:
    """Check drafts against a policy: all findings, or with `since` only those that a change brings.

    `jobs` is how many processes share the parsing; `say` takes what a user should know beside the findings. Raises
    FactCheckError for all that keeps a check from being made.
    """
    say = say or (lambda said: print(f"fact-check: {said}", file=sys.stderr))
    root = repository_root(Path.cwd()) or config.root
    paths = tuple(paths)
    names = chosen(paths, config, say)
    uris = {name: uri_of(name, root) for name in (names if since is None else own(names, root, say))}
    base = None
    if since is not None:
        from fact_check.check.diff import open_base

        base = open_base(since, list(uris.values()))
        uris = {name: uri for name, uri in uris.items() if base.touched(uri) or base.touched(uri + SUFFIX)}
    cache = cache_of(config) if cached else None
    old: dict[str, Verdict] = {}
    if base is not None:
        names_then = ((uri, base.old_uri(uri)) for uri in uris.values())
        was = {uri: then for uri, then in names_then if then and was_taken(then, uri, paths, root, config)}
        old = _before(base, was, config, cache, jobs)
    found: list[Finding] = []
    claims = decided = 0
    versions = [Version.of_file(name, uri) for name, uri in uris.items()]
    journals = orphans(versions, paths)
    for offer in offers(versions, journals):
        say(offer)
    for version, verdict in zip(versions, verdicts(versions, config, cache, jobs=jobs, say=say), strict=True):
        claims += verdict.claims
        decided += verdict.decided
        new = [each for each in verdict.judged if not _known(each, old.get(version.uri))]
        names = fingerprints([(version.uri, *each.key) for each in new])
        found += [each.finding.model_copy(update={"fingerprint": name}) for each, name in zip(new, names, strict=True)]
    if cache is not None:
        leave(cache, say)
    compared = None
    if baseline is not None:
        from fact_check.check.baseline import compare

        compared = compare(found, baseline, checked=uris.values(), root=root)
    every = compared.findings if compared is not None else found
    least = min(Severity(config.show).rank, Severity(config.fail_on).rank if config.fail_on != "never" else 9)
    report = Report(
        version=__version__,
        findings=tuple(f for f in every if f.suppressed is None and f.severity.rank >= least),
        suppressed=tuple(f for f in every if f.suppressed is not None),
        drafts=tuple(uris),
        claims=claims,
        decided=decided,
        fail_on=config.fail_on,
        since=since,
        changed={uri: base.changed_lines(uri) for uri in uris.values()} if base is not None else {},
    )
    read: Files = {Path(v.path): v.raw for v in versions}
    read.update((v.journal_path, v.journal or None) for v in versions)
    read.update((journal, plain_bytes(journal)) for journal in journals if journal.is_file())
    unreadable = any(f.kind is FindingKind.UNREADABLE for f in report.failing)
    return Run(report, compared, unreadable, read)


def _before(base: "Base", was: Mapping[str, str], config: Config, cache: Cache | None, jobs: int) -> dict[str, Verdict]:
    """Return, by today's uri, the verdict on each draft as it stood in the base under the name that it had."""
    versions: dict[str, Version] = {}
    for uri, old in was.items():
        raw = base.content(old)
        if raw is not None:
            journal = base.content(old + SUFFIX) or b""
            versions[uri] = Version(old, old, raw, journal, Path(f"{base.ref}:{old}{SUFFIX}"))
    found = verdicts(list(versions.values()), config, cache, jobs=jobs, say=lambda _: None)
    return dict(zip(versions, found, strict=True))


def _known(each: Judged, before: Verdict | None) -> bool:
    """Tell whether the base had this already: the same finding, or the same claim with one at least as severe.

    A draft that cannot be read is never known: nobody can tell what is new in it.
    """
    if each.finding.kind is FindingKind.UNREADABLE:
        return False
    had = [old for old in before.judged if old.finding.suppressed is None] if before is not None else []
    if any(each.key == old.key for old in had):
        return True
    if each.finding.kind is FindingKind.NUMBER_CONFLICT:  # of a set that has become smaller all is known
        sets = (set(old.key) for old in had if old.finding.kind is FindingKind.NUMBER_CONFLICT)
        return any(known.issuperset(each.key) for known in sets)
    if each.finding.kind in OF_THEIR_OWN:
        return False
    return any(
        old.finding.claim_id == each.finding.claim_id
        and old.finding.kind not in OF_THEIR_OWN
        and old.finding.severity.rank >= each.finding.severity.rank
        for old in had
    )
