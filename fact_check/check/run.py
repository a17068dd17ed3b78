"""Run `check`: drafts, journals and a policy → a report. Nothing but the cache is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from fact_check import __version__
from fact_check.check.findings import Finding, Judged, Report, fingerprints
from fact_check.check.orphans import offers, orphans
from fact_check.check.recall import Files
from fact_check.check.targets import chosen, is_draft, own, uri_of, was_taken
from fact_check.check.verdict import Verdict, Version, verdicts
from fact_check.config import Config
from fact_check.drafts.cache import Cache
from fact_check.drafts.driver import cache_of, leave
from fact_check.drafts.policies import Policies
from fact_check.ledger.paths import SUFFIX
from fact_check.lexicon import bind_run
from fact_check.output.notices import notice
from fact_check.runtime.files import bytes_if_readable
from fact_check.runtime.repository import repository_root
from fact_check.severity import KINDS, FindingKind, Severity

if TYPE_CHECKING:
    from fact_check.check.baseline import Baseline, Compared
    from fact_check.check.diff import Base
    from fact_check.check.reviewers import Reviewers
    from fact_check.check.selection import Selection
    from fact_check.memory.recall import Recaller


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found."""

    report: Report
    compared: "Compared | None"
    """The comparison with the baseline, if there is one."""
    unreadable: bool
    """Whether an unreadable draft is among what fails the check."""
    read: Files
    """Each draft and journal as it was read; None for a missing journal."""


def check(
    paths: Iterable[str],
    policies: Policies,
    *,
    since: str | None = None,
    since_where: str = "--diff-base",
    baseline: "Baseline | None" = None,
    selection: "Selection | None" = None,
    stdin_filename: str | None = None,
    cached: bool = True,
    jobs: int = 1,
    only_drafts: bool = False,
    reviewers: "Reviewers | None" = None,
    say: Callable[[str], None] | None = None,
    each: Callable[[Sequence[Finding]], None] | None = None,
) -> Run:
    """Check drafts against a policy: all findings, or with `since` only those that a change brings.

    `since_where` says what named that revision. `selection` narrows what is looked for. `stdin_filename` says which
    draft standard input is. `only_drafts` skips named files without a reader. Only decisions that `reviewers` allows
    count. `jobs` is how many processes share the parsing. `say` receives notes for the user, and `each` the report of
    each draft as soon as it is known. Raises FactCheckError if the check can't be made.
    """
    say = say or notice
    root = repository_root(Path.cwd()) or policies.base.root
    paths = tuple(paths)
    if only_drafts:
        paths = tuple(path for path in paths if is_draft(path))
    names = chosen(paths, policies, say)
    if stdin_filename is not None and "-" in names:
        names = [stdin_filename if name == "-" else name for name in names]
        paths = tuple(stdin_filename if path == "-" else path for path in paths)
        if policies.excludes(stdin_filename):
            say(f"{stdin_filename}: left out, the policy excludes it")
            names.remove(stdin_filename)
    uris = {name: uri_of(name, root) for name in (names if since is None else own(names, root, say))}
    base = None
    if since is not None:
        from fact_check.check.diff import open_base

        base = open_base(since, list(uris.values()), where=since_where)
        touched = (uri for uri in uris.values() if base.touched(uri) or base.touched(uri + SUFFIX))
        taken = {*touched, uris.get(stdin_filename or "")}
        uris = {name: uri for name, uri in uris.items() if uri in taken}
    judges = _Judges(policies, cached, jobs, say)
    old: dict[str, Verdict] = {}
    if base is not None:
        names_then = ((uri, base.old_uri(uri)) for uri in uris.values())
        was = {uri: then for uri, then in names_then if then and was_taken(then, uri, paths, root, policies)}
        old = _before(base, was, replace(judges, say=lambda _: None), reviewers)
    config = policies.base
    least = min(Severity(config.show).rank, Severity(config.fail_on).rank if config.fail_on != "never" else 9)

    def is_reported(f: Finding) -> bool:
        return f.suppressed is None and f.severity.rank >= least and (selection is None or selection.takes(f))

    beside = None
    if baseline is not None:
        from fact_check.check.baseline import Comparison

        beside = Comparison(baseline, root)
    found: list[Finding] = []
    claims = decided = overruled = 0
    versions = [
        Version.of_stdin(name, uri) if name == stdin_filename else Version.of_file(name, uri)
        for name, uri in uris.items()
    ]
    journals = orphans(versions, paths)
    for offer in offers(versions, journals):
        say(offer)
    counted = versions if reviewers is None else [reviewers.counted(version, root, say) for version in versions]
    for version, verdict in zip(versions, judges.verdicts({v.path: v for v in counted}), strict=True):
        claims += verdict.claims
        decided += verdict.decided
        overruled += verdict.overruled
        had = _Had(old.get(version.uri))
        new = [one for one in verdict.judged if not had.knows(one)]
        names = fingerprints([(version.uri, *one.key) for one in new])
        of_draft = [one.finding.model_copy(update={"fingerprint": name}) for one, name in zip(new, names, strict=True)]
        if beside is not None:
            of_draft = beside.mark(of_draft)
        if each is not None and (reported := list(filter(is_reported, of_draft))):
            each(reported)
        found += of_draft
    judges.leave()
    compared = beside.end(uris.values()) if beside is not None else None
    report = Report(
        version=__version__,
        findings=tuple(filter(is_reported, found)),
        suppressed=tuple(f for f in found if f.suppressed is not None and (selection is None or selection.takes(f))),
        drafts=tuple(uris),
        claims=claims,
        decided=decided,
        overruled=overruled,
        fail_on=config.fail_on,
        since=since,
        changed={v.uri: base.changed_lines(v.uri, v.raw) for v in versions} if base is not None else {},
    )
    read: Files = {Path(v.path): v.raw for v in versions}
    read.update((v.journal_path, v.journal or None) for v in versions)
    read.update((journal, bytes_if_readable(journal)) for journal in journals if journal.is_file())
    unreadable = any(f.kind is FindingKind.UNREADABLE for f in report.failing)
    return Run(report, compared, unreadable, read)


