"""Every command reads each draft under the policy of its own folder, and several folders in one run."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, Said, open_desk
from marked import write

from fact_check.claims import Label

DRAFT = "The ministry said {40 villagers were moved}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk whose opinion pages have a policy of their own: other drafts left out, other rules."""
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    for folder, policy in ((".", 'exclude = ["old/"]\n'), ("opinion", 'exclude = ["raw/"]\n')):
        (desk.root / folder).mkdir(exist_ok=True)
        (desk.root / folder / "fact-check.toml").write_text(policy, encoding="utf-8")
    for name in ("news/a.md", "news/old/b.md", "opinion/c.md", "opinion/old/d.md", "opinion/raw/e.md", "sport/f.md"):
        root = desk.root / "opinion" if name.startswith("opinion") else desk.root
        decided = write(desk.root / name, DRAFT, root=root, label=Label.SOURCED)
        desk.review(name, decided)
    return desk


def of_find(said: Said) -> list[str]:
    return [json.loads(line)["article"] for line in said.out.splitlines()]


def of_report(said: Said) -> list[str]:
    return [each["article"] for each in json.loads(said.out)["drafts"]]


def of_check(said: Said) -> list[str]:
    return list(json.loads(said.out)["drafts"])


COMMANDS = [
    pytest.param(["find", "--format", "jsonl"], of_find, id="find"),
    pytest.param(["export", "--format", "jsonl"], of_find, id="export"),
    pytest.param(["report", "--format", "json"], of_report, id="report"),
    pytest.param(["check", "--format", "json"], of_check, id="check"),
]


@pytest.mark.parametrize(("command", "read"), COMMANDS)
def test_each_draft_is_read_under_its_own_policy(
    desk: Desk, command: list[str], read: Callable[[Said], list[str]]
) -> None:
    taken = ["news/a.md", "opinion/c.md", "opinion/old/d.md", "sport/f.md"]
    assert read(desk.run(*command, ".")) == taken
    assert read(desk.run(*command, "sport", "opinion", "news")) == ["sport/f.md", *taken[1:3], "news/a.md"]
    inside = Desk(desk.root / "news", desk.monkeypatch, desk.capsys)
    assert read(inside.run(*command, "../opinion")) == ["../opinion/c.md", "../opinion/old/d.md"]
    named = read(desk.run(*command, ".", "--config", "opinion/fact-check.toml"))
    assert named == ["news/a.md", "news/old/b.md", *taken[1:]], "one that is named holds for all"


def test_agreement_is_measured_under_each_drafts_policy(desk: Desk) -> None:
    for name in ("opinion/old/d.md", "opinion/raw/e.md"):
        claims = write(desk.root / name, DRAFT, root=desk.root / "opinion")
        desk.review(name, claims, Label.DENIED, who="ben")
    found = json.loads(desk.run("agree", ".", "--format", "json").out)
    assert [each["draft"] for each in found["differing"]] == ["opinion/old/d.md"]
