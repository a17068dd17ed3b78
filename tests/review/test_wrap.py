"""Lines on a screen: nothing lost, nothing too wide, and every place found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fact_check.review.panes.wrap import wrap

TEXTS = st.text(st.sampled_from("ab é漢 \n.🎈"), max_size=120)


@given(TEXTS, st.integers(8, 40))
def test_lines_hold_the_whole_text_and_fit(text: str, width: int) -> None:
    lines = wrap(text, width)
    shown = "".join(text[start:end] for start, end in lines.spans)
    assert shown.replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(cell_len(text[start:end]) <= width for start, end in lines.spans)


@given(TEXTS.filter(str.strip), st.integers(8, 40))
def test_a_place_on_the_screen_is_a_place_in_the_text(text: str, width: int) -> None:
    lines = wrap(text, width)
    for line, (start, end) in enumerate(lines.spans):
        for at in range(start, end):
            if cell_len(text[at]) > 0:
                assert lines.line_of(at) == line
                assert lines.offset_at(line, cell_len(text[start:at])) == at


@pytest.mark.parametrize(("line", "column"), [(-1, 0), (5, 0), (0, 3), (0, -1)])
def test_beside_the_text_there_is_nothing(line: int, column: int) -> None:
    assert wrap("abc\nd", 10).offset_at(line, column) is None
