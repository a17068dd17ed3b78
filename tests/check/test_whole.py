"""The whole street with the bundled pipeline: find, review by keys, check, edit, check."""

import io
import json
import sys
from pathlib import Path

import pytest
from desk import Desk, Said, open_desk

DRAFT = (
    "Dam bursts in the north\n\nPolice said 40 people died in the valley. The river fell at night.\n\n"
    "The mayor, Ada Holm, said that 12 bridges were closed.\n"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def review(desk: Desk, name: str, keys: str) -> Said:
    desk.monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
    return desk.run("review", name, "--plain", "--by", "anna")


def found(said: Said) -> list[tuple[str, str]]:
    return [(f["kind"], f["claim"]) for f in json.loads(said.out)["findings"]]


@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
def test_a_draft_is_red_then_reviewed_then_green_then_edited(desk: Desk, name: str) -> None:
    draft = desk.root / name
    draft.write_text(DRAFT, encoding="utf-8")
    check = ("check", name, "--output", "json")
    arrived = desk.run(*check)
    assert arrived.code == 1, arrived.err
    claims = found(arrived)
    assert {kind for kind, _ in claims} == {"unreviewed"}
    assert ["40 people" in words for _, words in claims].count(True) == 1
    assert desk.run(*check, "--judge", "suggested").code == 0, "every claim names its source"

    reviewed = review(desk, name, "s" * len(claims) + "q")
    assert reviewed.code == 0, reviewed.err
    assert desk.run(*check).code == 0

    draft.write_text(DRAFT.replace("The river fell at night. ", "").replace("north", "far north"), encoding="utf-8")
    assert desk.run(*check).code == 0, "nothing that was decided has changed"

    draft.write_text(DRAFT.replace("40", "400"), encoding="utf-8")
    edited = desk.run(*check)
    assert edited.code == 1
    ((kind, words),) = found(edited)
    assert (kind, "400 people" in words) == ("changed", True)

    again = review(desk, name, "sq")
    assert again.code == 0, again.err
    assert desk.run(*check).code == 0


def test_the_same_findings_with_and_without_the_cache(desk: Desk) -> None:
    (desk.root / "draft.txt").write_text(DRAFT, encoding="utf-8")
    check = ("check", "draft.txt", "--output", "json")
    said = [desk.run(*check, *more).out for more in ([], [], ["--no-cache"])]
    assert len(set(said)) == 1
    assert json.loads(said[0])["findings"]


def test_an_ignore_in_plain_text_is_no_claim_of_the_article(desk: Desk) -> None:
    ignore = '<!-- fact-check: ignore unreviewed "40 people died" reason="the police gave 40 names" -->\n\n'
    (desk.root / "draft.txt").write_text(ignore + DRAFT, encoding="utf-8")
    done = desk.run("check", "draft.txt", "--output", "json")
    findings = json.loads(done.out)["findings"]
    assert not any("40 names" in f["claim"] for f in findings)
    assert [f["suppressed"]["reason"] for f in findings if f["suppressed"]] == ["the police gave 40 names"]


def test_an_empty_draft_has_no_claims_and_may_go(desk: Desk) -> None:
    (desk.root / "draft.txt").write_text("", encoding="utf-8")
    done = desk.run("check", "draft.txt")
    assert (done.code, done.out) == (0, "✓ 1 draft passes: 0 claims, 0 decided\n")
