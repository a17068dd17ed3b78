"""What a mistyped command line is told: one line on stderr, with what was meant where that can be guessed."""

from pathlib import Path

import pytest
from desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param("chekc a.md", "no command 'chekc' (did you mean 'check'?)", id="a mistyped command"),
        pytest.param("--color never chekc", "no command 'chekc' (did you mean 'check'?)", id="behind an option"),
        pytest.param("memory serch x", "no command 'serch' (did you mean 'search'?)", id="in a group"),
        pytest.param("xyzzy", "no command 'xyzzy' (see `fact-check --help`)", id="no such command"),
        pytest.param("-", "no command '-' (see `fact-check --help`)", id="standard input without a command"),
        pytest.param("find --formt json", "no option '--formt' (did you mean '--format'?)", id="a mistyped option"),
        pytest.param("--versoin", "no option '--versoin' (did you mean '--version'?)", id="of the program"),
        pytest.param("find -z", "no option '-z' (see `fact-check find --help`)", id="no such letter"),
        pytest.param("find --foo", "no option '--foo' (see `fact-check find --help`)", id="no such option"),
        pytest.param(
            "find a.md --color red",
            "--color: 'red' is not one of 'auto', 'always', 'never' (see `fact-check find --help`)",
            id="not a choice",
        ),
        pytest.param(
            "find a.md --jobs x", "--jobs: 'x' is not a whole number (see `fact-check find --help`)", id="not a number"
        ),
        pytest.param(
            "find a.md -j 0", "--jobs: 0 is below 1 (see `fact-check find --help`)", id="a number that is too small"
        ),
        pytest.param("find --jobs", "--jobs: a value is missing (see `fact-check find --help`)", id="no value"),
        pytest.param(
            "find --no-cache=1 a.md",
            "option '--no-cache' does not take a value (see `fact-check find --help`)",
            id="a value for a switch",
        ),
        pytest.param("rules a b", "too many arguments: b (see `fact-check rules --help`)", id="one argument too many"),
    ],
)
def test_a_mistyped_command_line_is_told_in_one_line(desk: Desk, typed: str, line: str) -> None:
    said = desk.run(*typed.split())
    assert (said.code, said.out, said.err) == (2, "", f"fact-check: {line}\n")


@pytest.mark.parametrize("group", ["", "memory", "baseline"])
def test_a_group_without_a_command_shows_its_help(desk: Desk, group: str) -> None:
    said = desk.run(*group.split())
    assert "Usage: fact-check" in said.out + said.err
