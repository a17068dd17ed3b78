"""A draft stands under the policy of its own folder, wherever the check is started; what a policy's user is told."""

import json
from pathlib import Path

import pytest
from desk import Desk, Said, open_desk
from marked import write

DRAFT = "The ministry said {40 villagers were moved}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def policy(folder: Path, toml: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fact-check.toml").write_text(f"{toml}\n", encoding="utf-8")


def put(desk: Desk, name: str, *, under: str = ".") -> None:
    """Write the draft; `under` is the folder whose policy holds for it."""
    write(desk.root / name, DRAFT, root=desk.root / under)


def severities(said: Said) -> dict[str, str]:
    return {f["path"]: f["severity"] for f in json.loads(said.out)["findings"]}


def test_each_draft_has_the_policy_nearest_to_it(desk: Desk) -> None:
    policy(desk.root, 'severity = {unreviewed = "error"}')
    policy(desk.root / "opinion", 'severity = {unreviewed = "warning"}\nexclude = ["old/"]')
    put(desk, "news/a.md")
    for name in ("opinion/b.md", "opinion/deep/c.md", "opinion/old/d.md"):
        put(desk, name, under="opinion")
    said = desk.run("check", ".", "--output", "json")
    assert severities(said) == {"news/a.md": "error", "opinion/b.md": "warning", "opinion/deep/c.md": "warning"}
    assert said.code == 1
    assert desk.run("check", "opinion").code == 0, "what fails is the policy of what is checked"
    put(desk, "news/a.md", under="opinion")
    named = desk.run("check", ".", "--config", "opinion/fact-check.toml", "--output", "json")
    assert set(severities(named).values()) == {"warning"}, "one that is named holds for all"


def test_the_working_folder_does_not_matter(desk: Desk) -> None:
    policy(desk.root / "opinion", 'severity = {unreviewed = "warning"}')
    put(desk, "opinion/a.md", under="opinion")
    elsewhere = Desk(desk.root.parent, desk.monkeypatch, desk.capsys)
    inside = Desk(desk.root / "opinion", desk.monkeypatch, desk.capsys)
    for where, path in ((desk, "opinion"), (desk, "opinion/a.md"), (elsewhere, "desk/opinion"), (inside, "a.md")):
        said = where.run("check", path, "--output", "concise")
        assert (said.code, "warning unreviewed" in said.out) == (0, True)


def test_a_policy_above_the_working_folder_holds_for_drafts_that_have_none(desk: Desk, tmp_path: Path) -> None:
    policy(desk.root, 'fail-on = "never"')
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "a.md").touch()
    assert desk.run("check", str(tmp_path / "loose" / "a.md"), "--output", "json").code == 0


@pytest.mark.parametrize("place", [".", "opinion", "opinion/deep"])
def test_a_check_that_is_remembered_is_made_again_when_a_policy_comes(desk: Desk, place: str) -> None:
    put(desk, "opinion/deep/a.md")
    for _ in range(2):
        assert desk.run("check", "opinion").code == 1
    put(desk, "opinion/deep/a.md", under=place)
    policy(desk.root / place, 'severity = {unreviewed = "warning"}')
    for _ in range(2):
        assert desk.run("check", "opinion").code == 0
    policy(desk.root / place, 'severity = {unreviewed = "error"}')
    assert desk.run("check", "opinion").code == 1


def test_the_command_line_has_its_way_with_every_policy(desk: Desk) -> None:
    policy(desk.root / "opinion", 'judge = "reviewed"')
    put(desk, "opinion/a.md", under="opinion")
    put(desk, "b.md")
    assert severities(desk.run("check", "--judge", "suggested", "--output", "json")) == {
        "b.md": "error",
        "opinion/a.md": "error",
    }
    policy(desk.root / "opinion", "show = 3")
    said = desk.run("check", ".")
    assert said.code == 2
    assert "opinion/fact-check.toml: show" in said.err


def test_a_baseline_of_a_part_keeps_the_rest(desk: Desk) -> None:
    desk.write("a.md", DRAFT)
    desk.write("b.md", DRAFT)
    desk.run("baseline", "create", ".")
    desk.write("b.md", DRAFT.replace("40", "50"))
    assert desk.run("baseline", "create", "b.md", "--force").code == 0
    kept = json.loads((desk.root / "fact-check-baseline.json").read_text(encoding="utf-8"))["findings"]
    assert [(known["uri"], known["claim"][:2]) for known in kept] == [("a.md", "40"), ("b.md", "50")]
    (desk.root / "fact-check-baseline.json").write_text("broken", encoding="utf-8")
    assert desk.run("baseline", "create", "b.md", "--force").code == 0


@pytest.mark.parametrize(
    ("comments", "said"),
    [
        pytest.param(['<!-- fact-check: off reason="a satire" -->'], True, id="off"),
        pytest.param(['<!-- fact-check: off reason="a satire" -->', "<!-- fact-check: on -->"], False, id="off and on"),
        pytest.param(
            [
                '<!-- fact-check: off reason="a" -->',
                "<!-- fact-check: on -->",
                '<!-- fact-check: off reason="b" -->',
            ],
            True,
            id="off again",
        ),
        pytest.param(["<!-- fact-check: off -->"], False, id="off without a reason, which covers nothing"),
        pytest.param(['<!-- fact-check: ignore unreviewed reason="a" -->'], False, id="an ignore"),
    ],
)
def test_an_off_without_an_on_is_said(desk: Desk, comments: list[str], said: bool) -> None:
    desk.write("a.md", "\n\n".join([*comments, DRAFT]))
    line = 2 * len(comments) - 1
    expected = f'fact-check: a.md: line {line}: "off" covers the rest of the draft; add "on" to end it\n'
    assert desk.run("check", "a.md").err == (expected if said else "")


def cues(said: Said) -> dict[str, set[str | None]]:
    """Return the rules whose cues found the claims of each draft."""
    found: dict[str, set[str | None]] = {}
    for line in said.out.splitlines():
        claim = json.loads(line)
        found.setdefault(claim["article"], set()).add(claim["cue"]["rule"] if claim.get("cue") else None)
    return found


def test_a_rule_is_disabled_for_some_drafts(desk: Desk) -> None:
    policy(desk.root, 'per-path-disable = {"opinion/" = ["reporting.say"]}')
    policy(desk.root / "opinion" / "own", 'extend = "../../fact-check.toml"\nper-path-disable = {"a.md" = []}')
    for name in ("news/a.md", "opinion/a.md", "opinion/own/a.md"):
        (desk.root / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.root / name).write_text("Police said 40 people died.\n", encoding="utf-8")
    for _ in range(2):
        found = cues(desk.run("find", ".", "--format", "jsonl"))
        assert {name for name, rules in found.items() if "reporting.say" in rules} == {"news/a.md"}
        selected = json.loads(desk.run("check", ".", "--select", "reporting.say", "--format", "json").out)["findings"]
        assert {f["path"] for f in selected} == {"news/a.md"}
    everywhere = cues(desk.run("find", ".", "--format", "jsonl", "--disable", "reporting.say,hedges"))
    assert not any("reporting.say" in rules for rules in everywhere.values())
    assert desk.run("check", "news", "--select", "reporting.say", "-q").code == 1
    said = desk.run("check", "news", "--select", "reporting.say", "--disable", "reporting.say")
    assert (said.code, "no finding or rule 'reporting.say'" in said.err) == (2, True)
