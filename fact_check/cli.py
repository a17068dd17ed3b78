"""The Typer app: thin commands, and the only place that knows exit codes.

0 clean, 1 findings, 2 could not run, 130 interrupted. Every import that a command does not need is inside it:
spaCy takes a second to import, pydantic a tenth of one. Past 250 lines because every option of every command is
declared here, and nowhere else.
"""

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.main import get_command

from fact_check import __version__
from fact_check.command_line import (
    Color,
    Colour,
    Disable,
    Files,
    Group,
    Jobs,
    Model,
    Named,
    NoCache,
    OldJson,
    Output,
    Paths,
    Policy,
    RowFormat,
    Rows,
    command,
    completed_by,
    listed,
    on_drafts,
    on_output,
    on_policy,
    on_work,
    rule_ids,
)
from fact_check.command_line import formats as formats_option
from fact_check.errors import FactCheckError
from fact_check.output.counting import count
from fact_check.output.notices import notice
from fact_check.output.sanitize import inert, inert_line
from fact_check.output.writing import stdout_whole
from fact_check.runtime.files import EXHAUSTED
from fact_check.runtime.gc_tuning import collect_seldom
from fact_check.runtime.threads import one_core

if TYPE_CHECKING:
    from fact_check.check.baseline import Baseline
    from fact_check.claims import Claim
    from fact_check.config import Config
    from fact_check.drafts.policies import Policies
    from fact_check.ledger.draft import Draft
    from fact_check.memory.refresh import Refreshed
    from fact_check.memory.store import Store
    from fact_check.read import Article
    from fact_check.registry import Registry

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: fact-check find draft.md",
)
REVIEWING, CHECKING, MEASURING = (
    "Find and review",
    "Check and configure",
    "Archives and accuracy",
)
"""The panels of the commands."""


