"""The claims are those that the plain pipeline gives; all articles are compared by the bench itself."""

import json
import subprocess
import sys
from pathlib import Path


def test_some_articles_have_the_claims_of_the_plain_pipeline() -> None:
    bench = Path(__file__).with_name("identical.py")
    done = subprocess.run([sys.executable, str(bench), "12"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    for name in ("as they are", "with a rest that makes no claim"):
        assert figures[f"{name}: articles that differ"] == 0
        assert figures[f"{name}: claims"] > 20, "too few articles were compared to say anything"
    assert figures["with a rest that makes no claim: unparsed"] > 0.3, "nothing was left unparsed, so nothing was shown"
