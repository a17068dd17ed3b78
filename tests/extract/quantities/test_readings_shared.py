"""How well numbers are read on the shared news sentences and wire stories. The floors only rise.

Values, bounds and units need no parse, so a blank pipeline reads them here.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
import spacy
from shared import SHARED

from fact_check.extract.quantities.readings import quantities

QUANTITIES = SHARED / "data" / "quantities"
pytestmark = pytest.mark.skipif(not QUANTITIES.exists(), reason="the shared folder is not beside the repository")

SCORE = """
import runpy, sys
import spacy
import fact_check
from fact_check.extract.quantities.readings import quantities
nlp = spacy.blank("en")
fact_check.quantities = lambda text: quantities(nlp(text))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_values_bounds_and_kinds_on_news_sentences() -> None:
    tool, sentences = SHARED / "tools" / "score_quantities.py", QUANTITIES / "sentences.jsonl"
    ran = subprocess.run(
        [sys.executable, "-c", SCORE, str(tool), str(sentences)], capture_output=True, text=True, check=True
    )
    found = {name: float(f) for name, f in re.findall(r"^(value\S*) .* f (\S+)$", ran.stdout, re.MULTILINE)}
    assert found["value"] >= 0.975
    assert found["value+bound"] >= 0.945
    assert found["value+kind"] >= 0.965


def rows() -> list[dict[str, Any]]:
    lines = (QUANTITIES / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(("kind", "floor"), [("MONEY", 1), ("PERCENT", 1), ("CARDINAL", 0.98), ("MEASURE", 0.97)])
def test_spans_of_wire_stories_are_covered_with_a_value(kind: str, floor: float) -> None:
    nlp = spacy.blank("en")
    seen: Counter[bool] = Counter()
    for row in rows():
        found = [q for q in quantities(nlp(row["text"])) if q.value is not None or q.low is not None]
        for span in row["spans"]:
            if span["type"] == kind:
                seen[any(q.start < span["end"] and span["start"] < q.end for q in found)] += 1
    assert seen[True] / seen.total() >= floor