class Listed(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"


class Engine(StrEnum):
    LOCAL = "local"
    RAY = "ray"


class Order(StrEnum):
    PLACE = "place"
    RISK = "risk"


class Judge(StrEnum):
    REVIEWED = "reviewed"
    SUGGESTED = "suggested"


class Show(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class FailOn(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def _version(asked: bool) -> None:
    if asked:
        print(f"fact-check {__version__}")
        raise typer.Exit


def _policy(file: Path | None, disable: list[str] | None = None) -> "Config":
    """Load the desk's policy for the working folder, and lay its word lists over ours before anything reads one."""
    from fact_check.config import load_config
    from fact_check.lexicon import bind

    policy = load_config(file=file).without(listed(disable))
    bind(policy.lexicon_files)
    return policy


def _annotated(
    paths: list[str],
    policies: "Policies",
    take: Callable[[FactCheckError], None],
    *,
    jobs: int | None,
    no_cache: bool,
    stdin_filename: str | None = None,
) -> "Iterator[tuple[Article, tuple[Claim, ...]]]":
    """Yield each draft with its claims, as `find`, `report`, `export` and `agree` read them."""
    from fact_check.drafts.driver import annotate_drafts

    _named(paths, stdin_filename)
    jobs = jobs or policies.base.jobs
    return annotate_drafts(
        paths, policies, stdin_filename=stdin_filename, jobs=jobs, cached=not no_cache, unreadable=take
    )


def _named(paths: Iterable[str], stdin_filename: str | None) -> None:
    """Raise FactCheckError for a name of standard input if that isn't read."""
    if stdin_filename is not None and "-" not in paths:
        raise FactCheckError("no draft is on standard input", where="--stdin-filename", mend="give - as the draft")


def _listings() -> list[str]:
    from fact_check.listings import LISTINGS

    return LISTINGS.names()


def _reports() -> list[str]:
    from fact_check.report import REPORTS

    return REPORTS.names()


def _exports() -> list[str]:
    from fact_check.export import EXPORTS

    return EXPORTS.names()


def _outputs() -> list[str]:
    from fact_check.check.formats import OUTPUTS

    return OUTPUTS.names()


def _findings() -> list[str]:
    from fact_check.severity import FindingKind

    return list(FindingKind)


def _selectable() -> list[str]:
    return [*_findings(), *rule_ids()]


@app.callback()
def fact_check(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    color: Color = Colour.AUTO,
) -> None:
    """Find the claims in a news draft that could be checked, decide on each, and hold the draft back until you have."""


@contextmanager
def _unreadable() -> Iterator[Callable[[FactCheckError], None]]:
    """Give a function for errors of unreadable drafts: a line each, and exit 2 once all others are done."""
    taken = 0

    def take(error: FactCheckError) -> None:
        nonlocal taken
        taken += 1
        notice(str(error))

    yield take
    if taken:
        raise typer.Exit(2)


@contextmanager
def _remembering(policies: "Policies") -> "Iterator[Callable[[Draft], Draft]]":
    """Give a function that adds earlier decisions on a draft's claims, if the policy asks for them."""
    if not policies.base.asks_memory:
        yield lambda draft: draft
        return
    from fact_check.memory.door import memory
    from fact_check.memory.recall import Recaller, with_memory

    with memory(policies.base, notice) as (store, _):
        recaller = Recaller(store, policies.base)
        yield lambda draft: with_memory(draft, recaller)


@command(app, REVIEWING, "fact-check find drafts --format jsonl -o claims.jsonl")
def find(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Drafts or folders; - for stdin.")] = None,
    format: Annotated[
        list[str] | None,
        formats_option("table, json, jsonl", _listings),
    ] = None,
    output: Output = None,
    model: Model = None,
    config: Policy = None,
    disable: Disable = None,
    stdin_filename: Named = None,
    schema: Annotated[bool, on_output("--schema", help="Print the JSON Schema of a claim and exit.")] = False,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    by_attribution: Annotated[
        bool, typer.Option("--whole", help="One claim per attribution, not one per sentence.")
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Say why one claim is what it is: rule, readings, links and scores."),
    ] = None,
) -> None:
    """Find the claims in each draft and suggest a label for each, with the reason."""
    if schema:
        import json

        from fact_check.output import claims_table

        print(json.dumps(claims_table.schema(), indent=2))
        return
    if not paths:
        raise FactCheckError("no draft given", mend="name a file or a folder, or - for standard input")
    from fact_check.drafts.policies import Policies
    from fact_check.listings import LISTINGS
    from fact_check.output.targets import targets
    from fact_check.output.writing import result

    outputs = targets(format or ["table"], LISTINGS, file=output)
    with _unreadable() as take:
        policies = Policies.load(paths, config, disable=listed(disable), model=model)
        found: Iterable[tuple[Article, tuple[Claim, ...]]] = _annotated(
            paths, policies, take, jobs=jobs, no_cache=no_cache, stdin_filename=stdin_filename
        )
        if explain is not None:
            from fact_check.listings.explanation import explanation, wanted
            from fact_check.rules import load_rules

            article, claims, claim = wanted(found, explain)
            policy = policies.of(article.path)
            known = load_rules(policy.rule_files, policy.disable)
            print(*explanation(article, claims, claim, known, policy.model), sep="\n")
            return
        if by_attribution:
            from fact_check.merge_by_cue import whole

            found = ((article, whole(claims, article.text)) for article, claims in found)
        if len(outputs) > 1:
            found = list(found)
        for each in outputs:
            with result(each.file) as out:
                each.render(found, out, each.file)


@command(app, CHECKING, "fact-check rules hedges.alleged")
def rules(
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A rule, a set of rules by file name, or a rule file.",
            autocompletion=completed_by(rule_ids),
        ),
    ] = None,
    test: Annotated[bool, typer.Option("--test", help="Run the rules' examples; exit 1 if one fails.")] = False,
    format: RowFormat = Rows.TABLE,
    output: Output = None,
    config: Policy = None,
    disable: Disable = None,
) -> None:
    """Show the rules: what each says, why it exists, and its examples."""
    from fact_check.output import rules_table
    from fact_check.output.as_json import as_json
    from fact_check.output.console import console_of
    from fact_check.output.writing import result
    from fact_check.rules import load_rules, with_file

    policy = _policy(config, disable)
    files, wanted = with_file(policy.rule_files, id)
    known = load_rules(files, policy.disable)
    chosen = rules_table.chosen(known, wanted, load_rules(files) if policy.disable else ())
    hold = True
    with result(output) as out:
        if not test and format is Rows.JSON:
            print(as_json([rule.model_dump(mode="json", exclude_defaults=True) for rule in chosen], indent=1), file=out)
        elif not test:
            rules_table.show(known, wanted, console_of(out, output))
        else:
            from fact_check.pipeline import tried

            done = list(tried(known, chosen))
            hold = all(wrong is None for *_, wrong in done)
            if format is Rows.JSON:
                rows = [
                    {"rule": rule.id, "key": key, "example": example, "wrong": wrong}
                    for rule, key, example, wrong in done
                ]
                print(as_json(rows, indent=1), file=out)
            else:
                rules_table.show_tried(done, console_of(out, output))
    if not hold:
        raise typer.Exit(1)


@command(app, REVIEWING, "fact-check report drafts --format markdown")
def report(
    paths: Paths,
    format: Annotated[
        list[str] | None,
        formats_option("table, markdown, json", _reports),
    ] = None,
    output: Output = None,
    model: Model = None,
    config: Policy = None,
    disable: Disable = None,
    stdin_filename: Named = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    as_json: OldJson = False,
) -> None:
    """Show where each draft stands, whom it relies on, and which accusations nobody has answered."""
    from fact_check import report as desk
    from fact_check.drafts.policies import Policies
    from fact_check.ledger.draft import open_draft
    from fact_check.output.targets import targets
    from fact_check.output.writing import result
    from fact_check.rules import load_rules

    wanted = targets(format or ["table"], desk.REPORTS, file=output)
    policies = Policies.load(paths, config, disable=listed(disable), model=model)
    with _unreadable() as take, _remembering(policies) as remember:
        reports = []
        for article, claims in _annotated(
            paths, policies, take, jobs=jobs, no_cache=no_cache, stdin_filename=stdin_filename
        ):
            policy = policies.of(article.path)
            draft = remember(open_draft(article, claims))
            reports.append(desk.report(draft, load_rules(policy.rule_files, policy.disable)))
        if as_json:
            from fact_check.output.as_json import as_json as written

            with result(output) as out:
                print(written([r.model_dump(mode="json") for r in reports], indent=1), file=out)
            return
        for each in wanted:
            with result(each.file) as out:
                each.render(reports, out, each.file)


@command(app, REVIEWING, "fact-check export drafts --format csv=claims.csv --format html=claims.html")
def export(
    paths: Paths,
    format: Annotated[
        list[str] | None,
        formats_option("csv, html, jsonl, …: `fact-check formats` lists them all", _exports),
    ] = None,
    old: Annotated[list[str] | None, typer.Option("--as", hidden=True)] = None,
    excel: Annotated[
        bool,
        on_output("--excel", help="Start CSV with a byte order mark, so that Excel reads UTF-8."),
    ] = False,
    output: Output = None,
    model: Model = None,
    config: Policy = None,
    disable: Disable = None,
    stdin_filename: Named = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
) -> None:
    """Export claims and decisions, for other tools and for readers."""
    from fact_check.drafts.policies import Policies
    from fact_check.export import require
    from fact_check.ledger.draft import open_draft
    from fact_check.output.writing import result

    policies = Policies.load(paths, config, disable=listed(disable), model=model)
    wanted = require([*(format or []), *(old or [])], policies.base, file=output)
    if excel and all(each.format != "csv" for each in wanted):
        raise FactCheckError("no CSV is written", where="--excel", mend="add --format csv")
    with _unreadable() as take, _remembering(policies) as remember:
        found = _annotated(paths, policies, take, jobs=jobs, no_cache=no_cache, stdin_filename=stdin_filename)
        drafts = [remember(open_draft(article, claims)) for article, claims in found]
        for each in wanted:
            with result(each.file) as out:
                mark = "\ufeff" * (excel and each.format == "csv")
                out.write(mark + each.render(drafts, policies.base))


@command(app, CHECKING, "fact-check check drafts --diff-base main --format github")
def check(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Drafts or folders; by default .")] = None,
    format: Annotated[
        list[str] | None,
        formats_option("text, concise, json, github, sarif, …: `fact-check formats` lists them all", _outputs),
    ] = None,
    output: Annotated[
        list[str] | None,
        on_output("-o", "--output", metavar="FILE", help="Write to this file; - for stdout."),
    ] = None,
    diff_base: Annotated[
        str | None,
        on_policy(metavar="REF", help="Report only what is new since this git revision, or none."),
    ] = None,
    baseline: Annotated[
        Path | None,
        on_policy(metavar="FILE", help="Report only what is not in this baseline, or none."),
    ] = None,
    select: Annotated[
        list[str] | None,
        on_policy(
            metavar="FINDING",
            help="Report only these findings, or those from these rules; commas, or repeated.",
            autocompletion=completed_by(_selectable),
        ),
    ] = None,
    disable: Disable = None,
    judge: Annotated[
        Judge | None,
        on_policy(help="Judge by decisions, or else by suggestions."),
    ] = None,
    fail_on: Annotated[FailOn | None, on_policy(help="The lowest severity that fails.")] = None,
    show: Annotated[Show | None, on_policy(help="The lowest severity to report.")] = None,
    policy: Policy = None,
    policy_from: Annotated[
        str | None, on_policy(metavar="REF", help="Take policy, rules and baseline from this git revision.")
    ] = None,
    reviewers: Annotated[
        Path | None, on_policy(metavar="FILE", help="Count only decisions by people this file names (as CODEOWNERS).")
    ] = None,
    model: Model = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    exclude: Annotated[
        list[str] | None,
        on_drafts(metavar="GLOB", help="Skip these too (globs as in .gitignore); may be repeated."),
    ] = None,
    stdin_filename: Named = None,
    only_drafts: Annotated[
        bool,
        on_drafts("--only-drafts", help="Skip named files that are not drafts, such as photos."),
    ] = False,
    statistics: Annotated[bool, on_output("--statistics", help="Count findings by kind: --format statistics.")] = False,
    quiet: Annotated[bool, on_output("-q", "--quiet", help="Print only errors; still write files.")] = False,
    exit_zero: Annotated[bool, on_output("--exit-zero", help="Exit 0 even with findings.")] = False,
    explain: Annotated[
        str | None,
        on_output(metavar="FINDING", help="Explain a finding and exit.", autocompletion=completed_by(_findings)),
    ] = None,
    schema: Annotated[bool, on_output("--schema", help="Print the JSON Schema of the json format and exit.")] = False,
) -> None:
    """Fail if any draft violates the desk's policy: exit 1 with findings, 0 without."""
    if explain is not None:
        from fact_check.check.explanations import explain as page_of

        print(page_of(explain), end="")
        return
    if schema:
        from fact_check.check import report_schema
        from fact_check.output.as_json import as_json

        print(as_json(report_schema.schema(), indent=2))
        return
    from fact_check.check.command import Asked
    from fact_check.check.command import check as exit_code

    paths = paths or (["."] if stdin_filename is None else ["-"])
    _named(paths, stdin_filename)
    code = exit_code(
        Asked(
            paths=tuple(paths),
            formats=(*(format or []), *(["statistics"] * statistics)),
            outputs=tuple(output or []),
            since=diff_base,
            baseline=baseline,
            select=listed(select),
            disable=listed(disable),
            judge=judge,
            fail_on=fail_on,
            show=show,
            policy=policy,
            policy_from=policy_from,
            reviewers=reviewers,
            model=model,
            exclude=tuple(exclude or []),
            stdin_filename=stdin_filename,
            cached=not no_cache,
            jobs=jobs,
            only_drafts=only_drafts,
            quiet=quiet,
        )
    )
    if code and not (exit_zero and code == 1):
        raise typer.Exit(code)


baseline_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Set known findings aside, so that only new ones fail.",
    rich_markup_mode=None,
    epilog="Example: fact-check baseline create drafts",
)
app.add_typer(baseline_app, name="baseline", rich_help_panel=CHECKING)
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="The baseline file; by default the policy's."),
]


