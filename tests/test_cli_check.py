"""`check`, `baseline` and `config` from the command line: exit codes, outputs, and bad input in one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from desk import Desk, open_desk

from tests.forked import python_path

DRAFT = "The ministry said {40 villagers were moved}.\n\nThe town has {12 bridges}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def test_red_then_green(desk: Desk) -> None:
    claims = desk.write("a.txt", DRAFT)
    assert desk.run("check", "a.txt").code == 1
    desk.review("a.txt", claims)
    assert desk.run("check", "a.txt").code == 0


def test_the_working_folder_is_checked_when_no_path_is_given(desk: Desk) -> None:
    desk.write("drafts/a.txt", DRAFT)
    assert desk.run("check").code == 1


def test_check_writes_nothing_but_its_cache(desk: Desk) -> None:
    claims = desk.write("a.txt", DRAFT)
    desk.review("a.txt", claims[:1])
    before = {file: file.read_bytes() for file in desk.root.rglob("*") if file.is_file() and ".fact" not in str(file)}
    desk.run("check", "a.txt", "--diff-base", "HEAD")
    after = {file: file.read_bytes() for file in desk.root.rglob("*") if file.is_file() and ".fact" not in str(file)}
    assert after == before
    assert desk.git("status", "--porcelain") == "?? a.txt\n?? a.txt.review.jsonl\n", "the cache hides itself from git"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param([], 1, id="errors fail"),
        pytest.param(["--fail-on", "never"], 0, id="never"),
        pytest.param(["--show", "error", "--fail-on", "info"], 1, id="what fails is shown"),
        pytest.param(["--judge", "suggested"], 1, id="nothing is suggested"),
    ],
)
def test_exit_code_by_option(desk: Desk, options: list[str], code: int) -> None:
    desk.write("a.txt", DRAFT)
    said = desk.run("check", "a.txt", "--output", "concise", *options)
    assert said.code == code
    assert "unreviewed" in said.out


def test_less_is_shown_than_is_known(desk: Desk) -> None:
    claims = desk.write("a.txt", DRAFT)
    desk.review("a.txt", claims)
    desk.write("a.txt", DRAFT.split("\n\n")[0])
    assert "orphaned-decision" in desk.run("check", "a.txt").out
    said = desk.run("check", "a.txt", "--show", "warning")
    assert (said.code, "orphaned-decision" in said.out) == (0, False)


def test_several_outputs_in_one_run(desk: Desk) -> None:
    desk.write("a.txt", DRAFT)
    desk.monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(desk.root / "summary.md"))
    said = desk.run("check", "a.txt", *(f"--output={o}" for o in ("github", "sarif=f.sarif", "junit=f.xml")))
    assert said.out.startswith("::error file=a.txt,line=1,")
    assert json.loads((desk.root / "f.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (desk.root / "f.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert "40 villagers were moved" in (desk.root / "summary.md").read_text(encoding="utf-8")


def test_a_journal_stands_for_its_draft(desk: Desk) -> None:
    claims = desk.write("a.txt", DRAFT)
    desk.review("a.txt", claims)
    said = desk.run("check", "a.txt.review.jsonl", "a.txt", "--output", "json")
    assert json.loads(said.out)["drafts"] == ["a.txt"]


def test_an_excluded_draft_is_left_out_and_said(desk: Desk) -> None:
    desk.write("old/a.txt", DRAFT)
    (desk.root / "fact-check.toml").write_text('exclude = ["old/"]\n', encoding="utf-8")
    said = desk.run("check", "old/a.txt")
    assert (said.code, said.err) == (0, "fact-check: old/a.txt: left out, the policy excludes it\n")


BAD = [
    pytest.param({}, ["check", "none.txt"], "none.txt: no such file or folder", id="missing path"),
    pytest.param({"d/x.bin": "x"}, ["check", "d"], "d: no drafts in this folder", id="folder without drafts"),
    pytest.param({"fact-check.toml": "a = "}, ["check", "a.txt"], "is not TOML", id="policy not TOML"),
    pytest.param({"fact-check.toml": "a = 1"}, ["check", "a.txt"], "unknown key 'a'", id="policy key"),
    pytest.param({}, ["check", "a.txt", "--config", "x.toml"], "x.toml: no such file", id="missing policy"),
    pytest.param({"fact-check.toml": 'rules = ["r.toml"]'}, ["check", "a.txt"], "r.toml: no such file", id="rules"),
    pytest.param({"a.txt.review.jsonl": "{nope}\n"}, ["check", "a.txt"], "a.txt.review.jsonl:1: ", id="journal"),
    pytest.param({"a.txt.review.jsonl": "[1]\n"}, ["check", "a.txt"], "a.txt.review.jsonl:1: ", id="journal line"),
    pytest.param(
        {"a.txt.review.jsonl": '{"version": 9}\n'}, ["check", "a.txt"], "journal version 9, newer", id="newer journal"
    ),
    pytest.param({}, ["check", "a.txt", "--diff-base", "nope"], "no revision 'nope'", id="no revision"),
    pytest.param({}, ["check", "a.txt", "--diff-base", "--all"], "no revision '--all'", id="revision like an option"),
    pytest.param({}, ["check", "a.txt", "--baseline", "b.json"], "b.json: no such file", id="no baseline"),
    pytest.param({}, ["check", "a.txt", "--baseline", "."], ".: is a folder (name a file)", id="folder as baseline"),
    pytest.param({}, ["check", "a.txt", "--config", "."], ".: is a folder (name a file)", id="folder as policy"),
    pytest.param({"fact-check.toml": 'rules = ["."]'}, ["check", "a.txt"], "is a folder (name a file)", id="as rules"),
    pytest.param({"b.json": "{"}, ["check", "a.txt", "--baseline", "b.json"], "is not JSON", id="baseline not JSON"),
    pytest.param({"b.json": "[]"}, ["check", "a.txt", "--baseline", "b.json"], "is not a baseline", id="no baseline's"),
    pytest.param(
        {"b.json": '{"version": 9}'}, ["check", "a.txt", "--baseline", "b.json"], "newer than 1", id="newer baseline"
    ),
    pytest.param(
        {"b.json": '{"version": 1, "findings": [{"uri": 1}]}'},
        ["check", "a.txt", "--baseline", "b.json"],
        "findings: item 1: uri",
        id="baseline entry",
    ),
    pytest.param({}, ["check", "a.txt", "--output", "sarf"], "did you mean 'sarif'?", id="no format"),
    pytest.param({}, ["check", "a.txt", "--output", "json=no/x.json"], "cannot be written", id="no folder"),
    pytest.param({}, ["check", "--explain", "unreviwed"], "did you mean 'unreviewed'?", id="no finding"),
    pytest.param({}, ["baseline", "update", "a.txt"], "`fact-check baseline create` makes one", id="update nothing"),
    pytest.param({"fact-check.toml": "a = 1"}, ["config"], "unknown key 'a'", id="config"),
]


@pytest.mark.parametrize(("files", "command", "said"), BAD)
def test_bad_input_is_one_clear_line_and_exit_2(
    desk: Desk, files: dict[str, str | bytes], command: list[str], said: str
) -> None:
    desk.write("a.txt", DRAFT)
    for name, content in files.items():
        (desk.root / name).parent.mkdir(exist_ok=True)
        (desk.root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = desk.run(*command)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert said in done.err


def test_outside_a_repository_there_is_no_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = Desk(tmp_path, monkeypatch, capsys)
    bare.write("a.txt", DRAFT)
    done = bare.run("check", "a.txt", "--diff-base", "main")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "not a git repository" in done.err


def test_a_baseline_lets_only_new_findings_fail(desk: Desk) -> None:
    claims = desk.write("a.txt", DRAFT)
    assert desk.run("baseline", "create", "a.txt").code == 0
    file = desk.root / "fact-check-baseline.json"
    assert len(json.loads(file.read_text(encoding="utf-8"))["findings"]) == 2
    check = ("check", "a.txt", "--baseline", "fact-check-baseline.json")
    assert desk.run(*check).code == 0

    desk.write("a.txt", "A new headline\n\nA new first paragraph.\n\n" + DRAFT)
    assert desk.run(*check).code == 0, "moved lines are no new findings"

    desk.write("a.txt", DRAFT + "\nThe mayor said {3 schools are shut}.\n")
    said = desk.run(*check)
    assert said.code == 1
    assert "1 unreviewed" in said.out
    assert "2 known to the baseline" in said.out

    grown = desk.run("baseline", "update", "a.txt")
    assert (grown.code, "1 new finding would be added" in grown.err) == (2, True)
    assert desk.run("baseline", "update", "a.txt", "--accept-new").code == 0
    assert desk.run(*check).code == 0

    desk.write("a.txt", DRAFT)
    desk.review("a.txt", claims[:1])
    said = desk.run(*check)
    assert (said.code, said.err) == (
        0,
        "fact-check: fact-check-baseline.json: 2 of its findings no longer found: "
        "`fact-check baseline prune` removes them\n",
    )
    assert desk.run("baseline", "prune", "a.txt").code == 0
    assert [f["claim"] for f in json.loads(file.read_text(encoding="utf-8"))["findings"]] == ["12 bridges"]
    assert desk.run(*check).err == ""


def test_a_baseline_follows_a_renamed_draft_and_keeps_what_was_not_checked(desk: Desk) -> None:
    desk.write("a.txt", DRAFT)
    desk.write("b.txt", DRAFT.replace("40", "50"))
    desk.run("baseline", "create", ".")
    (desk.root / "a.txt").rename(desk.root / "c.txt")
    assert desk.run("check", ".", "--baseline", "fact-check-baseline.json").code == 0
    assert desk.run("baseline", "update", "c.txt").code == 0
    known = json.loads((desk.root / "fact-check-baseline.json").read_text(encoding="utf-8"))["findings"]
    assert [f["uri"] for f in known] == ["b.txt", "b.txt", "c.txt", "c.txt"]


def test_create_does_not_replace_a_baseline(desk: Desk) -> None:
    desk.write("a.txt", DRAFT)
    desk.run("baseline", "create", "a.txt")
    assert desk.run("baseline", "create", "a.txt").code == 2
    assert desk.run("baseline", "create", "a.txt", "--force").code == 0


def test_prune_adds_nothing(desk: Desk) -> None:
    desk.write("a.txt", DRAFT)
    (desk.root / "fact-check-baseline.json").write_text('{"version": 1, "findings": []}\n', encoding="utf-8")
    assert desk.run("baseline", "prune", "a.txt").code == 0
    assert json.loads((desk.root / "fact-check-baseline.json").read_text(encoding="utf-8"))["findings"] == []


def test_explain_prints_the_page(desk: Desk) -> None:
    said = desk.run("check", "--explain", "denied")
    assert said.code == 0
    assert said.out.startswith("# denied\n")


def test_config_names_each_value_and_its_place(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text("reviewers = 2\n", encoding="utf-8")
    rows = desk.run("config").out.splitlines()
    (row,) = [row for row in rows if row.startswith("reviewers ")]
    assert row.split(" = ")[1].split() == ["2", "#", str(desk.root / "fact-check.toml")]


def test_a_cached_check_imports_no_spacy(desk: Desk) -> None:
    claims = desk.write("a.txt", DRAFT)
    desk.review("a.txt", claims)
    program = (
        "import sys; sys.argv = ['fact-check', 'check', 'a.txt']\n"
        "from fact_check.cli import main\n"
        "try:\n    main()\nfinally:\n    print(sorted({'spacy', 'textual', 'thinc'} & set(sys.modules)))\n"
    )
    repository = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=desk.root,
        env={**os.environ, "PYTHONPATH": python_path(repository)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("environment", "colour"),
    [
        pytest.param({}, False, id="a pipe"),
        pytest.param({"FORCE_COLOR": "1"}, True, id="forced"),
        pytest.param({"FORCE_COLOR": "1", "TERM": "dumb"}, True, id="forced on a dumb terminal"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="forbidden"),
        pytest.param({"FORCE_COLOR": ""}, False, id="said with nothing"),
    ],
)
def test_colour_is_forced_as_for_other_commands(desk: Desk, environment: dict[str, str], colour: bool) -> None:
    desk.write("a.txt", DRAFT)
    for name in ("FORCE_COLOR", "NO_COLOR", "TERM"):
        desk.monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        desk.monkeypatch.setenv(name, value)
    assert ("\x1b[" in desk.run("check", "a.txt").out) is colour


def test_a_byte_order_mark_is_not_shown(desk: Desk) -> None:
    desk.write("a.txt", "\ufeff" + DRAFT)
    said = desk.run("check", "a.txt").out
    assert "│ The ministry said 40 villagers were moved." in said
    assert "\ufffd" not in said
    carets = next(line for line in said.splitlines() if "^" in line)
    assert carets.index("^") == said.splitlines()[2].index("40 villagers")


def test_one_of_a_thing_is_in_the_singular(desk: Desk) -> None:
    desk.write("a.txt", "The ministry said {40 villagers were moved}.\n")
    assert desk.run("baseline", "create", "a.txt").err == "fact-check: fact-check-baseline.json: 1 finding, 0 removed\n"


def test_whatever_is_found_exit_zero(desk: Desk) -> None:
    desk.write("a.txt", DRAFT)
    said = desk.run("check", "a.txt", "--exit-zero")
    assert said.code == 0
    assert "held back" in said.out
    assert desk.run("check", "none.txt", "--exit-zero").code == 2, "that it could not be made is no finding"


def test_help_is_asked_for_in_a_word_or_a_letter(desk: Desk) -> None:
    for command in ([], ["check"], ["baseline", "create"]):
        assert desk.run(*command, "-h") == desk.run(*command, "--help")
        assert desk.run(*command, "-h").code == 0
