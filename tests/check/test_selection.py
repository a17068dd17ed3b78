"""Less than all: `--select`, `--exclude`, `--quiet`, and a draft that an editor has not saved."""

import io
import json
import sys
from pathlib import Path

import pytest
from desk import Desk, Said, open_desk

from fact_check.claims import Effect, Label

DRAFT = "The ministry said {40 villagers were moved}.\n\nThe town has {12 bridges}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    claims = desk.write("a.md", DRAFT)
    desk.review("a.md", claims[:1], Label.DENIED)
    return desk


def kinds(said: Said) -> list[str]:
    return [f["kind"] for f in json.loads(said.out)["findings"]]


def test_findings_are_selected_by_kind(desk: Desk) -> None:
    assert kinds(desk.run("check", "a.md", "--format", "json")) == ["denied", "unreviewed"]
    for options in (["--select", "denied"], ["--select", "denied,changed"], ["--select=denied", "--select=changed"]):
        said = desk.run("check", "a.md", "--format", "json", *options)
        assert (kinds(said), said.code) == (["denied"], 0), "what is not looked for does not fail"


def test_findings_are_selected_by_the_rule_that_led_to_them(desk: Desk) -> None:
    text = "The mayor denied that {3 schools are shut}.\n"
    desk.write("b.md", text, cue="denied", effect=Effect.DENIES, rule="denials.verb")
    for selected in ("denials.verb", "denials"):
        said = desk.run("check", "a.md", "b.md", "--format", "json", "--select", selected)
        (only,) = json.loads(said.out)["findings"]
        assert (only["path"], only["rules"][0]) == ("b.md", "denials.verb")


def test_what_is_selected_and_unknown_is_one_line(desk: Desk) -> None:
    said = desk.run("check", "a.md", "--select", "unreviwed")
    assert (said.code, said.out) == (2, "")
    assert said.err == "fact-check: --select: no finding or rule 'unreviwed' (did you mean 'unreviewed'?)\n"


def test_a_baseline_is_not_stale_for_what_was_not_looked_for(desk: Desk) -> None:
    desk.run("baseline", "create", "a.md")
    said = desk.run("check", "a.md", "--baseline", "fact-check-baseline.json", "--select", "denied")
    assert (said.code, said.err) == (0, "")


def test_drafts_are_excluded_on_the_command_line_too(desk: Desk) -> None:
    desk.write("old/b.md", DRAFT)
    said = desk.run("check", ".", "--exclude", "old/", "--format", "json")
    assert json.loads(said.out)["drafts"] == ["a.md"]
    named = desk.run("check", "a.md", "old/b.md", "--exclude", "old/", "--format", "json")
    assert json.loads(named.out)["drafts"] == ["a.md"]
    assert named.err == "fact-check: old/b.md: left out, as --exclude says\n"
    both = desk.run("check", ".", "--exclude", "old/", "--exclude", "*.md")
    assert both.code == 2, "nothing is left"
    wrong = desk.run("check", ".", "--exclude", "!")
    assert (wrong.code, wrong.err.count("\n"), "--exclude: Invalid git pattern" in wrong.err) == (2, 1, True)


def test_the_globs_start_at_the_working_folder(desk: Desk) -> None:
    desk.write("sub/old/b.md", DRAFT)
    desk.write("sub/c.md", DRAFT)
    inside = Desk(desk.root / "sub", desk.monkeypatch, desk.capsys)
    assert json.loads(inside.run("check", "--exclude", "/old", "--format", "json").out)["drafts"] == ["c.md"]


def test_quiet_prints_nothing_but_errors(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text('exclude = ["b.md"]\n', encoding="utf-8")
    desk.write("b.md", DRAFT)
    for options in ([], ["--format", "json", "--format", "sarif=f.sarif"]):
        assert desk.run("check", "a.md", "b.md", "--quiet", *options) == Said(1, "", "")
    assert json.loads((desk.root / "f.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert desk.run("check", "a.md", "-q", "--select", "changed") == Said(0, "", "")
    assert desk.run("check", "none.md", "-q").err.count("\n") == 1
    assert desk.run("check", "a.md").out, "and is not remembered for who wants to read"


def piped(desk: Desk, text: str, *arguments: str) -> Said:
    desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    return desk.run("check", *arguments)


def test_an_editor_checks_what_it_has_not_saved(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text('per-path = {"a.md" = {denied = "error"}}\n', encoding="utf-8")
    saved = (desk.root / "a.md").read_text(encoding="utf-8")
    now = json.loads(desk.run("check", "a.md", "--format", "json").out)
    for path in (["-"], []):
        said = piped(desk, saved, *path, "--stdin-filename", "a.md", "--format", "json")
        assert json.loads(said.out) == now, "the same draft, the same policy, the same journal"
    desk.write("cached.md", DRAFT.split("\n\n")[0])
    less = piped(desk, saved.split("\n\n")[0], "-", "--stdin-filename", "a.md", "--format", "json")
    assert kinds(less) == ["denied"]
    assert (desk.root / "a.md").read_text(encoding="utf-8") == saved


def test_a_draft_that_is_not_saved_at_all_has_a_name_a_base_and_an_exclude(desk: Desk) -> None:
    desk.commit("Keep it")
    desk.write("new.md", DRAFT)
    (desk.root / "new.md").unlink()
    text = DRAFT.replace("{", "").replace("}", "")
    said = piped(desk, text, "-", "--stdin-filename", "new.md", "--format", "concise")
    assert (said.code, said.out.count("new.md:")) == (1, 2)
    since = piped(desk, text, "-", "--stdin-filename", "new.md", "--diff-base", "HEAD")
    assert since.code == 1
    (desk.root / "fact-check.toml").write_text('exclude = ["new.md"]\n', encoding="utf-8")
    left = piped(desk, DRAFT, "-", "--stdin-filename", "new.md")
    assert (left.code, left.err) == (0, "fact-check: new.md: left out, the policy excludes it\n")