@command(baseline_app, None, "fact-check baseline create drafts")
def create(
    paths: Files,
    baseline: BaselineFile = None,
    policy: Policy = None,
    force: Annotated[bool, typer.Option("--force", help="Renew an existing baseline.")] = False,
) -> None:
    """Write a baseline of all current findings; entries for other drafts are kept."""
    from fact_check.check.baseline import Baseline, read_baseline
    from fact_check.errors import BaselineError

    file, policies = _baseline(paths, baseline, policy)
    old = Baseline(version=1, findings=())
    if file.is_dir():
        raise FactCheckError("is a folder", where=str(file), mend="name a file in it")
    if file.exists():
        if not force:
            raise FactCheckError("already exists", where=str(file), mend="run `baseline update`, or add --force")
        # An unreadable one is replaced; otherwise, entries for drafts that weren't checked now stay.
        with contextlib.suppress(BaselineError):
            old = read_baseline(file)
    _rebase(paths, file, policies, old, accept_new=True)


@command(baseline_app, None, "fact-check baseline update drafts --accept-new")
def update(
    paths: Files,
    baseline: BaselineFile = None,
    policy: Policy = None,
    accept_new: Annotated[bool, typer.Option("--accept-new", help="Add new findings too.")] = False,
) -> None:
    """Remove findings that are gone and follow renamed drafts; add new ones only when asked."""
    from fact_check.check.baseline import read_baseline

    file, policies = _baseline(paths, baseline, policy)
    _rebase(paths, file, policies, read_baseline(file), accept_new=accept_new)


