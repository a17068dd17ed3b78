"""What a wrong command line or policy is told: one line that says what is wrong, where, and what to do next."""

from pathlib import Path

import pytest
from desk import Desk, open_desk

DRAFT = "The ministry said {40 villagers were moved}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    desk.write("drafts/a.md", DRAFT)
    return desk


def told(desk: Desk, *command: str) -> str:
    said = desk.run(*command)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said.err
    return said.err.removeprefix("fact-check: ").removesuffix("\n")


@pytest.mark.parametrize(
    ("command", "line"),
    [
        pytest.param(
            "find drafts --stdin-filename a.md",
            "--stdin-filename: no draft is on standard input (give - as the draft)",
            id="a name for a draft that is not piped",
        ),
        pytest.param(
            "check drafts --stdin-filename a.md",
            "--stdin-filename: no draft is on standard input (give - as the draft)",
            id="such a name for check",
        ),
        pytest.param(
            "export drafts --format jsonl --excel",
            "--excel: no CSV is written (add --format csv)",
            id="excel without CSV",
        ),
        pytest.param(
            "check drafts --format text=a --format text=a",
            "--format: text twice goes to a (give each a file of its own)",
            id="a format twice",
        ),
        pytest.param(
            "find drafts -o no/such.json",
            "no/such.json: cannot be written: its folder does not exist (make that folder first)",
            id="no folder to write into",
        ),
        pytest.param(
            "find drafts --model no_such_pipeline",
            "no_such_pipeline: no such pipeline (name an installed spaCy package or a folder that spaCy saved)",
            id="no such pipeline",
        ),
        pytest.param("watch nope", "nope: no such file or folder (name drafts, or folders of drafts)", id="watch"),
        pytest.param("memory add nope.csv", "nope.csv: no such file (check the path)", id="memory"),
        pytest.param("batch drafts", "no --to was given (add --to DIR, a folder for the shards)", id="batch to where"),
        pytest.param(
            "batch --to out",
            "no archive was given (name a folder, a .jsonl or a .parquet file)",
            id="batch of what",
        ),
        pytest.param(
            "baseline create drafts --baseline drafts",
            "drafts: is a folder (name a file in it)",
            id="a folder as baseline",
        ),
        pytest.param(
            "rules hedges.alleged --disable hedges",
            "hedges.alleged: this rule is disabled (by `disable` in the policy, or --disable)",
            id="a disabled rule",
        ),
        pytest.param(
            "find drafts --disable hedges.aleged",
            "disable: no rule 'hedges.aleged' (did you mean 'hedges.alleged'?)",
            id="a mistyped rule",
        ),
    ],
)
def test_a_wrong_command(desk: Desk, command: str, line: str) -> None:
    assert told(desk, *command.split()) == line


@pytest.mark.parametrize(
    ("policy", "line"),
    [
        pytest.param('jobs = "two"', "jobs: must be a whole number, not 'two' (see `fact-check config`)", id="a word"),
        pytest.param("jobs = 1.5", "jobs: must be a whole number, not 1.5 (see `fact-check config`)", id="a part"),
        pytest.param("jobs = 0", "jobs: must be at least 1, not 0 (see `fact-check config`)", id="too few"),
        pytest.param('publisher = {url = "x"}', "publisher: 'name' is missing (add it)", id="half a table"),
        pytest.param(
            'diff-base = "nope"',
            "diff-base: no revision 'nope' (fetch it first, or check its name)",
            id="no such revision",
        ),
        pytest.param(
            'per-path-disable = {"opinion/" = "hedges"}',
            "per-path-disable.\"opinion/\": must be a list, not 'hedges' (see `fact-check config`)",
            id="a word for a list",
        ),
    ],
)
def test_a_wrong_policy(desk: Desk, policy: str, line: str) -> None:
    file = desk.root / "fact-check.toml"
    file.write_text(f"{policy}\n", encoding="utf-8")
    assert told(desk, "check", "drafts") == f"{file}: {line}"


def test_a_baseline_of_something_else(desk: Desk) -> None:
    (desk.root / "known.json").write_text('{"version": 1}', encoding="utf-8")
    line = "known.json: is not a baseline: findings: is missing (restore it from git)"
    assert told(desk, "check", "drafts", "--baseline", "known.json") == line


def test_a_file_that_a_policy_names_and_nobody_has(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text('rules = ["none.toml"]\n', encoding="utf-8")
    assert told(desk, "rules") == f"{desk.root / 'none.toml'}: no such file (check the path)"


@pytest.mark.parametrize("command", ["find", "check", "review"])
def test_word_lists_that_differ_are_said_before_anything_is_read(desk: Desk, command: str) -> None:
    (desk.root / "other").mkdir()
    (desk.root / "other" / "b.md").write_text("Police said 17 boats sank.\n", encoding="utf-8")
    (desk.root / "other" / "fact-check.toml").write_text('lexicon = ["words.toml"]\n', encoding="utf-8")
    words = desk.root / "other" / "words.toml"
    words.write_text('[wording.kinds.numbers]\nadd = ["oodles"]\n', encoding="utf-8")
    line = (
        "other drafts of this run have other lists of `wording` (give the drafts of each policy to a run of their own)"
    )
    assert told(desk, command, "drafts", "other") == f"{words}: {line}"
