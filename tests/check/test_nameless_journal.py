"""A file that is named like a journal and like nothing else is no draft's."""

from pathlib import Path

import pytest
from desk import open_desk

from fact_check.watch import touched


@pytest.mark.parametrize("held", ["{}\n", ""], ids=["an event", "nothing"])
def test_a_journal_of_no_draft_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], held: str
) -> None:
    desk = open_desk(tmp_path, monkeypatch, capsys)
    desk.write("a.md", "Police said {40 people died}.\n")
    nameless = desk.root / ".review.jsonl"
    nameless.write_text(held, encoding="utf-8")
    assert "1 unreviewed" in desk.run("check", ".").out
    assert touched([nameless], ["."]) == []