@command(baseline_app, None, "fact-check baseline prune drafts")
def prune(paths: Files, baseline: BaselineFile = None, policy: Policy = None) -> None:
    """Remove findings that are gone, and change nothing else."""
    from fact_check.check.baseline import read_baseline

    file, policies = _baseline(paths, baseline, policy)
    _rebase(paths, file, policies, read_baseline(file), accept_new=None)


def _baseline(paths: list[str], named: Path | None, policy: Path | None) -> "tuple[Path, Policies]":
    """Return the baseline, and the policies under which it is made."""
    from fact_check.check.baseline import DEFAULT, baseline_of
    from fact_check.drafts.policies import Policies

    policies = Policies.load(paths, policy)
    return named or baseline_of(policies.base) or DEFAULT, policies


def _rebase(paths: list[str], file: Path, policies: "Policies", old: "Baseline", *, accept_new: bool | None) -> None:
    """Rewrite a baseline; with `accept_new` None, new findings are left out silently."""
    from fact_check.check.baseline import renewed, write_baseline
    from fact_check.check.run import check as run

    compared = run(paths, policies, baseline=old).compared
    assert compared is not None
    entries = compared.kept if accept_new is None else renewed(compared, accept_new=accept_new, file=file)
    write_baseline(file, entries)
    notice(f"{file}: {count(len(entries), 'finding')}, {len(compared.stale)} removed")


