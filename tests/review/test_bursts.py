"""Keys that reach the plain review in one read of the terminal are all taken, in their order."""

import re
from pathlib import Path

import pytest

from fact_check.ledger.fold import fold
from fact_check.ledger.journal import read_journal
from fact_check.ledger.paths import journal_of
from tests.review.terminal import reviewing
from tests.review.test_whole_review import FLOOD


@pytest.mark.parametrize("keys", ["sd", "sdu", "dds"])
def test_keys_of_one_read_are_all_taken(tmp_path: Path, keys: str) -> None:
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    with reviewing(tmp_path, "--by", "ana", "flood.txt", "--plain", rows=40, columns=80) as terminal:
        terminal.until("claim 1 of")
        terminal.write(keys)
        terminal.until(lambda text: re.search(rf"\b{len(keys)} of \d+ decided", text) is not None)
        terminal.press("q")
        terminal.until("everything is saved")
    decided = [d for d in fold(read_journal(journal_of(tmp_path / "flood.txt")).events).decisions if d.is_decided]
    labels = {"s": "sourced", "d": "denied", "u": "unevidenced"}
    assert [str(each.label) for each in decided] == [labels[key] for key in keys]
