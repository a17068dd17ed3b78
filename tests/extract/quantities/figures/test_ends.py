"""Two numbers as the ends of one: which agree, and what they lend each other."""

import pytest

from fact_check.extract.quantities.figures.amounts import Amount, single
from fact_check.extract.quantities.figures.ends import agree, ends_of, noun_at, other_end, span_of
from fact_check.extract.quantities.figures.lexemes import Lexemes
from tests.extract.quantities.figures.lexed import lexed


def two(marked: str) -> tuple[Lexemes, Amount, Amount]:
    """Read the marked number, and the one behind the word after it."""
    lex, at, _ = lexed(marked)
    first = single(lex, at, set())
    assert first is not None
    second = other_end(lex, first.end + 1, set(), first=first)
    assert second is not None
    return lex, first, second


@pytest.mark.parametrize(
    ("marked", "ends"),
    [
        pytest.param("It takes {5} to 7 million people.", (5_000_000, 7_000_000), id="a-magnitude-lent"),
        pytest.param("It takes {5} to about 7 people.", (5, 7), id="a-bound-between"),
        pytest.param("It costs {$5} to 7 a day.", (5, 7), id="a-currency-shared"),
        pytest.param("It had {1,300} to 1,400 people.", (1300, 1400), id="written-out"),
    ],
)
def test_both_ends(marked: str, ends: tuple[int, int]) -> None:
    lex, first, second = two(marked)
    assert agree(lex, first, second, loose=True)
    assert ends_of(lex, first, second) == ends
    whole = span_of(lex, first, second)
    assert (whole.low, whole.high, whole.start, whole.end) == (*ends, first.start, second.end)


def test_measures_of_other_kinds_are_no_ends_of_one() -> None:
    lex, first, second = two("It ran {5 km} to 7 hours.")
    assert not agree(lex, first, second, loose=False)


def test_a_noun_may_be_counted_and_a_joining_word_not() -> None:
    lex, at, _ = lexed("It had 5 {boats} and rafts.")
    assert noun_at(lex, at)
    assert not noun_at(lex, at + 1)
