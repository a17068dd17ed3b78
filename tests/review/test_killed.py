"""A review that is killed at a random moment: every key that was acknowledged is in the journal."""

import os
import random
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from fact_check.ledger.events import Torn
from fact_check.ledger.journal import read_journal
from tests.review.terminal import screen_of

KILLS = 200
BATCH = 20
"""Kills of one interpreter's children: starting Python takes longer than reviewing."""

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


SCREENS = int(os.environ.get("FACT_CHECK_KILLS", "3"))
"""How many whole screens are killed by each signal; FACT_CHECK_KILLS=200 makes it 600 in all."""
SCREEN = """
from pathlib import Path
from tests.review.story import app

screen = app(Path("flood.txt"))
screen.run()
raise SystemExit(128 + screen.ended_by if screen.ended_by else 0)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_killed_screen_loses_no_key_that_it_showed(tmp_path: Path, number: signal.Signals) -> None:
    rng = random.Random(int(number))
    for one in range(SCREENS):
        folder = tmp_path / str(one)
        folder.mkdir()
        with screen_of(folder, SCREEN, rows=24, columns=80) as terminal:
            terminal.until("0 of 11")
            pressed = rng.randint(1, 8)
            for key in range(pressed):
                terminal.send("sdu"[key % 3])
            time.sleep(rng.uniform(0, 0.4))
            terminal.look()
            shown = re.findall(r" (\d+) of 11", terminal.lines[0])
            terminal.signal(number)
            ended = terminal.ended()
            journal = folder / "flood.txt.review.jsonl"
            kept = [e for e in read_journal(journal, say=lambda _: None).events if not isinstance(e, Torn)]
            assert len(kept) >= int(shown[-1])
            if number is not signal.SIGKILL:
                assert ended == 128 + number
                flags = termios.tcgetattr(terminal.handle)[3]
                assert flags & termios.ECHO
                assert flags & termios.ICANON


def test_every_acknowledged_key_is_in_the_journal_after_kill_9(tmp_path: Path) -> None:
    from tests.review.story import STORY

    rng = random.Random(9)
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen([sys.executable, "-c", REVIEWER], stdin=subprocess.PIPE, env=env, text=True)
    assert parent.stdin is not None
    acknowledged = lost = 0
    try:
        for number in range(KILLS):
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
            os.kill(int(first.removeprefix("pid ")), signal.SIGKILL)
            ids = [i for i in report.read_text().split("\n")[1:] if len(i) == 16]
            events = read_journal(folder / "flood.txt.review.jsonl", say=lambda _: None).events
            known = {e.id for e in events if not isinstance(e, Torn)}
            acknowledged += len(ids)
            lost += sum(i not in known for i in ids)
    finally:
        parent.stdin.close()
        parent.wait(timeout=30)
    assert lost == 0
    assert acknowledged > KILLS
