"""The full screen of the review, on a desk where everything that somebody else may write is hostile.

Each key is pressed and what the screen shows is read: no character of it does anything, and no markup is obeyed.
"""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fact_check.config import load_config
from fact_check.drafts.driver import annotate_drafts
from fact_check.drafts.policies import Policies
from fact_check.ledger.draft import open_draft
from fact_check.memory.door import memory
from fact_check.memory.recall import Recaller
from fact_check.output.sanitize import ACTIVE
from fact_check.read import Article
from fact_check.review.app import ReviewApp
from fact_check.review.keys import bindings
from tests.hostile.desks import FILE, FOLDER, POLICY, write_desk
from tests.review.story import app
from tests.review.test_app import ready

NAMES = (f"{FOLDER}/{FILE}", "plain.md")
LEFT_OUT = {"open", "quit", "visit", "theme"}
"""Keys that hand over to another program, leave, or show nothing of a draft's."""
KEYS = [binding for binding in bindings() if binding.name not in LEFT_OUT]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        write_desk(root, deep=False)
        patch.chdir(root)
        yield root


def lines(screen: ReviewApp) -> Iterator[str]:
    """Yield the lines of each part of what is shown, apart from those beside it."""
    strips = screen.screen._compositor.render_strips()
    # Several widgets may take the same place, and what is there is the same.
    for region in {widget.region for widget in (screen.screen, *screen.screen.walk_children())}:
        for strip in strips[region.y : region.bottom]:
            yield strip.crop(region.x, region.right).text


def faults(screen: ReviewApp) -> list[str]:
    """Return what of a screen does something: characters, links, and markup that is gone because it was obeyed.

    What stands before a text in brackets is a bracket, or the end of a line that was broken there.
    """
    shown = list(lines(screen))
    found = [repr(line) for line in shown if ACTIVE.search(line)]
    for strip in screen.screen._compositor.render_strips():
        for segment in strip:
            if segment.style is not None and segment.style.link:
                found.append(f"a link: {segment.text!r}")
    return found + [line for line in shown if re.search(r"[^\s\]│▎▏]clickme", line)]


async def opened(screen: ReviewApp, pilot: Pilot[None]) -> None:
    await ready(screen, pilot)
    assert any("40 men" in line for line in lines(screen))


def reviewed(desk: Path, who: str, keys: tuple[str, ...], size: tuple[int, int]) -> list[str]:
    """Open the drafts as a reviewer, press keys, and return what was wrong on any screen on the way."""
    policies = Policies.load(["."], None, judge="suggested")
    known = {article.path: claims for article, claims in annotate_drafts(NAMES, policies)}

    def draft(article: Article):  # type: ignore[no-untyped-def]
        return open_draft(article, known[article.path])

    async def run(screen: ReviewApp) -> list[str]:
        found: list[str] = []
        async with screen.run_test(size=size) as pilot:
            await opened(screen, pilot)
            found += faults(screen)
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                found += [f"after {key}: {fault}" for fault in faults(screen)]
                await pilot.press("1")  # the first of what is offered, if anything is
                await pilot.pause()
                found += [f"after {key} and 1: {fault}" for fault in faults(screen)]
                await pilot.press("escape", "escape")
        assert "40 men" in screen.clipboard
        return found + [f"copied: {screen.clipboard!r}"] * bool(ACTIVE.search(screen.clipboard))

    config = load_config(desk)
    with memory(config, lambda _: None) as (store, _):
        told, tags = Recaller(store, config), tuple(POLICY["tags"])
        return asyncio.run(run(app(*map(Path, NAMES), who=who, opened_by=draft, memory=told, tags=tags)))


@pytest.mark.parametrize(
    ("who", "size"),
    [
        pytest.param("mal", (160, 50), id="whose decisions these are"),
        pytest.param("ana", (60, 30), id="another, on a narrow screen"),
        pytest.param("ana", (2000, 60), id="another, without a line's end"),
    ],
)
def test_nothing_on_the_full_screen_acts(desk: Path, who: str, size: tuple[int, int]) -> None:
    assert sorted(set(reviewed(desk, who, tuple(binding.key for binding in KEYS), size))) == []
