"""`none` and `nobody` as zero, where they answer a count."""

import pytest

from fact_check.extract.quantities.figures.lexemes import Sort, lexemes
from fact_check.extract.quantities.figures.zeros import zeros


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Spain had 12 shots, Harwick had none.", ["none"], id="answers"),
        pytest.param("Nobody was hurt.", ["Nobody"], id="harmed"),
        pytest.param("It lost none of the 12 boats.", ["none"], id="of-them"),
        pytest.param("Nobody asked why.", [], id="no-count"),
    ],
)
def test_zeros(text: str, words: list[str]) -> None:
    lex = lexemes(text)
    counts = [(i, i + 1) for i, x in enumerate(lex) if x.sort is Sort.DIGITS]
    found = list(zeros(lex, counts))
    assert [lex[a.start].text for a in found] == words
    assert all(a.value == 0 for a in found)
