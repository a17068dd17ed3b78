"""The desk's own tags in the report: how many claims have each, and as JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.events import Tagged, sign
from fact_check.ledger.journal import append

DRAFT = "The ministry said {40 villagers were moved}.\n\nThe town has {12 bridges}.\n"


def test_tags_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    desk: Desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    claims = desk.write("a.md", DRAFT)
    text = (desk.root / "a.md").read_text(encoding="utf-8")
    tagged = [(claims[0], "called", True), (claims[1], "called", True), (claims[1], "needs desk", True)]
    tagged.append((claims[1], "called", False))
    events = [
        sign(
            Tagged,
            who="ana",
            when=datetime(2026, 3, 1, 12, n, tzinfo=UTC),
            claim=c.id,
            anchor=anchor_of(c, text),
            tag=tag,
            on=on,
        )
        for n, (c, tag, on) in enumerate(tagged)
    ]
    append(desk.root / "a.md.review.jsonl", events)
    (told,) = json.loads(desk.run("report", "a.md", "--json").out)
    assert told["tags"] == {"called": 1, "needs desk": 1}
    shown = desk.run("report", "a.md").out
    assert "called" in shown
    assert "needs desk" in shown
