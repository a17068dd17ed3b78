"""A real Neovim, without a screen: it shows the findings, hovers, takes a code action, and the journal has it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("neovim.lua")
STORY = "😀 Dam bursts\n\nIt rained in 中文 😀. Reportedly, 90 villagers fled.\n"


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_a_reporter_in_neovim(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(STORY)
    out = tmp_path / "out.json"
    environment = {**os.environ, "FACT_CHECK_OUT": str(out), "FACT_CHECK_PYTHON": sys.executable, "HOME": str(tmp_path)}
    run = ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "dam.txt", "-c", f"luafile {SCRIPT}"]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=400, check=False)
    assert out.exists(), done.stderr
    told = json.loads(out.read_text())
    (found,) = told["diagnostics"]
    line = STORY.splitlines()[2]
    assert found["code"] == "unevidenced"
    assert (found["line"], found["column"]) == (2, len(line[: line.index("90")].encode()))
    assert "**claim** 90 villagers fled" in told["hover"]
    assert told["actions"][0] == "Accept unevidenced: “90 villagers fled”"
    (event,) = map(json.loads, (tmp_path / "dam.txt.review.jsonl").read_text().splitlines())
    assert (event["what"], event["label"], event["who"]) == ("label", "unevidenced", "anna")
    assert "anna: unevidenced" in told["after"]
