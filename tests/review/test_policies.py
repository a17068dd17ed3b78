"""Drafts of several folders are one review, each read under its own policy."""

import json
from pathlib import Path

import pytest

from tests.forked import fact_check
from tests.review.terminal import reviewing

DRAFT = "Police said 40 people died.\n\nPolice said 17 boats sank.\n"
SET_ASIDE = """
[[rule]]
id = "desk.boats"
says = "this desk prints no boats"
why = "They stand in a box of their own."
lines = ['Police said \\d+ boats sank\\.']
finds = ["{Police said 3 boats sank.}"]
"""


@pytest.fixture
def desks(tmp_path: Path) -> Path:
    for name in ("news/a.md", "port/b.md", "port/old.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(DRAFT, encoding="utf-8")
    (tmp_path / "port" / "fact-check.toml").write_text(
        'rules = ["desk.toml"]\nexclude = ["old.md"]\n', encoding="utf-8"
    )
    (tmp_path / "port" / "desk.toml").write_text(SET_ASIDE, encoding="utf-8")
    return tmp_path


def decided(folder: Path) -> dict[str, list[str]]:
    """Return the words that the journals have decisions on."""
    return {
        str(file.relative_to(folder)): [
            json.loads(line)["anchor"]["text"] for line in file.read_text(encoding="utf-8").splitlines()
        ]
        for file in sorted(folder.rglob("*.review.jsonl"))
    }


EXPECTED = {
    "news/a.md.review.jsonl": ["40 people died", "17 boats sank"],
    "port/b.md.review.jsonl": ["40 people died"],
}


def test_line_by_line(desks: Path) -> None:
    done = fact_check("review", "news", "port", "--plain", "--by", "ana", cwd=desks, stdin=b"sss")
    assert done.returncode == 0, done.stderr
    assert decided(desks) == EXPECTED


def test_on_the_screen(desks: Path) -> None:
    with reviewing(desks, "news", "port", "--by", "ana", rows=30, columns=100) as terminal:
        terminal.until("0 of 3")
        terminal.press("s", "s", "s")
        terminal.until("3 of 3")
        terminal.press("q")
        assert terminal.ended() == 0
    assert decided(desks) == EXPECTED


def test_on_the_screen_with_the_words_of_a_desk(desks: Path) -> None:
    long = "The harbour was quiet, and nobody knew why the boats lay where they lay, with their ropes cut.\n"
    (desks / "news" / "a.md").write_text(f"Police said 40 people died.\n\n{long}", encoding="utf-8")
    (desks / "news" / "fact-check.toml").write_text('lexicon = ["words.toml"]\n', encoding="utf-8")
    (desks / "news" / "words.toml").write_text('[languages.small_words]\nadd = ["zog"]\n', encoding="utf-8")
    with reviewing(desks, "news", "--by", "ana", rows=30, columns=100, of_a_desk=True) as terminal:
        terminal.until("0 of 1")
        terminal.press("s")
        terminal.until("1 of 1")
        terminal.press("q")
        assert terminal.ended() == 0
    assert decided(desks) == {"news/a.md.review.jsonl": ["40 people died"]}


def test_on_the_screen_with_the_words_of_two_desks(desks: Path) -> None:
    (desks / "port" / "fact-check.toml").write_text(
        'exclude = ["old.md"]\nlexicon = ["words.toml"]\n', encoding="utf-8"
    )
    (desks / "port" / "words.toml").write_text(
        '[units.unit]\nadd = [{ name = "boat", kind = "amount", words = ["boats"] }]\n', encoding="utf-8"
    )
    with reviewing(desks, "news", "port", "--by", "ana", rows=30, columns=100, of_a_desk=True) as terminal:
        terminal.until("0 of 4")
        terminal.press("s", "s", "s", "s")
        terminal.until("4 of 4")
        terminal.press("q")
        assert terminal.ended() == 0
    assert decided(desks)["port/b.md.review.jsonl"] == ["40 people died", "17 boats sank"]
