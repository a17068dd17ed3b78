"""The bench of the check runs, prints every row, and what it claims about imports holds."""

import json
import subprocess
import sys
from pathlib import Path


def test_a_warm_check_imports_no_spacy_and_the_bench_says_so() -> None:
    bench = Path(__file__).with_name("check.py")
    done = subprocess.run([sys.executable, str(bench), "3", "1"], capture_output=True, text=True, check=True)
    assert "spaCy imported by a warm check: no" in done.stdout
    figures = json.loads(done.stdout.splitlines()[-1])
    rows = ("find, cold", "check, cold", "check, warm", "check, one draft touched", "codespell", "ruff, warm")
    assert figures["drafts"] == 3
    assert all(figures[row] > 0 for row in rows)
