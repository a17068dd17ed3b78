"""A check says what was decided before on the same statement, and what was decided otherwise, where a policy asks."""

from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.claims import Label

MILL = "The Water Board said {40 tonnes of acid leaked from the Selby mill}.\n"
MORE = MILL.replace("40", "54")
ASKED = '[severity]\nknown = "info"\ndiffers = "error"\n'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    found = open_desk(tmp_path / "desk", monkeypatch, capsys)
    found.review("mill.txt", found.write("mill.txt", MILL), who="Ana")
    return found


def ask(desk: Desk, policy: str = ASKED) -> None:
    (desk.root / "fact-check.toml").write_text(policy, encoding="utf-8")


def test_a_known_claim_is_said_and_stays_unreviewed(desk: Desk) -> None:
    ask(desk)
    desk.write("new.txt", MILL)
    said = desk.run("check", "new.txt")
    assert said.code == 1
    assert "unreviewed" in said.out
    assert "sourced, Ana, 1 Jan 2026, mill.txt" in said.out


def test_another_number_is_said_whether_decided_here_or_not(desk: Desk) -> None:
    ask(desk)
    claims = desk.write("new.txt", MORE)
    for _ in range(2):
        said = desk.run("check", "new.txt")
        assert said.code == 1
        assert "40 then, 54 now" in said.out
        desk.review("new.txt", claims)


def test_another_label_on_the_same_words_differs(desk: Desk) -> None:
    ask(desk)
    desk.review("new.txt", desk.write("new.txt", MILL), Label.DENIED)
    assert "sourced then, denied now" in desk.run("check", "new.txt").out


def test_nobody_is_told_who_does_not_ask(desk: Desk) -> None:
    desk.write("new.txt", MORE)
    assert "40 then" not in desk.run("check", "new.txt").out


def test_a_decision_elsewhere_shows_at_the_next_check_though_the_draft_is_the_same(desk: Desk) -> None:
    ask(desk)
    desk.write("new.txt", MORE)
    desk.review("other.txt", desk.write("other.txt", MORE), who="Ben")
    assert "sourced, Ben, 1 Jan 2026, other.txt" in desk.run("check", "new.txt").out
    (desk.root / "other.txt.review.jsonl").unlink()
    assert "other.txt" not in desk.run("check", "new.txt").out


def test_an_ignore_with_a_reason_covers_it(desk: Desk) -> None:
    ask(desk, '[severity]\ndiffers = "error"\nunreviewed = "off"\n')
    note = '<!-- fact-check: ignore differs "54 tonnes" reason="the board corrected itself" -->\n'
    desk.write("new.md", f"{MORE}\n{note}")
    assert desk.run("check", "new.md").code == 0
