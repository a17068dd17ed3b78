"""Text of articles, journals and file names, made inert: nothing of it commands a terminal or a workflow's log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fact_check.output.sanitize import inert, inert_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x9bb", "a\ufffdb"),
        ("a\u202eb", "a\ufffdb"),
        ("::error::no", "꞉꞉error::no"),
        ("pond on ::error file=a,line=1::no", "pond on ꞉꞉error file=a,line=1::no"),
        ("::stop-commands::x", "꞉꞉stop-commands::x"),
        ("##[group]x", "＃＃[group]x"),
        ("##vso[task.complete]", "＃＃vso[task.complete]"),
        ("std::vector", "std::vector"),
        ("at 12::30", "at 12::30"),
        ("## A heading", "## A heading"),
    ],
)
def test_inert(text: str, shown: str) -> None:
    assert inert(text) == shown


@given(st.text())
def test_a_code_point_stands_for_a_code_point(text: str) -> None:
    assert len(inert(text)) == len(text)
    assert inert(inert(text)) == inert(text)


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert len(inert_line(text).splitlines()) <= 1
