"""Older checks come in as they are kept elsewhere, and nothing of them does anything here."""

import json
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, open_desk

from fact_check.errors import FactCheckError
from fact_check.memory.added import read_checks

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/bridge",
    "author": {"@type": "Organization", "name": "Bridge Watch"},
    "claimReviewed": "The bridge cost &pound;40m &amp; <b>nobody</b> uses it",
    "datePublished": "2024-05-06",
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Cllr Reed"}},
    "reviewRating": {"@type": "Rating", "ratingValue": "2", "bestRating": "5", "alternateName": "Mostly false"},
}
FEED = {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}, {"item": None}]}
GRAPH = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def file_of(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.mark.parametrize("data", [REVIEW, [REVIEW], FEED, GRAPH], ids=["one", "a list", "Data Commons", "a graph"])
def test_claim_reviews_are_read_in_every_shape(tmp_path: Path, data: object) -> None:
    (entry,) = read_checks(file_of(tmp_path, "checks.json", json.dumps(data))).entries
    assert entry.claim == "The bridge cost £40m & nobody uses it"
    assert (entry.rating, entry.label, entry.source, entry.who) == ("Mostly false", None, "Cllr Reed", "Bridge Watch")
    assert entry.where == "https://checks.example/bridge"
    assert entry.when is not None
    assert entry.when.isoformat() == "2024-05-06T00:00:00+00:00"


def test_a_desks_own_list_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    file = file_of(
        tmp_path, "old.csv", "\ufeffStatement,Verdict,URL,Speaker\nThe tower leans,False,https://x.example,Lee\n"
    )
    (entry,) = read_checks(file).entries
    assert (entry.claim, entry.rating, entry.where, entry.source) == (
        "The tower leans",
        "False",
        "https://x.example",
        "Lee",
    )


def test_lines_of_json_are_read_whatever_they_are(tmp_path: Path) -> None:
    lines = [
        REVIEW,
        {"claim": "The tower leans", "label": "denied", "when": "2024-01-02"},
        {"text": "Rain fell", "verdict": "True"},
    ]
    found = read_checks(file_of(tmp_path, "old.jsonl", "\n".join(map(json.dumps, lines)))).entries
    assert [(each.claim, each.verdict) for each in found[1:]] == [("The tower leans", "denied"), ("Rain fell", "True")]


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_our_own_exports_come_back(desk: Desk, format: str) -> None:
    claims = desk.write("mill.txt", "The board said {40 tonnes leaked}. {A dam broke} too.\n")
    desk.review("mill.txt", claims[:1], who="Ana")
    file = file_of(desk.root, f"mill.{format}", desk.run("export", "mill.txt", "--format", format).out)
    (entry,) = read_checks(file).entries
    assert (entry.claim, entry.verdict, entry.who, entry.where) == ("40 tonnes leaked", "sourced", "Ana", "mill.txt")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", b"{", "cannot be read"),
        ("a.json", b"[]", "contains no checks"),
        ("a.json", b"\xff\xfe", "not UTF-8"),
        ("a.json", b"[" * 100_000, "cannot be read"),
        ("a.csv", b"one,two\n1,2\n", "no column is called claim"),
        ("a.csv", b"claim\n\n", "contains no checks"),
        ("a.jsonl", b"{}\n7\n", "line 2 is not an object"),
        ("a.xlsx", b"", "unknown format"),
        ("a.csv", b"claim\n" + b"x" * 1_000_000 + b"\n", "field larger than field limit"),
        ("a.jsonl", b'{"claim": "' + b"x" * 1_000_000 + b'"}\n', "at most 4000 characters"),
    ],
    ids=range(10),
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(FactCheckError, match=said) as error:
        read_checks(file_of(tmp_path, name, content))
    assert len(str(error.value)) < 300


def test_a_long_text_among_claims_is_left_out_and_counted(desk: Desk) -> None:
    file_of(desk.root, "old.jsonl", json.dumps({"claim": "x" * 9_999}) + '\n{"claim": "Rain fell"}\n{"rating": "no"}\n')
    done = desk.run("memory", "add", "old.jsonl")
    assert "1 check kept in memory/old.memory.jsonl; 1 left out: claim: must have at most 4000" in done.err
    assert "1 left out: no claim" in done.err


def test_hostile_words_reach_no_terminal(desk: Desk) -> None:
    claim = "\x1b]0;owned\x07 The \u202emill\u202c leaks ::error::stop [red]acid[/red] <script>"
    file_of(desk.root, "old.jsonl", json.dumps({"claim": claim, "rating": "\x1b[2JFalse", "url": "javascript:x"}))
    assert desk.run("memory", "add", "old.jsonl").code == 0
    for command in (["search", "mill leaks acid"], ["search", "mill leaks acid", "--format", "jsonl"], ["stats"]):
        done = desk.run("memory", *command)
        assert done.code == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(done.out), command
    assert "[red]acid[/red]" in desk.run("memory", "search", "acid").out


@pytest.mark.parametrize("words", ['"', "* OR", "NEAR(a b)", "body:mill", "-", "", "a" * 100_000, "\0"], ids=range(8))
def test_any_words_can_be_searched_for(desk: Desk, words: str) -> None:
    file_of(desk.root, "old.jsonl", '{"claim": "The mill leaks"}')
    desk.run("memory", "add", "old.jsonl")
    assert desk.run("memory", "search", "--", words).code == 0


def test_checks_that_are_added_again_take_the_place_of_the_old(desk: Desk) -> None:
    for claims in (["The mill leaks", "Rain fell"], ["The mill leaks"]):
        file_of(desk.root, "old.jsonl", "\n".join(json.dumps({"claim": each}) for each in claims))
        desk.run("memory", "add", "old.jsonl", "--name", "reed")
    assert desk.run("memory", "stats").out.split()[:2] == ["1", "memory/reed.memory.jsonl"]


def test_no_name_leads_out_of_the_folder(desk: Desk) -> None:
    file_of(desk.root, "old.jsonl", '{"claim": "The mill leaks"}')
    done = desk.run("memory", "add", "old.jsonl", "--name", "../../x")
    assert (done.code, "cannot be used as a file name" in done.err) == (2, True)
