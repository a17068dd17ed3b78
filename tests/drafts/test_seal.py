"""Nobody but this user can write what the cache will believe, and the cache touches nothing that is not its own."""

import os
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.drafts.cache import Cache, cache_folder
from fact_check.drafts.seal import Seal, own_key, private_folder

DRAFT = "The ministry said {40 villagers were moved}.\n"
OLD = 1_500_000_000.0


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


@pytest.mark.parametrize(
    ("raw", "name", "key"),
    [
        pytest.param(Seal(b"k" * 32).close(b"body", "aa/1.json"), "aa/2.json", b"k" * 32, id="another name"),
        pytest.param(Seal(b"k" * 32).close(b"body", "aa/1.json"), "aa/1.json", b"o" * 32, id="another key"),
        pytest.param(Seal(b"k" * 32).close(b"body", "aa/1.json") + b"!", "aa/1.json", b"k" * 32, id="another body"),
        pytest.param(b"", "aa/1.json", b"k" * 32, id="empty"),
        pytest.param(b"\xff\n\n", "aa/1.json", b"k" * 32, id="garbage"),
    ],
)
def test_a_seal_opens_only_what_it_closed(raw: bytes, name: str, key: bytes) -> None:
    assert Seal(key).open(raw, name) is None


def test_a_seal_gives_back_the_body() -> None:
    seal = Seal(b"k" * 32)
    assert seal.open(seal.close(b"a\nb", "aa/1.json"), "aa/1.json") == b"a\nb"


def test_the_key_is_made_once_and_is_the_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACT_CHECK_DATA_DIR", str(tmp_path / "data"))
    first = own_key()
    assert first is not None
    assert first == own_key()
    file = tmp_path / "data" / "cache.key"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    assert own_key() is None, "a key that others can read is none"


def test_a_key_that_links_elsewhere_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "theirs").write_bytes(b"x" * 32)
    (tmp_path / "theirs").chmod(0o600)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cache.key").symlink_to(tmp_path / "theirs")
    monkeypatch.setenv("FACT_CHECK_DATA_DIR", str(tmp_path / "data"))
    assert own_key() is None


def test_machines_with_one_key_share_a_cache_and_others_say_that_they_do_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACT_CHECK_CACHE_KEY", "the desk's")
    desk.write("a.txt", DRAFT)
    first = desk.run("check", "a.txt")
    assert desk.run("check", "a.txt").err == first.err == ""
    monkeypatch.setenv("FACT_CHECK_CACHE_KEY", "another")
    again = desk.run("check", "a.txt", "--output", "concise")
    assert again.code == first.code
    assert "sealed with another key" in again.err


def test_a_cache_folder_in_the_repository_is_neither_read_nor_written(desk: Desk) -> None:
    victim = desk.root.parent / "victim"
    victim.mkdir()
    (victim / ".gitignore").write_text("keep\n")
    (victim / "thesis.txt").write_text("mine")
    os.utime(victim / "thesis.txt", (OLD, OLD))
    desk.write("d.txt", DRAFT)
    for link, target in ((".fact-check-cache", victim), (".git/x", victim)):
        (desk.root / link).symlink_to(target)
    desk.run("check", "d.txt")
    assert {file.name: file.read_text() for file in victim.iterdir()} == {".gitignore": "keep\n", "thesis.txt": "mine"}


def test_the_sweep_follows_no_link_and_takes_no_file_of_others(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "0.json").write_text("theirs")
    os.utime(victim / "0.json", (OLD, OLD))
    cache = Cache(tmp_path, "ground")
    file = cache.file("a")
    cache.save_bytes(file, b"ours")
    (cache.folder / "zz").symlink_to(victim)
    note = file.with_name("note.txt")
    note.write_text("theirs")
    for each in (file, note, cache.folder / "CACHEDIR.TAG"):
        os.utime(each, (OLD, OLD))
    cache.sweep()
    assert [(victim / "0.json").exists(), file.exists(), note.exists()] == [True, False, True]


@pytest.mark.parametrize("what", ["link", "fifo", "folder"])
def test_an_entry_that_is_no_plain_file_is_none(tmp_path: Path, what: str) -> None:
    cache = Cache(tmp_path, "ground")
    file = cache.file("a")
    cache.save_bytes(file, b"ours")
    aside = file.with_suffix(".aside")
    file.rename(aside)
    if what == "link":
        file.symlink_to(aside)
    elif what == "fifo":
        os.mkfifo(file)
    else:
        file.mkdir()
    assert cache.load_bytes(file) is None


def test_a_folder_that_others_may_write_to_is_no_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "ground")
    cache.save_bytes(cache.file("a"), b"ours")
    cache_folder(tmp_path).chmod(0o777)
    assert not private_folder(cache_folder(tmp_path))
    again = Cache(tmp_path, "ground")
    assert again.load_bytes(again.file("a")) is None
