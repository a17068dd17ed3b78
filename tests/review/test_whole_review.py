"""A reviewer's day in a real terminal, by keys alone: two drafts from the first claim to the last, at three sizes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fact_check.ledger.events import Mended
from fact_check.ledger.fold import Decision, fold
from fact_check.ledger.journal import read_journal
from fact_check.ledger.paths import journal_of
from tests.review.terminal import Terminal, reviewing

NAMES = ("flood.txt", "clinic.txt")
FLOOD = """Council admits that flood gate stood open

Lower Marsh lost 40 houses when the river Ane rose on Monday night, and some 300 people slept in the school hall.

The flood gate at Mill Lane stood open for three hours, according to Ida Holm, who ran the water board until 2019. \
Holm said the board had been warned twice.

The council denied any delay. “We closed the gate within minutes,” said its leader, Tomas Reyl. No evidence has \
emerged that the gate was tampered with.

The insurer Alba Mutual expects claims of up to 3.5 million euros.
"""
CLINIC = """Clinic to close for six weeks

The clinic in Harbour Street will close for six weeks from Monday, the health board said. It treats 90 patients a day.

Its director, Marta Oyen, said that nobody had asked the staff. The board rejected that.

Officials reportedly expect repairs to cost more than 2 million euros.
"""
SIZES = [pytest.param((24, 80), id="80x24"), pytest.param((40, 120), id="120x40"), pytest.param((50, 200), id="200x50")]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "clinic.txt").write_text(CLINIC, encoding="utf-8")
    return tmp_path


def counted(terminal: Terminal) -> tuple[int, int]:
    """What the first line says: how many are decided, of how many."""
    done = re.search(r"(\d+) of (\d+)(?: · \d+ min)?$", terminal.lines[0])
    assert done is not None, terminal.text
    return int(done[1]), int(done[2])


def decided(number: int) -> str:
    return f" {number} of "


def is_whole(terminal: Terminal, rows: int) -> None:
    """See what every screen of a review must show: where one is, the claim, what the keys do."""
    assert terminal.lines[0].startswith((" flood.txt", " clinic.txt"))
    # The arrow stands at the current claim: in the article, and in the list.
    assert sum(line.count("▌") for line in terminal.lines) == 2, terminal.text
    assert "s sourced" in terminal.lines[rows - 2] + terminal.lines[rows - 1]
    assert terminal.lines[rows - 1].endswith("q quit")
    assert not any(line.endswith("…") for line in terminal.lines[rows - 2 :])
    assert "suggested" in terminal.text


def decisions(path: Path) -> Iterator[Decision]:
    yield from fold(read_journal(journal_of(path)).events).decisions


def test_two_drafts_from_the_first_claim_to_the_last(desk: Path, size: tuple[int, int]) -> None:
    rows, columns = size
    anew = rows == 24  # one of the three loads all that it needs, as a reviewer's does
    with reviewing(desk, "--by", "ana", *NAMES, rows=rows, columns=columns, anew=anew) as terminal:
        terminal.until(lambda text: " 0 of " in text and "finding" not in text)
        every = counted(terminal)[1]
        assert every > 8
        is_whole(terminal, rows)

        terminal.press("enter")
        terminal.until(decided(1))
        terminal.press("d")
        terminal.until(decided(2))
        terminal.press("z")
        terminal.until("undone: denied")
        terminal.press("Z")
        terminal.until("redone: denied")
        terminal.press("j")

        terminal.press("n")
        terminal.write("ask the board")
        terminal.press("enter")
        terminal.until("kept: note")
        terminal.press("e", "down", "space", "right", "right", "enter")
        terminal.until("kept: support")
        terminal.press("e", "u")
        terminal.write("example.org/board")
        terminal.press("enter")
        terminal.press("l")
        terminal.until("This claim")
        terminal.press("c")
        terminal.until("This claim conflicts")
        terminal.press("1")
        terminal.until("kept: link (conflicts)")
        terminal.press("i")
        for words in ("conflicts: ", "ask the board  ana", "https://example.org/board  ana"):
            terminal.until(words)
        terminal.press("escape")
        is_whole(terminal, rows)

        terminal.press("m", "left", "enter", "u")
        terminal.until(decided(3))
        terminal.press("a", "down", "space", "right", "enter", "s")
        terminal.until(f" 4 of {every + 1}")

        terminal.press("/")
        terminal.write("holm")
        terminal.until("“holm”")
        terminal.press("enter", "/", *["backspace"] * 4, "enter")
        terminal.until(lambda text: "“holm”" not in text)
        terminal.press("f")
        terminal.until("[ ] undecided")
        terminal.press("enter")
        terminal.until("[x] undecided")
        terminal.press("c", "escape")
        terminal.until(lambda text: "[ ]" not in text)
        is_whole(terminal, rows)
        terminal.press("q")
        terminal.until("everything is saved")

    with reviewing(desk, "--by", "ana", *NAMES, rows=rows, columns=columns) as terminal:
        terminal.until(lambda text: f" 4 of {every + 1}" in text and "finding" not in text)
        terminal.press("z")
        terminal.until("undone: sourced")
        terminal.press("Z")
        terminal.until("redone: sourced")
        terminal.press("j")
        for number in range(5, every + 2):
            is_whole(terminal, rows)
            terminal.press("sdux"[number % 4])
            terminal.until(decided(number))
        terminal.until("everything is decided; q quits")
        terminal.press("q")
        terminal.until(f"{every + 1} of {every + 1} decided; everything is saved")

    held = [decision for name in NAMES for decision in decisions(desk / name)]
    assert sum(d.is_decided for d in held) == every + 1
    assert [note.text for d in held for note in d.notes] == ["ask the board"]
    words, address = (support for d in held for support in d.supports)
    assert words.at is not None
    assert len(words.at.text.split()) == 3
    assert address.url == "https://example.org/board"
    assert [link.relation for d in held for link in d.links] == ["conflicts"]
    assert sum(d.added for d in held) == 1
    (mend,) = (e for e in read_journal(journal_of(desk / "flood.txt")).events if isinstance(e, Mended))
    assert mend.to.text == mend.anchor.text.rsplit(maxsplit=1)[0]


def test_words_alone_tell_the_labels_where_there_is_no_colour(desk: Path) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80, NO_COLOR="1") as terminal:
        terminal.until(lambda text: " 0 of " in text and "finding" not in text)
        terminal.press("s", "d", "u")
        terminal.until("✓ 1  ✗ 1  ? 1")
        terminal.press("g")
        terminal.write("warned twice")
        terminal.press("enter")
        terminal.until(lambda _: "warned twice" in terminal.reversed_words(12))
        terminal.press("e")
        terminal.until("Pick the support")
        assert len(terminal.reversed_words(12).split()) == 1
        terminal.press("escape")
        terminal.press("q")
        terminal.until("everything is saved")
    colours = re.findall(rb"\x1b\[(?:[\d;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25])(?:;[\d;]*)?m", terminal.raw)
    assert colours == []


def test_a_dumb_terminal_gets_the_plain_review(desk: Path) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", rows=24, columns=80, TERM="dumb") as terminal:
        terminal.until("s sourced  d denied")
        terminal.press("s")
        terminal.until("claim 2 of")
        terminal.press("n")
        terminal.until("note:")
        terminal.write("ask")
        terminal.press("enter", "d")
        terminal.until("claim 3 of")
        terminal.press("z")
        terminal.until("undone: denied")
        terminal.press("q")
        terminal.until(lambda text: re.search(r"\b1 of \d+ decided; everything is saved", text) is not None)
    # The prompt of a line may colour what is typed; nothing else may move or paint.
    assert re.findall(rb"\x1b\[\??[\d;]*[A-Za-ln-z]", terminal.raw) == []


def test_a_draft_is_edited_in_a_real_editor_and_found_again(desk: Path) -> None:
    with reviewing(
        desk, "--by", "ana", "flood.txt", rows=24, columns=80, EDITOR="sed -i 's/lost 40 houses/lost 44 houses/'"
    ) as terminal:
        terminal.until(lambda text: " 0 of " in text and "finding" not in text)
        terminal.press("g")
        terminal.write("40 houses")
        terminal.press("enter", "s")
        terminal.until(decided(1))
        terminal.press("o")
        terminal.until("found again: 1 changed, 0 gone")
        terminal.press("g", "2", "enter")
        terminal.until("a number: 40 → 44")
        terminal.press("q")
        terminal.until("everything is saved")


def test_the_mouse_chooses_claims_and_keys(desk: Path) -> None:
    with reviewing(desk, "--by", "ana", "flood.txt", rows=40, columns=120) as terminal:
        terminal.until(lambda text: " 0 of " in text and "finding" not in text)
        line = next(n for n, text in enumerate(terminal.lines) if "emerged" in text)
        terminal.click(line + 1, terminal.lines[line + 1].index("the gate was"))
        terminal.until(lambda text: "▌○  that the gate was tampered" in text or "▌" in terminal.lines[line + 1][:1])
        keys = terminal.lines[38]
        terminal.click(38, keys.index("u unevidenced"))
        terminal.until(decided(1))
        terminal.press("q")
        terminal.until("everything is saved")
    (one,) = (d for d in decisions(desk / "flood.txt") if d.is_decided)
    assert (one.label, one.anchor.text) == ("unevidenced", "the gate was tampered with")
