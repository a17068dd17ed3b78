"""Define what all commands share: options with one meaning, help in panels with an example, and `--color`."""

import inspect
import os
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial, wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from fact_check.errors import FactCheckError
from fact_check.usage import plain_usage

DRAFTS, OUTPUT, POLICY, WORK = "Drafts", "Output", "Policy", "Work"
"""The panels of a command's help."""

on_drafts, on_output, on_policy, on_work = (
    partial(typer.Option, rich_help_panel=panel) for panel in (DRAFTS, OUTPUT, POLICY, WORK)
)
"""An option in a panel."""

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Drafts or folders of drafts; - for standard input.")]
Files = Annotated[list[str], typer.Argument(metavar="PATH", help="Drafts or folders of drafts.")]
"""Drafts whose journals matter: standard input has none."""
Policy = Annotated[
    Path | None,
    on_policy("--config", metavar="FILE", help="Use this policy, not the one nearest each draft."),
]
Model = Annotated[
    str | None,
    on_policy(metavar="NAME", help="Use another spaCy pipeline (Universal Dependencies)."),
]
Output = Annotated[
    Path | None,
    on_output("-o", "--output", metavar="FILE", help="Write to this file; - for stdout."),
]
Named = Annotated[
    str | None,
    on_drafts("--stdin-filename", metavar="NAME", help="The file name of standard input."),
]
Jobs = Annotated[
    int | None,
    on_work("-j", "--jobs", metavar="N", min=1, help="Use N processes."),
]
NoCache = Annotated[bool, on_work("--no-cache", help="Parse every draft again.")]


def completed_by(names: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """Return a shell completion for names, which are looked up when it asks; after commas, for the last one."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return sorted(before + comma + name for name in names() if name.startswith(last))

    return complete


def rule_ids() -> list[str]:
    """Return the ids of the rules of this folder's policy, for a shell to complete."""
    from fact_check.config import load_config
    from fact_check.rules import load_rules

    try:
        files = load_config().rule_files
        return [rule.id for rule in load_rules(files)]
    except FactCheckError:
        return []


def listed(given: Iterable[str] | None) -> tuple[str, ...]:
    """Return the names that an option was given: several times, with commas, or both."""
    return tuple(name for each in given or () for name in each.split(",") if name)


Disable = Annotated[
    list[str] | None,
    on_policy(
        "--disable",
        metavar="RULE",
        help="Turn these rules off, by id or file; commas, or repeated.",
        autocompletion=completed_by(rule_ids),
    ),
]


class Colour(StrEnum):
    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Rows(StrEnum):
    """How a command prints what isn't about drafts."""

    TABLE = "table"
    JSON = "json"


RowFormat = Annotated[Rows, on_output("--format", help="A table for people, JSON for machines.")]
OldJson = Annotated[bool, typer.Option("--json", hidden=True)]
"""What `--format json` was called."""


class Command(TyperCommand):
    """A command whose help is laid out in panels, and whose errors are a plain line that no terminal can wrap."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with plain_usage(ctx):
            return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _lay_out(self, ctx)


ORDER = (
    *("find", "review", "report", "export", "memory", "lsp"),
    *("check", "watch", "baseline", "config", "rules", "formats"),
    *("batch", "agree", "score"),
)
"""The order of the commands in help, which is that of a draft's way through a desk."""


class Group(TyperGroup):
    """A group of commands, with help as `Command` has it, and an example of each."""

    def list_commands(self, ctx: Any) -> list[str]:
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with plain_usage(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        with plain_usage(ctx, args[0]):
            return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _lay_out(self, ctx)


def command(app: typer.Typer, panel: str | None, example: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add a command to `app`, under `panel` in its help and with an example in the command's own."""

    def add(function: Callable[..., None]) -> Callable[..., None]:
        app.command(cls=Command, rich_help_panel=panel, epilog=f"Example: {example}")(in_colour(function))
        return function

    return add


def in_colour(function: Callable[..., None]) -> Callable[..., None]:
    """Return a command with an added option `--color`."""

    @wraps(function)
    def coloured(**given: Any) -> None:
        given.pop("color")
        function(**given)

    signature = inspect.signature(function)
    more = inspect.Parameter("color", inspect.Parameter.KEYWORD_ONLY, default=Colour.AUTO, annotation=Color)
    coloured.__signature__ = signature.replace(parameters=[*signature.parameters.values(), more])  # type: ignore[attr-defined]
    coloured.__annotations__ = {**function.__annotations__, "color": Color}
    return coloured


def formats(names: str, known: Callable[[], Iterable[str]]) -> Any:
    """Return the option for formats, which is the same in every command."""
    said = f"{names}; may be repeated."
    return on_output("--format", metavar="FORMAT[=FILE]", help=said, autocompletion=completed_by(known))


def _colour(wanted: Colour) -> Colour:
    """Set the choice in the environment, where Rich, Textual and our own outputs look for it."""
    if wanted is not Colour.AUTO:
        os.environ.pop("NO_COLOR" if wanted is Colour.ALWAYS else "FORCE_COLOR", None)
        os.environ["FORCE_COLOR" if wanted is Colour.ALWAYS else "NO_COLOR"] = "1"
    return wanted


Color = Annotated[
    Colour,
    on_output("--color", help="When to use colour; auto: on a terminal.", callback=_colour, is_eager=True),
]


def _lay_out(command: TyperCommand | TyperGroup, context: Any) -> None:
    from typer.rich_utils import rich_format_help

    if not isinstance(command, TyperGroup):
        rich_format_help(obj=command, ctx=context, markup_mode="rich")
        return
    own, command.epilog = command.epilog, None
    rich_format_help(obj=command, ctx=context, markup_mode="rich")
    command.epilog = own
    _show_examples(command, context)


def _show_examples(group: TyperGroup, context: Any) -> None:
    """Print the example in the help of each command."""
    from rich.panel import Panel
    from rich.text import Text
    from typer.rich_utils import _get_rich_console

    commands = [group.commands[name] for name in group.list_commands(context)]
    lines = [(command.epilog or "").removeprefix("Example: ") for command in commands]
    panel = Panel(Text("\n".join(filter(None, lines))), title="Examples", title_align="left", border_style="dim")
    _get_rich_console().print(panel)
