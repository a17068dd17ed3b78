"""Currencies before and behind their numbers."""

from decimal import Decimal

import pytest

from fact_check.extract.quantities.figures.money import (
    currency_after,
    currency_before,
    currency_heads,
    currency_tails,
    dollars_of,
)
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        pytest.param("It cost {$}40.", "USD", id="a-sign"),
        pytest.param("It cost {US} $40.", "USD", id="a-country-and-a-sign"),
        pytest.param("It cost {EUR} 40.", "EUR", id="a-code"),
        pytest.param("It cost {RM}79.", "MYR", id="letters"),
        pytest.param("It cost {them} 40.", None, id="none"),
    ],
)
def test_before(marked: str, code: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = currency_before(lex, at)
    assert (found and found[0].name) == code


@pytest.mark.parametrize(
    ("marked", "sums", "code"),
    [
        pytest.param("It cost 40 {yuan} a day.", False, "CNY", id="a-word"),
        pytest.param("It cost 40 {Hong} Kong dollars.", False, "HKD", id="a-country"),
        pytest.param("It cost 40 {JPY} a day.", False, "JPY", id="a-code"),
        pytest.param("It cost 40 million {won} a day.", True, "KRW", id="a-large-sum"),
        pytest.param("The 40 {won} their races.", False, None, id="a-verb"),
    ],
)
def test_behind(marked: str, sums: bool, code: str | None) -> None:
    lex, at, _ = lexed(marked)
    found = currency_after(lex, at, Decimal(40), sums=sums)
    assert (found and found[0].name) == code


def test_whose_dollars_is_said_behind_the_number() -> None:
    lex, at, end = lexed("It cost {$40} Cdn a day.")
    before = currency_before(lex, at)
    assert before is not None
    assert dollars_of(lex, before[0], end)[0].name == "CAD"


def test_what_a_currency_begins_with() -> None:
    assert {"$", "eur"} <= currency_heads()
    assert "$" in currency_tails()["us"]
