"""Git is asked about a repository that anybody may have made: nothing that its configuration names is run."""

import subprocess
from pathlib import Path

import pytest

from fact_check.check.diff import open_base
from fact_check.errors import GitError
from fact_check.runtime.git import git


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Make a repository that names a program wherever git takes one; each leaves a file `RAN` if it is run."""
    root = tmp_path / "repository"
    root.mkdir()
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{tmp_path}/RAN'\ncat\n")
    program.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "post-checkout", "fsmonitor-watchman"):
        (hooks / hook).write_text(program.read_text())
        (hooks / hook).chmod(0o755)

    def plain(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)

    plain("init", "-q", "-b", "main")
    plain("config", "user.name", "mal")
    plain("config", "user.email", "mal@example.com")
    (root / "d.txt").write_text("Police said 40 people died.\n")
    (root / ".gitattributes").write_text("*.txt filter=evil.x diff=evil\n")
    plain("add", "-A")
    plain("commit", "-qm", "one")
    for name in (
        "core.fsmonitor",
        "filter.evil.x.clean",
        "filter.evil.x.smudge",
        "filter.evil.x.process",
        "diff.evil.textconv",
        "diff.evil.command",
        "diff.external",
        "core.pager",
        "core.sshCommand",
    ):
        plain("config", name, str(program))
    plain("config", "core.hooksPath", str(hooks))
    (root / "d.txt").write_text("Police said 50 people died.\n")
    (root / "new.txt").write_text("Police said 60 people died.\n")
    return root


def test_comparing_drafts_runs_nothing_of_the_repository(hostile: Path) -> None:
    base = open_base("HEAD", ["d.txt", "new.txt"], start=hostile)
    assert base.was["d.txt"] == "d.txt"
    assert base.content("d.txt") == b"Police said 40 people died.\n"
    assert base.changed_lines("d.txt", (hostile / "d.txt").read_bytes()) == {1}
    assert not (hostile.parent / "RAN").exists()


def test_a_failure_is_said_in_gits_words(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="git log"):
        git(tmp_path, "log")


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="not installed"):
        git(tmp_path, "log")
