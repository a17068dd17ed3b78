"""`check --policy-from`: a change cannot loosen its own check, whatever it does to policy, rules, baseline and git."""

import json
from pathlib import Path

import pytest
from desk import Desk, Said, open_desk

DRAFT = "The ministry said {40 villagers were moved}.\n"

RULE = """
[[rule]]
id = "%s.blurb"
says = "a blurb"
why = "It is no part of an article."
lines = ["Read more .*"]
finds = ["{Read more about it}"]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk whose policy lets nothing unreviewed go, with one draft."""
    made = open_desk(tmp_path / "desk", monkeypatch, capsys)
    put(made, "fact-check.toml", 'severity = {unreviewed = "error"}\n')
    made.write("drafts/a.md", DRAFT)
    made.commit("A strict policy")
    made.git("switch", "-qc", "change")
    return made


def put(desk: Desk, name: str, content: str) -> None:
    file = desk.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def check(desk: Desk, *arguments: str) -> Said:
    return desk.run("check", "drafts", "--output", "json", *arguments)


LOOSENED = [
    pytest.param({"fact-check.toml": 'fail-on = "never"\n'}, id="never fail"),
    pytest.param({"fact-check.toml": 'severity = {unreviewed = "off"}\n'}, id="off"),
    pytest.param({"fact-check.toml": 'exclude = ["drafts/"]\n'}, id="excluded"),
    pytest.param({"drafts/fact-check.toml": 'fail-on = "never"\n'}, id="a policy nearer to the draft"),
    pytest.param({"drafts/pyproject.toml": '[tool.fact-check]\nfail-on = "never"\n'}, id="in pyproject.toml"),
    pytest.param({".gitignore": "drafts/\n", "drafts/.gitignore": "*\n"}, id="hidden from git"),
    pytest.param({"fact-check.toml": "no TOML at all"}, id="broken"),
]


@pytest.mark.parametrize("change", LOOSENED)
def test_a_change_cannot_loosen_its_own_check(desk: Desk, change: dict[str, str]) -> None:
    for name, content in change.items():
        put(desk, name, content)
    desk.git("add", "-f", "-A")
    desk.commit("Loosen")
    assert check(desk).code != 1, "without the option it does"
    said = check(desk, "--policy-from", "main")
    assert (said.code, [f["kind"] for f in json.loads(said.out)["findings"]]) == (1, ["unreviewed"]), said.err


def test_rules_and_word_lists_come_from_the_revision(desk: Desk) -> None:
    desk.git("switch", "-q", "main")
    put(desk, "fact-check.toml", 'rules = ["desk/blurbs.toml"]\n')
    put(desk, "desk/blurbs.toml", RULE % "blurbs")
    desk.commit("A rule of the desk's")
    desk.git("switch", "-qc", "rules")
    put(desk, "desk/blurbs.toml", "broken")
    assert check(desk).code == 2
    said = desk.run("check", "drafts", "--policy-from", "main", "--judge", "suggested", "--fail-on", "never")
    assert said.code == 0, said.err


def test_what_the_policy_extends_comes_from_the_revision(desk: Desk) -> None:
    desk.git("switch", "-q", "main")
    put(desk, "desk/base.toml", 'fail-on = "warning"\nrules = ["blurbs.toml"]\nbaseline = "known.json"\n')
    put(desk, "desk/blurbs.toml", RULE % "blurbs")
    put(desk, "desk/known.json", '{"version": 1, "findings": []}\n')
    put(desk, "fact-check.toml", 'extend = "desk/base.toml"\nseverity = {unreviewed = "warning"}\n')
    desk.commit("A policy that extends another")
    assert check(desk).code == 1
    desk.git("switch", "-qc", "extended")
    put(desk, "desk/base.toml", 'fail-on = "error"\nrules = ["gone.toml"]\n')
    (desk.root / "desk/known.json").unlink()
    assert check(desk).code == 2
    said = check(desk, "--policy-from", "main", "--judge", "suggested")
    assert (said.code, said.err) == (0, "")
    assert check(desk, "--policy-from", "main").code == 1, "a warning fails"


