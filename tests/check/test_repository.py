"""A repository of 200 drafts with its pipelines, from the first commit to a merge, as those who run it meet it."""

import json
from pathlib import Path

import pytest
from desk import Desk, Said, open_desk
from pipelines import act, configure_pre_commit, path_of_program, pre_commit, run_gitlab_job

from fact_check.claims import Label

MANY = 200


def story(number: int) -> str:
    """Return a draft whose claims the pipeline finds as they are marked: clones have no cache to find them in."""
    said = "The mayor said that {schools would stay shut}."
    return f"The council said {{{number + 300} villagers were moved}}.\n\n{said}\n"


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def clone(desk: Desk, name: str, *options: str) -> Desk:
    root = desk.root.parent / name
    desk.git("clone", "-q", *options, desk.root.as_uri(), str(root))
    return Desk(root, desk.monkeypatch, desk.capsys)


def new(said: Said) -> list[tuple[str, str, str]]:
    """Return path, kind and words of each finding that a check reports."""
    findings = json.loads(said.out)["findings"]
    return [(f["uri"], f["kind"], f["claim"]) for f in findings if not f["suppressed"]]


def test_a_repository_of_many_drafts_through_its_pipelines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    path = path_of_program()
    policy = 'output = ["concise"]\n[per-path]\n"drafts/opinion/" = {unevidenced = "off"}\n'
    (desk.root / "fact-check.toml").write_text(policy, encoding="utf-8")
    configure_pre_commit(desk)
    for number in range(MANY):
        name = f"drafts/{'opinion' if number % 10 == 0 else 'news'}/{number:03}.md"
        desk.review(name, desk.write(name, story(number)))
    (desk.root / "drafts" / "photo one.jpg").write_bytes(b"\xff\xd8\xff\x00")

    # All is reviewed: everywhere green.
    assert pre_commit(desk, path).returncode == 0
    desk.git("commit", "-qm", "Open with 200 drafts", "--no-verify")
    assert "✓ 200 drafts pass: 400 claims, 400 decided" in desk.run("check", "drafts").out
    origin = tmp_path / "origin.git"
    desk.git("clone", "-q", "--bare", ".", str(origin))
    desk.git("remote", "add", "origin", str(origin))

    # A branch edits a number, brings a draft, renames one, and leaves another's journal behind.
    desk.git("switch", "-qc", "tuesday")
    desk.write("drafts/news/001.md", story(1).replace("301", "310"))
    desk.write("drafts/news/new.md", "The mayor said {3 schools are shut}.\n")
    for end in ("", ".review.jsonl"):
        desk.git("mv", f"drafts/news/002.md{end}", f"drafts/news/renamed.md{end}")
    desk.git("mv", "drafts/news/003.md", "drafts/news/alone.md")
    hooked = pre_commit(desk, path)
    assert hooked.returncode == 1
    assert "3 drafts of 4 held back: 3 unreviewed, 1 changed" in hooked.stdout
    assert "git mv drafts/news/003.md.review.jsonl drafts/news/alone.md.review.jsonl" in hooked.stdout
    desk.git("mv", "drafts/news/003.md.review.jsonl", "drafts/news/alone.md.review.jsonl")
    desk.commit("Work of Tuesday")
    brought = [
        ("drafts/news/001.md", "changed", "310 villagers were moved"),
        ("drafts/news/new.md", "unreviewed", "3 schools are shut"),
    ]
    since = ("check", "drafts", "--diff-base", "origin/main", "--format", "json")
    desk.git("fetch", "-q", "origin")
    assert new(desk.run(*since)) == brought

    # The action says so on the lines, in its summary, in a file and in a comment; GitLab in its two reports.
    acted = act(desk, path, TARGET="main", SARIF="out.sarif", COMMENT="true")
    assert acted.returncode == 1, acted.stderr
    assert [line.partition(" ")[2].split(",")[0] for line in acted.stdout.splitlines()[:-1]] == [
        "file=drafts/news/001.md",
        "file=drafts/news/new.md",
    ]
    for written in (tmp_path / "summary.md", tmp_path / "fact-check-comment.md", desk.root / "out.sarif"):
        assert "3 schools are shut" in read(written)
        assert "302 villagers" not in read(written)
    lab = run_gitlab_job(desk, path, desk.git("rev-parse", "origin/main").strip())
    assert lab.returncode == 1, lab.stderr
    assert [issue["location"]["path"] for issue in json.loads(read(desk.root / "gl-code-quality.json"))] == [
        "drafts/news/001.md",
        "drafts/news/new.md",
    ]
    for file in ("out.sarif", "gl-code-quality.json", "junit.xml"):
        (desk.root / file).unlink()

    # A clone that is too shallow says what to fetch; when that is there, it finds the same.
    shallow = clone(desk, "shallow", "--depth", "1", "--branch", "tuesday")
    shallow.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    short = shallow.run(*since)
    assert (short.code, short.out, short.err.count("\n")) == (2, "", 1)
    assert "git fetch --unshallow" in short.err
    shallow.git("fetch", "-q", "--unshallow", "origin")
    assert new(shallow.run(*since)) == brought

    # Another working tree has the same drafts; a submodule has another desk's, which are not compared.
    desk.git("worktree", "add", "-q", str(tmp_path / "beside"), "tuesday~1")
    beside = Desk(tmp_path / "beside", monkeypatch, capsys)
    assert "✓ 20 drafts pass: 40 claims, 40 decided" in beside.run("check", "drafts/opinion").out
    archive = open_desk(tmp_path / "archive", monkeypatch, capsys)
    archive.write("old.md", story(5))
    archive.commit("Add an old draft")
    desk.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(archive.root), "drafts/archive")
    with_archive = desk.run(*since)
    assert new(with_archive) == brought
    assert "drafts/archive: 1 draft of another repository" in with_archive.err
    desk.git("rm", "-qf", "drafts/archive", ".gitmodules")

    # Meanwhile main moves on: that is no finding of the branch.
    main = clone(desk, "main", "--branch", "main")
    main.git("config", "user.name", "Ben")
    main.git("config", "user.email", "ben@desk.example")
    main.git("config", "commit.gpgsign", "false")
    main.review("drafts/news/004.md", main.write("drafts/news/004.md", story(4).replace("304", "314")), who="ben")
    main.commit("Count again")
    main.git("push", "-q", str(origin), "main")
    desk.git("fetch", "-q", "origin")
    assert new(desk.run(*since)) == brought

    # Both are decided, the branches are merged, and so are the journals; all is green again.
    desk.review("drafts/news/001.md", desk.write("drafts/news/001.md", story(1).replace("301", "310")))
    desk.review("drafts/news/new.md", desk.write("drafts/news/new.md", "The mayor said {3 schools are shut}.\n"))
    assert pre_commit(desk, path).returncode == 0
    desk.commit("Review it")
    desk.git("merge", "-q", "--no-edit", "origin/main")
    assert desk.run(*since).code == 0
    whole = desk.run("check", "drafts")
    assert "✓ 201 drafts pass: 401 claims, 401 decided" in whole.out, whole.out

    # What is lived with from now on: a baseline in the policy, and only what comes after fails.
    desk.review("drafts/news/005.md", desk.write("drafts/news/005.md", story(5)), Label.UNEVIDENCED)
    desk.review("drafts/opinion/010.md", desk.write("drafts/opinion/010.md", story(10)), Label.UNEVIDENCED)
    assert desk.run("check", "drafts", "-q").code == 1
    (desk.root / "fact-check.toml").write_text(f'baseline = "known.json"\n{policy}', encoding="utf-8")
    assert desk.run("baseline", "create", "drafts").code == 0
    lived = desk.run("check", "drafts", "--format", "json")
    assert (lived.code, new(lived)) == (0, [])
    assert {f["uri"] for f in json.loads(lived.out)["findings"]} == {"drafts/news/005.md"}, "opinion has its own rule"
    desk.write("drafts/news/later.md", story(6))
    assert [uri for uri, _, _ in new(desk.run("check", "drafts", "--format", "json"))] == ["drafts/news/later.md"] * 2
