"""The ways into other people's pipelines, each run for real as far as one machine allows; and the pages in docs."""

import json
import os
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from desk import Desk, open_desk
from pipelines import (
    REPOSITORY,
    act,
    action_step,
    configure_pre_commit,
    gitlab_job,
    path_of_program,
    pre_commit,
    run_gitlab_job,
)
from pre_commit.clientlib import load_manifest
from reports import report

from fact_check.check.explanations import pages
from fact_check.check.formats.github import outputs
from fact_check.read import READERS
from fact_check.registry import OURS
from fact_check.severity import FindingKind

DRAFT = "The ministry said {40 villagers were moved}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


@pytest.fixture
def path_with_fact_check() -> str:
    return path_of_program()


def test_the_action_annotates_only_what_a_pull_request_brings(desk: Desk, path_with_fact_check: str) -> None:
    desk.write("drafts/a.md", DRAFT)
    desk.commit("Add a draft that nobody reviewed")
    origin = desk.root.parent / "origin.git"
    desk.git("clone", "-q", "--bare", ".", str(origin))
    desk.git("remote", "add", "origin", str(origin))
    desk.git("switch", "-qc", "more")
    desk.write("drafts/a.md", DRAFT + "\nThe mayor said {3 schools are shut}.\n")
    desk.commit("Add the schools")
    done = act(desk, path_with_fact_check, TARGET="main", SARIF="out.sarif")
    assert done.returncode == 1, done.stderr
    assert [line.split("::")[1].split(" ")[0] for line in done.stdout.splitlines()[:-1]] == ["error"]
    assert "3 schools are shut" in done.stdout
    assert "3 schools are shut" in (desk.root.parent / "summary.md").read_text(encoding="utf-8")
    assert len(json.loads((desk.root / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 1


@pytest.mark.parametrize("target", ["", "main"], ids=["push", "pull request"])
def test_the_action_checks_everything_when_asked(desk: Desk, path_with_fact_check: str, target: str) -> None:
    desk.write("drafts/a.md", DRAFT)
    desk.commit("Add a draft that nobody reviewed")
    done = act(desk, path_with_fact_check, TARGET=target, DIFF_BASE="none")
    assert done.returncode == 1, done.stderr
    assert "40 villagers were moved" in done.stdout


@pytest.mark.parametrize("base", ["", "none"])
def test_the_action_goes_by_the_policy_of_the_base(desk: Desk, path_with_fact_check: str, base: str) -> None:
    (desk.root / "fact-check.toml").write_text('reviewers-file = "OWNERS"\n', encoding="utf-8")
    (desk.root / "OWNERS").write_text("* @anna\n", encoding="utf-8")
    desk.commit("A policy")
    origin = desk.root.parent / "origin.git"
    desk.git("clone", "-q", "--bare", ".", str(origin))
    desk.git("remote", "add", "origin", str(origin))
    desk.git("switch", "-qc", "change")
    (desk.root / "fact-check.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    (desk.root / "OWNERS").write_text("* @mal\n", encoding="utf-8")
    desk.review("drafts/a.md", desk.write("drafts/a.md", DRAFT), who="mal")
    desk.commit("A draft, decided by whom nobody knows")
    given = {"TARGET": "main", "DIFF_BASE": base, "REVIEWERS": "OWNERS"}
    assert act(desk, path_with_fact_check, **given).returncode == 0
    done = act(desk, path_with_fact_check, **given, POLICY_FROM="base")
    assert (done.returncode, "by mal not counted" in done.stderr) == (1, True), done.stderr


def test_the_action_takes_inputs_as_text_and_never_as_commands(desk: Desk, path_with_fact_check: str) -> None:
    desk.write("drafts/a.md", DRAFT)
    desk.commit("Add a draft")
    done = act(desk, path_with_fact_check, DIFF_BASE="$(touch pwned)", PATHS="drafts/a.md;touch${IFS}pwned")
    assert done.returncode == 2
    assert not (desk.root / "pwned").exists()
    assert "${{" not in action_step()["run"]


def test_the_action_takes_paths_with_spaces_and_more_options(desk: Desk, path_with_fact_check: str) -> None:
    desk.write("my drafts/a b.md", DRAFT)
    desk.write("c.md", DRAFT)
    desk.write("d.md", DRAFT)
    desk.commit("Add drafts")
    (desk.root / "policy.toml").write_text('severity = {unreviewed = "warning"}\n', encoding="utf-8")
    output = desk.root.parent / "outputs"
    paths = "my drafts/a b.md\nc.md d.md\n"
    given = {"CONFIG": "policy.toml", "FAIL_ON": "warning", "ARGS": "--show warning", "GITHUB_OUTPUT": str(output)}
    done = act(desk, path_with_fact_check, DIFF_BASE="none", PATHS=paths, **given)
    assert done.returncode == 1, done.stderr
    assert [line.partition(" ")[0] for line in done.stdout.splitlines()[:-1]] == ["::warning"] * 3
    assert output.read_text(encoding="utf-8") == "drafts=3\nheld-back=3\nfindings=3\nfailing=3\n"
    del given["FAIL_ON"]
    assert act(desk, path_with_fact_check, DIFF_BASE="none", PATHS=paths, **given).returncode == 0


GH = """\
import json, os, sys
from pathlib import Path
import jq
kept = Path(os.environ["KEPT"])
comments = json.loads(kept.read_text(encoding="utf-8"))
words = sys.argv[1:]
target = next(word for word in words if word.startswith("repos/"))
if "--jq" in words:
    assert target == "repos/desk/news/issues/7/comments"
    for found in jq.compile(words[words.index("--jq") + 1]).input_value(comments).all():
        print(found)
    sys.exit()
body = Path(words[words.index("-F") + 1].removeprefix("body=@")).read_text(encoding="utf-8")
if "PATCH" in words:
    (one,) = [each for each in comments if target == f"repos/desk/news/issues/comments/{each['id']}"]
    one["body"] = body
else:
    assert target == "repos/desk/news/issues/7/comments"
    comments.append({"id": len(comments) + 1, "user": {"type": "Bot"}, "body": body})
kept.write_text(json.dumps(comments), encoding="utf-8")
"""
"""GitHub's command line, as far as the action uses it, over a file that stands for the pull request."""


def test_the_action_keeps_one_comment_up_to_date(desk: Desk, path_with_fact_check: str, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    path = f"{program.parent}{os.pathsep}{path_with_fact_check}"
    (tmp_path / "gh.py").write_text(GH, encoding="utf-8")
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{tmp_path}/gh.py" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    kept = tmp_path / "comments.json"
    theirs = {"id": 1, "user": {"type": "User"}, "body": "<!-- fact-check --> not ours, whatever it says"}
    kept.write_text(json.dumps([theirs]), encoding="utf-8")
    claims = desk.write("drafts/a.md", DRAFT)
    desk.commit("Add a draft that nobody reviewed")

    def push(base: str) -> list[str]:
        output = tmp_path / "outputs"
        output.write_text("", encoding="utf-8")
        act(desk, path, DIFF_BASE=base, COMMENT="true", GITHUB_OUTPUT=str(output))
        counts = dict(line.split("=") for line in output.read_text(encoding="utf-8").splitlines())
        given = {"GH_REPO": "desk/news", "NUMBER": "7", "FINDINGS": counts["findings"], "KEPT": str(kept)}
        done = act(desk, path, "Comment on the pull request", **given)
        assert done.returncode == 0, done.stderr
        comments = json.loads(kept.read_text(encoding="utf-8"))
        assert comments[0] == theirs
        return [each["body"] for each in comments[1:]]

    assert push("HEAD") == [], "nothing is new, so nothing is said"
    (first,) = push("none")
    assert "40 villagers were moved" in first
    desk.write("drafts/a.md", DRAFT + "\nThe mayor said {3 schools are shut}.\n")
    (second,) = push("HEAD")
    assert "3 schools are shut" in second
    assert "40 villagers" not in second, "what is not new is not said"
    desk.review("drafts/a.md", desk.write("drafts/a.md", DRAFT))
    (third,) = push("none")
    assert "1 draft passes" in third
    assert len(claims) == 1


def test_the_actions_outputs_are_what_the_check_writes() -> None:
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
    written = [line.partition("=")[0] for line in outputs(report()).splitlines()]
    assert {name: value["value"] for name, value in action["outputs"].items()} == {
        name: f"${{{{ steps.check.outputs.{name} }}}}" for name in written
    }
    assert [step["id"] for step in action["runs"]["steps"] if "id" in step] == ["check"]


def test_the_hooks_environment_reads_what_its_pattern_takes() -> None:
    (hook,) = load_manifest(str(REPOSITORY / ".pre-commit-hooks.yaml"))
    extras = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [each for extra in ("html", "docx", "rtf") for each in extras["optional-dependencies"][extra]]
    assert hook["additional_dependencies"] == needed
    ours = [entry.name for entry in READERS.entries() if entry.package == OURS]
    assert all(re.search(hook["files"], f"drafts/a{extension}") for extension in ours)
    assert not re.search(hook["files"], "drafts/a.jpg")


def test_the_hook_runs_under_pre_commit(desk: Desk, path_with_fact_check: str) -> None:
    configure_pre_commit(desk)
    claims = desk.write("drafts/a.md", DRAFT)
    (desk.root / "drafts" / "photo.jpg").write_bytes(b"\xff\xd8\xff\x00")
    done = pre_commit(desk, path_with_fact_check)
    assert done.returncode == 1, done.stdout
    assert "1 draft of 1 held back: 1 unreviewed" in done.stdout
    desk.review("drafts/a.md", claims)
    assert pre_commit(desk, path_with_fact_check).returncode == 0, "the journal that is committed with it lets it go"


def test_the_gitlab_job_runs(desk: Desk, path_with_fact_check: str) -> None:
    desk.write("drafts/a.md", DRAFT)
    desk.commit("Add a draft that nobody reviewed")
    done = run_gitlab_job(desk, path_with_fact_check)
    assert done.returncode == 1, done.stderr
    for written in gitlab_job()["artifacts"]["reports"].values():
        assert "40 villagers were moved" in (desk.root / written).read_text(encoding="utf-8")
    done = run_gitlab_job(desk, path_with_fact_check, "HEAD")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_pages_in_docs_are_current(name: str) -> None:
    written = (REPOSITORY / "docs" / "findings" / name).read_text(encoding="utf-8")
    assert written == pages()[name], "run `python -m fact_check.check.explanations docs/findings`"


def test_every_finding_has_a_page_and_no_other() -> None:
    names = {file.name for file in (REPOSITORY / "docs" / "findings").iterdir()}
    assert names == {"README.md", *(f"{kind}.md" for kind in FindingKind)}
