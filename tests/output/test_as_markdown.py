"""Markdown that shows a text and does nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyromark import events

from fact_check.output.as_markdown import as_markdown


@pytest.mark.parametrize(
    "text",
    [
        "*so* _said_ `he` ~~not~~",
        "a | b",
        "[click](http://x.example)",
        "![x](y)",
        "www.evil.example",
        "ftp://evil.example",
        "<script>alert(1)</script>",
        "&lt;b&gt; & co",
        "# no heading",
        "- no list",
        "1. no list",
        "$x$",
        "\\*",
    ],
)
def test_the_text_is_shown_as_it_is(text: str) -> None:
    parsed = [event for event in events(as_markdown(text)) if isinstance(event, dict)]
    kinds = {kind for event in parsed for kind in event}
    shown = "".join(event["Text"] for event in parsed if "Text" in event)
    assert (shown, kinds - {"Start", "End"}) == (text, {"Text"})


@pytest.mark.parametrize("text", ["ask @editor", "write to a@b.example"])
def test_nobody_is_mentioned(text: str) -> None:
    assert "@\u2060" in as_markdown(text)


@pytest.mark.parametrize("text", ["www.x.example", "https://x.example", "ftp://x.example"])
def test_an_address_is_no_link(text: str) -> None:
    assert "www." not in as_markdown(text)
    assert "\\:" in as_markdown(text) or ":" not in text


@given(st.text())
def test_it_is_one_line(text: str) -> None:
    assert len(as_markdown(text).splitlines()) <= 1
