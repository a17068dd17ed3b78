"""`fact-check watch`: a real process, a real folder, a real save."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fact_check.watch import touched

SAID = "Reportedly 90 villagers fled.\n"


def read_until(stream: object, words: str, seconds: float = 90) -> str:
    told, end = "", time.monotonic() + seconds
    while words not in told and time.monotonic() < end:
        told += stream.readline()  # type: ignore[attr-defined]
    return told


def test_a_save_is_checked_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    draft = tmp_path / "dam.txt"
    draft.write_text("Nothing happened.\n")
    run = [sys.executable, "-m", "fact_check", "watch", "."]
    with subprocess.Popen(run, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stdout is not None
        read_until(process.stdout, "—")
        read_until(process.stdout, "draft")
        time.sleep(1)  # the watch begins after the first check
        draft.write_text(SAID)
        told = read_until(process.stdout, "unevidenced")
        process.send_signal(signal.SIGINT)
        process.wait(30)
    assert "unevidenced" in told
    assert process.returncode in (0, 130)


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
