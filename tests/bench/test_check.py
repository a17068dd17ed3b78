"""The bench of the cached check runs, and what it claims about imports holds."""

import json
import subprocess
import sys
from pathlib import Path


def test_a_cached_check_imports_no_spacy_and_the_bench_says_so() -> None:
    bench = Path(__file__).with_name("check.py")
    done = subprocess.run([sys.executable, str(bench), "5", "1"], capture_output=True, text=True, check=True)
    assert "spaCy imported: no" in done.stdout
    assert json.loads(done.stdout.splitlines()[-1])["drafts"] == 5
