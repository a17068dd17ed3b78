"""What a mistyped command line is told: one line, as for every other error, with the likeliest meaning of the word."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from fact_check.errors import FactCheckError, did_you_mean

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""Typer's error for a wrong command line, which it does not export."""
SAID = {
    r"is not a valid int(?:eger)?(?: range)?": "is not a whole number",
    r"is not a valid float(?: range)?": "is not a number",
    r"is not in the range x>=(\S+)": r"is below \1",
    r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)": r"too many arguments: \1",
}
"""What Typer says, and what we say."""


@contextmanager
def plain_usage(context: Any, command: str | None = None) -> Iterator[None]:
    """Turn Typer's errors about a command line into ours. `command` is the word that should name a command."""
    try:
        yield
    except UsageError as error:
        kind = type(error).__name__
        if kind == "NoArgsIsHelpError":
            raise
        if command is not None:
            raise _no_command(context, command) from None
        raise _PLAIN.get(kind, _other)(error, context) from None


def _no_command(context: Any, word: str) -> FactCheckError:
    known = [name for name, command in context.command.commands.items() if not command.hidden]
    return FactCheckError(f"no command {word!r}", mend=did_you_mean(word, known) or _help(context))


def _no_option(error: Any, context: Any) -> FactCheckError:
    options = [opt for param in context.command.params if not getattr(param, "hidden", False) for opt in param.opts]
    long = [option.removeprefix("--") for option in options if option.startswith("--")]
    near = did_you_mean(error.option_name.strip("-"), long)
    near = near and near.replace("'", "'--", 1)
    return FactCheckError(f"no option {error.option_name!r}", mend=near or _help(context))


def _missing(error: Any, context: Any) -> FactCheckError:
    name = error.param.make_metavar(context).strip("{}[].…")
    example = (context.command.epilog or "").removeprefix("Example: ")
    what = "no draft given" if name == "PATH" else f"no {name} given"
    return FactCheckError(what, mend=f"for example: {example}")


def _bad_value(error: Any, context: Any) -> FactCheckError:
    where = max(error.param.opts, key=len) if error.param is not None else None
    return FactCheckError(_plainly(error.message), where=where, mend=_help(context))


def _bad_option(error: Any, context: Any) -> FactCheckError:
    if "requires" in error.message:
        return FactCheckError("a value is missing", where=error.option_name, mend=_help(context))
    return _other(error, context)


def _other(error: Any, context: Any) -> FactCheckError:
    return FactCheckError(_plainly(error.format_message()), mend=_help(context))


def _plainly(said: str) -> str:
    said = said.rstrip(".")
    for theirs, ours in SAID.items():
        said = re.sub(theirs, ours, said)
    return said[:1].lower() + said[1:]


def _help(context: Any) -> str:
    return f"see `{context.command_path} --help`"


_PLAIN = {
    "MissingParameter": _missing,
    "NoSuchOption": _no_option,
    "BadParameter": _bad_value,
    "BadOptionUsage": _bad_option,
}
