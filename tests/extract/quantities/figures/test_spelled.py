"""Numbers in words, exact and vague."""

import pytest

from fact_check.extract.quantities.figures.spelled import spelled, vague
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        pytest.param("{two hundred and fifty thousand} people", "250000", id="a-chain"),
        pytest.param("{half a million} people", "500000", id="half-a-million"),
        pytest.param("{three quarters} of them", "0.75", id="a-part"),
        pytest.param("{forty-two} boats", "42", id="a-hyphen"),
        pytest.param("{boats} sank", None, id="none"),
    ],
)
def test_spelled(marked: str, value: str | None) -> None:
    lex, at, end = lexed(marked)
    found = spelled(lex, at, False)
    assert (found and (str(found.value), found.end)) == (value and (value, end))


@pytest.mark.parametrize(
    ("marked", "ends"),
    [
        pytest.param("{dozens} of boats", (12, 120), id="dozens"),
        pytest.param("won by {double digits}", (10, 99), id="double-digits"),
        pytest.param("a {triple-digit} lead", (100, 999), id="triple-digit"),
        pytest.param("{tens of thousands} of people", (10_000, 100_000), id="tens-of-thousands"),
        pytest.param("{several hundred} people", (300, 1000), id="several-hundred"),
        pytest.param("{a couple of} people", (2, None), id="a-couple"),
        pytest.param("{many} people", None, id="many"),
        pytest.param("{scores} for the visitors", None, id="a-player-scores"),
    ],
)
def test_vague(marked: str, ends: tuple[int, int | None] | None) -> None:
    lex, at, _ = lexed(marked)
    found = vague(lex, at)
    assert (found and (found.low, found.high)) == ends
