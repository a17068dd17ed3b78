"""Grades, multiples, articles that count, and ranks."""

import pytest

from fact_check.extract.quantities.figures.grades import article_unit, graded, multiple, rank_at
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        pytest.param("A {magnitude} 6.3 quake struck.", "6.3", id="magnitude"),
        pytest.param("A {category} 5 storm struck.", "5", id="category"),
        pytest.param("Its {magnitude} was felt.", None, id="without-a-number"),
    ],
)
def test_graded(marked: str, value: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = graded(lex, at, set())
    assert (found and str(found.value)) == value


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        pytest.param("It rose {twice} as fast.", 2, id="twice"),
        pytest.param("The toll {doubled} in May.", 2, id="doubled"),
        pytest.param("A {sixfold} rise was seen.", 6, id="sixfold"),
        pytest.param("A {single} rise was seen.", None, id="none"),
    ],
)
def test_multiple(marked: str, value: int | None) -> None:
    lex, at, _ = lexed(marked)
    found = multiple(lex, at)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("marked", "unit"),
    [
        pytest.param("It sank {an} hour later.", "hour", id="an-hour"),
        pytest.param("He was jailed for {a} year.", "year", id="a-year"),
        pytest.param("It sank near {a} pier.", None, id="no-unit"),
    ],
)
def test_an_article_counts_one(marked: str, unit: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = article_unit(lex, at)
    assert (found and (found.value, found.measure)) == (unit and (1, unit))


@pytest.mark.parametrize(
    ("marked", "rank"),
    [
        pytest.param("It is the {third}-largest port.", (3, True), id="largest"),
        pytest.param("It was ranked {3rd} of all.", (3, True), id="ranked"),
        pytest.param("The {third} debate was short.", (3, False), id="counts-off"),
        pytest.param("The {thirsty} crew was short.", None, id="none"),
    ],
)
def test_rank(marked: str, rank: tuple[int, bool] | None) -> None:
    lex, at, _ = lexed(marked)
    found = rank_at(lex, at)
    assert (found and (found[0].value, found[1])) == rank
