"""Every way out of the review leaves the terminal as it was: a failed editor, signals, a crash, Ctrl-Z."""

import os
import signal
import termios
import time
from pathlib import Path

import pytest

from tests.review.terminal import Terminal, reviewing, shell
from tests.review.test_replaced import ready
from tests.review.test_whole_review import FLOOD, decided

ON, OFF = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return tmp_path


def is_sane(terminal: Terminal) -> bool:
    """Tell whether a shell could go on: lines are echoed, the first screen is back, the mouse reports nothing."""
    flags = termios.tcgetattr(terminal.handle)[3]
    painted = terminal.raw
    return (
        bool(flags & termios.ECHO)
        and bool(flags & termios.ICANON)
        and painted.rfind(OFF) >= painted.rfind(ON)
        and painted.rfind(b"\x1b[?1000l") >= painted.rfind(b"\x1b[?1000h")
        and painted.rfind(b"\x1b[?25h") >= painted.rfind(b"\x1b[?25l")
    )


@pytest.mark.parametrize(
    ("editor", "said"),
    [("false", "false: the editor exited with 1"), ("/no/such/editor", "/no/such/editor: the editor did not start")],
)
def test_the_screen_comes_back_from_an_editor_that_fails(desk: Path, editor: str, said: str) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80, EDITOR=editor) as terminal:
        ready(terminal)
        terminal.press("o")
        terminal.until(said)
        terminal.press("s")
        terminal.until(decided(1))


@pytest.mark.parametrize("screen", [(), ("--plain",)], ids=["full screen", "plain"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_a_sane_terminal(desk: Path, number: signal.Signals, screen: tuple[str, ...]) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", *screen, rows=24, columns=80) as terminal:
        terminal.until("claim 1 of") if screen else ready(terminal)
        terminal.press("s")
        terminal.until("1 of")
        terminal.signal(number)
        assert terminal.ended() == 128 + number
        assert is_sane(terminal)


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(desk: Path) -> None:
    with shell(desk, rows=24, columns=80) as terminal:
        terminal.write("$FACT_CHECK review --by ana flood.txt\n")
        ready(terminal)
        terminal.press("s")
        terminal.until(decided(1))
        terminal.press("\x1a")
        terminal.until("Stopped")
        terminal.write("echo still $((20 + 3))\n")
        terminal.until("still 23")
        terminal.write("fg\n")
        terminal.until(decided(1))
        terminal.press("d")
        terminal.until(decided(2))


@pytest.mark.parametrize("pause", [0.0, 0.002, 0.05], ids=["at once", "soon", "slowly"])
def test_a_process_that_is_stopped_and_goes_on_reads_each_key_once_and_ends(desk: Path, pause: float) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80) as terminal:
        ready(terminal)
        for turn in range(12):
            terminal.signal(signal.SIGSTOP)
            terminal.signal(signal.SIGCONT)
            if turn % 3 == 0:
                terminal.send("s")
            time.sleep(pause)
        terminal.until(decided(4))
        terminal.press("d", "u")
        terminal.until(decided(6))
        terminal.press("q")
        assert terminal.ended() == 0
        assert is_sane(terminal)


def test_a_review_ends_whose_window_is_closed(desk: Path) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80) as terminal:
        while ON not in terminal.raw:  # from here on there is much to paint
            terminal.look()
            time.sleep(0.001)
        os.close(terminal.handle)
        terminal.handle = os.open(os.devnull, os.O_RDWR)
        terminal.ended()
