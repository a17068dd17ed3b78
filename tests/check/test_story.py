"""The life of a draft in a real repository: red and green at every turn, as an editor would expect."""

import json
from pathlib import Path

import pytest
from desk import Desk, Said, open_desk

from fact_check.claims import Label

FLOOD = """\
The flood in the valley

The ministry said {40 villagers were moved} from the valley on Tuesday. The river fell at night.

The town hall says {12 bridges are closed} until the spring.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def kinds(said: Said) -> list[tuple[str, str]]:
    """Return each finding's kind and claim from JSON output."""
    return [(f["kind"], f["claim"]) for f in json.loads(said.out)["findings"] if not f["suppressed"]]


def test_a_draft_from_arrival_to_merge(desk: Desk) -> None:
    def check(*more: str) -> Said:
        return desk.run("check", "drafts", "--output", "json", *more)

    # It arrives: red.
    claims = desk.write("drafts/flood.md", FLOOD)
    said = check()
    assert said.code == 1
    assert kinds(said) == [("unreviewed", "40 villagers were moved"), ("unreviewed", "12 bridges are closed")]

    # It is reviewed: green.
    desk.review("drafts/flood.md", claims)
    assert check().code == 0
    desk.commit("Add the flood")

    # It is edited in a harmless place: green.
    harmless = FLOOD.replace("The river fell at night.", "The river fell at night, and the rain stopped.")
    desk.write("drafts/flood.md", "An update\n\n" + harmless)
    assert check().code == 0

    # One number is changed: red, with the old and the new words.
    changed = FLOOD.replace("40", "400")
    claims = desk.write("drafts/flood.md", changed)
    said = check()
    assert said.code == 1
    assert kinds(said) == [("changed", "400 villagers were moved")]
    shown = desk.run("check", "drafts").out
    assert "was: 40 villagers were moved" in shown
    assert "said 400 villagers were moved" in shown

    # It is reviewed again: green.
    desk.review("drafts/flood.md", claims[:1])
    assert check().code == 0
    desk.commit("Correct the number")

    # It is renamed with its journal: green.
    desk.git("mv", "drafts/flood.md", "drafts/valley.md")
    desk.git("mv", "drafts/flood.md.review.jsonl", "drafts/valley.md.review.jsonl")
    assert check().code == 0
    desk.commit("Rename it")

    # It merges with a colleague's branch who agrees: green.
    desk.git("switch", "-qc", "ben")
    desk.review("drafts/valley.md", claims, who="ben")
    desk.commit("Review as Ben")
    desk.git("switch", "-q", "main")
    desk.review("drafts/valley.md", claims[1:], who="cora")
    desk.commit("Review as Cora")
    desk.git("merge", "-q", "ben", "-m", "Merge Ben's review")
    assert check().code == 0

    # And with one who does not: conflict.
    desk.git("switch", "-qc", "dan")
    desk.review("drafts/valley.md", claims[:1], Label.UNEVIDENCED, who="dan")
    desk.commit("Review as Dan")
    desk.git("switch", "-q", "main")
    desk.review("drafts/valley.md", claims[:1], who="eve")
    desk.commit("Review as Eve")
    desk.git("merge", "-q", "dan", "-m", "Merge Dan's review")
    said = check()
    assert said.code == 1
    assert kinds(said) == [("conflict", "400 villagers were moved")]

    # A branch adds a claim to it: against main, only that one is new.
    desk.git("switch", "-qc", "more")
    desk.write("drafts/valley.md", changed + "\nThe mayor said {3 schools are shut}.\n")
    desk.commit("Add the schools")
    said = check("--diff-base", "main")
    assert said.code == 1
    assert kinds(said) == [("unreviewed", "3 schools are shut")]
    assert len(kinds(check())) == 2


@pytest.mark.parametrize("told", [True, False], ids=["git mv", "mv"])
def test_against_a_base_a_renamed_draft_is_the_same_draft(desk: Desk, told: bool) -> None:
    desk.write("drafts/flood.md", FLOOD)
    desk.commit("Add the flood, unreviewed")
    desk.git("switch", "-qc", "rename")
    if told:
        desk.git("mv", "drafts/flood.md", "drafts/valley.md")
    else:
        (desk.root / "drafts/flood.md").rename(desk.root / "drafts/valley.md")
    desk.write("drafts/valley.md", FLOOD + "\nThe mayor said {3 schools are shut}.\n")
    said = desk.run("check", "drafts", "--output", "json", "--diff-base", "main")
    assert kinds(said) == [("unreviewed", "3 schools are shut")]
    assert desk.git("diff", "--cached", "--name-only", "--diff-filter=A", "--no-renames") == (
        "drafts/valley.md\n" if told else ""
    ), "the index is the user's"


