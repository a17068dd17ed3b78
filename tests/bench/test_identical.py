"""The claims are those that the plain pipeline gives; all articles are compared by the bench itself."""

import subprocess
import sys
from pathlib import Path


def test_some_articles_have_the_claims_of_the_plain_pipeline() -> None:
    bench = Path(__file__).with_name("identical.py")
    done = subprocess.run([sys.executable, str(bench), "12"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("0 articles differ") == 2