@dataclass(frozen=True, slots=True)
class _Judges:
    """Gives each draft the verdict of its own policy."""

    policies: Policies
    cached: bool
    jobs: int
    say: Callable[[str], None]
    caches: dict[object, Cache] = field(default_factory=dict)
    """The caches, each for drafts that are read in the same way."""

    def verdicts(self, versions: Mapping[str, Version]) -> Iterator[Verdict]:
        """Yield the verdict on each version, in order; each comes with the path that its policy depends on."""
        runs = [list(run) for _, run in groupby(versions.items(), lambda one: self.policies.of(one[0]).reads_as)]
        bind_run(self.policies.of(run[0][0]).lexicon_files for run in runs)
        for of_one in runs:
            config = self.policies.of(of_one[0][0])
            if self.cached and config.reads_as not in self.caches:
                self.caches[config.reads_as] = cache_of(config)
            cache = self.caches.get(config.reads_as)
            versions_ = [version for _, version in of_one]
            with _memory(config, self.say) as told:
                yield from verdicts(versions_, config, cache, jobs=self.jobs, say=self.say, memory=told)

    def leave(self) -> None:
        for cache in self.caches.values():
            leave(cache, self.say)


@contextmanager
def _memory(config: Config, say: Callable[[str], None]) -> "Iterator[Recaller | None]":
    """Give what tells how claims were decided before, where a policy reports that."""
    if not config.asks_memory:
        yield None
        return
    from fact_check.memory.door import memory
    from fact_check.memory.recall import Recaller

    with memory(config, say) as (store, _):
        yield Recaller(store, config)


def _before(base: "Base", was: Mapping[str, str], judges: _Judges, reviewers: "Reviewers | None") -> dict[str, Verdict]:
    """Return, by today's uri, the verdict on each draft as it was in the base, under its old name."""
    versions: dict[str, Version] = {}
    for uri, old in was.items():
        raw = base.content(old)
        if raw is not None:
            journal = base.content(old + SUFFIX) or b""
            version = Version(old, old, raw, journal, Path(f"{base.ref}:{old}{SUFFIX}"))
            if reviewers is not None:
                version = reviewers.counted(version, base.root, judges.say, commit=base.commit)
            versions[uri] = version
    found = judges.verdicts({str(base.root / uri): version for uri, version in versions.items()})
    return dict(zip(versions, found, strict=True))


class _Had:
    """What a draft had in the base."""

    def __init__(self, before: Verdict | None) -> None:
        had = [each for each in before.judged if each.finding.suppressed is None] if before is not None else []
        self._keys = {each.key for each in had}
        self._sets = [set(each.key) for each in had if each.finding.kind is FindingKind.NUMBER_CONFLICT]
        self._worst: dict[str | None, int] = {}
        for each in had:
            claim, rank = each.finding.claim_id, each.finding.severity.rank
            if not KINDS[each.finding.kind].beside_others:
                self._worst[claim] = max(rank, self._worst.get(claim, rank))

    def knows(self, each: Judged) -> bool:
        """Tell whether it already had a finding: the same one, or one at least as severe for the same claim.

        An unreadable draft is always new, because nobody can tell what is new in it.
        """
        kind = each.finding.kind
        if kind is FindingKind.UNREADABLE:
            return False
        if each.key in self._keys:
            return True
        if kind is FindingKind.NUMBER_CONFLICT:  # a set that has only become smaller isn't new
            return any(known.issuperset(each.key) for known in self._sets)
        worst = self._worst.get(each.finding.claim_id)
        return not KINDS[kind].beside_others and worst is not None and worst >= each.finding.severity.rank
