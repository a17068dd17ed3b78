"""Keys that reach beyond the screen, in a real terminal: clipboard, browser, editor, the next review, a slow start."""

import base64
from pathlib import Path

import pytest

from fact_check.ledger.fold import fold
from fact_check.ledger.journal import read_journal
from fact_check.ledger.paths import journal_of
from tests.review.terminal import reviewing
from tests.review.test_replaced import ready
from tests.review.test_whole_review import FLOOD, decided

COPIED = "the board had been warned twice (Ida Holm)"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return tmp_path


def script(path: Path, line: str) -> str:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_claims_supports_drafts_and_themes_leave_the_screen(desk: Path) -> None:
    outside = {
        "VISUAL": script(desk / "vim", f'echo "$@" > {desk}/edited'),
        "BROWSER": script(desk / "browser", f'echo "$@" > {desk}/visited'),
        "XDG_STATE_HOME": str(desk / "state"),
    }
    with reviewing(desk, "--by", "ana", "flood.txt", rows=40, columns=120, **outside) as terminal:
        ready(terminal)
        terminal.press("g")
        terminal.write(":5")
        terminal.press("enter")
        terminal.until(lambda _: any(line.startswith("▌") and "three hours" in line for line in terminal.lines))
        terminal.press("g")
        terminal.write("warned")
        terminal.press("enter", "y")
        terminal.until("copied: the claim and its source")
        assert b"\x1b]52;c;" + base64.b64encode(COPIED.encode()) in terminal.raw
        terminal.press("e", "u")
        terminal.write("example.org/board")
        terminal.press("enter", "O")
        terminal.until("opened: https://example.org/board")
        terminal.press("t")
        terminal.press("o")
        terminal.until(lambda _: (desk / "edited").exists())
        terminal.press("q")
        terminal.until("everything is saved")
    assert (desk / "visited").read_text("utf-8").split() == ["https://example.org/board"]
    assert (desk / "edited").read_text("utf-8").split() == ["+5", str(desk / "flood.txt")]
    with reviewing(desk, "--by", "ana", "flood.txt", rows=40, columns=120, **outside) as terminal:
        ready(terminal)
        assert b"48;2;251;250;247" in terminal.raw, "the light theme's ground"


def test_keys_typed_before_there_are_claims_are_done_in_their_order(desk: Path) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80, anew=True) as terminal:
        terminal.until("finding claims")
        for key in ("s", "n", *"ask", "enter", "d"):
            terminal.send(key)
        terminal.until(decided(2))
        terminal.press("q")
        terminal.until("everything is saved")
    decisions = [d for d in fold(read_journal(journal_of(desk / "flood.txt")).events).decisions if d.is_decided]
    assert [str(d.label) for d in decisions] == ["sourced", "denied"]
    assert [n.text for n in decisions[1].notes] == ["ask"]


def test_the_plain_reviews_keys_mean_the_same(desk: Path) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", "--plain", rows=40, columns=80) as terminal:
        terminal.until("claim 1 of")
        terminal.press("?")
        terminal.until("n write a note")
        assert "theme" not in terminal.text
        terminal.press("n")
        terminal.until("note:")
        terminal.write("ask\r")
        terminal.press("x")
        terminal.until("claim 2 of")
        terminal.press("q")
        terminal.until("everything is saved")
    (decision,) = fold(read_journal(journal_of(desk / "flood.txt")).events).decisions
    assert decision.rejected
    assert [n.text for n in decision.notes] == ["ask"]
