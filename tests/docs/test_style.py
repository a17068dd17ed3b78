"""Our prose keeps the house style in .vale, as we ask newsrooms to keep theirs."""

from pathlib import Path

import pytest

from tests.docs.desk import ROOT
from tests.docs.pages import name, pages
from tests.docs.style import Alert, alerts, prose, rules

STYLE = rules()
PAGES = [*pages(), ROOT / "SECURITY.md"]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_keeps_the_style(page: Path) -> None:
    found = list(alerts(page.read_text(encoding="utf-8"), STYLE))
    assert not found, "\n".join(f"{alert.rule}: {alert.says} ({alert.words})" for alert in found)


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        pytest.param("Undo and redo without end.", "Idiom", "without end", id="translated"),
        pytest.param("In order to check it, run it.", "Plain", "In order to", id="the long word"),
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
