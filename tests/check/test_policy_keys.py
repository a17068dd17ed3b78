"""What a policy says of a run: how it reports, against what, and that the command line has the last word."""

import json
from pathlib import Path

import pytest
from desk import Desk, open_desk

DRAFT = "The ministry said {40 villagers were moved}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    desk.write("a.md", DRAFT)
    return desk


def policy(desk: Desk, toml: str, name: str = "fact-check.toml") -> None:
    (desk.root / name).write_text(f"{toml}\n", encoding="utf-8")


def test_a_policy_says_how_to_report(desk: Desk) -> None:
    policy(desk, 'output = ["concise", "json=out.json"]')
    said = desk.run("check", "a.md")
    assert said.out.startswith("a.md:1:")
    assert json.loads((desk.root / "out.json").read_text(encoding="utf-8"))["failed"] is True
    (desk.root / "out.json").unlink()
    assert desk.run("check", "a.md", "--output", "jsonl").out.startswith('{"kind"')
    assert not (desk.root / "out.json").exists(), "what the command line says is instead, not beside"


def test_a_policys_files_lie_beside_it_wherever_the_check_starts(desk: Desk) -> None:
    policy(desk, 'output = ["json=out.json"]\nbaseline = "known.json"')
    assert desk.run("baseline", "create", "a.md").code == 0
    (desk.root / "sub").mkdir()
    inside = Desk(desk.root / "sub", desk.monkeypatch, desk.capsys)
    assert inside.run("check", "../a.md").code == 0
    assert (desk.root / "known.json").exists()
    report = json.loads((desk.root / "out.json").read_text(encoding="utf-8"))
    assert [f["suppressed"]["by"] for f in report["findings"]] == ["baseline"]


def test_a_file_is_written_anew_although_nothing_changed(desk: Desk) -> None:
    policy(desk, 'output = ["concise", "json=out.json"]')
    for _ in range(2):
        desk.run("check", "a.md")
        assert (desk.root / "out.json").exists()
        (desk.root / "out.json").unlink()


@pytest.mark.parametrize("name", ["../out.json", "/tmp/out.json", "link"])
def test_a_policy_writes_nothing_outside_its_folder(desk: Desk, name: str) -> None:
    (desk.root / "link").symlink_to(desk.root.parent / "out.json")
    policy(desk, f'output = ["json={name}"]')
    said = desk.run("check", "a.md")
    assert (said.code, "is not in the policy's folder" in said.err, said.err.count("\n")) == (2, True, 1)
    assert not (desk.root.parent / "out.json").exists()


def test_a_policys_baseline_holds_until_the_command_line_says_none(desk: Desk) -> None:
    policy(desk, 'baseline = "known.json"')
    assert desk.run("check", "a.md").code == 2, "one that is named and missing is an error"
    desk.run("baseline", "create", "a.md")
    assert [desk.run("check", "a.md", *more).code for more in ([], ["--baseline", "none"], [])] == [0, 1, 0]
    desk.write("a.md", DRAFT + "\nThe town has {12 bridges}.\n")
    assert desk.run("check", "a.md").code == 1
    assert desk.run("baseline", "update", "a.md", "--accept-new").code == 0
    assert desk.run("check", "a.md").code == 0


def test_a_policys_revision_holds_until_the_command_line_says_none(desk: Desk) -> None:
    policy(desk, 'diff-base = "HEAD"')
    desk.commit("Add a draft")
    assert [desk.run("check", "a.md", *more).code for more in ([], ["--diff-base", "none"], [])] == [0, 1, 0]
    desk.git("checkout", "-q", "HEAD~1", "--detach")
    desk.write("a.md", DRAFT)
    policy(desk, 'diff-base = "HEAD"')
    assert desk.run("check", "a.md").code == 1, "what git says is never remembered"


def test_an_extended_policy_that_changes_changes_the_check(desk: Desk) -> None:
    policy(desk, 'extend = "house.toml"')
    policy(desk, "", "house.toml")
    assert [desk.run("check", "a.md").code for _ in range(2)] == [1, 1]
    policy(desk, 'fail-on = "never"', "house.toml")
    assert desk.run("check", "a.md").code == 0
