"""Where a reviewer goes: drafts without claims, lines, what matters first; and keys that come too early."""

import asyncio
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fact_check.ledger.draft import Draft
from fact_check.read import Article
from fact_check.review.app import ReviewApp
from fact_check.review.taste import remember, remembered
from tests.review.story import STORY, app, opened
from tests.review.test_app import drive, kept, ready


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def here(screen: ReviewApp) -> str:
    current = screen.session.current
    return current.claim.span.text if current is not None and current.claim is not None else ""


THREE = ("flood.txt", "empty.txt", "z.txt")


@pytest.fixture
def empty() -> None:
    Path("empty.txt").write_text("The night was calm. Nobody called.\n", encoding="utf-8")


@pytest.mark.usefixtures("empty")
def test_brackets_pass_a_draft_without_claims_and_the_overview_opens_it() -> None:
    assert drive(["right_square_bracket"], names=THREE).session.number == 2
    assert drive(["left_square_bracket"], names=THREE).session.number == 2
    screen = drive(["D", "2"], names=THREE)
    assert (screen.session.number, here(screen)) == (1, "")
    screen = drive(["D", "2", "a", "space", "right_parenthesis", "enter"], names=THREE)
    assert (screen.session.number, here(screen)) == (1, "The night was calm.")
    assert here(drive(["D", "2"], names=THREE)) == "The night was calm."


@pytest.mark.usefixtures("empty")
def test_the_overview_tells_how_far_each_draft_is() -> None:
    drive("sd")
    screen = drive([], names=THREE)
    assert [screen.session.progress(n) for n in range(3)] == ["2 of 11 decided", "no claims found", "0 of 11 decided"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("4", "the board had been warned twice"), (":7", "any delay"), ("map", "The map was wrong")],
)
def test_go_takes_a_number_a_line_or_words(typed: str, words: str) -> None:
    assert here(drive(["g", *typed, "enter"])) == words


def test_what_matters_first_comes_first_and_says_why() -> None:
    drive("s")
    Path("flood.txt").write_text(STORY.replace("40 houses", "44 houses"), encoding="utf-8")
    screen = drive([], by_risk=True)
    order = [(screen.session.risk(c), c) for c in screen.session.listed(0)]
    assert [risk.because for risk, _ in order if risk is not None][:3] == [
        "changed since it was decided",
        "somebody denies it",
        "somebody denies it",
    ]
    assert here(screen) == "Lower Marsh lost 44 houses"
    assert [r.rank for r, _ in order if r is not None] == sorted(r.rank for r, _ in order if r is not None)
    assert drive(["S"]).session.by_risk


def test_keys_pressed_while_claims_are_being_found_are_kept() -> None:
    found = threading.Event()

    def slowly(article: Article) -> Draft:
        found.wait(30)
        return opened(article)

    async def run() -> None:
        screen = app(Path("flood.txt"), opened_by=slowly)
        async with screen.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.2)
            await pilot.press("s", "n", *"ask", "enter", "d")
            assert screen.session.current is None
            found.set()
            await ready(screen, pilot)
            await _settled(screen, pilot)

    asyncio.run(run())
    found_ = list(kept().values())
    assert [str(c.label) for c in found_][:3] == ["sourced", "denied", "None"]
    assert [n.text for n in found_[1].notes] == ["ask"]


async def _settled(screen: ReviewApp, pilot: Pilot[None]) -> None:
    for _ in range(200):
        if screen.session.done()[0] == 2:
            return
        await pilot.pause(0.05)


def test_a_theme_is_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert remembered() is None
    remember("light")
    assert remembered() == "light"
    (tmp_path / "state" / "fact-check" / "theme").write_text("purple\n", encoding="utf-8")
    assert remembered() is None


def test_t_tells_which_theme_to_remember() -> None:
    chosen: list[str] = []
    drive(["t", "t"], remember=chosen.append)
    assert chosen == ["light", "contrast"]


def test_y_copies_the_claim_with_its_source() -> None:
    screen = drive(["g", *"warned", "enter", "y"])
    assert screen.clipboard == "the board had been warned twice (Ida Holm)"


def test_capital_o_opens_a_support() -> None:
    assert drive(["O"]).session.said.startswith("no support yet")
    screen = drive(["e", "down", "space", "right", "enter", "O"])
    assert screen.session.said.startswith("support: ")


def test_the_editor_opens_at_the_claims_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import contextlib

    script = tmp_path / "bin" / "vim"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/told\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    # Only a real terminal can be handed over to an editor and taken back.
    monkeypatch.setattr(ReviewApp, "suspend", lambda self: contextlib.nullcontext())
    drive(["g", *"delay", "enter", "o"], then=ready)
    assert (tmp_path / "told").read_text("utf-8").startswith("+7 ")
