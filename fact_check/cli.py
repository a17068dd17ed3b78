"""The Typer app: thin commands, and the only place that knows exit codes.

0 clean, 1 findings, 2 could not run, 130 interrupted. Every import that a command does not need is inside it:
spaCy takes a second to import, pydantic a tenth of one.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fact_check import __version__
from fact_check.errors import FactCheckError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Drafts or folders of drafts; - is standard input.")]
Policy = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="This policy, not the nearest.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead.")]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="Another spaCy pipeline with Universal Dependencies.")]


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def _version(asked: bool) -> None:
    if asked:
        print(f"fact-check {__version__}")
        raise typer.Exit


@app.callback()
def fact_check(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    """Find, label and guard the numeric and attributed claims of a news draft."""


@app.command()
def find(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Drafts or folders; - is stdin.")] = None,
    format: Annotated[Format, typer.Option(help="How to print the claims.")] = Format.TABLE,
    output: Output = None,
    model: Model = None,
    config: Policy = None,
    stdin_filename: Annotated[str | None, typer.Option(metavar="NAME", help="What format - has.")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a claim and stop.")] = False,
) -> None:
    """Find the claims of each draft and suggest a label for each, with the reason."""
    from fact_check import listing

    if schema:
        import json

        print(json.dumps(listing.schema(), indent=2))
        return
    if not paths:
        raise FactCheckError("no draft was given", mend="name a file or a folder, or - for standard input")
    from fact_check.config import load_config
    from fact_check.walk import walk
    from fact_check.write import result

    with result(output) as out:
        found = walk(paths, load_config(file=config), model=model, stdin_filename=stdin_filename)
        if format is Format.JSONL:
            for _, claims in found:
                for line in listing.lines(claims):
                    print(line, file=out)
        elif format is Format.JSON:
            print(listing.document(claim for _, claims in found for claim in claims), file=out)
        else:
            from rich.console import Console

            console = Console(file=out, highlight=False)
            for article, claims in found:
                listing.show(article.path, claims, console)


@app.command()
def rules(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One rule, or one file's rules.")] = None,
    config: Policy = None,
) -> None:
    """Show the rules: what each says, why it exists, and its examples."""
    from rich.console import Console

    from fact_check import catalogue
    from fact_check.config import load_config
    from fact_check.rules import load_rules

    catalogue.show(load_rules(load_config(file=config).rule_files), id, Console(highlight=False))


@app.command()
def report(
    paths: Paths,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON list, one object a draft.")] = False,
    output: Output = None,
    model: Model = None,
    config: Policy = None,
) -> None:
    """Show how each draft stands, on whom it rests, and what nobody has answered."""
    from fact_check import report as desk
    from fact_check.config import load_config
    from fact_check.ledger import open_draft
    from fact_check.walk import walk
    from fact_check.write import result

    with result(output) as out:
        found = walk(paths, load_config(file=config), model=model)
        reports = [desk.report(open_draft(article, claims)) for article, claims in found]
        if as_json:
            import json

            print(json.dumps([r.model_dump(mode="json") for r in reports], ensure_ascii=False, indent=1), file=out)
        else:
            from rich.console import Console

            desk.show(reports, Console(file=out, highlight=False))


@app.command()
def export(
    paths: Paths,
    format: Annotated[str, typer.Option("--as", metavar="FORMAT", help="csv, jsonl, webannotation, claimreview, …")],
    output: Output = None,
    model: Model = None,
    config: Policy = None,
) -> None:
    """Write the claims with what was decided on them, for other tools and for readers."""
    from fact_check.config import load_config
    from fact_check.export import export
    from fact_check.ledger import open_draft
    from fact_check.walk import walk
    from fact_check.write import result

    policy = load_config(file=config)
    with result(output) as out:
        drafts = [open_draft(article, claims) for article, claims in walk(paths, policy, model=model)]
        out.write(export(drafts, format, policy))


@app.command()
def config(file: Policy = None) -> None:
    """Print the policy for this folder: each value, and where it came from."""
    from fact_check.config import load_config, settings

    rows = list(settings(load_config(file=file)))
    name, value = (max(len(row[column]) for row in rows) for column in (0, 1))
    for row in rows:
        print(f"{row[0]:{name}} = {row[1]:{min(value, 40)}}  # {row[2]}")


def main() -> None:
    """Run the command line."""
    try:
        app()
    except FactCheckError as error:
        print(f"fact-check: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
