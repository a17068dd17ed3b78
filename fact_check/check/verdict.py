"""Judge a draft and its journal by the policy, and cache the verdict until one of the three changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fact_check.check.findings import Finding, Judged, Lines
from fact_check.claims import Claim, Frozen, Piece
from fact_check.config import Config
from fact_check.drafts.cache import Cache
from fact_check.drafts.driver import Source, annotate_sources
from fact_check.errors import JournalError, ReadError
from fact_check.ledger.paths import journal_of
from fact_check.read import READERS, Article, raw_bytes
from fact_check.runtime.files import plain_bytes, refusal
from fact_check.severity import FindingKind, Severity

if TYPE_CHECKING:
    from fact_check.memory.recall import Recaller

NO_PART = {"extend", "baseline", "diff_base", "output", "jobs"}
"""Keys of a policy that don't affect verdicts."""


class Verdict(Frozen):
    """The findings of one draft."""

    claims: int
    decided: int
    """How many of them a reviewer has decided."""
    overruled: int = 0
    """How many have another label than the tool suggests."""
    judged: tuple[Judged, ...]
    said: tuple[str, ...] = ()
    """Notes for the user, besides the findings."""


@dataclass(frozen=True, slots=True)
class Version:
    """A draft with its journal, in the working tree or in a revision."""

    path: str
    uri: str
    raw: bytes
    journal: bytes
    journal_path: Path
    """How errors name the journal."""
    error: ReadError | None = None
    """Why the draft couldn't be opened."""

    @classmethod
    def of_stdin(cls, path: str, uri: str) -> "Version":
        """Read the draft at `path` from standard input, as an editor has it, and its journal from disk.

        Raises JournalError for a journal that cannot be read.
        """
        journal = journal_of(path)
        return cls(path, uri, raw_bytes("-", stdin_filename=path), _journal_bytes(journal), journal)

    @classmethod
    def of_file(cls, path: str, uri: str) -> "Version":
        """Read a draft and its journal; "-" is standard input, which has none.

        Raises JournalError for a journal that cannot be read.
        """
        journal = Path(path) if path == "-" else journal_of(path)
        try:
            raw = raw_bytes(path)
        except ReadError as error:
            return cls(path, uri, b"", b"", journal, error)
        return cls(path, uri, raw, b"" if path == "-" else _journal_bytes(journal), journal)


def _journal_bytes(journal: Path) -> bytes:
    try:
        return plain_bytes(journal)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise JournalError(where=str(journal), **refusal(error)) from None


def verdicts(
    versions: Sequence[Version],
    config: Config,
    cache: Cache | None,
    *,
    jobs: int = 1,
    say: Callable[[str], None],
    memory: "Recaller | None" = None,
) -> Iterator[Verdict]:
    """Yield the verdict on each version, in order; only changes since the last run are parsed and judged."""
    policy = config.model_dump_json(exclude=NO_PART) + (memory.state if memory is not None else "")
    kept: dict[int, Verdict] = {}
    files: dict[int, Path] = {}
    for number, version in enumerate(versions):
        if cache is not None and version.path != "-":
            # A severity may depend on the draft's path, so the path is part of the key.
            place = config.place(version.path)
            here = (version.path, place, version.uri, READERS.origin(Path(version.path).suffix))
            file = cache.file("verdict", policy, *here, version.raw, version.journal)
            files[number] = file
            found = cache.load(file, Verdict)
            if found is not None:
                kept[number] = found
    unreadable = {number: v.error for number, v in enumerate(versions) if v.error is not None}
    missing = {number: v for number, v in enumerate(versions) if number not in kept and number not in unreadable}
    opened = _open(missing, unreadable, config, cache, jobs)
    for number, version in enumerate(versions):
        verdict = kept.get(number)
        if number in unreadable:
            verdict = _unread(version, unreadable[number], config)
        elif verdict is None:
            article, claims = next(opened)
            verdict = verdict_on(version, article, claims, config, memory)
            if cache is not None and number in files:
                cache.save(files[number], verdict)
        for said in verdict.said:
            say(said)
        yield verdict


def _open(
    versions: Mapping[int, Version],
    unreadable: dict[int, ReadError],
    config: Config,
    cache: Cache | None,
    jobs: int,
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Read versions by number, and store the verdict on unreadable ones at once."""
    if not versions:
        return iter(())
    from fact_check.rules import load_rules

    numbers = {version.path: number for number, version in versions.items()}
    sources = [Source(version.path, partial(bytes, version.raw)) for version in versions.values()]
    return annotate_sources(
        sources,
        load_rules(config.rule_files, config.disable),
        model=config.model,
        cache=cache,
        jobs=jobs,
        others=config.other_languages,
        lexicon=config.lexicon_files,
        unreadable=lambda source, error: unreadable.update({numbers[source.path]: error}),
    )


def _unread(version: Version, error: ReadError, config: Config) -> Verdict:
    """Return the verdict on an unreadable draft."""
    severity = config.severity_of(FindingKind.UNREADABLE, version.path)
    if severity is Severity.OFF:
        return Verdict(claims=0, decided=0, judged=())
    finding = Finding(
        kind=FindingKind.UNREADABLE,
        severity=severity,
        path=version.path,
        uri=version.uri,
        place=Lines("").place(0, 0),
        claim=Path(version.path).name,
        why=error.what,
        next=error.mend or "save the draft again",
    )
    at = Piece(start=0, end=0)
    return Verdict(claims=0, decided=0, judged=(Judged(finding=finding, at=at, key=(FindingKind.UNREADABLE,)),))


def verdict_on(
    version: Version, article: Article, claims: Sequence[Claim], config: Config, memory: "Recaller | None" = None
) -> Verdict:
    """Return the findings of a draft whose claims are known; `version` has its bytes and its journal."""
    # This import would take half the time of a cached check.
    from fact_check.check import ignores
    from fact_check.check.extracted import has_lines, placed, spot
    from fact_check.check.policy import Checked, judge
    from fact_check.ledger.carry import carry
    from fact_check.ledger.fold import fold
    from fact_check.ledger.journal import parse_journal

    said = [f"{version.path}: {note}" for note in article.notes]
    state = fold(parse_journal(version.journal, version.journal_path, say=said.append).events)
    unended = ignores.unended(article.text)
    if unended is not None:
        where = spot(article, unended)
        said.append(f'{version.path}: {where}: "off" covers the rest of the draft; add "on" to end it')
    real = ignores.unquoted(claims, ignores.stretches(article.text))
    carried = carry(state, real, article.text)
    draft = Checked(version.path, version.uri, article.text, carried, has_lines(article), memory)
    here = [one for one in draft.claims if one.claim is not None]
    return Verdict(
        claims=len(here),
        decided=sum(not one.undecided for one in here),
        overruled=sum(one.overruled for one in here),
        judged=tuple(placed(ignores.apply(judge(draft, config), draft, config), article, version.raw)),
        said=tuple(said),
    )