@command(app, REVIEWING, "fact-check review drafts/story.md --by anna")
def review(
    paths: Files,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who reviews; by default git's user name.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Review line by line, without the full screen.")] = False,
    blind: Annotated[bool, typer.Option("--blind", help="Hide others' decisions and all suggestions.")] = False,
    adjudicate: Annotated[bool, typer.Option("--adjudicate", help="Settle claims that reviewers dispute.")] = False,
    order: Annotated[Order, typer.Option(help="In reading order, or by risk.")] = Order.PLACE,
    for_: Annotated[str | None, typer.Option("--for", metavar="NAME", help="Show only NAME's claims.")] = None,
    model: Model = None,
    policy: Policy = None,
    disable: Disable = None,
) -> None:
    """Decide each claim with one key; every decision is saved at once, beside its draft."""
    from fact_check.drafts.policies import Policies
    from fact_check.review.start import review as open_review

    policies = Policies.load(paths, policy, disable=listed(disable), model=model)
    by_risk = order is Order.RISK
    open_review(paths, policies, by=by, plain=plain, blind=blind, adjudicates=adjudicate, by_risk=by_risk, for_=for_)


@command(app, REVIEWING, "fact-check lsp")
def lsp() -> None:
    """Run the language server: claims, findings and decisions in your editor (docs/how-to/editors.md has the setup)."""
    try:
        from fact_check.lsp.features import answer
        from fact_check.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] not in ("pygls", "lsprotocol", "cattrs"):
            raise
        raise FactCheckError("the language server is not installed", mend='pip install "fact-check[lsp]"') from None
    serve(answer)


@command(app, CHECKING, "fact-check watch drafts")
def watch(
    paths: Files,
    judge: Annotated[Judge, on_policy(help="Judge by decisions, or else by suggestions.")] = Judge.SUGGESTED,
    policy: Policy = None,
) -> None:
    """Check again whenever a draft or its journal is saved, until Ctrl-C."""
    from fact_check.drafts.policies import Policies
    from fact_check.watch import watch as until_interrupted

    until_interrupted(paths, lambda: Policies.load(paths, policy, judge=judge.value))


