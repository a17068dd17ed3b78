"""What journals and policies hold is printed, and commands nothing: no terminal, no markup, no workflow."""

import json
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.ledger.anchor import anchor_of

TEXT = "The ministry said {40 villagers were moved}.\n"
HOSTILE = [
    "x\x1b]0;title\x07",
    "\n::error::no",
    "[link=http://x.example]click[/link]",
    "[/b]",
    "\u202egnp.exe",
    "\x9b31m",
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def is_inert(said: str) -> bool:
    lines = said.splitlines()
    return not any(c in said for c in "\x1b\x07\x9b\u202e") and not any(
        line.lstrip().startswith("::") for line in lines
    )


def journal(desk: Desk, **fields: object) -> None:
    """Write a journal of an event whose fields anybody may have chosen, and of what Ana and Bea said."""
    (claim,) = desk.write("d.txt", TEXT)
    anchor = anchor_of(claim, TEXT.replace("{", "").replace("}", "")).model_dump(mode="json")
    event = {"version": 1, "id": "e000000000000001", "who": "mal", "when": "2026-01-01T00:00:00Z", "claim": claim.id}
    event |= {"anchor": anchor, "what": "label", "label": "sourced"} | fields
    events = [event, *(event | {"id": f"e00000000000000{n}", "who": who} for n, who in ((2, "ana"), (3, "bea")))]
    lines = "".join(f"{json.dumps(each)}\n" for each in events)
    (desk.root / "d.txt.review.jsonl").write_text(lines, encoding="utf-8")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_rule_that_a_journal_names(desk: Desk, hostile: str) -> None:
    journal(desk, suggested={"label": "denied", "rule": hostile})
    said = desk.run("agree", "--rules", "d.txt")
    assert "of 3 overridden" in said.out
    assert is_inert(said.out)


@pytest.mark.parametrize("command", [["agree"], ["report"], ["check"], ["check", "--output", "concise"]], ids=" ".join)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_reviewer_that_a_journal_names(desk: Desk, hostile: str, command: list[str]) -> None:
    journal(desk, who=hostile)
    said = desk.run(*command, "d.txt")
    assert said.code in (0, 1), said.err
    assert is_inert(said.out)
    assert is_inert(said.err)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_value_of_a_policy(desk: Desk, hostile: str) -> None:
    (desk.root / "fact-check.toml").write_text(f"exclude = [{json.dumps(hostile)}]\n", encoding="utf-8")
    assert is_inert(desk.run("config").out)
