"""The review as a desk runs it without a terminal: the installed command, the bundled pipeline, a pipe."""

import os
from pathlib import Path

import pytest

from fact_check.ledger.fold import fold
from fact_check.ledger.journal import read_journal
from fact_check.ledger.paths import journal_of
from tests.forked import fact_check

ROOT = Path(__file__).parents[2]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_bytes((ROOT / "corpus" / "dev" / "001-depot-fire.txt").read_bytes())
    return path


def labels(draft: Path) -> list[str]:
    """What the journal holds, in the order in which it was decided."""
    state = fold(read_journal(journal_of(draft)).events)
    decided = sorted((d for d in state.decisions if d.is_decided), key=lambda d: d.decided)
    return ["not a claim" if d.rejected else str(d.label) for d in decided]


def piped(draft: Path, keys: str, *options: str) -> str:
    """Give a review its keys by a pipe, and return what it printed."""
    words = ("review", *options, draft.name)
    done = fact_check(*words, cwd=draft.parent, stdin=keys.encode(), env={**os.environ, "TERM": "xterm-256color"})
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_a_pipe_reviews_resumes_and_sees_what_changed(draft: Path) -> None:
    first = piped(draft, "sdxq", "--by", "ana")
    assert labels(draft) == ["sourced", "denied", "not a claim"]
    assert "\x1b" not in first
    assert "claim 1 of" in first
    again = piped(draft, "u", "--by", "ana")
    assert "claim 4 of" in again
    words = next(d.anchor.text for d in fold(read_journal(journal_of(draft)).events).decisions)
    number = next(word for word in words.split() if word[0].isdigit())
    draft.write_text(draft.read_text("utf-8").replace(words, words.replace(number, "9" + number), 1), "utf-8")
    changed = piped(draft, "", "--by", "ana")
    assert "≠ changed" in changed
    assert f"is now    {' '.join(words.replace(number, '9' + number).split()[:3])}" in changed