def test_an_error_names_the_file_in_the_revision(desk: Desk) -> None:
    desk.git("switch", "-q", "main")
    put(desk, "fact-check.toml", 'rules = ["desk/blurbs.toml"]\n')
    put(desk, "desk/blurbs.toml", RULE % "other")
    desk.commit("A rule with a wrong name")
    said = check(desk, "--policy-from", "main")
    assert said.code == 2
    assert said.err.startswith("fact-check: main:desk/blurbs.toml: other.blurb: id: an id begins with its file's name")


def test_a_baseline_comes_from_the_revision(desk: Desk) -> None:
    assert desk.run("baseline", "create", "drafts").code == 0
    desk.commit("Live with it")
    assert check(desk, "--baseline", "fact-check-baseline.json").code == 0
    said = check(desk, "--baseline", "fact-check-baseline.json", "--policy-from", "main")
    assert said.code == 2
    assert said.err.startswith("fact-check: main:fact-check-baseline.json: no such file")
    assert check(desk, "--baseline", "fact-check-baseline.json", "--policy-from", "change").code == 0


def test_a_named_policy_comes_from_the_revision(desk: Desk) -> None:
    put(desk, "fact-check.toml", 'fail-on = "never"\n')
    assert check(desk, "--config", "fact-check.toml").code == 0
    assert check(desk, "--config", "fact-check.toml", "--policy-from", "main").code == 1


@pytest.mark.parametrize(
    ("policy", "files", "said"),
    [
        pytest.param('rules = ["gone.toml"]', {}, "main:gone.toml: no such file (--policy-from reads main)", id="gone"),
        pytest.param(
            'rules = ["../gone.toml"]',
            {},
            "main:fact-check.toml: rules: '../gone.toml' points outside the repository (give an absolute path)",
            id="outside",
        ),
        pytest.param(
            'model = "pipe"',
            {"pipe/config.cfg": "x"},
            "main:fact-check.toml: model: the pipeline 'pipe' is in the repository "
            "(a pipeline is code: install it as a package)",
            id="a pipeline of the repository",
        ),
    ],
)
def test_what_cannot_be_read_there_is_one_line(desk: Desk, policy: str, files: dict[str, str], said: str) -> None:
    desk.git("switch", "-q", "main")
    put(desk, "fact-check.toml", f"{policy}\n")
    for name, content in files.items():
        put(desk, name, content)
    desk.commit("A policy")
    done = check(desk, "--policy-from", "main")
    assert (done.code, done.err) == (2, f"fact-check: {said}\n")


def test_a_link_is_not_followed(desk: Desk) -> None:
    desk.git("switch", "-q", "main")
    (desk.root / "fact-check.toml").unlink()
    (desk.root / "fact-check.toml").symlink_to("/etc/hostname")
    desk.commit("A link")
    done = check(desk, "--policy-from", "main")
    assert (done.code, "main:fact-check.toml: is a link" in done.err) == (2, True)


def test_no_such_revision_and_no_repository(desk: Desk, tmp_path: Path) -> None:
    done = check(desk, "--policy-from", "nowhere")
    assert (done.code, done.err) == (
        2,
        "fact-check: --policy-from: no revision 'nowhere' (fetch it first, or check its name)\n",
    )
    (tmp_path / "loose").mkdir()
    outside = Desk(tmp_path / "loose", desk.monkeypatch, desk.capsys)
    done = outside.run("check", ".", "--policy-from", "main")
    assert (done.code, "not a git repository" in done.err) == (2, True)


def test_with_a_base_too(desk: Desk) -> None:
    put(desk, "fact-check.toml", 'fail-on = "never"\n')
    desk.write("drafts/a.md", DRAFT.replace("40", "41"))
    assert check(desk, "--diff-base", "main").code == 0
    said = check(desk, "--diff-base", "main", "--policy-from", "main")
    assert (said.code, [f["claim"] for f in json.loads(said.out)["findings"]]) == (1, ["41 villagers were moved"])
