"""What is no regular file is refused at once, whoever reads it."""

import io
import lzma
import os
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.runtime.files import LARGEST, SETTINGS, plain_bytes, whole
from fact_check.score.gold import LONGEST


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    desk.write("d.txt", "The ministry said {40 villagers were moved}.\n")
    return desk


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [pipe, endless])
@pytest.mark.parametrize(
    ("name", "command"),
    [
        pytest.param("d.txt.review.jsonl", ["check", "d.txt"], id="journal, check"),
        pytest.param("d.txt.review.jsonl", ["report", "d.txt"], id="journal, report"),
        pytest.param("d.txt.review.jsonl", ["review", "d.txt", "--plain", "--by", "ana"], id="journal, review"),
        pytest.param("new.txt", ["find", "new.txt"], id="draft, find"),
        pytest.param("desk.toml", ["check", "d.txt", "--config", "desk.toml"], id="policy"),
        pytest.param("base.json", ["check", "d.txt", "--baseline", "base.json"], id="baseline"),
    ],
)
def test_a_pipe_and_a_device_are_one_clear_line(desk: Desk, make, name: str, command: list[str]) -> None:  # type: ignore[no-untyped-def]
    make(desk.root / name)
    said = desk.run(*command)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "not a regular file" in said.err


@pytest.mark.parametrize("make", [pipe, endless])
def test_a_draft_that_is_a_pipe_or_a_device_holds_the_check_back(desk: Desk, make) -> None:  # type: ignore[no-untyped-def]
    make(desk.root / "new.txt")
    said = desk.run("check", "new.txt")
    assert said.code == 2
    assert "cannot be read: not a regular file" in said.out


def test_a_regular_file_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").symlink_to("a")
    assert plain_bytes(tmp_path / "b") == b"a"


def test_a_folder_and_nothing_are_said_as_ever(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        plain_bytes(tmp_path)
    with pytest.raises(FileNotFoundError):
        plain_bytes(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "policy"),
    [
        pytest.param("fact-check.toml", "", id="policy"),
        pytest.param("desk.toml", 'rules = ["desk.toml"]', id="rules"),
        pytest.param("desk.toml", 'lexicon = ["desk.toml"]', id="word list"),
    ],
)
def test_settings_that_no_reader_takes_are_one_line(desk: Desk, name: str, policy: str) -> None:
    desk.write("d.md", "The ministry said {40 villagers were moved}.\n")
    (desk.root / "fact-check.toml").write_text(policy, encoding="utf-8")
    for content, says in (
        (b"# " + b"a" * SETTINGS, "is larger than 4 MB (split it)"),
        (b"a = " + b"[" * 5000, "(fix that line)"),
        (b"a = " + b"9" * 5000, "(fix that line)"),
    ):
        (desk.root / name).write_bytes(content)
        said = desk.run("check", "d.md")
        assert (said.code, said.out) == (2, "")
        assert said.err.endswith(f"{says}\n")
        assert said.err.count("\n") == 1


def test_a_system_file_that_has_nothing_to_give_yet_is_no_regular_file() -> None:
    class Waiting(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return None  # type: ignore[return-value]  # as what is read without waiting gives

    with pytest.raises(OSError, match="not a regular file"):
        whole(Waiting(), Path("mem"))


@pytest.mark.parametrize(
    ("name", "command"),
    [
        pytest.param("d.txt.review.jsonl", ["check", "d.txt"], id="journal, check"),
        pytest.param("d.txt.review.jsonl", ["report", "d.txt"], id="journal, report"),
        pytest.param("d.txt.review.jsonl", ["review", "d.txt", "--plain", "--by", "ana"], id="journal, review"),
        pytest.param("new.txt", ["find", "new.txt"], id="draft"),
        pytest.param("new.docx", ["find", "new.docx"], id="draft that may have pictures"),
        pytest.param("base.json", ["check", "d.txt", "--baseline", "base.json"], id="baseline"),
        pytest.param("owners", ["check", "d.txt", "--reviewers", "owners"], id="reviewers"),
        pytest.param("fact-check.toml", ["find", "d.txt"], id="policy"),
        pytest.param("gold/a.txt", ["score", "gold"], id="gold"),
    ],
)
def test_a_file_is_refused_by_its_size_and_not_read_first(desk: Desk, name: str, command: list[str]) -> None:
    file = desk.root / name
    file.parent.mkdir(exist_ok=True)
    file.touch()
    os.truncate(file, 2**40)
    if "gold" in name:
        file.with_suffix(".jsonl").write_text("{}\n", encoding="utf-8")
    said = desk.run(*command)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "larger than" in said.err or "too large to be a draft" in said.err


def test_a_file_that_is_larger_than_it_says_is_read_up_to_the_limit(tmp_path: Path) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 <= size <= LARGEST + 1
            return bytes(size)

    with pytest.raises(OSError, match="larger than 64 MB"):
        whole(Endless(), tmp_path / "kcore")


@pytest.mark.parametrize(
    "command",
    [
        ["find", "-"],
        ["find", "-", "--stdin-filename", "d.html"],
        ["check", "-", "--stdin-filename", "new.txt"],
        ["report", "-"],
        ["export", "-", "--as", "csv"],
    ],
    ids=" ".join,
)
def test_input_without_an_end_is_read_up_to_the_limit(desk: Desk, command: list[str]) -> None:
    desk.monkeypatch.setattr("fact_check.read.decode.LARGEST", 2**20)
    with Path("/dev/zero").open("rb") as endless:
        desk.monkeypatch.setattr("sys.stdin", io.TextIOWrapper(endless))
        said = desk.run(*command)
    assert said.code == 2
    assert "too large to be a draft: more than 1 MB" in said.out + said.err
    assert "Traceback" not in said.err


def test_a_line_of_gold_has_an_end(desk: Desk) -> None:
    (desk.root / "gold").mkdir()
    (desk.root / "gold" / "a.txt").write_text("40 men left.\n", encoding="utf-8")
    with lzma.open(desk.root / "gold" / "a.jsonl.xz", "wb") as packed:
        packed.write(b" " * (LONGEST + 1))
    said = desk.run("score", "gold")
    assert (said.code, said.err.count("\n")) == (2, 1)
