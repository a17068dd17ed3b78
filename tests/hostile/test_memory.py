"""Small texts that once took gigabytes: they are read and searched by a process of its own, whose peak is looked at."""

import json

from tests.forked import python
from tests.hostile.patterns import FIND

MOST = 500
"""Megabytes beyond those of a text of one sentence."""
ALIASES = "---\na: &a [b]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
)
LOOK = """
import json
import sys
from pathlib import Path
from fact_check.check.ignores import stretches
from fact_check.pipeline import claims
from fact_check.read import read_bytes
from fact_check.rules import furniture_rules, load_rules

def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024

def look(raw):
    article = read_bytes("d.md", raw, furniture_rules(rules))
    list(stretches(article.text))
    return claims(article, rules)

rules = load_rules()
assert look(b"Dam bursts\\n\\nPolice said 40 people died.\\n")
before = peak()
for name, text in json.load(sys.stdin).items():
    look(text.encode())
    print(name, peak() - before)
"""


TEXTS = {
    "aliases of aliases": f"{ALIASES}title: *m\nfact-check: [*m]\n---\n\nPolice said 40 died.\n",
    "numbers": "Dam\n\n" + "5 " * 5000,
    "one speaker after another": FIND["said"](3300),
    "one source within another": FIND["according to"](3300),
}


def test_small_texts_take_little_memory() -> None:
    printed = python(LOOK, stdin=json.dumps(TEXTS).encode())
    peaks = [int(line.split()[-1]) for line in printed.splitlines()]
    assert len(peaks) == len(TEXTS)
    assert max(peaks) < MOST, printed
