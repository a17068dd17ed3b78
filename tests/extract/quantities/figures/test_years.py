"""Four digits that are a year, ranges of years, and decades."""

import pytest

from fact_check.extract.quantities.figures.years import counted_noun, decade, is_year, year_like, year_range
from tests.extract.quantities.figures.lexed import lexed, texts


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("It opened in {1994}.", True, id="in"),
        pytest.param("The {2014} season was short.", True, id="a-season"),
        pytest.param("It has {2000} hires.", False, id="a-count"),
        pytest.param("It answered a {2012} records request.", True, id="after-an-article"),
        pytest.param("It studied the fields over {2000} - 2050.", True, id="the-first-of-a-span"),
        pytest.param("It studied the fields over 2000 - {2050}.", True, id="the-last-of-a-span"),
        pytest.param("It lost over {2000} - 1500 of them old - boats.", False, id="no-span"),
        pytest.param("It cost ${1994}.", False, id="money"),
        pytest.param("It has {994} boats.", False, id="three-digits"),
    ],
)
def test_is_year(marked: str, told: bool) -> None:
    lex, at, _ = lexed(marked)
    assert is_year(lex, at) is told
    assert year_like(lex, at) or not told


@pytest.mark.parametrize(
    ("marked", "second"),
    [
        pytest.param("the {2014}-15 season", ["15"], id="a-season"),
        pytest.param("from {1980} to 1988", ["1988"], id="to"),
        pytest.param("in {1980}, 12 boats", [], id="none"),
    ],
)
def test_year_range(marked: str, second: list[str]) -> None:
    lex, at, _ = lexed(marked)
    taken: set[int] = set()
    year_range(lex, at, taken)
    assert texts(lex, taken) == second


@pytest.mark.parametrize(
    ("marked", "taken"),
    [
        pytest.param("in the {80}s", ["80"], id="the-80s"),
        pytest.param("the class of '{68} met", ["68"], id="a-short-year"),
        pytest.param("in his {50}s", [], id="an-age"),
    ],
)
def test_decade(marked: str, taken: list[str]) -> None:
    lex, at, _ = lexed(marked)
    found: set[int] = set()
    decade(lex, at, found)
    assert texts(lex, found) == taken


def test_a_plural_is_counted() -> None:
    lex, at, _ = lexed("It has 2000 {hires} so far.")
    assert counted_noun(lex, at)
    assert not counted_noun(lex, at + 1)
