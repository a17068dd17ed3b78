"""`check --reviewers`: whose decisions count, by the name they are signed with or by whose commit brought them."""

import json
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.check.reviewers import read_reviewers
from fact_check.errors import ConfigError

DRAFT = "The ministry said {40 villagers were moved}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def decided(desk: Desk, owners: str, *who: str, name: str = "drafts/a.md") -> tuple[str, str]:
    """Return what the check finds in a draft that `who` have decided, and what it says beside."""
    claims = desk.write(name, DRAFT)
    for each in who:
        desk.review(name, claims, who=each)
    (desk.root / "OWNERS").write_text(owners, encoding="utf-8")
    said = desk.run("check", "drafts", "--reviewers", "OWNERS", "--output", "json")
    assert said.code in (0, 1), said.err
    kinds = [each["kind"] for each in json.loads(said.out)["findings"] if each["path"] == name]
    return ", ".join(kinds) or COUNTED, said.err


COUNTED = "nothing"


@pytest.mark.parametrize(
    ("owners", "kind"),
    [
        pytest.param("* anna", COUNTED, id="by name"),
        pytest.param("* @Anna", COUNTED, id="by handle, in any case"),
        pytest.param("* @bea", "unreviewed", id="somebody else"),
        pytest.param("drafts/ @bea @anna # both", COUNTED, id="a folder"),
        pytest.param("*.review.jsonl @anna", COUNTED, id="the journal"),
        pytest.param("* @anna\ndrafts/** @bea", "unreviewed", id="the last line holds"),
        pytest.param("drafts/** @bea\n* @anna", COUNTED, id="the last line holds, the other way round"),
        pytest.param("sports/ @anna", "unreviewed", id="no line is about it"),
        pytest.param("* @bea\ndrafts/", COUNTED, id="a line that names nobody: anybody"),
        pytest.param("drafts/* @anna", COUNTED, id="what lies in a folder"),
        pytest.param("# * @anna", "unreviewed", id="a comment"),
        pytest.param("* @desk/standards", "unreviewed", id="a team, whose members nobody knows"),
        pytest.param("[Drafts]\n* @anna", COUNTED, id="a heading"),
    ],
)
def test_whose_decision_counts(desk: Desk, owners: str, kind: str) -> None:
    assert decided(desk, owners, "anna")[0] == kind


def test_a_name_of_several_words(desk: Desk) -> None:
    assert decided(desk, '* "Bea Lind"', "Bea Lind")[0] == COUNTED
    assert decided(desk, "* Bea Lind", "Bea Lind")[0] == "unreviewed"


def test_what_does_not_count_is_said(desk: Desk) -> None:
    kind, said = decided(desk, "* @anna", "mal", "mal")
    assert kind == "unreviewed"
    assert said == "fact-check: drafts/a.md: 2 events by mal not counted: OWNERS does not name mal for this draft\n"


def test_a_folder_below_is_not_in_the_folder(desk: Desk) -> None:
    assert decided(desk, "drafts/* @anna", "anna", name="drafts/courts/b.md")[0] == "unreviewed"
    assert decided(desk, "drafts/** @anna", "anna", name="drafts/courts/b.md")[0] == COUNTED


def test_an_address_is_that_of_the_commit(desk: Desk) -> None:
    """Anybody can sign a decision with any name; only a commit says who brought it."""
    assert decided(desk, "* anna@desk.example", "anna")[0] == "unreviewed", "nobody has committed it"
    desk.commit("Decide")
    assert decided(desk, "* anna@desk.example")[0] == COUNTED
    assert decided(desk, "* ANNA@desk.example")[0] == COUNTED
    assert decided(desk, "* bea@desk.example")[0] == "unreviewed"


def test_a_mailmap_of_the_change_has_no_say(desk: Desk) -> None:
    desk.git("config", "user.email", "mal@elsewhere.example")
    (desk.root / ".mailmap").write_text("Anna <anna@desk.example> <mal@elsewhere.example>\n", encoding="utf-8")
    claims = desk.write("drafts/a.md", DRAFT)
    desk.review("drafts/a.md", claims, who="anna")
    desk.commit("Decide as somebody else")
    assert decided(desk, "* anna@desk.example")[0] == "unreviewed"
    assert decided(desk, "* mal@elsewhere.example")[0] == COUNTED


def test_git_runs_nothing_to_tell_who_committed(desk: Desk) -> None:
    (desk.root / ".gitattributes").write_text("*.jsonl diff=mine\n", encoding="utf-8")
    desk.git("config", "diff.mine.textconv", "touch ran; cat")
    decided(desk, "* anna@desk.example", "anna")
    desk.commit("Decide")
    decided(desk, "* anna@desk.example")
    assert not (desk.root / "ran").exists()


def test_a_shallow_clone_says_what_to_fetch(desk: Desk) -> None:
    decided(desk, "* anna@desk.example", "anna")
    desk.commit("Decide")
    (desk.root / "more").touch()
    desk.commit("More")
    root = desk.root.parent / "shallow"
    desk.git("clone", "-q", "--depth", "1", desk.root.as_uri(), str(root))
    said = Desk(root, desk.monkeypatch, desk.capsys).run("check", "drafts", "--reviewers", "OWNERS")
    assert said.code == 2
    assert said.err.startswith("fact-check: drafts/a.md.review.jsonl: this shallow clone does not hold the commits")


def test_the_policy_names_it(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text('reviewers-file = "who"\n', encoding="utf-8")
    (desk.root / "who").write_text("* @bea\n", encoding="utf-8")
    claims = desk.write("drafts/a.md", DRAFT)
    desk.review("drafts/a.md", claims, who="anna")
    assert "unreviewed" in desk.run("check", "drafts").out
    assert "unreviewed" in desk.run("check", "drafts").out, "and again, from memory"
    (desk.root / "who").write_text("* @anna\n", encoding="utf-8")
    assert "unreviewed" not in desk.run("check", "drafts").out
    desk.commit("Anna may")
    (desk.root / "who").write_text("* @mal\n", encoding="utf-8")
    assert "unreviewed" in desk.run("check", "drafts").out
    assert "unreviewed" not in desk.run("check", "drafts", "--policy-from", "main").out
    assert "unreviewed" not in desk.run("check", "drafts", "--policy-from", "main", "--reviewers", "who").out


def test_the_base_is_held_to_it_too(desk: Desk) -> None:
    decided(desk, "* @bea", "anna")
    desk.commit("Anna decides, who may not")
    desk.write("drafts/a.md", DRAFT + "\nThe town has {12 bridges}.\n")
    said = desk.run("check", "drafts", "--reviewers", "OWNERS", "--diff-base", "main", "--output", "json")
    assert [f["claim"] for f in json.loads(said.out)["findings"]] == ["12 bridges"], "what was unreviewed is not new"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"\xff", "owners: is not UTF-8 (save it as UTF-8)", id="not UTF-8"),
        pytest.param(
            b"* @a\n!b @c",
            "owners:2: '!b' is not a pattern: CODEOWNERS has no exceptions (write it as in CODEOWNERS)",
            id="exception",
        ),
        pytest.param(None, "owners: no such file (check the path)", id="missing"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "owners").write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_reviewers(tmp_path / "owners", "owners")
    assert str(caught.value) == said
