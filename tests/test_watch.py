"""`fact-check watch`: a real process, a real folder, a real save."""

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from fact_check.drafts.policies import Policies
from fact_check.watch import touched, watch

SAID = "Reportedly 90 villagers fled.\n"


PATIENCE = 120
"""Seconds until a check must have come through, on the slowest of machines."""


def has(lines: Iterable[str], words: str) -> bool:
    """Read lines up to one that has some words."""
    return any(words in line for line in lines)


def test_a_save_is_checked_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    draft = tmp_path / "dam.txt"
    draft.write_text("Nothing happened.\n")
    run = [sys.executable, "-m", "fact_check", "watch", "."]
    with subprocess.Popen(run, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stdout is not None
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        assert has(process.stdout, "draft"), "the first check"
        draft.write_text(SAID)
        assert has(process.stdout, "unevidenced")
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        late.cancel()
        late.join()
    assert process.returncode in (0, 130)


class Saving(io.StringIO):
    """A screen: as the first check comes to it a draft is saved, and the second ends the watch."""

    def __init__(self, draft: Path) -> None:
        super().__init__()
        self.draft = draft
        self.shown: list[str] = []

    def write(self, words: str) -> int:
        self.shown.append(words)
        if len(self.shown) == 2:
            raise KeyboardInterrupt
        self.draft.write_text(SAID)
        return len(words)


def test_a_save_during_the_first_check_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "dam.txt"
    draft.write_text("Nothing happened.\n")
    monkeypatch.setattr(sys, "stdout", Saving(draft))
    late = threading.Timer(PATIENCE, os.kill, (os.getpid(), signal.SIGINT))
    late.start()
    with pytest.raises(KeyboardInterrupt):
        watch(["."], lambda: Policies.load(["."], None))
    late.cancel()
    late.join()
    assert isinstance(sys.stdout, Saving)
    assert ["unevidenced" in words for words in sys.stdout.shown] == [False, True]


@pytest.mark.parametrize(
    ("saved", "again"),
    [
        pytest.param(["a.md"], ["a.md"], id="a draft"),
        pytest.param(["a.md.review.jsonl"], ["a.md"], id="its journal"),
        pytest.param(["a.md", "a.md.review.jsonl"], ["a.md"], id="both"),
        pytest.param(["b.py"], [], id="no draft"),
        pytest.param(["gone.md"], [], id="a draft that was removed"),
        pytest.param(["a.md", "fact-check.toml"], ["."], id="a policy"),
    ],
)
def test_what_a_save_concerns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: list[str], again: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(SAID)
    (tmp_path / "b.py").write_text("")
    assert touched([tmp_path / name for name in saved], ["."]) == again
