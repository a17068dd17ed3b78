"""Run the whole of `fact-check check`, from what was asked to what is printed."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fact_check.check.recall import Files, Said, listings, recall, recallable, remember
from fact_check.check.stdout import Screen
from fact_check.drafts.cache import Cache, program
from fact_check.output.notices import notice
from fact_check.output.sanitize import inert_line
from fact_check.output.writing import result
from fact_check.runtime.files import bytes_if_readable

if TYPE_CHECKING:
    from fact_check.check.outputs import Output
    from fact_check.check.reviewers import Reviewers
    from fact_check.drafts.policies import Policies
    from fact_check.drafts.revision import Revision


NONE = "none"
"""What the command line says instead of a baseline or a revision to do without the policy's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line said; None if it said nothing."""

    paths: tuple[str, ...]
    formats: tuple[str, ...] = ()
    """Each FORMAT[=FILE]."""
    outputs: tuple[str, ...] = ()
    """Each FILE, or FORMAT[=FILE] as it was written before there was `formats`."""
    since: str | None = None
    """A revision, or NONE: not the policy's."""
    baseline: Path | None = None
    """A file, or NONE: not the policy's."""
    select: tuple[str, ...] = ()
    """Findings, and rules by id or file, to which the check is limited."""
    disable: tuple[str, ...] = ()
    """Rules, by id or file, that are turned off."""
    judge: str | None = None
    fail_on: str | None = None
    show: str | None = None
    policy: Path | None = None
    policy_from: str | None = None
    """A git revision whose policy applies instead of the one on disk."""
    reviewers: Path | None = None
    """Who may decide on which drafts."""
    model: str | None = None
    exclude: tuple[str, ...] = ()
    """Globs, from the working folder."""
    stdin_filename: str | None = None
    cached: bool = True
    jobs: int | None = None
    only_drafts: bool = False
    """Skip named files without a reader."""
    quiet: bool = False
    """Print neither reports nor notes."""


def check(asked: Asked) -> int:
    """Check drafts and print what was found; return the exit code. Raises FactCheckError."""
    from fact_check.check.wanted import spelled

    screen = Screen.of_stdout()
    formats, file = spelled(asked.formats, asked.outputs)
    # What drafts are compared with, and how they are parsed, may differ from run to run.
    quick = asked.cached and not any((asked.since, asked.baseline, asked.model, asked.policy_from, asked.quiet))
    quick = quick and recallable(asked.paths, formats, file)
    asked_for = (asked.paths, formats, asked.select, asked.judge, asked.fail_on, asked.show, asked.policy)
    command = [*map(str, asked_for), str(asked.exclude), str(asked.only_drafts), str(asked.reviewers)]
    command.append(str(asked.disable))
    said = recall(command, screen) if quick else None
    if said is None:
        with ExitStack() as stack:
            revision = None
            if asked.policy_from is not None:
                from fact_check.drafts.revision import open_revision

                revision = stack.enter_context(open_revision(asked.policy_from))
            return _check(asked, formats, file, screen, command if quick else None, revision, stack)
    sys.stderr.write(said.err)
    with result(None) as out:
        out.write(said.out)
    return int(said.failed)


