"""The README keeps its word: its commands exist, take the options it shows, and are all there."""

import io
import re
import shlex
from pathlib import Path

import pytest
from rich.console import Console
from typer.main import get_command

from fact_check.cli import app
from fact_check.export import EXPORTS, export
from fact_check.report.screen import show
from tests.export.test_formats import POLICY, draft
from tests.report.test_report import reported

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]

BLOCKS = "\n".join(re.findall(r"^```(?:sh|console)?\n(.*?)^```", README, re.DOTALL | re.MULTILINE))
INLINE = re.findall(r"`(fact-check [^`]+)`", README)
SHOWN = sorted({*re.findall(r"(?:^\$ |^|/)(fact-check .+)$", BLOCKS, re.MULTILINE), *INLINE})


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme_and_has_help(name: str) -> None:
    assert re.search(rf"fact-check {name}\b", README), f"the README does not say what `{name}` is for"
    assert COMMANDS[name].help, f"`{name}` is missing its help"


@pytest.mark.parametrize("shown", SHOWN)
def test_what_the_readme_shows_can_be_typed(shown: str) -> None:
    words = shlex.split(shown.replace("…", "").replace("|", " "))
    name = next((w for w in words[1:] if not w.startswith("-")), None)
    assert name in COMMANDS, shown
    options = {o for p in COMMANDS[name].params for o in p.opts}
    for word in words:
        if word.startswith("--"):
            assert word.split("=")[0] in options, f"{name} has no {word}"


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_file_that_the_readme_links_is_there(target: str) -> None:
    assert target.startswith("http") or (ROOT / target).exists()


def test_the_readme_has_the_two_commands_that_set_everything_up() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 2
    assert ".venv/bin/fact-check find" in blocks[0]
    assert blocks[1].rstrip().endswith(".venv/bin/pytest")


def test_the_report_is_as_the_readme_shows_it() -> None:
    out = io.StringIO()
    show([reported()], Console(file=out, width=80))
    assert "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip() in README


@pytest.mark.parametrize("format", EXPORTS.names())
def test_each_export_is_as_the_readme_shows_it(format: str) -> None:
    shown = re.search(rf"`{format}` is .*?\n\n(?:```\w*\n(.*?)```|!\[)", README, re.DOTALL)
    assert shown, f"the README does not show {format}"
    text = export([draft()], format, POLICY)
    for line in (shown[1] or "").splitlines():
        assert line.strip("…").strip() in text