@command(app, MEASURING, "fact-check score corpus/dev --misses 5")
def score(
    gold: Annotated[list[str], typer.Argument(metavar="GOLD", help="Gold folders or files (.jsonl, .jsonl.xz).")],
    articles: Annotated[Path | None, typer.Option(metavar="DIR", help="The folder of the gold folders' texts.")] = None,
    format: RowFormat = Rows.TABLE,
    output: Output = None,
    as_json: OldJson = False,
    misses: Annotated[int, typer.Option(metavar="N", help="List N misses of each kind.")] = 0,
    floors: Annotated[
        bool, typer.Option("--floors", help="Exit 1 if a figure is below its floor in the policy.")
    ] = False,
    jobs: Jobs = None,
    model: Model = None,
    config: Policy = None,
    disable: Disable = None,
) -> None:
    """Measure accuracy against gold: claims, labels, attributions or quantities."""
    from fact_check.output.console import console_of
    from fact_check.output.writing import result
    from fact_check.rules import load_rules
    from fact_check.score import read_gold, show
    from fact_check.score import score as measure

    policy = _policy(config, disable)
    held = {g: show.floors_of(g, policy.score, str(policy.file)) if floors else {} for g in gold}
    fell: list[str] = []
    with result(output) as out:
        for each in gold:
            rules = load_rules(policy.rule_files, policy.disable)
            found = measure(read_gold(each, articles), rules, model=model or policy.model, jobs=jobs or policy.jobs)
            if as_json or format is Rows.JSON:
                print(show.as_json(found, misses=misses), file=out)
            else:
                show.show(found, console_of(out, output), misses=misses, floors=held[each])
            fell += show.below(found, held[each])
    for line in fell:
        notice(line)
    if fell:
        raise typer.Exit(1)


@command(app, MEASURING, "fact-check agree drafts")
def agree(
    paths: Files,
    rules: Annotated[bool, typer.Option("--rules", help="Show how often each rule was overruled instead.")] = False,
    format: RowFormat = Rows.TABLE,
    output: Output = None,
    model: Model = None,
    policy: Policy = None,
    disable: Disable = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
) -> None:
    """Measure how far reviewers agree, and list the claims on which they disagree."""
    from fact_check import agreement
    from fact_check.drafts.policies import Policies
    from fact_check.ledger.draft import open_draft
    from fact_check.output.as_json import as_json
    from fact_check.output.console import console_of
    from fact_check.output.writing import result

    policies = Policies.load(paths, policy, disable=listed(disable), model=model)
    with _unreadable() as take:
        found = _annotated(paths, policies, take, jobs=jobs, no_cache=no_cache)
        drafts = [open_draft(article, claims) for article, claims in found]
        with result(output) as out:
            if format is Rows.JSON:
                print(
                    as_json(agreement.rules_document(drafts) if rules else agreement.document(drafts), indent=1),
                    file=out,
                )
            else:
                (agreement.show_rules if rules else agreement.show)(drafts, console_of(out, output))


@command(app, MEASURING, "fact-check batch archive.parquet --to claims")
def batch(
    src: Annotated[str | None, typer.Argument(metavar="SRC", help="A .jsonl or .parquet file, or a folder.")] = None,
    to: Annotated[Path | None, typer.Option(metavar="DIR", help="The output folder.")] = None,
    engine: Annotated[Engine, typer.Option(help="Local processes, or Ray.")] = Engine.LOCAL,
    jobs: Annotated[
        int | None,
        typer.Option("-j", "--jobs", metavar="N", min=1, help="Workers; by default one per processor."),
    ] = None,
    address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="A Ray cluster; by default this machine.")
    ] = None,
    per_shard: Annotated[int, typer.Option(metavar="N", min=1, help="About how many articles per shard.")] = 300,
    id_column: Annotated[str, on_drafts(metavar="NAME", help="The column or key with an article's id.")] = "id",
    text_column: Annotated[str, on_drafts(metavar="NAME", help="The column or key with its text.")] = "text",
    model: Model = None,
    policy: Policy = None,
    disable: Disable = None,
    format: Annotated[
        Rows, on_output("--format", help="How to report what was done; the claims are Parquet.")
    ] = Rows.TABLE,
    output: Output = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the columns of the claims table and exit.")] = False,
) -> None:
    """Find the claims in an archive: articles in, Parquet out; a rerun does only what is missing."""
    from fact_check import batch as archive

    if schema:
        print("\n".join(archive.schema_lines()))
        return
    if not src:
        raise FactCheckError("no archive was given", mend="name a folder, a .jsonl or a .parquet file")
    if to is None:
        raise FactCheckError("no --to was given", mend="add --to DIR, a folder for the shards")
    from fact_check.output.as_json import as_json
    from fact_check.output.writing import result

    config = _policy(policy, disable)
    with result(output) as out:
        done = archive.batch(
            src,
            str(to),
            config,
            engine=engine.value,
            jobs=jobs,
            address=address,
            model=model,
            per_shard=per_shard,
            id_column=id_column,
            text_column=text_column,
        )
        if format is Rows.JSON:
            print(as_json({"to": str(to), **archive.counts(done)}, indent=1), file=out)
        else:
            print(inert_line(f"{to}: {archive.summary(done)}"), file=out)
    failed = archive.all_failed(str(to), done)
    if failed is not None:
        raise FactCheckError(failed, where=src, mend=f"see {to}/errors")


