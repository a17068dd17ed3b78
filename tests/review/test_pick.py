"""Picking words: typed, and one by one."""

import pytest

from fact_check.review.looks import TERMINAL
from fact_check.review.panes.picking import Purpose, hint
from fact_check.review.pick import find_words, picker

TEXT = "The gate stood open. Nobody shut\nthe gate for three hours."


@pytest.mark.parametrize(
    ("typed", "near", "expected"),
    [
        ("gate", 0, "gate"),
        ("the GATE", 0, "The gate"),
        ("the gate", 60, "the gate"),
        ("nobody  shut the", 0, "Nobody shut\nthe"),
        ("the gate … open", 0, "The gate stood open"),
        ("the gate...hours", 40, "the gate for three hours"),
        ("gate … nowhere", 0, None),
        ("gate.", 0, None),
        ("", 0, None),
        ("…", 0, None),
    ],
)
def test_typed_words_are_found(typed: str, near: int, expected: str | None) -> None:
    found = find_words(TEXT, typed, near=near)
    assert (TEXT[found.start : found.end] if found else None) == expected


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ("", "gate"),
        (">", "stood"),
        ("<<<", "The"),  # no further than the first word
        (" >>", "gate stood open."),
        (" ><", "gate"),
        (" <<", "gate"),  # a pick stops where its ends meet
        (" >> >", "Nobody"),  # let go, and move on
        (" >|<", "The gate stood"),
        (" >|>", "stood"),
    ],
)
def test_keys_pick(moves: str, expected: str) -> None:
    pick = picker(TEXT, 4, 8, whole=False)
    assert pick is not None
    for move in moves:
        match move:
            case " ":
                pick = pick.begun()
            case "|":
                pick = pick.other_end()
            case _:
                pick = pick.to(pick.cursor + (1 if move == ">" else -1))
    assert TEXT[pick.piece.start : pick.piece.end] == expected


def test_a_text_without_words_has_nothing_to_pick() -> None:
    assert picker(" \n ", 0, 0, whole=False) is None


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("purpose", Purpose)
def test_the_keys_that_pick_are_said_on_two_lines(purpose: Purpose, width: int) -> None:
    lines = hint(purpose, TERMINAL, width).plain.split("\n")
    assert len(lines) <= 2
    assert all(len(line) <= width for line in lines)
    assert "⏎" in lines[-1] or "⏎" in lines[0]
    assert "esc cancel" in "".join(lines)


def test_a_pick_says_that_the_mouse_works_too() -> None:
    assert "mouse drag" in hint(Purpose.ADD, TERMINAL, 120).plain
