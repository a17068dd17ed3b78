"""A review that is killed at a random moment: every key that was acknowledged is in the journal."""

import os
import random
import re
import signal
import subprocess
import sys
import termios
import time
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from fact_check.ledger.events import Torn
from fact_check.ledger.journal import read_journal
from tests.forked import python_path
from tests.review.story import STORY
from tests.review.terminal import FACT_CHECK, PATIENCE, ROOT, Terminal, reviewing

KILLED = int(os.environ.get("FACT_CHECK_KILLS", "3"))
"""How many whole reviews are killed by each signal; FACT_CHECK_KILLS=200 makes it 600 in all, and as many sessions."""
SESSIONS = max(70, KILLED)
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP]

REVIEWER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from fact_check.review.keep import keep
from fact_check.review.keys import bindings, named, plain_keys
from fact_check.review.session import act, begin
from tests.review.story import STORY, opened
from fact_check.read import read

keys = plain_keys(bindings())
for line in sys.stdin:
    folder, report = line.split()
    if os.fork() == 0:
        os.chdir(folder)
        session = begin("ana", (opened(read("flood.txt")),))
        out = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(out, b"pid %d\\n" % os.getpid())
        parent = os.getppid()
        journals = {}
        while os.getppid() == parent:
            for key in "sdu zxsZzzx":
                session, written = act(session, keys[named(key)].action, datetime.now(UTC))
                journals, _ = keep(session, written, journals)
                for _, event in written:
                    os.write(out, event.id.encode() + b"\\n")
