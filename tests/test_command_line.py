"""What all commands have in common: help, colour, formats and files, the spellings of before, completion."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, open_desk
from typer.main import get_command

from fact_check.claims import Label
from fact_check.cli import app
from tests.forked import in_text

DRAFT = "The ministry said {40 villagers were moved}.\n\nThe town has {12 bridges}.\n"


def every(group: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from every(command, (*words, name))
        else:
            yield (*words, name), command


COMMANDS = dict(every(get_command(app)))
PRINTS = ["agree", "batch", "check", "config", "export", "find", "formats", "report", "rules", "score"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        # Set first, so that what a command changes is undone.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    desk.review("drafts/a.md", desk.write("drafts/a.md", DRAFT, label=Label.SOURCED))
    desk.write("drafts/b.md", DRAFT, label=Label.SOURCED)
    return desk


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_has_panels_and_an_example_that_can_be_typed(desk: Desk, words: tuple[str, ...]) -> None:
    said = desk.run(*words, "-h")
    assert said.code == 0
    assert "╭─ " in said.out
    example = re.search(r"Example: fact-check (.+)", said.out)
    assert example
    typed = example[1].split()
    assert tuple(typed[: len(words)]) == words
    known = {option for param in COMMANDS[words].params for option in param.opts}
    assert {word for word in typed if word.startswith("-")} <= known


@pytest.mark.parametrize("group", [(), ("memory",), ("baseline",)], ids=" ".join)
def test_help_of_a_group_has_an_example_of_each_command(desk: Desk, group: tuple[str, ...]) -> None:
    said = desk.run(*group, "--help")
    examples = said.out.partition("Examples")[2]
    names = {words[len(group)] for words in COMMANDS if words[: len(group)] == group}
    shown = set(re.findall(rf"fact-check {' '.join((*group, ''))}(\w+)", examples))
    assert shown == names


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_takes_color(words: tuple[str, ...]) -> None:
    assert "--color" in {option for param in COMMANDS[words].params for option in param.opts}


@pytest.mark.parametrize("name", PRINTS)
def test_format_and_output_are_the_same_everywhere(name: str) -> None:
    opts = {option: param for param in COMMANDS[name,].params for option in param.opts}
    assert opts["-o"] is opts["--output"]
    assert "--format" in opts


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        pytest.param([], {}, False, id="a pipe"),
        pytest.param(["--color", "always"], {}, True, id="always"),
        pytest.param(["--color", "always"], {"NO_COLOR": "1"}, True, id="always over NO_COLOR"),
        pytest.param(["--color", "never"], {"FORCE_COLOR": "1"}, False, id="never over FORCE_COLOR"),
        pytest.param([], {"FORCE_COLOR": "1"}, True, id="FORCE_COLOR"),
        pytest.param(["--color", "auto"], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="NO_COLOR"),
    ],
)
@pytest.mark.parametrize("command", [["check", "drafts"], ["report", "drafts"], ["find", "drafts"]], ids=lambda c: c[0])
def test_colour(
    desk: Desk, command: list[str], options: list[str], environment: dict[str, str], coloured: bool
) -> None:
    for name, value in environment.items():
        desk.monkeypatch.setenv(name, value)
    colours = re.compile(r"\x1b\[[\d;]*3\d(;\d+)*m")
    assert bool(colours.search(desk.run(*command, *options).out)) is coloured


@pytest.mark.parametrize("command", [["report", "drafts"], ["find", "drafts"], ["check", "drafts"]], ids=lambda c: c[0])
def test_a_file_is_never_coloured(desk: Desk, command: list[str]) -> None:
    desk.run(*command, "--color", "always", "-o", "out.txt")
    written = (desk.root / "out.txt").read_text(encoding="utf-8")
    assert "drafts/a.md" in written or "drafts/b.md" in written
    assert "\x1b" not in written


def test_several_formats_in_one_run(desk: Desk) -> None:
    done = desk.run("export", "drafts", "--format", "csv=c.csv", "--format", "html=c.html", "--format", "jsonl")
    assert done.code == 0
    assert [json.loads(line)["article"] for line in done.out.splitlines()] == ["drafts/a.md"] * 2 + ["drafts/b.md"] * 2
    assert (desk.root / "c.csv").read_text(encoding="utf-8").startswith("article,")
    assert (desk.root / "c.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    found = desk.run("find", "drafts", "--format", "json=c.json", "--format", "jsonl")
    assert json.loads((desk.root / "c.json").read_text(encoding="utf-8")) == list(
        map(json.loads, found.out.splitlines())
    )
    reported = desk.run("report", "drafts", "--format", "json=r.json", "--format", "markdown", "-o", "r.md")
    assert (reported.code, reported.out) == (0, "")
    assert json.loads((desk.root / "r.json").read_text(encoding="utf-8"))["totals"]["drafts"] == 2
    assert (desk.root / "r.md").read_text(encoding="utf-8").startswith("| draft |")


@pytest.mark.parametrize(
    ("new", "old"),
    [
        pytest.param(["export", "drafts", "--format", "csv"], ["export", "drafts", "--as", "csv"], id="export"),
        pytest.param(["check", "drafts", "--format", "json"], ["check", "drafts", "--output", "json"], id="check"),
        pytest.param(
            ["check", "drafts", "--format", "json=/dev/stdout"],
            ["check", "drafts", "-o", "json=/dev/stdout"],
            id="file",
        ),
    ],
)
def test_the_spellings_of_before_mean_the_same(desk: Desk, new: list[str], old: list[str]) -> None:
    assert desk.run(*new) == desk.run(*old)
    for words in (new, old):
        assert not re.search(r"--as\b|--json\b", desk.run(words[0], "--help").out)


def test_report_json_of_before_is_the_list_of_drafts(desk: Desk) -> None:
    old = json.loads(desk.run("report", "drafts", "--json").out)
    assert json.loads(desk.run("report", "drafts", "--format", "json").out)["drafts"] == old


@pytest.mark.parametrize(
    ("command", "said"),
    [
        pytest.param(["check", "drafts", "-o", "a.txt", "-o", "b.txt"], "-o b.txt: two files", id="two files"),
        pytest.param(["check", "drafts", "-o", "sarf"], "no output format 'sarf' (did you mean 'sarif'?)", id="typo"),
        pytest.param(
            ["check", "drafts", "--format", "json=a.json", "-o", "b.json"], "nothing left to write there", id="too many"
        ),
        pytest.param(["export", "drafts", "--format", "csv", "--format", "jsonl"], "both go to stdout", id="mixed"),
        pytest.param(["export", "drafts", "--format", "csv="], "no file after the =", id="no file"),
        pytest.param(
            ["find", "drafts", "--format", "jsn"], "no format of find 'jsn' (did you mean 'json'?)", id="find"
        ),
        pytest.param(["report", "drafts", "--format", "md"], "no format of report 'md'", id="report"),
    ],
)
def test_formats_that_cannot_be_are_one_line(desk: Desk, command: list[str], said: str) -> None:
    done = desk.run(*command)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


@pytest.mark.parametrize("command", [["rules"], ["formats"], ["config"], ["rules", "hedges"]], ids=" ".join)
def test_what_is_not_about_drafts_is_json_too(desk: Desk, command: list[str]) -> None:
    assert json.loads(desk.run(*command, "--format", "json").out)
    assert desk.run(*command, "--format", "json", "-o", "x.json").out == ""
    assert json.loads((desk.root / "x.json").read_text(encoding="utf-8"))


def test_what_a_batch_did_is_json_too(desk: Desk) -> None:
    (desk.root / "some.jsonl").write_text('{"id": "a", "text": "It rained."}\n', encoding="utf-8")
    words = ("batch", "some.jsonl", "--to", "out", "--jobs", "1", "--format", "json", "-o", "done.json")
    done = in_text(*words, cwd=desk.root)
    assert (done.returncode, done.stdout) == (0, "")
    said = json.loads((desk.root / "done.json").read_text(encoding="utf-8"))
    assert said == {"to": "out", "articles": 1, "claims": 0, "errors": 0, "shards": 1}


def test_statistics_is_a_format(desk: Desk) -> None:
    assert desk.run("check", "drafts", "--statistics") == desk.run("check", "drafts", "--format", "statistics")


def test_agreement_is_json_too(desk: Desk) -> None:
    claims = desk.write("drafts/a.md", DRAFT)
    desk.review("drafts/a.md", claims[:1], None, who="ben")
    found = json.loads(desk.run("agree", "drafts", "--format", "json").out)
    assert (found["reviewers"], found["units"], found["percent"]) == (["anna", "ben"], 1, 0.0)
    assert [each["said"] for each in found["differing"]] == [{"anna": "sourced", "ben": "not a claim"}]


def test_a_dash_is_stdout(desk: Desk) -> None:
    assert desk.run("find", "drafts", "--format", "jsonl", "-o", "-").out.count("\n") == 4
    assert not (desk.root / "-").exists()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("fact-check che", "check", id="command"),
        pytest.param("fact-check check --format sa", "sarif", id="output"),
        pytest.param("fact-check export --format cl", "claimreview", id="export"),
        pytest.param("fact-check find --format jso", "jsonl", id="listing"),
        pytest.param("fact-check check --select unr", "unreviewed", id="finding"),
        pytest.param("fact-check check --select hedges.alleg", "hedges.alleged", id="rule"),
        pytest.param("fact-check check --select denied,unr", "denied,unreviewed", id="list"),
        pytest.param("fact-check find --disable hedges.alleg", "hedges.alleged", id="disabled rule"),
        pytest.param("fact-check rules hedges.alleg", "hedges.alleged", id="rule to show"),
        pytest.param("fact-check check --color al", "always", id="choice"),
    ],
)
def test_a_shell_completes(typed: str, offered: str) -> None:
    words = typed.split()
    env = {
        **os.environ,
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
        "_FACT_CHECK_COMPLETE": "complete_bash",
    }
    program = "import sys; sys.argv[0] = 'fact-check'; from fact_check.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert offered in done.stdout.split(), done.stderr
