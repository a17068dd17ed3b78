"""The man page, made from the commands themselves: `python -m fact_check.man docs/fact-check.1` writes it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from fact_check.cli import app

ABOUT = """\
Finds the claims in a news draft that can be checked, suggests a label for each with the reason, keeps reviewers'
decisions in a journal beside the draft, and fails a check for any draft that violates the desk's policy.
"""
EXITS = {
    "0": "Clean, or done.",
    "1": "Findings: a draft violates the policy, a figure is below its floor, or a rule's example fails.",
    "2": "Could not run: bad usage, an unreadable file, or a broken policy, rule or baseline.",
    "130": "Interrupted.",
}
ENVIRONMENT = {
    "FACT_CHECK_CACHE_DIR": "The cache folder; by default the platform's.",
    "FACT_CHECK_CACHE_KEY": "A secret that seals the cache, for machines that share it.",
    "FACT_CHECK_DOCS": "Where docs/findings is published; SARIF, rdjson and editors link findings to it.",
    "FACT_CHECK_MODEL": "A spaCy pipeline to use when neither the policy nor --model names one.",
    "NO_COLOR, FORCE_COLOR": "The same as --color never and --color always.",
}
FILES = {
    "fact-check.toml, pyproject.toml": "The policy; fact-check config shows each value and where it comes from.",
    "DRAFT.review.jsonl": "The journal of a draft's review, beside it, committed with it.",
    "fact-check-baseline.json": "Known findings that the desk accepts for now.",
}


def page() -> str:
    """Return the man page in roff. It has no date, so that it changes only with what it says."""
    group: Any = get_command(app)
    lines = [
        '.TH FACT\\-CHECK 1 "" "fact\\-check" "User Commands"',
        ".SH NAME",
        f"fact\\-check \\- {_text(_first(group.help))}",
        ".SH SYNOPSIS",
        ".B fact\\-check",
        ".I COMMAND",
        "[\\fIOPTION\\fR]... [\\fIPATH\\fR]...",
        ".SH DESCRIPTION",
        _text(ABOUT),
        ".SH COMMANDS",
    ]
    for words, command in _commands(group):
        lines += _command(words, command)
    lines += [".SH OPTIONS OF EVERY COMMAND", *_options(group, only=("--color", "--help"))]
    for title, entries in (("EXIT STATUS", EXITS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        lines.append(f".SH {title}")
        for name, says in entries.items():
            lines += [".TP", f"\\fB{_text(name)}\\fR", _text(says)]
    return "\n".join(lines) + "\n"


def _commands(group: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands(command, (*above, name))
        else:
            yield (*above, name), command


def _command(words: tuple[str, ...], command: Any) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    usage = " ".join(f"\\fI{_text(param.metavar or param.name)}\\fR..." for param in arguments)
    yield f".SS fact\\-check {' '.join(words)} {usage}".rstrip()
    yield _text(command.help)
    for param in arguments:
        if param.help:
            yield from (".TP", f"\\fI{_text(param.metavar or param.name)}\\fR", _text(param.help))
    yield from _options(command, without=("--color",))
    yield from (".PP", _text(command.epilog))


def _options(command: Any, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Iterator[str]:
    from typer import Context

    params = [*command.params, command.get_help_option(Context(command))] if only else command.params
    for param in params:
        if param.param_type_name != "option" or param.hidden or (only and not set(only) & set(param.opts)):
            continue
        if set(without) & set(param.opts):
            continue
        choices = getattr(param.type, "choices", None)
        value = param.metavar or ("|".join(map(str, choices)) if choices else "")
        names = ", ".join(f"\\fB{_text(option)}\\fR" for option in sorted(param.opts, key=len))
        yield from (".TP", f"{names} \\fI{_text(value)}\\fR" if value and not param.is_flag else names)
        yield _text(param.help)


def _first(text: str) -> str:
    """Return a sentence as the line that `apropos` shows: without a capital and a full stop."""
    return text[0].lower() + text[1:].rstrip(".")


def _text(text: str | None) -> str:
    """Return text that roff prints as it is: a hyphen that can be copied, no line that is a request."""
    line = " ".join((text or "").split()).replace("\\", "\\e").replace("-", "\\-").replace("`", "").replace("…", "...")
    return f"\\&{line}" if line.startswith((".", "'")) else line


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
