"""`text` on standard output comes draft by draft, and is in the end what it would be in one piece."""

import os
from pathlib import Path

import pytest
from desk import Desk, open_desk

from tests.forked import Process

DRAFT = "The ministry said {40 villagers were moved}.\n\nThe town has {12 bridges}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    desk.write("a.md", DRAFT)
    desk.review("b.md", desk.write("b.md", DRAFT + "\nIt rained.\n"))
    desk.write("sub/c.md", "It has {3 schools}.\n")
    return desk


@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], id="all"),
        pytest.param(["--select", "changed"], id="nothing to show"),
        pytest.param(["--show", "error"], id="less"),
        pytest.param(["--baseline", "known.json"], id="beside a baseline"),
        pytest.param(["--diff-base", "HEAD"], id="beside a revision"),
    ],
)
def test_a_stream_is_what_a_file_has(desk: Desk, options: list[str]) -> None:
    desk.commit("Add drafts")
    desk.write("sub/c.md", "It has {4 schools}.\n")
    desk.run("baseline", "create", "sub", "--baseline", "known.json")
    desk.monkeypatch.setenv("COLUMNS", "80")
    desk.monkeypatch.delenv("FORCE_COLOR", raising=False)
    streamed = desk.run("check", ".", *options)
    desk.run("check", ".", *options, "-o", "whole.log")
    assert streamed.out == (desk.root / "whole.log").read_text(encoding="utf-8")
    assert desk.run("check", ".", *options) == streamed, "and so it is from memory"


@pytest.mark.parametrize("options", [[], ["--baseline", "known.json"]], ids=["all", "beside a baseline"])
def test_the_first_draft_is_shown_before_the_last_is_read(desk: Desk, options: list[str]) -> None:
    (desk.root / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    (desk.root / "z.md").write_text("Police said 17 of the 23 cabins were empty.\n", encoding="utf-8")
    ours, its = os.pipe()
    with Path(os.devnull).open("rb") as nothing, os.fdopen(ours, "rb", buffering=0) as printed:
        running = Process(["check", "a.md", "z.md", *options], [nothing.fileno(), its, 2], cwd=desk.root)
        os.close(its)
        first = printed.read(1 << 16)  # what had been written when the first of it came
        rest = printed.read()
    assert first.startswith(b"a.md\n")
    assert b"z.md\n" not in first
    assert b"z.md\n" in rest
    assert running.wait() == 1
