"""Words of one sense are near each other in the encoder's table."""

import pytest
import spacy

from fact_check.language import meanings
from fact_check.language.word_meanings import meanings_of


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("siren", "alarm", "carpet"), ("cow", "cattle", "window"), ("toll", "deaths", "piano")],
)
def test_near_and_far(word: str, near: str, far: str) -> None:
    known = meanings()
    assert known is not None
    one, like, unlike = known([word, near, far])
    assert one @ like > one @ unlike + 0.1
    assert one @ one == pytest.approx(1, abs=1e-4)


def test_words_that_nobody_knows_and_none() -> None:
    known = meanings()
    assert known is not None
    assert known(["zzqxv", ""]).shape == (2, known([]).shape[1])


def test_a_pipeline_without_our_encoder_has_none() -> None:
    assert meanings_of(spacy.blank("en")) is None
