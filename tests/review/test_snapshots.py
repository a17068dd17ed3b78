"""Eight states of the full screen, as pictures. FACT_CHECK_SNAPSHOTS=write draws them anew; look at them then."""

import asyncio
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.review.story import STORY, app

SNAPSHOTS = Path(__file__).parent / "__snapshots__"


@dataclass(frozen=True)
class State:
    """Keys that lead to a picture."""

    keys: tuple[str, ...]
    size: tuple[int, int] = (120, 36)
    names: tuple[str, ...] = ("flood.txt",)
    how: dict[str, Any] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    """Keys of an earlier session, after which the draft is edited."""


NOTE = ("n", *"ask the board", "enter")
STATES = {
    "open": State((*"ssd", "enter", "J", *NOTE, "K")),
    "light": State((*"ssd", "enter", *"Jx"), how={"theme": "light"}),
    "small": State((*"ssd",), size=(80, 24)),
    "narrow": State((*"s",), size=(60, 24)),
    "mend": State((*"JJ", "m", "left", "left", "left")),
    "link": State((*"JJJJ", "l"), size=(80, 24)),
    "changed": State((), before=tuple("sdusdusdusd"), how={"theme": "contrast"}, names=("flood.txt", "b.txt")),
    "search": State((*"sduxs", "slash", *"reyl"), how={"theme": "light"}, size=(100, 30)),
}


def drawn(state: State) -> str:
    async def run(keys: tuple[str, ...]) -> str:
        screen = app(*map(Path, state.names), **state.how)
        async with screen.run_test(size=state.size) as pilot:
            while screen.is_finding:
                await pilot.pause(0.01)
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            return screen.export_screenshot(title="fact-check review")

    if state.before:
        asyncio.run(run(state.before))
        edited = STORY.replace("some 300 people", "some 500 people").replace("The map was wrong", "Maps were wrong")
        edited = edited.replace("Officials reportedly advised against building there in the 1990s.", "Nobody listened.")
        Path(state.names[0]).write_text(edited, encoding="utf-8")
    # Every picture has an id of its own in its class names; without it equal screens are equal files.
    return re.sub(r"terminal-\d+", "terminal", asyncio.run(run(state.keys)))


@pytest.mark.parametrize("name", STATES)
def test_the_screen_looks_as_it_did(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    picture = drawn(STATES[name])
    file = SNAPSHOTS / f"{name}.svg"
    if os.environ.get("FACT_CHECK_SNAPSHOTS") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(picture, encoding="utf-8")
    assert picture == file.read_text(encoding="utf-8")
