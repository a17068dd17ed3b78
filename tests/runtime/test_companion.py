"""A process that works beside this one: its answers, its errors, its death, and its end with the process it serves."""

import io
import multiprocessing
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path

import errands
import pytest

from fact_check.errors import ReadError
from fact_check.runtime.companion import Companion, Way
from fact_check.runtime.workers import WorkerError
from tests.forked import python_path

WAYS: list[Way] = ["fork", "spawn"]
PATIENCE = 60


@pytest.mark.parametrize("way", WAYS)
def test_it_works_elsewhere_and_begins_at_once(tmp_path: Path, way: Way) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    end = time.monotonic() + PATIENCE
    with Companion(errands.trace, first, way=way) as beside:
        while not first.exists():
            assert time.monotonic() < end
            time.sleep(0.01)
        assert beside(first) != os.getpid()
        assert beside(second) == beside(third)
    assert not multiprocessing.active_children()


def test_what_was_begun_and_is_not_wanted_is_left() -> None:
    with Companion(errands.squares(), 2) as beside:
        assert [beside(n) for n in (3, 2, 4)] == [9, 4, 16]


@pytest.mark.parametrize("way", WAYS)
def test_an_error_arrives_whole_and_the_next_item_is_done(way: Way) -> None:
    with Companion(errands.refusals(), 3, way=way) as beside:
        with pytest.raises(ReadError) as raised:
            beside(3)
        assert str(raised.value) == "3.txt: is binary (save it as text)"
        assert beside(4) == 4


def test_a_fault_of_the_work_keeps_its_traceback() -> None:
    with (
        Companion(errands.fault, 1) as beside,
        pytest.raises(RuntimeError, match=r"(?s)Traceback.*in fault.*ZeroDivisionError"),
    ):
        beside(1)


def test_another_is_begun_for_one_that_is_killed(tmp_path: Path) -> None:
    with Companion(errands.Mortal(tmp_path, once=4)(), 4) as beside:
        assert [beside(4), beside(5)] == [16, 25]


class Screen(io.StringIO):
    """What Textual puts in the place of stderr: no file, and it says so by its number."""

    def fileno(self) -> int:
        return -1


def test_another_is_begun_under_a_full_screen(tmp_path: Path) -> None:
    with redirect_stderr(Screen()), Companion(errands.Mortal(tmp_path, once=4)(), 4) as beside:
        assert beside(4) == 16


def test_over_what_kills_two_it_is_an_error_that_names_it(tmp_path: Path) -> None:
    with (
        Companion(errands.Mortal(tmp_path, always=2)(), 2, name=lambda number: f"draft {number}") as beside,
        pytest.raises(WorkerError, match=r"draft 2: a worker died over this, twice"),
    ):
        beside(2)


PARENT = """
import time
import errands
from fact_check.runtime.companion import Companion

beside = Companion(errands.place, 0)
print(beside(0), flush=True)
time.sleep(600)
"""


def test_it_ends_with_the_process_that_began_it() -> None:
    tests = Path(__file__).parents[1]
    env = {**os.environ, "PYTHONPATH": python_path(tests, tests.parent)}
    ours, theirs = os.pipe()
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, pass_fds=[theirs]) as parent:
        os.close(theirs)
        assert parent.stdout is not None
        assert int(parent.stdout.readline()) != parent.pid
        assert not select.select([ours], [], [], 0)[0]
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert select.select([ours], [], [], PATIENCE)[0], "somebody still holds the pipe"
        assert os.read(ours, 1) == b""
    os.close(ours)
