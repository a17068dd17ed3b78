"""JSON says the same text, and none of its characters acts on who reads it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fact_check.output.as_json import as_json
from fact_check.output.sanitize import ACTIVE


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("café “quoted”", '"café “quoted”"'),
        ("a\x1bb", '"a\\u001bb"'),
        ("a\x7fb", '"a\\u007fb"'),
        ("a\x9bb", '"a\\u009bb"'),
        ("a\u202eb", '"a\\u202eb"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("a\U000e0041b", '"a\\udb40\\udc41b"'),
        ("a\ud800b", '"a\\ud800b"'),
        ("a</script>", '"a</script>"'),
    ],
)
def test_what_is_written(text: str, written: str) -> None:
    assert as_json(text) == written


def test_what_goes_into_a_page_holds_no_tag() -> None:
    assert as_json({"a": "</script>"}, embeddable=True) == '{"a": "\\u003c/script\\u003e"}'


@given(st.recursive(st.text() | st.integers() | st.none(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_a_reader_gets_the_same_value(value: object) -> None:
    for embeddable in (False, True):
        written = as_json(value, indent=1, embeddable=embeddable)
        assert json.loads(written) == value
        assert not ACTIVE.search(written)
