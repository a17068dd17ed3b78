"""Our measures give what the shared scoring scripts give, on what find prints."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fact_check.claims import Claim
from fact_check.pipeline import annotate
from fact_check.read import read_text
from fact_check.rules import load_rules, select
from fact_check.score.gold import read_gold
from fact_check.score.labels import labels
from tests.annotated import annotated
from tests.shared import SHARED

TOOL = SHARED / "tools" / "score_labels.py"
GOLD = SHARED / "gold"
SENTENCES = SHARED / "data" / "denials" / "sentences.jsonl"
ROUNDING = 2e-4
"""The script rounds precision and recall before it takes their mean."""

pytestmark = pytest.mark.skipif(not TOOL.exists(), reason="needs the shared scoring scripts")


def theirs(gold: Path, articles: str, found: list[tuple[Claim, ...]], out: Path) -> dict[str, float]:
    lines = [claim.model_dump_json() for claims in found for claim in claims]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(TOOL), str(gold), articles, str(out)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def figure(pattern: str) -> float:
        match = re.search(pattern, printed)
        assert match is not None, printed
        return float(match[1])

    return {
        "claims-p": figure(r"claims +p ([\d.]+)"),
        "claims-r": figure(r"claims +p [\d.]+ r ([\d.]+)"),
        "claims-f": figure(r"claims .* f ([\d.]+)"),
        "numeric-r": figure(r"numeric +recall ([\d.]+)"),
        "attributed-r": figure(r"attributed +recall ([\d.]+)"),
        "numeric-kind": figure(r"numeric .*kind right ([\d.]+)"),
        "source": figure(r"source +right ([\d.]+)"),
        "label": figure(r"right of found ([\d.]+)"),
        "label-of-all": figure(r"of all gold ([\d.]+)"),
    }


def test_labels_of_articles(tmp_path: Path) -> None:
    gold = read_gold(str(GOLD))
    found = [claims for _, claims in annotated([SHARED / "articles" / f"{name}.txt" for name, _, _ in gold.rows])]
    ours = labels(gold, found).figures
    tool = theirs(GOLD, str(SHARED / "articles"), found, tmp_path / "found.jsonl")
    assert {name: ours[name] for name in tool} == pytest.approx(tool, abs=ROUNDING)


def test_labels_of_sentences(tmp_path: Path) -> None:
    rules = load_rules()
    gold = read_gold(str(SENTENCES))
    sentences = [read_text(text, select(rules, "furniture"), path=f"{name}.txt") for name, text, _ in gold.rows]
    found = [claims for _, claims in annotate(sentences, rules)]
    ours = labels(gold, found).figures
    tool = theirs(SENTENCES, "-", found, tmp_path / "found.jsonl")
    assert {name: ours[name] for name in tool} == pytest.approx(tool, abs=ROUNDING)


def test_what_find_prints_is_what_is_scored(tmp_path: Path) -> None:
    [claims] = [c for _, c in annotate([read_text("The army denied any killing.\n", path="a.txt")])]
    assert [json.loads(c.model_dump_json())["article"] for c in claims] == ["a.txt"]