@pytest.mark.parametrize(
    ("edit", "label", "expected"),
    [
        pytest.param(lambda t: t, None, [], id="untouched"),
        pytest.param(lambda t: "New headline\n\n" + t, None, [], id="moved"),
        pytest.param(lambda t: t.replace("40", "41"), None, [("unreviewed", "41 villagers were moved")], id="number"),
        pytest.param(lambda t: t, Label.UNEVIDENCED, [], id="reviewed here, no better before"),
    ],
)
def test_against_a_base_whose_draft_nobody_reviewed(desk, edit, label, expected) -> None:  # type: ignore[no-untyped-def]
    desk.write("drafts/flood.md", FLOOD)
    desk.commit("Add the flood, unreviewed")
    claims = desk.write("drafts/flood.md", edit(FLOOD))
    if label is not None:
        desk.review("drafts/flood.md", claims, label)
    said = desk.run("check", "drafts", "--output", "json", "--diff-base", "HEAD")
    assert kinds(said) == expected
    assert said.code == (1 if expected else 0)


def test_against_a_base_its_journal_counts(desk: Desk) -> None:
    claims = desk.write("drafts/flood.md", FLOOD)
    desk.review("drafts/flood.md", claims)
    desk.commit("Add the flood, reviewed")
    (desk.root / "drafts/flood.md.review.jsonl").unlink()
    said = desk.run("check", "drafts", "--output", "json", "--diff-base", "HEAD")
    assert [kind for kind, _ in kinds(said)] == ["unreviewed", "unreviewed"]


def test_a_new_draft_is_all_new(desk: Desk) -> None:
    desk.write("drafts/old.md", FLOOD)
    desk.commit("Add the old one")
    desk.write("drafts/new.md", FLOOD.replace("40", "50"))
    said = desk.run("check", ".", "--output", "json", "--diff-base", "main")
    assert [claim for _, claim in kinds(said)] == ["50 villagers were moved", "12 bridges are closed"]
    assert json.loads(said.out)["drafts"] == ["drafts/new.md"]


def test_against_the_point_where_the_branch_left(desk: Desk) -> None:
    desk.write("drafts/flood.md", FLOOD)
    desk.commit("Add the flood")
    desk.git("switch", "-qc", "branch")
    desk.git("switch", "-q", "main")
    desk.write("drafts/flood.md", FLOOD.replace("12", "13"))
    desk.commit("Count again on main")
    desk.git("switch", "-q", "branch")
    said = desk.run("check", "drafts", "--output", "json", "--diff-base", "main")
    assert kinds(said) == [], "what main did since is not this branch's doing"


def test_changed_lines_come_first_on_github(desk: Desk) -> None:
    lines = [f"The ministry said {{{n} villagers were moved}}.\n" for n in range(100, 120)]
    desk.write("drafts/long.md", "\n".join(lines))
    desk.commit("Add a long draft")
    for number in (15, 16):
        lines[number] = lines[number].replace("villagers", "farmers")
    desk.write("drafts/long.md", "\n".join([*lines, *(line.replace("{1", "{2") for line in lines)]))
    said = desk.run("check", "drafts", "--output", "github", "--diff-base", "main").out.splitlines()
    assert [line.split("line=")[1].split(",")[0] for line in said[:3]] == ["31", "33", "41"]


def test_from_a_folder_inside_the_repository(desk: Desk) -> None:
    desk.write("desk/drafts/flood.md", FLOOD)
    desk.commit("Add the flood")
    desk.write("desk/drafts/flood.md", FLOOD.replace("40", "41"))
    desk.monkeypatch.chdir(desk.root / "desk")
    inside = Desk(desk.root / "desk", desk.monkeypatch, desk.capsys)
    said = inside.run("check", "drafts", "--output", "json", "--diff-base", "main")
    (found,) = json.loads(said.out)["findings"]
    assert (found["path"], found["uri"]) == ("drafts/flood.md", "desk/drafts/flood.md")
