"""Read an open draft: its claims, their decisions, and the findings.

Nothing here knows the protocol. A draft is read as its file would be, had it been saved just now.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from fact_check.check.baseline import Comparison, baseline_of, read_baseline
from fact_check.check.findings import Judged, fingerprints
from fact_check.check.reviewers import read_reviewers
from fact_check.check.targets import uri_of
from fact_check.check.verdict import Version, verdict_on, verdicts
from fact_check.claims import Claim, Label, RuleId
from fact_check.config import Config
from fact_check.drafts.cache import Cache
from fact_check.drafts.driver import cache_of
from fact_check.drafts.policies import Policies
from fact_check.errors import FactCheckError, JournalError, ReadError
from fact_check.language import forgetting, remembering
from fact_check.language.encoder.memory import Memory, StoppedError
from fact_check.ledger.draft import Draft, open_draft
from fact_check.ledger.journal import append
from fact_check.ledger.paths import journal_of
from fact_check.lexicon import bind
from fact_check.memory.door import memory
from fact_check.memory.recall import Match, Recaller
from fact_check.pipeline import annotate
from fact_check.read import READERS, Article, read_bytes
from fact_check.review.actions import Action, Redo, Undo
from fact_check.review.session import act, begin
from fact_check.review.state import Session
from fact_check.rules import Rule, furniture_rules, load_rules
from fact_check.runtime.files import plain_bytes
from fact_check.runtime.gc_tuning import give_back
from fact_check.runtime.repository import repository_root
from fact_check.severity import Severity

__all__ = ["Desk", "Reading", "StoppedError"]

OPENED = frozenset({".txt", ".md", ".markdown"})
"""The formats whose text an editor shows; text extracted from others has no place on a screen."""

RECENT = 200
"""After how many parses new words are forgotten."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of a draft as an editor has it."""

    draft: Draft
    judged: tuple[Judged, ...]
    """The findings that are reported."""
    session: Session
    """A review of it by the editor's user. Earlier decisions are looked up in the desk's thread."""
    rules: dict[RuleId, Rule]
    notes: tuple[str, ...] = ()
    """Notes for the user."""

    @property
    def text(self) -> str:
        return self.draft.article.text


