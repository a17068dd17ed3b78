"""Drafts of desks with different word lists in one run: each is read with its own desk's, as in a run of its own."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.forked import in_text, python

ROOT = Path(__file__).parents[2]
DRAFT = "The port shipped 40 pallets, said Ida Holm.\n\nPolice said the yard lost 12 hods of brick.\n"
WORDS = {"port": "pallet", "yard": "hod"}


@pytest.fixture
def desks(tmp_path: Path) -> Path:
    """Three desks in a folder, two of which have a unit of their own."""
    for name in ("news", *WORDS):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(DRAFT, encoding="utf-8")
    for name, unit in WORDS.items():
        (tmp_path / name / "fact-check.toml").write_text('lexicon = ["words.toml"]\n', encoding="utf-8")
        entry = f'name = "{unit}"\nkind = "amount"\nwords = ["{unit}", "{unit}s"]\n'
        (tmp_path / name / "words.toml").write_text(f"[[units.unit.add]]\n{entry}", encoding="utf-8")
    return tmp_path


def run(folder: Path, *command: str, given: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "FACT_CHECK_CACHE_DIR": str(folder / "cache")}
    return in_text(*command, cwd=folder, env=env, stdin=given, of_a_desk=True)


def units(out: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for claim in map(json.loads, out.splitlines()):
        found.setdefault(claim["article"], set()).update(q["unit"] for q in claim["quantities"] if q["unit"])
    return found


def test_each_draft_is_read_with_its_own_desks_words(desks: Path) -> None:
    together = run(desks, "find", ".", "--format", "jsonl")
    assert together.returncode == 0, together.stderr
    assert units(together.stdout) == {
        "news/a.md": set(),
        "port/a.md": {"pallet"},
        "yard/a.md": {"hod"},
    }
    assert run(desks, "find", ".", "--format", "jsonl").stdout == together.stdout, "from the cache"
    alone = [run(desks, "find", name, "--format", "jsonl", "--no-cache").stdout for name in ("news", "port", "yard")]
    assert together.stdout == "".join(alone)
    turned = run(desks, "find", "yard", "news", "port", "--format", "jsonl", "--no-cache", "--jobs", "2").stdout
    assert turned == "".join([alone[2], alone[0], alone[1]])


def test_a_draft_that_cannot_be_read_is_said_and_the_others_go_on(desks: Path) -> None:
    (desks / "port" / "b.md").write_bytes(b"\xff\xfe\x00")
    done = run(desks, "check", ".", "--format", "json")
    assert done.returncode == 2
    found = json.loads(done.stdout)["findings"]
    assert [f["uri"] for f in found if f["kind"] == "unreadable"] == ["port/b.md"]
    assert {f["uri"] for f in found if f["kind"] == "unreviewed"} == {"news/a.md", "port/a.md", "yard/a.md"}


def test_decisions_count_in_a_check_of_all(desks: Path) -> None:
    reviewed = run(desks, "review", "news", "port", "yard", "--plain", "--by", "Ana", given="ssssss")
    assert reviewed.returncode == 0, reviewed.stderr
    done = run(desks, "check", ".")
    assert (done.returncode, done.stdout) == (0, "✓ 3 drafts pass: 6 claims, 6 decided\n"), done.stderr


def test_lists_that_journals_are_compared_by_must_be_the_same(desks: Path) -> None:
    (desks / "port" / "words.toml").write_text('[wording.kinds.numbers]\nadd = ["oodles"]\n', encoding="utf-8")
    for command in ("find", "check", "report"):
        done = run(desks, command, ".")
        line = "port/words.toml: other drafts of this run have other lists of `wording`"
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{line} (give the drafts of each policy to a run of their own)\n" in done.stderr


def test_from_python_no_process_is_started_for_them(desks: Path) -> None:
    program = """
import sys
import fact_check
from fact_check.errors import LexiconError
try:
    fact_check.find(".")
except LexiconError as error:
    print(error)
"""
    assert "other lists of `units`" in python(program, cwd=desks)