def _check(
    asked: Asked,
    formats: Sequence[str],
    file: Path | None,
    screen: Screen,
    command: list[str] | None,
    revision: "Revision | None",
    stack: ExitStack,
) -> int:
    """Make the check, by the policy of a revision if there is one; remember its output if `command` is given."""
    from fact_check.check import outputs
    from fact_check.check.run import check as run
    from fact_check.check.selection import Selection
    from fact_check.drafts.policies import Policies
    from fact_check.lexicon import lexicon_folder
    from fact_check.rules import rules_folder

    wanted = outputs.parse(formats, file=file)
    places = [asked.stdin_filename if path == "-" and asked.stdin_filename else path for path in asked.paths]
    folders = listings(map(Path, asked.paths))
    instead = {"judge": asked.judge, "fail_on": asked.fail_on, "show": asked.show, "model": asked.model}
    policies = Policies.load(places, asked.policy, revision, exclude=asked.exclude, disable=asked.disable, **instead)
    reviewers = _reviewers(asked.reviewers, policies, revision)
    config = policies.base
    if not formats and config.output:
        where = f"{config.file}: output"
        wanted = outputs.parse(config.output, file=file, where=where, folder=config.folder_of("output"))
    since, since_where = asked.since, "--diff-base"
    if since is None and config.diff_base is not None:
        since, since_where = config.diff_base, f"{config.file}: diff-base"
    baseline, known = asked.baseline, None
    if baseline is None and config.baseline is not None:
        from fact_check.check.baseline import baseline_of

        baseline = baseline_of(config)
    if baseline is not None and str(baseline) != NONE:
        from fact_check.check.baseline import read_baseline

        known = read_baseline(revision.laid_out(baseline) if revision else baseline)
    live = None
    if outputs.streams(wanted) and not asked.quiet:
        live = outputs.Live(stack.enter_context(result(None)), screen)
    told: list[str] = []
    say = (lambda _: None) if asked.quiet else _teller(told)
    done = run(
        asked.paths,
        policies,
        since=None if since == NONE else since,
        since_where=since_where,
        baseline=known,
        selection=Selection.of(asked.select, config) if asked.select else None,
        stdin_filename=asked.stdin_filename,
        cached=asked.cached,
        jobs=asked.jobs or config.jobs,
        only_drafts=asked.only_drafts,
        reviewers=reviewers,
        say=say,
        each=live.show if live is not None else None,
    )
    text = outputs.write(done.report, wanted, screen, live=live, quiet=asked.quiet)
    if done.compared is not None and done.compared.stale and not asked.quiet:
        n = len(done.compared.stale)
        said = f"{n} of its findings no longer found: `fact-check baseline prune` removes them"
        notice(f"{baseline}: {said}")
    failed = bool(done.report.failing)
    if done.unreadable:
        return 2
    by_git = reviewers is not None and reviewers.asks_git
    depends = known is not None or since is not None or policies.model is not None or by_git
    depends = depends or policies.asks_memory
    if command is not None and not depends and outputs.prints(wanted) and not _foreign(wanted, done.report.drafts):
        read = done.read | _contents(policies.places((*done.report.drafts, *asked.paths), asked.policy))
        read |= _contents([reviewers.file]) if reviewers is not None else {}
        read |= _contents(policies.desk_files) | _contents(_ignores(asked.paths))
        for folder in (rules_folder(), lexicon_folder()):
            folders |= listings([folder])
            read |= {file: file.read_bytes() for file in folder.glob("*.toml")}
        cache = Cache(policies.base.root, program())
        remember(cache, command, screen, Said(text, "".join(told), failed), read, folders)
    return int(failed)


def _reviewers(named: Path | None, policies: "Policies", revision: "Revision | None") -> "Reviewers | None":
    """Read who may decide: what the command line names, or the policy of the run."""
    config = policies.base
    if named is None and config.reviewers_file is None:
        return None
    from fact_check.check.reviewers import read_reviewers

    if named is not None:
        return read_reviewers(revision.laid_out(named) if revision else named, str(named))
    return read_reviewers(config.opened("reviewers-file", str(config.reviewers_file)), config.reviewers_file)


def _foreign(outputs: "Sequence[Output]", drafts: Sequence[str]) -> bool:
    """Tell whether another package's reader or output took part, because nobody knows what that depends on."""
    from fact_check.check.formats import OUTPUTS
    from fact_check.read import READERS

    extensions = {Path(draft).suffix for draft in drafts}
    return any(OUTPUTS.origin(each.format) for each in outputs) or any(map(READERS.origin, extensions))


def _contents(files: Iterable[Path]) -> Files:
    """Return files as they are; None for one that is missing, or no file to read whole."""
    return {file: bytes_if_readable(file) for file in files}


def _ignores(paths: Iterable[str]) -> Iterator[Path]:
    """Yield every file that may say what git ignores in the given paths."""
    from fact_check.read.walking import gitignores

    for path in paths:
        if Path(path).is_dir():
            yield from gitignores(Path(path))


def _teller(told: list[str]) -> Callable[[str], None]:
    def say(what: str) -> None:
        told.append(f"fact-check: {inert_line(what)}\n")
        sys.stderr.write(told[-1])

    return say
