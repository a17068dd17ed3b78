"""Journals that somebody forged: they lock nobody out, and no entry vanishes without a word."""

import io
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.claims import ClaimId, Label
from fact_check.ledger.events import LAST, Anchor, Labelled, Noted, line, moment_after, sign, told_apart
from fact_check.ledger.fold import fold
from fact_check.ledger.journal import append, read_journal

DRAFT = "The ministry said {40 villagers were moved}.\n"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def labelled(who: str, label: Label, when: datetime = NOON) -> Labelled:
    return sign(Labelled, who=who, when=when, claim=ClaimId("c1"), anchor=Anchor(start=0, text="40 died"), label=label)


def review(desk: Desk, keys: str) -> str:
    desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(keys.encode())))
    said = desk.run("review", "a.txt", "--plain", "--by", "ana")
    assert (said.code, said.err) == (0, "")
    return said.out.splitlines()[-1]


@pytest.mark.parametrize(
    "when",
    [
        "9999-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59.999998Z",
        "9999-12-31T23:59:59-14:00",
        "9999-12-31T23:59:59.999999-23:59",
        "9999-12-31T23:59:59.999999+14:00",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_a_date_at_the_calendars_end_locks_nobody_out(desk: Desk, when: str) -> None:
    (claim,) = desk.write("a.txt", DRAFT)
    forged = labelled("ana", Label.DENIED).model_dump(mode="json") | {
        "when": when,
        "claim": claim.id,
        "anchor": {"start": claim.span.start, "text": claim.span.text},
        "id": "e000000000000001",
    }
    journal = desk.root / "a.txt.review.jsonl"
    journal.write_text(json.dumps(forged) + "\n", encoding="utf-8")
    for key, label in (("s", Label.SOURCED), ("u", Label.UNEVIDENCED), ("s", Label.SOURCED)):
        assert review(desk, f"{key}q") == "1 of 1 decided; everything is saved. Next: fact-check check a.txt"
        (held,) = fold(read_journal(journal).events).decisions
        assert held.label is label, "the last word counts, whatever a forger dated before it"
    assert review(desk, "zq") == "1 of 1 decided; everything is saved. Next: fact-check check a.txt"
    (held,) = fold(read_journal(journal).events).decisions
    assert held.label is Label.UNEVIDENCED, "undone: what was said before"
    assert review(desk, "sq") == "1 of 1 decided; everything is saved. Next: fact-check check a.txt"
    assert desk.run("check", "a.txt").code == 0


def test_the_moment_after_is_later_or_at_the_end() -> None:
    for days in (400, 3, 2, 1, 0):
        when = LAST - timedelta(days=days)
        after = moment_after(when, NOON)
        assert after > when or after >= LAST
    assert moment_after(LAST, NOON) != moment_after(LAST, NOON + timedelta(microseconds=1))


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_entries_with_one_id_both_are_kept_and_that_is_said(tmp_path: Path, turned: bool) -> None:
    ours = labelled("ana", Label.SOURCED)
    forged = labelled("bo", Label.DENIED, NOON + timedelta(1)).model_copy(update={"id": ours.id})
    file = tmp_path / "a.txt.review.jsonl"
    append(file, [forged, ours, forged] if turned else [ours, forged, ours])
    said: list[str] = []
    journal = read_journal(file, say=said.append)
    assert said == [f"{file}: line 2 reuses the id of a different entry; both are kept"]
    assert {(d.who, d.label) for d in fold(journal.events).decisions} == {("ana", Label.SOURCED), ("bo", Label.DENIED)}
    assert len({event.id for event in journal.events}) == len(journal.events) == 2
    assert ours in journal.events, "the one that the id was made for keeps it"


def test_which_one_keeps_an_id_does_not_depend_on_the_order() -> None:
    note = sign(Noted, who="ana", when=NOON, claim=ClaimId("c1"), anchor=Anchor(start=0, text="40"), text="a")
    all_one_id = [note.model_copy(update={"id": "e1", "text": text}) for text in "cabdb"]
    found = {frozenset(map(line, told_apart(turned))) for turned in (all_one_id, all_one_id[::-1])}
    assert len(found) == 1
    assert len(next(iter(found))) == 4


def test_entries_that_a_merge_doubled_are_one_and_nothing_is_said(tmp_path: Path) -> None:
    ours = labelled("ana", Label.SOURCED)
    file = tmp_path / "a.txt.review.jsonl"
    append(file, [ours, ours])
    said: list[str] = []
    assert len(fold(read_journal(file, say=said.append).events).events) == 1
    assert said == []
