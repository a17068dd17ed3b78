"""Claims of a stretch are compared all at once, as each two of them would be."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from fact_check.relate.likeness import Likeness, likeness

Floats = NDArray[np.float32]
EAST, NORTH = np.eye(2, dtype=np.float32)
NORTH_EAST = (EAST + NORTH) / np.float32(np.sqrt(2))
NONE = np.zeros((0, 2), dtype=np.float32)


def rows(*vectors: Floats) -> Floats:
    return np.stack(vectors) if vectors else NONE


def weights(*each: float) -> Floats:
    return np.array(each, dtype=np.float32)


def table(words: Sequence[Floats], weighed: Sequence[Floats], speakers: Sequence[Floats]) -> Likeness:
    return likeness([4, 7, 9][: len(words)], words, weighed, speakers)


def test_claims_are_found_by_their_numbers() -> None:
    three = table([rows(EAST)] * 3, [weights(1)] * 3, [NONE] * 3)
    assert three.place(7) == 1
    assert three.places(np.array([9, 4])).tolist() == [2, 0]


def test_each_word_meets_the_nearest_of_another_claim() -> None:
    two = table([rows(EAST, NORTH), rows(NORTH_EAST)], [weights(1, 0.5), weights(1)], [NONE, NONE])
    assert two.nearest[two.words[0]][:, 1] == pytest.approx([0.7071, 0.3536], abs=1e-4)
    assert two.nearest[two.words[1]][:, 0] == pytest.approx([0.7071], abs=1e-4)


def test_claims_are_as_near_as_the_mean_of_both_ways() -> None:
    two = table([rows(EAST, NORTH), rows(EAST)], [weights(1, 1), weights(1)], [NONE, NONE])
    assert two.near == pytest.approx(np.array([[1, 0.75], [0.75, 1]]), abs=1e-6)


def test_speakers_are_compared_with_words_and_with_each_other() -> None:
    two = table([rows(EAST), rows(NORTH)], [weights(1), weights(1)], [rows(NORTH), rows(NORTH_EAST)])
    assert two.to_speaker == pytest.approx(np.array([[0, 0.7071], [1, 0.7071]]), abs=1e-4)
    assert two.speakers == pytest.approx(np.array([[1, 0.7071], [0.7071, 1]]), abs=1e-4)


def test_who_has_no_words_is_near_to_nothing() -> None:
    two = table([NONE, rows(EAST)], [weights(), weights(1)], [rows(EAST), NONE])
    assert two.near[0].tolist() == [0, 0]
    assert two.nearest[two.words[1]][:, 0].tolist() == [0]
    assert two.speakers.tolist() == [[1, 0], [0, 0]]
