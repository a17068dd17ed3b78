"""The README fits a screen or two and keeps its word; what any page shows of the command line can be typed."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from fact_check.cli import app
from fact_check.export import EXPORTS
from tests.docs.pages import name, pages

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXPORT = (ROOT / "docs" / "how-to" / "export.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]


def shown(text: str) -> set[str]:
    """Return the command lines of a page: in its blocks and in its sentences."""
    blocks = "\n".join(re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    return {
        *re.findall(r"(?:^\$ |^|/)(fact-check .+)$", blocks, re.MULTILINE),
        *re.findall(r"`(fact-check [^`]+)`", text),
    }


SHOWN = sorted({(name(page), line) for page in pages() for line in shown(page.read_text(encoding="utf-8"))})


def test_it_is_short_and_begins_with_pictures() -> None:
    lines = README.splitlines()
    assert len(lines) <= 150
    first_screen = "\n".join(lines[:20])
    assert "docs/pictures/review.svg" in first_screen
    assert "docs/pictures/check.svg" in first_screen


def test_it_has_the_two_commands_that_set_everything_up() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 2
    assert ".venv/bin/fact-check find" in blocks[0]
    assert blocks[1].rstrip().endswith(".venv/bin/pytest")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command: str) -> None:
    assert COMMANDS[command].help, f"`{command}` is missing its help"


@pytest.mark.parametrize(("page", "line"), SHOWN, ids=[f"{page}: {line}" for page, line in SHOWN])
def test_what_a_page_shows_can_be_typed(page: str, line: str) -> None:
    words = shlex.split(re.split(r" (?:[|<>;]|&&) ", line.replace("…", ""))[0], comments=True)
    group: dict[str, Any] = COMMANDS
    command: Any = None
    for word in words[1:]:
        if command is None and word in group:
            command, group = group[word], getattr(group[word], "commands", {})
        elif word in group:
            command = group[word]
        else:
            break
    if command is None:
        assert words[1] in ("--help", "--version", "COMMAND"), f"{page}: {line}"
        return
    options = {option for param in command.params for option in param.opts} | {"--help"}
    for word in words:
        if word.startswith("--"):
            assert word.split("=")[0] in options, f"{page}: {command.name} has no {word}"


@pytest.mark.parametrize("format", EXPORTS.names())
def test_each_export_is_shown(format: str) -> None:
    (section,) = re.findall(rf"^### {format}\n(.*?)(?=^### |\Z)", EXPORT, re.DOTALL | re.MULTILINE)
    assert f"$ fact-check export drafts/ferry.txt --format {format}" in section
