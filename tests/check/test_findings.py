"""Where findings stand, and what they are called from run to run."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fact_check.check.findings import Lines, fails, fingerprints
from fact_check.severity import Severity


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        pytest.param("one two", 4, 7, (1, 5, 1, 8), id="one line"),
        pytest.param("one\ntwo", 4, 7, (2, 1, 2, 4), id="second line"),
        pytest.param("one\r\ntwo", 5, 8, (2, 1, 2, 4), id="CRLF is one line end"),
        pytest.param("one\rtwo", 4, 7, (2, 1, 2, 4), id="an old line end"),
        pytest.param("one\r\n\r\ntwo", 7, 10, (3, 1, 3, 4), id="an empty line"),
        pytest.param("one\ntwo\nsix", 0, 9, (1, 1, 3, 2), id="over lines"),
        pytest.param("a\u2028b\x0cc\x85d", 6, 7, (1, 7, 1, 8), id="what editors take for no line end"),
        pytest.param("", 0, 0, (1, 1, 1, 1), id="empty"),
        pytest.param("one\n", 4, 4, (2, 1, 2, 1), id="at the end"),
    ],
)
def test_place(text: str, start: int, end: int, expected: tuple[int, int, int, int]) -> None:
    p = Lines(text).place(start, end)
    assert (p.line, p.column, p.end_line, p.end_column) == expected


TEXTS = st.text(st.sampled_from("ab é漢\n\r😀"), max_size=60)


@given(text=TEXTS, data=st.data())
def test_a_place_leads_back_to_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(text[max(start - 1, 0) : start + 1] != "\r\n")
    place = Lines(text).place(start, end)
    assert place.context[place.at : place.at + place.length] == text[start : start + place.length]
    line = re.split(r"\r\n|\r|\n", text)[place.line - 1]
    assert line[place.column - 1 :].startswith(re.split(r"[\r\n]", text[start:end])[0])
    assert place.byte_column == len(line[: place.column - 1].encode()) + 1


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("cd")), max_size=20))
def test_fingerprints_are_unique_and_stable(parts: list[tuple[str, str]]) -> None:
    names = fingerprints(parts)
    assert len(set(names)) == len(parts)
    assert fingerprints(parts) == names
    assert fingerprints([*parts, ("z", "z")])[:-1] == names, "what follows changes nothing before it"


def test_a_fingerprint_depends_on_where_its_parts_end() -> None:
    assert len(set(fingerprints([("ab", "c"), ("a", "bc")]))) == 2


@pytest.mark.parametrize(
    ("severity", "fail_on", "expected"),
    [
        (Severity.ERROR, "error", True),
        (Severity.WARNING, "error", False),
        (Severity.WARNING, "warning", True),
        (Severity.INFO, "info", True),
        (Severity.ERROR, "never", False),
    ],
)
def test_what_fails(severity: Severity, fail_on: str, expected: bool) -> None:
    assert fails(severity, fail_on) is expected
