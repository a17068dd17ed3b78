"""A fault in the full screen: the terminal is as it was, and what was decided is kept."""

import termios
from pathlib import Path

from fact_check.ledger.journal import read_journal
from tests.review.terminal import screen_of

SCREEN = """
from pathlib import Path
from tests.review.story import app

def fail():
    raise RuntimeError("a fault")

screen = app(Path("flood.txt"))
screen.call_later(lambda: screen.set_timer(4, fail))
screen.run()
raise SystemExit(screen.return_code)
"""


def test_a_fault_leaves_a_sane_terminal_and_keeps_decisions(tmp_path: Path) -> None:
    with screen_of(tmp_path, SCREEN, rows=24, columns=80) as terminal:
        before = termios.tcgetattr(terminal.handle)[3]
        terminal.until("0 of 11")
        terminal.press("s")
        terminal.until("1 of 11")
        assert terminal.ended() != 0
        assert b"\x1b[?1049l" in terminal.raw, "the screen that was there is back"
        assert b"\x1b[?1000l" in terminal.raw, "and so is the mouse"
        flags = termios.tcgetattr(terminal.handle)[3]
        assert flags & termios.ECHO
        assert flags & termios.ICANON
        assert flags == before
        assert "a fault" in terminal.text
    (kept,) = read_journal(tmp_path / "flood.txt.review.jsonl").events
    assert kept.what == "label"
