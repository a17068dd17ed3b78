"""Nothing is waited for that git keeps in a pipe, on a device or behind a link in a circle."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.errors import GitError
from fact_check.runtime import git as asking
from fact_check.runtime.git import git
from fact_check.runtime.git_files import refuse_pipes


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Open a desk that git keeps, with one commit and a change since."""
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    desk.write("d.txt", "The ministry said {40 villagers were moved}.\n")
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "one"]):
        named = ("-c", "user.name=ana", "-c", "user.email=ana@desk.example")
        subprocess.run(["git", *named, *arguments], cwd=desk.root, check=True, capture_output=True)
    desk.write("new.txt", "The ministry said {50 villagers were moved}.\n")
    return desk


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


OWN = [
    "HEAD",
    "config",
    "index",
    "packed-refs",
    "refs/heads/main",
    "info/exclude",
    "commondir",
    "objects/info/alternates",
]


@pytest.mark.parametrize("make", [pipe, device, circle])
@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("option", ["--diff-base", "--policy-from"])
def test_an_own_file_of_gits_is_one_line_or_no_matter(
    desk: Desk, make: Callable[[Path], None], name: str, option: str
) -> None:
    file = desk.root / ".git" / name
    file.unlink(missing_ok=True)
    make(file)
    said = desk.run("check", ".", option, "main")
    assert said.code == 2 if make is not circle else said.code in (0, 1, 2)
    if make is not circle:
        assert said.err == f"fact-check: {file}: not a regular file (git would wait for it: remove it)\n"
        assert said.out == ""
    assert said.err.count("\n") <= 1


@pytest.mark.parametrize("make", [pipe, device])
@pytest.mark.parametrize("name", [".gitignore", "folder/.gitattributes"])
def test_what_git_reads_beside_the_drafts_is_looked_at_where_it_compares(
    desk: Desk, make: Callable[[Path], None], name: str
) -> None:
    (desk.root / name).parent.mkdir(exist_ok=True)
    make(desk.root / name)
    said = desk.run("check", "d.txt", "--diff-base", "main")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert f"{name}: not a regular file" in said.err


@pytest.mark.parametrize(
    "config",
    [
        "[include]\n\tpath = {0}\n",
        '[include]\n\tpath = "{0}"\n',
        "[core]\n\texcludesFile = {0}\n",
        '[includeIf "gitdir:**"]\npath={0}\n',
    ],
)
def test_what_a_configuration_names_is_looked_at(desk: Desk, config: str) -> None:
    os.mkfifo(desk.root / "waits")
    with (desk.root / ".git" / "config").open("a") as file:
        file.write(config.format(desk.root / "waits"))
    with pytest.raises(GitError, match="waits: not a regular file"):
        refuse_pipes(desk.root)


def test_an_included_configuration_is_looked_at_too(desk: Desk) -> None:
    os.mkfifo(desk.root / "waits")
    (desk.root / "more").write_text("[include]\npath = waits\n")
    with (desk.root / ".git" / "config").open("a") as file:
        file.write("[include]\npath = ../more\n")
    with pytest.raises(GitError, match="waits: not a regular file"):
        refuse_pipes(desk.root)


@pytest.mark.parametrize("name", ["HEAD", "index", "commondir"])
def test_a_worktree_is_looked_at_where_its_files_are(desk: Desk, name: str, tmp_path: Path) -> None:
    subprocess.run(["git", "worktree", "add", "-q", str(tmp_path / "beside")], cwd=desk.root, check=True)
    refuse_pipes(tmp_path / "beside")
    [own] = (desk.root / ".git" / "worktrees").iterdir()
    (own / name).unlink()
    os.mkfifo(own / name)
    with pytest.raises(GitError, match=rf"{name}: not a regular file"):
        refuse_pipes(tmp_path / "beside")


def test_the_name_of_gits_folder_may_be_a_pipe(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    os.mkfifo(tmp_path / "other" / ".git")
    with pytest.raises(GitError, match="not a regular file"):
        git(tmp_path / "other", "rev-parse", "--show-toplevel")


def test_a_socket_and_links_of_gits_own_are_let_through(desk: Desk) -> None:
    import socket

    own = desk.root / ".git"
    with socket.socket(socket.AF_UNIX) as monitor:
        monitor.bind(os.path.relpath(own / "fsmonitor--daemon.ipc"))
        (own / "hooks" / "post-merge").symlink_to("/nowhere")
        with (own / "config").open("a") as file:
            file.write("[core]\nhooksPath = /dev/null\n")
        refuse_pipes(desk.root)


def test_git_has_so_much_time(desk: Desk, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    desk.monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    desk.monkeypatch.setattr(asking, "SECONDS", 1)
    said = desk.run("check", "d.txt", "--diff-base", "main")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "no answer within 1 seconds" in said.err
