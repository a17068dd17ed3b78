"""What was decided before comes back on the card; one key takes it over, and undo gives it back."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk, open_desk
from marked import draft
from rich.console import Console
from textual.pilot import Pilot

from fact_check.claims import Claim, Label
from fact_check.config import load_config
from fact_check.ledger.draft import open_draft
from fact_check.ledger.events import Taken
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.memory.compare import Compared, Outcome
from fact_check.memory.door import memory
from fact_check.memory.entries import Entry
from fact_check.memory.recall import Match, Recaller
from fact_check.review import actions as do
from fact_check.review.app import ReviewApp
from fact_check.review.card import card
from fact_check.review.looks import TERMINAL
from fact_check.review.remembering import listing
from fact_check.review.session import Session, act, begin
from tests.review.test_app import drive

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
MILL = "The Water Board said {40 tonnes of acid leaked from the Selby mill}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def session(desk: Desk, marked: str, name: str = "new.txt", *, blind: bool = False) -> Session:
    """A review of a new draft, with the memory of the desk."""
    path = desk.root / name
    article, claims = draft(marked, path=str(path))
    path.write_text(article.text, encoding="utf-8")
    config = load_config(desk.root)
    with memory(config, print) as (store, _):
        recaller = Recaller(store, config, now=lambda: 0.0)
        known = {claim.id: recaller(claim, article.text) for claim in claims}
    return begin("ben", (open_draft(article, claims),), blind=blind, memory=lambda claim, text, label: known[claim.id])


def told(now: Session) -> dict[str, str]:
    assert now.current is not None
    return {heading: text.plain for heading, text in card(now, now.current, {}, TERMINAL)}


def test_the_card_says_who_decided_the_same_and_r_takes_it_over(desk: Desk) -> None:
    desk.review("mill.txt", desk.write("mill.txt", MILL), who="Ana")
    now = session(desk, "{Forty tonnes of acid leaked from the Selby mill}, and {fish died}.\n")
    assert told(now)["before"] == ("sourced, Ana, 1 Jan 2026, mill.txt: “40 tonnes of acid leaked from the Selby mill”")
    after, ((number, event),) = act(now, do.TakeOver(), NOW)
    assert isinstance(event, Taken)
    assert (event.label, event.origin.where, event.origin.who) == (Label.SOURCED, "mill.txt", "Ana")
    carried = after.drafts[number].carried[0]
    assert carried.label is Label.SOURCED
    assert told(act(after, do.Go(carried.id), NOW)[0])["decided"].endswith("ben · taken over from mill.txt")
    undone, _ = act(after, do.Undo(), NOW + timedelta(seconds=1))
    assert undone.drafts[0].carried[0].label is None
    again, _ = act(undone, do.Redo(), NOW + timedelta(seconds=2))
    assert again.drafts[0].carried[0].label is Label.SOURCED


def test_what_was_taken_over_is_in_the_journal_and_in_memory(desk: Desk) -> None:
    desk.review("mill.txt", desk.write("mill.txt", MILL), None, who="Ana")
    _, ((_, event),) = act(session(desk, MILL), do.TakeOver(), NOW)
    append(journal_of(desk.root / "new.txt"), [event])
    with memory(load_config(desk.root), print) as (store, _):
        found = {each.entry.where: (each.entry.verdict, each.entry.who) for each in store.every()}
    assert found == {"mill.txt": ("not a claim", "Ana"), "new.txt": ("not a claim", "ben")}


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("{54 tonnes of acid leaked from the Selby mill}.\n", "not taken over; it differs: 40 then, 54 now"),
        ("{The river Ane froze over in a night}.\n", "this statement was not decided before"),
    ],
    ids=["another number", "something else"],
)
def test_what_does_not_say_the_same_is_not_taken_over(desk: Desk, marked: str, said: str) -> None:
    desk.review("mill.txt", desk.write("mill.txt", MILL), who="Ana")
    after, written = act(session(desk, marked), do.TakeOver(), NOW)
    assert (after.said, written) == (said, ())


def test_the_card_says_both_numbers_where_they_differ(desk: Desk) -> None:
    desk.review("mill.txt", desk.write("mill.txt", MILL), who="Ana")
    now = session(desk, "{54 tonnes of acid leaked from the Selby mill}.\n")
    assert told(now)["differs"].startswith("40 then, 54 now · sourced, Ana, 1 Jan 2026, mill.txt: “40 tonnes")


def test_a_blind_reviewer_is_told_nothing(desk: Desk) -> None:
    desk.review("mill.txt", desk.write("mill.txt", MILL), who="Ana")
    assert "before" not in told(session(desk, MILL, blind=True))


def test_a_draft_does_not_remember_itself(desk: Desk) -> None:
    desk.review("mill.txt", desk.write("mill.txt", MILL), who="Ana")
    assert "before" not in told(session(desk, MILL, "mill.txt"))


def test_the_whole_list_is_inert(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.root / "memory").mkdir()
    claim = "40 tonnes of acid leaked from the Selby mill"
    line = json.dumps({"claim": claim, "rating": "\x1b[31m[red]\u202eFalse", "where": "x"})
    (desk.root / "memory/old.memory.jsonl").write_text(line, encoding="utf-8")
    now = session(desk, MILL)
    assert now.current is not None
    Console(highlight=False).print(listing(now.remembered(now.current), TERMINAL))
    out = capsys.readouterr().out
    assert "␛[31m[red]\ufffdFalse" in out
    assert "\x1b" not in out
    after, written = act(now, do.TakeOver(), NOW)
    assert (after.said, written) == ("not taken over; the verdict is none of our labels: ␛[31m[red]\ufffdFalse", ())


def on_any(claim: Claim, text: str, label: Label | None) -> tuple[Match, ...]:
    """A memory in which every claim was decided before."""
    entry = Entry(claim=claim.span.text, label=Label.DENIED, who="Ben", where="old.md")
    return (Match(entry, Compared(Outcome.SAME, 1.0)),)


def test_the_full_screen_takes_over_and_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    screen = drive(["r", "R", "escape", "r", "z"], memory=on_any)
    events = read_journal(journal_of("flood.txt")).events
    assert [event.what for event in events] == ["take", "take", "undo"]
    assert screen.session.drafts[0].carried[0].label is Label.DENIED


def test_the_list_stands_alone_on_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown: list[str] = []

    async def look(screen: ReviewApp, pilot: Pilot[None]) -> None:
        shown.append(type(screen.screen).__name__)

    drive(["R"], memory=on_any, then=look)
    assert shown == ["Reading"]
