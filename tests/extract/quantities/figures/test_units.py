"""Units and rates behind a number."""

import pytest

from fact_check.extract.quantities.figures.units import phrase, rate_after, unit_after, unit_heads
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "unit"),
    [
        pytest.param("It fell 40 {percent} in May.", "percent", id="a-word"),
        pytest.param("It is 40 {sq} ft wide.", "square foot", id="two-words"),
        pytest.param("A 40{-}year lease was signed.", "year", id="a-hyphen"),
        pytest.param("It had 40 {boats} left.", None, id="none"),
    ],
)
def test_unit(marked: str, unit: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = unit_after(lex, at)
    assert (found and found[0].name) == unit


@pytest.mark.parametrize(
    ("marked", "money", "measured", "rate"),
    [
        pytest.param("It cost $40 {a} year.", True, False, "year", id="a-year"),
        pytest.param("It moved 40 km{/}h then.", False, True, "hour", id="a-slash"),
        pytest.param("It had 12 visits {per} day.", False, False, "day", id="per"),
        pytest.param("It killed 12 {a} week ago.", False, False, None, id="a-week-ago"),
    ],
)
def test_rate(marked: str, money: bool, measured: bool, rate: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = rate_after(lex, at, money=money, measured=measured)
    assert (found and found[0]) == rate


def test_what_a_unit_begins_with() -> None:
    assert {"percent", "km", "square"} <= unit_heads()
    assert "boats" not in unit_heads()


def test_a_units_words_are_cut_as_a_text_is() -> None:
    assert phrase("Km/h") == ("km", "/", "h")
    assert phrase("Km/h", lower=False) == ("Km", "/", "h")
