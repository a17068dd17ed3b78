"""Keys that reach the plain review in one read of a real terminal: none is lost, none is one that was not typed."""

from pathlib import Path

from fact_check.ledger.fold import fold
from fact_check.ledger.journal import read_journal
from tests.review.terminal import reviewing
from tests.review.test_whole_review import FLOOD


def test_keys_that_come_in_one_read_all_count(tmp_path: Path) -> None:
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    journal = tmp_path / "flood.txt.review.jsonl"
    with reviewing(tmp_path, "flood.txt", "--plain", "--by", "ana", rows=40, columns=80) as terminal:
        terminal.until("0 of ")
        terminal.write("sdu")
        terminal.until("3 of ")
        terminal.write("z\x1b[A\x1bOPd")
        terminal.until(lambda _: b"undone" in terminal.raw)
        terminal.write("nask the mayor\rs")
        terminal.until("4 of ")
        terminal.write("nha")
        terminal.until("note: ha")
        terminal.write("lf\r")
        terminal.write("q")
        assert terminal.ended() == 0
    state = fold(read_journal(journal).events)
    counting = [e for e in state.events if e.id not in state.undone and e.what != "undo"]
    assert [getattr(e, "label", None) or getattr(e, "text", "") for e in counting] == [
        "sourced",
        "denied",
        "denied",
        "ask the mayor",
        "sourced",
        "half",
    ]


def test_the_end_of_the_keys_ends_the_review(tmp_path: Path) -> None:
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    with reviewing(tmp_path, "flood.txt", "--plain", "--by", "ana", rows=40, columns=80) as terminal:
        terminal.until("0 of ")
        terminal.write("s\x04")
        assert terminal.ended() == 0
        assert "1 of " in terminal.text
