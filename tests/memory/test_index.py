"""The index says what the journals and the added checks say, whatever becomes of it."""

import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, open_desk
from marked import decide

from fact_check.claims import Label
from fact_check.config import load_config
from fact_check.ledger.events import Cleared, sign
from fact_check.ledger.fold import fold
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.memory import entries as kept
from fact_check.memory.door import memory
from fact_check.memory.store import index_file

MILL = "The Water Board said {40 tonnes of acid leaked from the mill}. {The river is dead}, a reader wrote.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def remembered(desk: Desk, say: Callable[[str], None] = print) -> list[tuple[str, str]]:
    with memory(load_config(desk.root), say) as (store, _):
        return [(each.entry.claim, each.entry.verdict) for each in store.every()]


def test_a_decision_is_in_memory_as_soon_as_it_is_in_a_journal_and_goes_with_it(desk: Desk) -> None:
    claims = desk.write("mill.txt", MILL)
    assert remembered(desk) == []
    desk.review("mill.txt", claims[:1])
    desk.review("mill.txt", claims[1:], None)
    assert remembered(desk) == [
        ("40 tonnes of acid leaked from the mill", "sourced"),
        ("The river is dead", kept.NOT_A_CLAIM),
    ]
    journal_of(desk.root / "mill.txt").unlink()
    assert remembered(desk) == []


def test_an_entry_names_who_when_and_where(desk: Desk) -> None:
    desk.review("news/mill.txt", desk.write("news/mill.txt", MILL)[:1], who="Ana")
    done = desk.run("memory", "search", "acid leak at the mill")
    assert "40 tonnes of acid leaked" in done.out.replace("\n", " ")
    found = json.loads(desk.run("memory", "search", "--format", "jsonl", "acid leak at the mill").out)
    assert {key: found[key] for key in ("label", "who", "when", "where")} == {
        "label": "sourced",
        "who": "Ana",
        "when": "2026-01-01T00:00:01Z",
        "where": "news/mill.txt",
    }


def test_a_decision_that_is_cleared_under_another_name_is_gone(desk: Desk) -> None:
    claims = desk.write("mill.txt", MILL)
    desk.review("mill.txt", claims[:1])
    journal = journal_of(desk.root / "mill.txt")
    (event,) = read_journal(journal).events
    anchor = event.anchor.model_copy(update={"text": event.anchor.text.replace("40", "forty")})
    append(journal, [sign(Cleared, who="anna", when=event.when.replace(year=2027), claim="c0", anchor=anchor)])
    assert remembered(desk) == []


def test_reviewers_who_differ_make_one_entry_that_says_so_until_one_gives_way(desk: Desk) -> None:
    claims = desk.write("mill.txt", MILL)
    desk.review("mill.txt", claims[:1], who="Ana")
    desk.review("mill.txt", claims[:1], Label.DENIED, who="Ben")
    assert remembered(desk) == [(claims[0].span.text, kept.IN_CONFLICT)]
    desk.review("mill.txt", claims[:1], who="Ben")
    assert remembered(desk) == [(claims[0].span.text, "sourced")]


def test_only_what_changed_is_read_again(desk: Desk) -> None:
    for name in ("a.txt", "b.txt"):
        desk.review(name, desk.write(name, MILL))
    assert "2 files read" in desk.run("memory", "build").err
    assert "0 files read" in desk.run("memory", "build").err
    desk.review("a.txt", desk.write("a.txt", MILL), Label.DENIED)
    assert "1 file read" in desk.run("memory", "build").err
    assert "2 files read" in desk.run("memory", "build", "--anew").err


@pytest.mark.parametrize("harm", ["garbage", "cut", "older", "another program's"])
def test_an_index_that_is_broken_or_of_another_version_is_made_anew_and_that_is_said(desk: Desk, harm: str) -> None:
    desk.review("mill.txt", desk.write("mill.txt", MILL))
    before = remembered(desk)
    file = index_file(desk.root)
    assert file is not None
    if harm == "garbage":
        file.write_bytes(b"no database at all" * 1_000)
    elif harm == "cut":
        file.write_bytes(file.read_bytes()[:5_000])
    else:
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA user_version = 0" if harm == "older" else "PRAGMA application_id = 1")
    said: list[str] = []
    assert remembered(desk, said.append) == before
    assert said == ["the index of claim memory is broken or of another version; it is rebuilt"]
    assert remembered(desk, said.append) == before
    assert len(said) == 1


def test_a_journal_that_is_broken_is_said_and_the_others_are_remembered(desk: Desk) -> None:
    for name in ("a.txt", "b.txt"):
        desk.review(name, desk.write(name, MILL)[:1])
    journal_of(desk.root / "a.txt").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    said: list[str] = []
    assert len(remembered(desk, said.append)) == 1
    assert said == [
        "a.txt.review.jsonl:1: has an unresolved merge conflict (keep the lines of both sides and remove the markers)"
    ]
    assert desk.run("memory", "build").code == 2


def test_without_a_cache_folder_memory_lasts_as_long_as_the_command(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "file"))
    desk.review("mill.txt", desk.write("mill.txt", MILL))
    said: list[str] = []
    assert len(remembered(desk, said.append)) == 2
    assert said == ["the cache folder cannot be used: claim memory is rebuilt for this run only"]


def test_several_at_once_all_see_the_whole(desk: Desk) -> None:
    for number in range(20):
        desk.review(f"{number}.txt", desk.write(f"{number}.txt", MILL))
    found: list[int] = []
    ahead = [threading.Thread(target=lambda: found.append(len(remembered(desk)))) for _ in range(6)]
    for each in ahead:
        each.start()
    for each in ahead:
        each.join()
    assert found == [40] * 6


def test_paths_say_whose_journals_are_remembered(desk: Desk) -> None:
    for name in ("news/a.txt", "blog/b.txt"):
        decide(desk.root / name, desk.write(name, MILL)[:1])
    (desk.root / "fact-check.toml").write_text('[memory]\npaths = ["news"]\n', encoding="utf-8")
    with memory(load_config(desk.root), print) as (store, _):
        assert [each.entry.where for each in store.every()] == ["news/a.txt"]
    (desk.root / "fact-check.toml").write_text('[memory]\npaths = ["gone"]\n', encoding="utf-8")
    done = desk.run("memory", "stats")
    assert done.code == 2
    assert "memory.paths" in done.err


def test_memory_amounts_to_what_the_journal_does(desk: Desk) -> None:
    claims = desk.write("mill.txt", MILL)
    desk.review("mill.txt", claims)
    journal = read_journal(journal_of(desk.root / "mill.txt"))
    assert len(remembered(desk)) == sum(d.is_decided for d in fold(journal.events).decisions)


def test_of_a_folder_that_is_no_desk_only_what_lies_in_it_is_read(desk: Desk, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for name in ("a.txt", "deep/b.txt"):
        decide(home / name, desk.write(f"../home/{name}", MILL)[:1])
    with memory(load_config(home), print) as (store, _):
        assert [each.entry.where for each in store.every()] == ["a.txt"]
