"""Positions of an editor and offsets into a text, in each of the units that an editor may count in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from fact_check.lsp.positions import Lines, length, width

LETTERS = st.sampled_from(list("aé中😀\u2028\x0c\u0085\r\n \U0001f1e9"))
TEXTS = st.text(LETTERS, max_size=40)
UNITS = st.sampled_from(["utf-8", "utf-16", "utf-32"])


@pytest.mark.parametrize(
    ("text", "offset", "line", "character"),
    [
        pytest.param("40 died", 3, 0, 3, id="ascii"),
        pytest.param("😀 40 died", 2, 0, 3, id="an emoji is two"),
        pytest.param("👨‍👩‍👧 40", 6, 0, 9, id="a family is eight"),
        pytest.param("大水 40 人", 3, 0, 3, id="a Chinese character is one"),
        pytest.param("𠮷 40", 2, 0, 3, id="a rare one is two"),
        pytest.param("a\r\nb😀c", 5, 1, 3, id="a line end of two"),
        pytest.param("a\rb", 2, 1, 0, id="a line end of old"),
        pytest.param("a\u2028b", 2, 0, 2, id="a line separator ends no line"),
        pytest.param("a\x0cb\x0bc\x85d", 6, 0, 6, id="nor does a form feed"),
        pytest.param("a\n", 2, 1, 0, id="after the last line end"),
    ],
)
def test_a_place(text: str, offset: int, line: int, character: int) -> None:
    lines = Lines(text)
    assert lines.position(offset) == types.Position(line, character)
    assert lines.offset(types.Position(line, character)) == offset


@pytest.mark.parametrize(
    ("line", "character", "offset"),
    [
        pytest.param(0, 99, 4, id="beyond a line is its end"),
        pytest.param(9, 0, 7, id="beyond the text is its end"),
        pytest.param(0, 1, 0, id="within a character is before it"),
    ],
)
def test_a_place_that_is_none(line: int, character: int, offset: int) -> None:
    assert Lines("😀 40\nab").offset(types.Position(line, character)) == offset


@given(TEXTS, UNITS, st.integers(0, 40))
def test_there_and_back(text: str, units: str, offset: int) -> None:
    lines = Lines(text, units)
    offset = min(offset, len(text))
    if text[offset - 1 : offset + 1] == "\r\n":  # no editor's caret stands there
        offset += 1
    assert lines.offset(lines.position(offset)) == offset


@given(TEXTS, UNITS)
def test_units_are_those_of_python(text: str, units: str) -> None:
    encoded = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[units]
    name = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[units]
    assert length(text, units) == len(text.encode(name)) // encoded == sum(width(each, units) for each in text)


@given(TEXTS, TEXTS, UNITS, st.integers(0, 40), st.integers(0, 40))
def test_an_edit_is_what_python_would_do(text: str, new: str, units: str, start: int, end: int) -> None:
    lines = Lines(text, units)
    places = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n"]
    start, end = sorted((places[start % len(places)], places[end % len(places)]))
    change = types.TextDocumentContentChangePartial(lines.range(start, end), new)
    assert lines.edited([change]).text == text[:start] + new + text[end:]


def test_edits_are_each_in_the_text_that_the_one_before_left() -> None:
    at = types.Position(0, 0)
    put = [types.TextDocumentContentChangePartial(types.Range(at, at), letter) for letter in "😀b"]
    assert Lines("c").edited(put).text == "b😀c"


def test_a_lone_surrogate_is_one_character() -> None:
    assert Lines("a\ud800b").text == "a\ufffdb"
