"""Words are found where they stand between others, the nearest first, as reading the whole text would find them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fact_check.ledger.occurrences import NEAREST, Occurrences

TEXT = "40 people left. Ten of 140 people left; 40 people came, 40 percent of them late."


@pytest.mark.parametrize(
    ("words", "at", "places"),
    [
        pytest.param("40 people", 0, [0, 40], id="not within a number"),
        pytest.param("40 people", 60, [40, 0], id="the nearest first"),
        pytest.param("people left", 3, [3, 27], id="as it was"),
        pytest.param("people le", 3, [], id="not within a word"),
        pytest.param("women", 0, [], id="not there"),
        pytest.param("came, 40 percent", -90, [50], id="from before the text"),
        pytest.param(", ", 10**9, [54], id="signs alone, from behind the text"),
        pytest.param("", 3, [], id="nothing"),
    ],
)
def test_words_are_found_between_others(words: str, at: int, places: list[int]) -> None:
    assert Occurrences(TEXT).near(words, at) == places


@given(
    st.lists(st.sampled_from(["ab", "ab c", "40", ",", "-", "é", "ab ab"]), max_size=30).map(" ".join),
    st.sampled_from(["ab", "ab ab", "c ab", "40", ",", "- -", "é", "ab c ab"]),
    st.integers(-5, 90),
)
def test_they_are_found_as_by_reading_the_text(text: str, words: str, at: int) -> None:
    every = [n for n in range(len(text)) if text.startswith(words, n)]
    found = Occurrences(text)
    standing = [n for n in every if found.near(words, n)[:1] == [n]]
    assert found.near(words, at) == sorted(standing, key=lambda n: (abs(n - at), n))[:NEAREST]
    assert set(every) - set(standing) == {n for n in every if not found._is_bounded(n, n + len(words))}


def test_of_many_places_the_nearest_are_tried() -> None:
    text = "40 left. " * 5000
    assert Occurrences(text).near("40 left", 9 * 2500)[:3] == [9 * 2500, 9 * 2499, 9 * 2501]
    assert Occurrences("! " * 5000).near("!", 5000)[:3] == [5000, 4998, 5002]