@dataclass
class Desk:
    """The editor's user and policies, and what reading drafts needs; one thread uses it at a time."""

    policies: Policies
    who: str
    memory: Memory = field(default_factory=Memory)
    _caches: dict[object, Cache] = field(default_factory=dict)
    _rules: dict[tuple[str, ...], tuple[Rule, ...]] = field(default_factory=dict)
    _met: set[tuple[str, ...]] = field(default_factory=set)
    """The rules and the pipeline that a draft was parsed with."""
    _kept: ExitStack = field(default_factory=ExitStack)
    _stores: ExitStack = field(default_factory=ExitStack)
    _recallers: dict[Path | None, Recaller] = field(default_factory=dict)
    _parses: int = 0

    def takes(self, path: str) -> bool:
        """Tell whether a draft is one that an editor shows, and that its policy does not leave out.

        Raises ConfigError for a policy that cannot be followed.
        """
        if Path(path).suffix.lower() not in OPENED or READERS.origin(Path(path).suffix):
            return False
        return self.policies.includes(path) and not self.policies.excludes(path)

    def read(self, path: str, text: str, *, is_file: bool = True) -> Reading:
        """Read a draft as an editor has it; `is_file` where it has a place on the disk, and so a journal.

        Raises FactCheckError for what keeps it from being read or judged, StoppedError where `memory.stop` says so.
        """
        config = self.policies.of(path)
        bind(config.lexicon_files)
        rules = self._rules_of(config)
        raw = text.encode("utf-8", "replace")
        article = read_bytes(path, raw, furniture_rules(rules), others=config.other_languages)
        if article.text != text:
            raise ReadError("is not text", where=path, mend="run `fact-check find` on it")
        article, claims = self._parse(article, rules, config)
        named = article if is_file else article.model_copy(update={"path": "-"})
        draft = open_draft(named, claims)
        return self._judged(draft, path, rules, config)

    def again(self, reading: Reading, path: str) -> Reading:
        """Judge a draft again whose text is the same but whose journal or policy has changed."""
        config = self.policies.of(path)
        rules = self._rules_of(config)
        article, claims = reading.draft.article, reading.draft.claims
        return self._judged(open_draft(article, claims), path, rules, config)

    def decide(self, reading: Reading, action: Action, claim: str, now: datetime) -> str:
        """Apply a reviewer's action to a claim, write it to the journal, and return the result in a few words.

        It counts on top of what the journal says by now, whoever wrote that. Raises JournalError for a draft that has
        no journal, and for a journal that cannot be read or written.
        """
        path = reading.draft.article.path
        journal = journal_of(path)
        draft = open_draft(reading.draft.article, reading.draft.claims)
        session = begin(self.who, (draft,))
        if not isinstance(action, Undo | Redo):
            found = next((c for c in draft.carried if claim in c.ids and c.claim is not None), None)
            if found is None:
                raise JournalError("that claim is gone", where=path, mend="try again on the current text")
            session = replace(session, at=(0, found.id))
        session, written = act(session, action, now)
        append(journal, [event for _, event in written])
        return session.said

    def verdict(self, path: str) -> tuple[Judged, ...]:
        """Return the findings of a draft on disk, from the cache of `fact-check check`."""
        config = self.policies.of(path)
        bind(config.lexicon_files)
        if config.reads_as not in self._caches:
            self._caches[config.reads_as] = cache_of(config)
        version = self._counted(Version.of_file(path, self._uri(path)))
        with self._remembering(config):
            found = next(verdicts([version], config, self._caches[config.reads_as], say=lambda _: None))
        return self._reported(found.judged, version.uri)

    def close(self) -> None:
        """Release the words and the index; a new desk must be made to read again."""
        self._recallers.clear()
        self._stores.close()
        self._kept.close()
        self._met.clear()

    def _parse(self, article: Article, rules: tuple[Rule, ...], config: Config) -> tuple[Article, tuple[Claim, ...]]:
        with self._remembering(config):
            return next(annotate([article], rules, model=config.model))

    @contextmanager
    def _remembering(self, config: Config) -> Iterator[None]:
        """Parse with what the encoder has read before; the words of many versions of a draft are not kept forever."""
        key = (*config.rule_files, "", *config.disable, "", config.model or "")
        if key not in self._met:  # what is made once for these rules must outlive forgotten words
            self._kept.close()
            self._parses = 0
            self._met.add(key)
        elif self._parses % RECENT == 0:
            self._kept.close()
            give_back()
            self._kept.enter_context(forgetting(config.model))
            self._parses = 1
            self._recallers.clear()  # their results for forgotten words
            self._stores.close()
        else:
            self._parses += 1
        with remembering(self.memory, config.model):
            yield

    def _judged(self, draft: Draft, path: str, rules: tuple[Rule, ...], config: Config) -> Reading:
        is_file = draft.article.path != "-"
        journal = journal_of(path)
        version = Version(path, self._uri(path), draft.article.text.encode(), _bytes(journal, is_file), journal)
        version = self._counted(version)
        recaller = self._recaller(config) if config.asks_memory else None
        verdict = verdict_on(version, draft.article, draft.claims, config, recaller)
        judged = self._reported(verdict.judged, version.uri)
        session = begin(self.who, (draft,), memory=partial(self._recall, config) if is_file else None)
        return Reading(draft, judged, session, {rule.id: rule for rule in rules}, verdict.said)

    def _counted(self, version: Version) -> Version:
        """Return a version with the decisions that count, by whom the policy names."""
        config = self.policies.base
        if config.reviewers_file is None:
            return version
        file = config.opened("reviewers-file", config.reviewers_file)
        return read_reviewers(file, config.reviewers_file).counted(version, self._root(version.path), lambda _: None)

    def _reported(self, judged: Sequence[Judged], uri: str) -> tuple[Judged, ...]:
        """Drop what a check would not report: findings that are ignored, below the severity shown, or in the
        baseline."""
        config = self.policies.base
        least = min(Severity(config.show).rank, Severity(config.fail_on).rank if config.fail_on != "never" else 9)
        baseline = baseline_of(config)
        names = fingerprints([(uri, *each.key) for each in judged])
        found = [one.finding.model_copy(update={"fingerprint": name}) for one, name in zip(judged, names, strict=True)]
        if baseline is not None and judged:
            root = self._root(judged[0].finding.path)
            found = Comparison(read_baseline(baseline), root).mark(found)
        reported = {f.fingerprint for f in found if f.suppressed is None and f.severity.rank >= least}
        return tuple(each for each, name in zip(judged, names, strict=True) if name in reported)

    def _recall(self, config: Config, claim: Claim, text: str, label: Label | None) -> tuple[Match, ...]:
        """Return earlier decisions on similar claims; nothing if the index cannot be used."""
        try:
            return self._recaller(config)(claim, text, label)
        except FactCheckError:
            return ()

    def _recaller(self, config: Config) -> Recaller:
        if config.file not in self._recallers:
            store, _ = self._stores.enter_context(memory(config, lambda _: None))
            self._recallers[config.file] = Recaller(store, config)
        return self._recallers[config.file]

    def _rules_of(self, config: Config) -> tuple[Rule, ...]:
        key = (*config.rule_files, "", *config.disable)
        if key not in self._rules:
            self._rules[key] = load_rules(config.rule_files, config.disable)
        return self._rules[key]

    def _uri(self, path: str) -> str:
        return uri_of(path, self._root(path))

    def _root(self, path: str) -> Path:
        return repository_root((Path.cwd() / path).parent) or self.policies.base.root


def _bytes(journal: Path, is_file: bool) -> bytes:
    try:
        return plain_bytes(journal) if is_file else b""
    except (FileNotFoundError, NotADirectoryError):
        return b""