"""


OFF = ("1049", "1000", "1002", "1003", "1006", "2004")
"""What a screen turns on in a terminal and must turn off again: its own page, the mouse, pasting in brackets."""
DECIDED = re.compile(r"^.* (\d+) of [1-9]\d*(?: · \d+ min)?$", re.MULTILINE)
"""The right end of the first line."""
LONGER = f"{STORY}\nPolice said 9 people were hurt.\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk's folder, of whose drafts a cache has the claims."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "fact-check.toml").write_text("", encoding="utf-8")
    (desk / "flood.txt").write_text(STORY, encoding="utf-8")
    (desk / "longer.txt").write_text(LONGER, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": python_path(ROOT), "FACT_CHECK_CACHE_DIR": str(desk / "cache")}
    found = [*FACT_CHECK, "find", "flood.txt", "longer.txt", "--format", "jsonl"]
    subprocess.run(found, cwd=desk, env=env, check=True, capture_output=True)
    return desk


def review_of(folder: Path, cache: Path) -> AbstractContextManager[Terminal]:
    folder.mkdir()
    (folder / "flood.txt").write_text(STORY, encoding="utf-8")
    command = ("flood.txt", "--by", "ana")
    return reviewing(folder, *command, rows=24, columns=80, anew=True, FACT_CHECK_CACHE_DIR=str(cache))


def has_claims(screen: str) -> bool:
    return DECIDED.match(screen) is not None


def shown(terminal: Terminal) -> int:
    """How many decisions the first line says there are."""
    terminal.look()
    return decided(terminal.text)


def decided(screen: str) -> int:
    found = DECIDED.match(screen)
    return int(found[1]) if found else 0


def kept(folder: Path) -> int:
    events = read_journal(folder / "flood.txt.review.jsonl", say=lambda _: None).events
    return sum(not isinstance(event, Torn) for event in events)


def companions(terminal: Terminal) -> list[int]:
    children = Path(f"/proc/{terminal.child}/task/{terminal.child}/children").read_text(encoding="ascii")
    return [int(child) for child in children.split()]


def is_sane(terminal: Terminal) -> bool:
    """Tell whether the shell that comes back finds its terminal as it left it."""
    flags = termios.tcgetattr(terminal.handle)[3]
    modes = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", terminal.raw))
    off = all(modes.get(mode.encode(), b"l") == b"l" for mode in OFF)
    typed = flags & termios.ECHO and flags & termios.ICANON and flags & termios.ISIG
    return bool(typed and off and modes.get(b"25", b"h") == b"h")


@pytest.mark.parametrize("number", SIGNALS)
def test_a_killed_review_loses_no_key_that_it_showed(desk: Path, number: signal.Signals) -> None:
    """Every third is killed at any moment from its start on, the others while keys are pressed."""
    rng = random.Random(int(number))
    for one in range(KILLED):
        folder = desk / f"{number.name}-{one}"
        with review_of(folder, desk / "cache") as terminal:
            if one % 3 == 2:
                time.sleep(rng.uniform(0, 1.2))
            else:
                terminal.until(has_claims)
                for key in range(rng.randint(1, 8)):
                    terminal.send("sdu"[key % 3])
                time.sleep(rng.uniform(0, 0.4))
            beside = companions(terminal)
            acknowledged = shown(terminal)
            terminal.signal(number)
            ended = terminal.ended()
            assert kept(folder) >= acknowledged
            end = time.monotonic() + PATIENCE
            while any(Path(f"/proc/{child}").exists() for child in beside):
                assert time.monotonic() < end, "a process is left"
                time.sleep(0.02)
            if number is signal.SIGKILL:
                assert ended == -number
            else:
                assert ended in (128 + number, -number)  # before the screen is there, nothing needs to be put back
                assert is_sane(terminal)


def test_a_review_goes_on_whose_companion_is_killed(desk: Path) -> None:
    """Claims are found by another process, and keys are kept, those too that were pressed meanwhile."""
    rng = random.Random(10)
    for one in range(KILLED):
        folder = desk / f"companion-{one}"
        cache = desk / "cache" if one % 4 else folder / "cache"  # nothing is known: killed while it loads and parses
        with review_of(folder, cache) as terminal:
            while not (beside := companions(terminal)):
                time.sleep(0.005)
            time.sleep(rng.uniform(0, 1.2))
            os.kill(beside[0], SIGNALS[one % 3])
            terminal.send("s")
            terminal.send("d")
            terminal.until(lambda screen: decided(screen) == 2)
            (folder / "flood.txt").write_text(LONGER, encoding="utf-8")
            terminal.until("claims found again")
            terminal.press("u")
            assert kept(folder) == 3
            terminal.press("q")
            assert terminal.ended() == 0
            assert is_sane(terminal)


@pytest.mark.parametrize("signalled", SIGNALS)
def test_every_acknowledged_key_of_a_killed_session_is_in_the_journal(tmp_path: Path, signalled: int) -> None:
    rng = random.Random(signalled)
    env = {**os.environ, "PYTHONPATH": python_path(ROOT)}
    parent = subprocess.Popen([sys.executable, "-c", REVIEWER], stdin=subprocess.PIPE, env=env, text=True)
    assert parent.stdin is not None
    acknowledged = lost = 0
    try:
        for number in range(SESSIONS):
            folder = tmp_path / str(number)
            folder.mkdir()
            (folder / "flood.txt").write_text(STORY, encoding="utf-8")
            report = folder / "acknowledged"
            parent.stdin.write(f"{folder} {report}\n")
            parent.stdin.flush()
            lines = rng.randint(2, 6)
            while not report.exists() or report.read_bytes().count(b"\n") < lines:
                time.sleep(0.001)
            time.sleep(rng.uniform(0, 0.06))
            first, *ids = report.read_text().split("\n")
            os.kill(int(first.removeprefix("pid ")), signalled)
            ids = [i for i in report.read_text().split("\n")[1:] if len(i) == 16]
            events = read_journal(folder / "flood.txt.review.jsonl", say=lambda _: None).events
            known = {e.id for e in events if not isinstance(e, Torn)}
            acknowledged += len(ids)
            lost += sum(i not in known for i in ids)
    finally:
        parent.stdin.close()
        parent.wait(timeout=30)
    assert lost == 0
    assert acknowledged > SESSIONS
