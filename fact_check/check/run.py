"""One run of `check`: drafts, journals and a policy → a report. Nothing is written but the cache."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fact_check import __version__
from fact_check.cache import NAME, Cache, Source, annotated, ground
from fact_check.check import ignores
from fact_check.check.baseline import Baseline, Compared, compare
from fact_check.check.diff import Base, open_base
from fact_check.check.findings import Finding, Report, fingerprints
from fact_check.check.policy import Checked, Judged, judge
from fact_check.claims import Claim
from fact_check.config import Config, FindingKind, Severity, repository_root
from fact_check.ledger import SUFFIX, carry, fold, journal_of, parse_journal, read_journal
from fact_check.ledger.fold import State
from fact_check.read import Article, drafts, raw_bytes
from fact_check.rules import load_rules

OF_THEIR_OWN = frozenset({FindingKind.NUMBER_CONFLICT, FindingKind.UNUSED_IGNORE, FindingKind.ORPHANED_DECISION})
"""Findings that a claim may have beside the one that says how it was decided."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found."""

    report: Report
    compared: Compared | None
    """Set beside the baseline, when there is one."""


def check(
    paths: Iterable[str],
    config: Config,
    *,
    since: str | None = None,
    baseline: Baseline | None = None,
    cached: bool = True,
    say: Callable[[str], None] | None = None,
) -> Run:
    """Check drafts against a policy: all findings, or with `since` only those that a change brings.

    `say` takes what a user should know beside the findings. Raises FactCheckError for all that keeps a check from
    being made.
    """
    say = say or (lambda said: print(f"fact-check: {said}", file=sys.stderr))
    root = repository_root(Path.cwd()) or config.root
    names = chosen(paths, config, say)
    uris = {name: uri_of(name, root) for name in names}
    base = open_base(since, list(uris.values())) if since is not None else None
    if base is not None:
        names = [n for n in names if base.touched(uris[n]) or base.touched(uris[n] + SUFFIX)]
    rules = load_rules(config.rule_files)
    cache = Cache(config.root / NAME, ground(config.rule_files, config.model)) if cached else None

    def opened(sources: Sequence[Source]) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
        return annotated(sources, rules, model=config.model, cache=cache)

    old = _before(base, [uris[n] for n in names], config, opened) if base is not None else {}
    found: list[Finding] = []
    claims = decided = 0
    for article, its_claims in opened([Source(name, partial(raw_bytes, name)) for name in names]):
        for note in article.notes:
            say(f"{article.path}: {note}")
        uri = uris[article.path]
        draft = _checked(article, its_claims, uri, _state(article.path, config, say))
        here = [one for one in draft.claims if one.claim is not None]
        claims += len(here)
        decided += sum(not one.undecided for one in here)
        judged = ignores.apply(judge(draft, config), draft, config)
        if base is not None:
            judged = [each for each in judged if not _known(each, old.get(uri, []))]
        found += _named(judged, uri)
    compared = None
    if baseline is not None:
        compared = compare(found, baseline, checked=[uris[n] for n in names], root=root)
        found = list(compared.findings)
    shown = min(Severity(config.show).rank, Severity(config.fail_on).rank if config.fail_on != "never" else 9)
    report = Report(
        version=__version__,
        findings=tuple(f for f in found if f.suppressed is None and f.severity.rank >= shown),
        suppressed=tuple(f for f in found if f.suppressed is not None),
        drafts=tuple(names),
        claims=claims,
        decided=decided,
        fail_on=config.fail_on,
        since=since,
        changed={uris[n]: base.changed_lines(uris[n]) for n in names} if base is not None else {},
    )
    return Run(report, compared)


def chosen(paths: Iterable[str], config: Config, say: Callable[[str], None]) -> list[str]:
    """Return the drafts of `paths` that the policy takes, each once; a journal stands for its draft."""
    names: dict[str, None] = {}
    for path in paths:
        path = path.removesuffix(SUFFIX)
        in_folder = Path(path).is_dir()
        for name in drafts([path]):
            if name != "-" and config.excludes(name):
                if not in_folder:
                    say(f"{name}: left out, the policy excludes it")
            elif not in_folder or config.includes(name):
                names[name] = None
    return list(names)


def uri_of(path: str, root: Path) -> str:
    """Return a draft's path from the root of the repository, with forward slashes."""
    full = Path(os.path.normpath(Path.cwd() / path))
    for above in (root, root.resolve()):
        if full.is_relative_to(above):
            return full.relative_to(above).as_posix()
    resolved = full.parent.resolve() / full.name
    return (
        resolved.relative_to(root.resolve()).as_posix() if resolved.is_relative_to(root.resolve()) else full.as_posix()
    )


def _state(path: str, config: Config, say: Callable[[str], None]) -> State:
    if path == "-" and config.judge == "suggested":
        return fold(())
    return fold(read_journal(journal_of(path), say=say).events)


def _checked(article: Article, claims: Sequence[Claim], uri: str, state: State) -> Checked:
    quoted = ignores.stretches(article.text)
    real = [c for c in claims if not any(q.start < c.span.end and c.span.start < q.end for q in quoted)]
    return Checked(article.path, uri, article.text, carry(state, real, article.text))


def _named(judged: Sequence[Judged], uri: str) -> Iterator[Finding]:
    names = fingerprints([(uri, *each.key) for each in judged])
    for each, name in zip(judged, names, strict=True):
        yield each.finding.model_copy(update={"fingerprint": name})


def _before(
    base: Base,
    uris: Sequence[str],
    config: Config,
    opened: Callable[[Sequence[Source]], Iterator[tuple[Article, tuple[Claim, ...]]]],
) -> dict[str, list[Judged]]:
    """Return, by today's uri, what the policy held against each draft as it stood in the base."""
    sources, of = [], []
    for uri in uris:
        old = base.old_uri(uri)
        raw = base.content(old) if old is not None else None
        if old is not None and raw is not None:
            sources.append(Source(old, partial(bytes, raw)))
            of.append((uri, old))
    found: dict[str, list[Judged]] = {}
    for (uri, old), (article, claims) in zip(of, opened(sources), strict=True):
        journal = base.content(old + SUFFIX) or b""
        events = parse_journal(journal, Path(f"{base.ref}:{old}{SUFFIX}"), say=lambda _: None).events
        draft = _checked(article, claims, uri, fold(events))
        found[uri] = [
            each for each in ignores.apply(judge(draft, config), draft, config) if each.finding.suppressed is None
        ]
    return found


def _known(each: Judged, before: Sequence[Judged]) -> bool:
    """Tell whether the base had this already: the same finding, or the same claim with one at least as severe."""
    if any(each.key == old.key for old in before):
        return True
    if each.finding.kind in OF_THEIR_OWN:
        return False
    return any(
        old.finding.claim_id == each.finding.claim_id
        and old.finding.kind not in OF_THEIR_OWN
        and old.finding.severity.rank >= each.finding.severity.rank
        for old in before
    )
