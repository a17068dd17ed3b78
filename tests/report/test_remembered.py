"""A report and an export carry what was decided before, where a policy asks claim memory."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.claims import Label
from fact_check.ledger.events import Origin, Taken, sign
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import journal_of

MILL = "The Water Board said {40 tonnes of acid leaked from the Selby mill}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    found = open_desk(tmp_path / "desk", monkeypatch, capsys)
    found.review("mill.txt", found.write("mill.txt", MILL), who="Ana")
    found.write("new.txt", MILL.replace("40", "54"))
    return found


def test_both_say_what_differs(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text('[severity]\ndiffers = "warning"\n', encoding="utf-8")
    (report,) = json.loads(desk.run("report", "new.txt", "--format", "json").out)["drafts"]
    (before,) = report["remembered"]
    assert (before["outcome"], before["because"]) == ("differs", ["40 then, 54 now"])
    assert "decided before" in desk.run("report", "new.txt").out
    exported = json.loads(desk.run("export", "new.txt", "--format", "jsonl").out)
    assert exported["review"]["before"][0]["told"] == "sourced, Ana, 1 Jan 2026, mill.txt"


def test_neither_says_it_unasked(desk: Desk) -> None:
    (report,) = json.loads(desk.run("report", "new.txt", "--format", "json").out)["drafts"]
    assert report["remembered"] == []
    assert "before" not in json.loads(desk.run("export", "new.txt", "--format", "jsonl").out)["review"]


BEFORE = "40 then, 54 now; sourced, Ana, 1 Jan 2026, mill.txt: “40 tonnes of acid leaked from the Selby mill”"


@pytest.mark.parametrize("format", ["csv", "markdown", "html", "webannotation"])
def test_each_export_says_what_differs_in_one_line(desk: Desk, format: str) -> None:
    (desk.root / "fact-check.toml").write_text('[severity]\ndiffers = "warning"\n', encoding="utf-8")
    said = desk.run("export", "new.txt", "--format", format).out
    assert "differs" in said
    assert BEFORE in said.replace("\\", "")


def test_a_claim_review_mentions_what_differs(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text(
        'publisher = { name = "The Desk" }\n[severity]\ndiffers = "warning"\n', encoding="utf-8"
    )
    desk.review("new.txt", desk.write("new.txt", MILL.replace("40", "54")), who="Ben")
    (review,) = json.loads(desk.run("export", "new.txt", "--format", "claimreview").out)["@graph"]
    (mentioned,) = review["mentions"]
    assert mentioned["description"] == "40 then, 54 now; sourced, Ana, 1 Jan 2026, mill.txt"


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("csv", "taken over: Ana, 1 Jan 2026, mill.txt"),
        ("markdown", "taken over: Ana, 1 Jan 2026, mill.txt"),
        ("html", "<dt>taken over</dt><dd>Ana, 1 Jan 2026, mill.txt</dd>"),
        ("webannotation", "taken over: Ana, 1 Jan 2026, mill.txt"),
        ("claimreview", '"isBasedOn": {'),
    ],
)
def test_each_export_says_where_a_decision_was_taken_from(desk: Desk, format: str, said: str) -> None:
    (desk.root / "fact-check.toml").write_text('publisher = { name = "The Desk" }\n', encoding="utf-8")
    take_over(desk)
    assert said in desk.run("export", "copy.txt", "--format", format).out.replace("\\", "")


def test_an_export_names_where_a_decision_was_taken_from(desk: Desk) -> None:
    take_over(desk)
    review = json.loads(desk.run("export", "copy.txt", "--format", "jsonl").out)["review"]
    assert (review["decision"], review["taken-from"]["where"], review["taken-from"]["who"]) == (
        "sourced",
        "mill.txt",
        "Ana",
    )


def take_over(desk: Desk) -> None:
    """Decide the claim of another draft as the first one was decided."""
    (event,) = read_journal(journal_of(desk.root / "mill.txt")).events
    origin = Origin(where="mill.txt", claim=event.claim, text=event.anchor.text, who="Ana", when=event.when)
    when = datetime(2026, 5, 3, tzinfo=UTC)
    taken = sign(
        Taken, who="anna", when=when, claim=event.claim, anchor=event.anchor, label=Label.SOURCED, origin=origin
    )
    desk.write("copy.txt", MILL)
    append(journal_of(desk.root / "copy.txt"), [taken])