memory_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Find earlier decisions, by this desk or another.",
    epilog='Example: fact-check memory search "40 tonnes of acid leaked"',
)
app.add_typer(memory_app, name="memory", rich_help_panel=REVIEWING)


@contextmanager
def _memory(policy: Path | None) -> "Iterator[tuple[Config, Store, Refreshed]]":
    """Give the claim memory of this folder's policy, up to date."""
    from fact_check.memory.door import memory

    config = _policy(policy)
    with memory(config, notice) as (store, done):
        yield config, store, done


@command(memory_app, None, "fact-check memory build")
def build(
    policy: Policy = None,
    anew: Annotated[bool, on_work("--anew", help="Rebuild the index from scratch.")] = False,
) -> None:
    """Update the index from journals and added checks; the other commands do so by themselves."""
    from fact_check.memory import door, show

    if anew:
        door.discard(_policy(policy))
    with _memory(policy) as (_, store, done):
        notice(show.refreshed(done.read, done.gone, store.count()))
        if done.problems:
            raise typer.Exit(2)


@command(memory_app, None, "fact-check memory add checks.csv claimreviews.json")
def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="ClaimReview JSON-LD, CSV, JSON lines; or the DIR of a batch.")
    ],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Store them under this name; by default the file's.")
    ] = None,
    policy: Policy = None,
) -> None:
    """Add older checks; they are stored in memory/NAME.memory.jsonl, in the policy's folder."""
    from fact_check.memory import added
    from fact_check.memory.lines import write_lines

    def batched(folder: Path) -> Iterator[dict[str, Any]]:
        try:
            from fact_check.batch.remembered import records
        except ModuleNotFoundError:
            said, mend = "is a folder, and a batch's is read with pyarrow", "pip install 'fact-check[batch]'"
            raise FactCheckError(said, where=str(folder), mend=mend) from None

        return records(folder)

    config = _policy(policy)
    for file, kept in added.homes(files, name, config):
        taken = added.Taken()
        write_lines(kept, added.checks(file, taken, of_folder=batched))
        said = f"{count(taken.count, 'check')} kept in {kept}"
        notice(f"{file}: {said}{f'; {taken.left_out}' * bool(taken.refused)}")
    with _memory(policy):
        pass


@command(memory_app, None, 'fact-check memory search "40 tonnes of acid leaked" --format jsonl')
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="A claim, or some words of it.")],
    most: Annotated[int, typer.Option("-n", "--most", metavar="N", min=1, max=60, help="Show at most N.")] = 10,
    format: Annotated[Listed, on_output("--format", help="A table, or one JSON object per line.")] = Listed.TABLE,
    output: Output = None,
    policy: Policy = None,
) -> None:
    """List the decided claims closest to some words; exit 0 even if there are none."""
    from fact_check.memory import show
    from fact_check.memory.search import search as nearest
    from fact_check.output.console import console_of
    from fact_check.output.writing import result

    with _memory(policy) as (_, store, _):
        hits = nearest(store, words, most=most)
    with result(output) as out:
        if format is Listed.JSONL:
            for line in show.lines(hits):
                print(line, file=out)
        else:
            show.show(hits, console_of(out, output))


