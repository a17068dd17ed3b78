"""Our prose keeps the house style in .vale, as we ask newsrooms to keep theirs: pages, messages, docstrings, rules."""

import re
from pathlib import Path

import pytest

from tests.docs.desk import ROOT
from tests.docs.pages import name, pages
from tests.docs.source import prose as prose_of
from tests.docs.source import sources
from tests.docs.style import STYLE as FOLDER
from tests.docs.style import Alert, alerts, prose, rules

STYLE = rules()
INI = ROOT / ".vale.ini"
PAGES = [*pages(), ROOT / "SECURITY.md", ROOT / "CONTRIBUTING.md"]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_keeps_the_style(page: Path) -> None:
    found = list(alerts(page.read_text(encoding="utf-8"), STYLE))
    assert not found, "\n".join(f"{alert.rule}: {alert.says} ({alert.words})" for alert in found)


@pytest.mark.parametrize("file", sources(), ids=name)
def test_the_words_of_the_program_keep_the_style(file: Path) -> None:
    found = [alert for piece in prose_of(file) for alert in alerts(piece, STYLE)]
    assert not found, "\n".join(f"{alert.rule}: {alert.says} ({alert.words})" for alert in found)


def test_the_words_of_a_module_are_found(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(
        '"""Say it."""\n# A comment\n# of two lines.\nKEY = "no-prose"\nEXPRESSION = r"one \\b two three four"\n'
        'raise ValueError(f"no such file {KEY}, and no other")\n'
    )
    assert set(prose_of(file)) == {"no such file …, and no other", " A comment  of two lines."}


def test_the_words_of_a_rule_are_found(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('# The cues.\n[[rule]]\nid = "desk.a"\nsays = "one thing"\nwhy = "Because."\nlemmas = ["go"]\n')
    assert list(prose_of(file)) == [" The cues.", "one thing", "Because."]


COMMON = {"extends", "message", "level", "scope", "link"}
KEYS = {
    "existence": {"tokens", "ignorecase", "nonword", "exceptions"},
    "substitution": {"swap", "ignorecase", "nonword", "exceptions"},
    "repetition": {"tokens", "ignorecase", "alpha", "exceptions"},
    "occurrence": {"token", "max", "min", "ignorecase"},
}
"""What Vale 3 reads in a rule of each kind."""
HOLES = {"existence": 1, "substitution": 2, "repetition": 1, "occurrence": 0}
"""How many words Vale puts into a message."""


@pytest.mark.parametrize("name", STYLE)
def test_a_rule_is_one_that_vale_reads(name: str) -> None:
    rule = STYLE[name]
    kind = rule["extends"]
    assert set(rule) <= COMMON | KEYS[kind]
    assert rule["level"] in ("suggestion", "warning", "error")
    assert rule["message"].count("%s") == HOLES[kind]
    patterns = [*rule.get("swap", ()), *rule.get("tokens", ()), *([rule["token"]] if "token" in rule else [])]
    assert patterns
    for pattern in patterns:
        groups = re.compile(pattern).groups
        assert groups == 0 or kind == "occurrence", f"{pattern}: Vale has groups of its own, use (?:"
    assert all(isinstance(right, str) and right for right in rule.get("swap", {}).values())


def test_vale_is_pointed_at_the_style() -> None:
    settings = dict(line.split(" = ") for line in INI.read_text(encoding="utf-8").splitlines() if " = " in line)
    assert ROOT / settings["StylesPath"] / settings["BasedOnStyles"] == FOLDER
    assert {file.suffix for file in FOLDER.iterdir()} == {".yml"}


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        pytest.param("Undo and redo without end.", "Idiom", "without end", id="translated"),
        pytest.param("It goes on where it stopped.", "Idiom", "goes on where it stopped", id="a calque"),
        pytest.param("The file lies in the folder.", "Idiom", "lies in", id="lying files"),
        pytest.param("In order to check it, run it.", "Plain", "In order to", id="the long word"),
        pytest.param("Some formats, e.g. Word.", "Latin", "e.g.", id="Latin"),
        pytest.param("This is really fast.", "Selling", "really", id="selling"),
        pytest.param("The behavior changed.", "British", "behavior", id="American"),
        pytest.param("It runs on Github.", "Names", "Github", id="a name"),
        pytest.param("It is the the same.", "Twice", "the the", id="twice"),
        pytest.param(f"{'one two ' * 25}more.", "Long", f"{'one two ' * 25}more.", id="long"),
    ],
)
def test_a_breach_is_found(text: str, rule: str, words: str) -> None:
    assert [(alert.rule, alert.words) for alert in alerts(text, STYLE)] == [(rule, words)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Run `git diff without end`.", id="code"),
        pytest.param("```sh\ngit push --in order to\n```\n", id="a block"),
        pytest.param("See [the page](https://github.com/x/really).", id="an address"),
        pytest.param("<!-- really -->\nText.", id="a comment"),
    ],
)
def test_what_is_no_prose_is_left_alone(text: str) -> None:
    assert list[Alert](alerts(text, STYLE)) == []


def test_cells_and_items_are_apart() -> None:
    assert prose("| a cell | another |\n|---|---|\n| one | two |\n\n- first\n- second") == [
        "a cell",
        "another",
        "one",
        "two",
        "- first",
        "- second",
    ]
