"""What reviewers attach to a claim goes with it, whatever the format."""

import asyncio
from pathlib import Path

import pytest

from fact_check.config import Config, Publisher
from fact_check.export import export
from fact_check.read import read
from tests.review.story import app, opened
from tests.review.test_app import ready

POLICY = Config(publisher=Publisher(name="The Post"))
KEYS = [
    *("n", *"ring-her", "enter"),
    *("e", "u", *"example.org/flood", "enter"),
    *("e", "down", "space", "right", "enter"),
    *("w", "1", "T", "1", "p", *"Bo", "enter", "s"),
]


@pytest.mark.parametrize("format_", ["csv", "jsonl", "markdown", "webannotation", "claimreview", "html"])
def test_notes_supports_and_corrections_are_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    monkeypatch.chdir(tmp_path)

    async def review() -> None:
        screen = app(Path("flood.txt"), tags=("called",))
        async with screen.run_test(size=(120, 40)) as pilot:
            await ready(screen, pilot)
            await pilot.press(*KEYS)

    asyncio.run(review())
    draft = opened(read("flood.txt"))
    (held,) = next(c for c in draft.carried if c.held).held
    words = next(s.at.text for s in held.decision.supports if s.at is not None)
    shown = export([draft], format_, POLICY).replace("\\", "")
    for expected in ("ring-her", "example.org/flood", words, "source", "Ida Holm"):
        assert expected in shown
    if format_ != "claimreview":
        assert "called" in shown