@command(memory_app, None, "fact-check memory stats")
def stats(format: RowFormat = Rows.TABLE, output: Output = None, policy: Policy = None) -> None:
    """Show how many decided claims each journal and added file holds."""
    from fact_check.memory import show
    from fact_check.output.as_json import as_json
    from fact_check.output.console import console_of
    from fact_check.output.writing import result

    with _memory(policy) as (_, store, _), result(output) as out:
        if format is Rows.JSON:
            print(as_json(show.document(store), indent=1), file=out)
        else:
            show.show_counts(store, console_of(out, output))


@command(app, CHECKING, "fact-check formats")
def formats(format: RowFormat = Rows.TABLE, output: Output = None) -> None:
    """List the formats of drafts, claims, reports and exports, including those of installed plug-ins."""
    from fact_check.check.formats import OUTPUTS
    from fact_check.export import EXPORTS
    from fact_check.listings import LISTINGS
    from fact_check.output import formats_table
    from fact_check.output.as_json import as_json
    from fact_check.output.console import console_of
    from fact_check.output.writing import result
    from fact_check.read import READERS
    from fact_check.report import REPORTS

    registries: dict[str, Registry[Any]] = {
        "drafts, by extension": READERS,
        "fact-check find --format NAME": LISTINGS,
        "fact-check report --format NAME": REPORTS,
        "fact-check export --format NAME": EXPORTS,
        "fact-check check --format NAME": OUTPUTS,
    }
    with result(output) as out:
        if format is Rows.JSON:
            print(
                as_json([row for each in registries.values() for row in formats_table.objects(each)], indent=1),
                file=out,
            )
            return
        console = console_of(out, output)
        for heading, registry in registries.items():
            formats_table.show(heading, registry, console)


@command(app, CHECKING, "fact-check config --config fact-check.toml")
def config(
    file: Policy = None,
    format: RowFormat = Rows.TABLE,
    output: Output = None,
    schema: Annotated[bool, on_output("--schema", help="Print the JSON Schema of a policy and exit.")] = False,
) -> None:
    """Print the policy for this folder: each value and where it comes from."""
    from fact_check.output.as_json import as_json
    from fact_check.output.writing import result

    with result(output) as out:
        if schema:
            from fact_check.output import policy_schema

            print(as_json(policy_schema.schema(), indent=2), file=out)
            return
        from fact_check.config import load_config, settings

        policy = load_config(file=file)
        rows = list(settings(policy))
        if format is Rows.JSON:
            came = {name: where for name, _, where in rows}
            document = {
                "file": str(policy.file) if policy.file else None,
                "policy": policy.model_dump(mode="json", by_alias=True),
            }
            print(as_json({**document, "from": came}, indent=1), file=out)
            return
        name, value = (max(len(row[column]) for row in rows) for column in (0, 1))
        for row in rows:
            line = f"{row[0]:{name}} = {row[1]:{min(value, 40)}}  # {row[2]}"
            print(inert(line).replace("\n", "␊"), file=out)


def _is_a_draft(arguments: list[str]) -> None:
    """Raise FactCheckError for a draft in place of a command, and say what to type."""
    first = next(iter(arguments), "-")
    groups = {group.name for group in app.registered_groups}
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    if not first.startswith("-") and first not in groups | commands and Path(first).exists():
        mend = f"`fact-check find {first}` finds its claims, `fact-check review {first}` reviews them"
        raise FactCheckError("a command must come before the draft", where=first, mend=mend)


@cache
def built() -> Any:
    """Build the command line from what is declared here, once: a process may run several commands."""
    return get_command(app)


def main() -> None:
    """Run the command line."""
    one_core()
    collect_seldom()
    try:
        _is_a_draft(sys.argv[1:])
        with stdout_whole():
            built()(prog_name="fact-check")
    except FactCheckError as error:
        _stop(str(error))
    except MemoryError:
        _stop("memory ran out (split the draft, or allow more)")
    except RuntimeError as error:
        if not str(error).startswith("Symlink loop"):
            raise
        _stop(f"a link leads to itself: {str(error).removeprefix('Symlink loop from ')} (remove it)")
    except OSError as error:
        if error.errno not in EXHAUSTED:
            raise
        _stop(f"the system has no more to give: {error.strerror} (allow more, and try again)")


def _stop(said: str) -> NoReturn:
    """Exit with 2 and a line on stderr, if that can still be written."""
    with contextlib.suppress(OSError):
        notice(said)
    sys.exit(2)


if __name__ == "__main__":
    main()
