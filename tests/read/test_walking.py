"""What of a folder is read: not what git ignores, not the desk's other files; journals are passed over."""

from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.config import Config
from fact_check.errors import ReadError
from fact_check.read import drafts
from fact_check.read.walking import gitignores

TEXT = "Dam bursts\n\nPolice said 40 people died.\n"


def made(root: Path, *names: str, **rules: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(TEXT, encoding="utf-8")
    for folder, lines in rules.items():
        place = root / folder.strip("_") / ".gitignore"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(lines, encoding="utf-8")


def names(root: Path, *paths: str) -> list[str]:
    found = drafts([str(root / path) for path in paths] or [str(root)])
    return [Path(draft).relative_to(root).as_posix() for draft in found]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("rules", "read"),
    [
        pytest.param({"_": "old/\n"}, ["a.txt", "new/c.txt", "new/keep.txt"], id="a folder"),
        pytest.param({"_": "*.txt\n!keep.txt\n"}, ["new/keep.txt"], id="all but one"),
        pytest.param({"_": "c.txt\n", "new": "!c.txt\n"}, ["a.txt", "new/c.txt", "new/keep.txt", "old/b.txt"],
                     id="the nearest rules decide"),
        pytest.param({"_": "/c.txt\n# a.txt\n\n"}, ["a.txt", "new/c.txt", "new/keep.txt", "old/b.txt"], id="anchored"),
        pytest.param({"_": "!\n"}, ["a.txt", "new/c.txt", "new/keep.txt", "old/b.txt"], id="rules that are none"),
    ],
)  # fmt: skip
def test_what_git_ignores_is_not_read(repository: Path, rules: dict[str, str], read: list[str]) -> None:
    made(repository, "a.txt", "old/b.txt", "new/c.txt", "new/keep.txt", **rules)
    assert names(repository) == read


def test_the_rules_above_a_folder_hold_within_it_but_not_against_it(repository: Path) -> None:
    made(repository, "drafts/a.txt", "drafts/b.tmp.txt", "out/c.txt", _="*.tmp.txt\nout/\n")
    assert names(repository, "drafts") == ["drafts/a.txt"]
    assert names(repository, "out") == ["out/c.txt"]
    assert names(repository, "drafts/b.tmp.txt") == ["drafts/b.tmp.txt"]


def test_rules_outside_a_repository_are_none_of_ours(tmp_path: Path) -> None:
    made(tmp_path, "drafts/a.txt", _="*.txt\n")
    assert names(tmp_path, "drafts") == ["drafts/a.txt"]


def test_every_file_of_rules_is_known(repository: Path) -> None:
    made(repository, "drafts/deep/a.txt", _="x\n", **{"drafts/deep": "y\n"})
    here = repository.resolve()
    found = gitignores(repository / "drafts")
    assert {here / ".gitignore", here / "drafts" / ".gitignore", here / "drafts/deep/.gitignore"} == set(found)


def test_a_journal_that_a_glob_catches_is_passed_over(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "a.txt.review.jsonl")
    assert names(tmp_path, "a.txt", "a.txt.review.jsonl") == ["a.txt"]


def test_a_folder_of_which_nothing_is_taken_is_an_error(repository: Path) -> None:
    made(repository, "old/a.txt", "old/b.txt")
    with pytest.raises(ReadError, match="all 2 drafts in this folder are excluded by the policy"):
        list(drafts([str(repository)], exclude=lambda _: True))
    made(repository, _="*.txt\n")
    with pytest.raises(ReadError, match="git ignores all drafts in this folder"):
        list(drafts([str(repository)]))


@pytest.mark.parametrize("name", ["requirements-dev.txt", "LICENSE.md", "readme.md", "robots.txt", "CHANGELOG.md"])
def test_what_no_desk_writes_is_passed_over(name: str) -> None:
    assert not Config().includes(name)
    assert Config(default_exclude=()).includes(name)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def test_a_policy_holds_for_files_that_pre_commit_names(desk: Desk) -> None:
    made(desk.root, "drafts/a.txt", "notes/b.txt", "requirements.txt")
    (desk.root / "fact-check.toml").write_text('include = ["drafts/**"]\n', encoding="utf-8")
    said = desk.run("check", "drafts/a.txt", "notes/b.txt", "requirements.txt", "--output", "concise")
    assert said.code == 1
    assert said.out.startswith("drafts/a.txt:3:")
    assert "✗ 1 draft of 1 held back" in said.out
    assert said.err.splitlines() == [
        "fact-check: notes/b.txt: left out, the policy does not include it",
        "fact-check: requirements.txt: left out, the policy does not include it",
    ]


def test_a_check_sees_that_git_ignores_something_else_now(desk: Desk) -> None:
    made(desk.root, "a.txt", "b.txt")
    assert "2 drafts" in desk.run("check", ".").out
    made(desk.root, _="b.txt\n")
    assert "1 draft of 1" in desk.run("check", ".").out


@pytest.mark.parametrize(
    ("target", "read"),
    [
        pytest.param("../outside/secret.txt", False, id="out of the repository"),
        pytest.param("/proc/self/environ", False, id="to the system"),
        pytest.param(".git/config", False, id="to git's own files"),
        pytest.param("sub/draft.txt", True, id="within it"),
    ],
)
def test_a_link_is_followed_within_the_repository_alone(tmp_path: Path, target: str, read: bool) -> None:
    root = tmp_path / "desk"
    made(root, "a.txt", "sub/draft.txt", ".git/config", "../outside/secret.txt")
    (root / "link.txt").symlink_to(target if target.startswith("/") else root / target)
    assert ("link.txt" in names(root)) is read
    assert names(root, "link.txt") == ["link.txt"]
