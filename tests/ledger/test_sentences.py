"""The sentences that are most like others are found as by comparing every one of them, but without doing so."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from fact_check.ledger.sentences import Likest, Sentence, Sentences


def sentences(text: str) -> Sentences:
    found, at = [], 0
    for each in text.split("."):
        found.append(Sentence(at, at + len(each) + 1, tuple(each.split())))
        at += len(each) + 1
    return Sentences([each for each in found if each.keys])


@pytest.mark.parametrize(
    ("keys", "width", "is_like"),
    [
        pytest.param("the dam burst late", 1, " The dam burst.", id="a word more"),
        pytest.param("40 people left", 1, " 50 people left.", id="another number"),
        pytest.param("50 people left It was cold", 2, " 50 people left. It was cold.", id="two sentences"),
        pytest.param("people left It was", 1, " 50 people left. It was cold.", id="one that is two now"),
        pytest.param("nobody came", 1, None, id="nothing like it"),
        pytest.param("", 1, None, id="no words"),
    ],
)
def test_the_likest_is_found(keys: str, width: int, is_like: str | None) -> None:
    text = "Ida spoke. The dam burst. Bo Lind spoke. 50 people left. It was cold."
    found = sentences(text).likest(keys.split(), width, -100, stays=0.25, around=0)
    assert (text[found.start : found.end] if found else None) == is_like


def test_a_sentence_in_the_old_place_is_preferred() -> None:
    text = "Bo left the mill. Ida left the dam. Bo left the old mill."
    found = sentences(text).likest(["Bo", "left", "the", "old", "dam"], 1, 0, stays=0.25, around=4)
    assert found is not None
    assert found.start == 0


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=12), WORDS, st.integers(1, 3), st.integers(0, 40))
def test_the_likest_is_that_of_all(each: list[list[str]], keys: list[str], width: int, at: int) -> None:
    text = ".".join(" ".join(words) for words in each)
    every, made = [], sentences(text)
    for size, first in product((width, width + 1), range(len(made._all))):
        these = made._all[first : first + size]
        shared = sum(len(set(keys) & set(one.keys)) for one in these)
        if len(these) == size and shared * 3 >= len(set(keys)):
            like = Indel.normalized_similarity(keys, [key for one in these for key in one.keys])
            every.append((like + 0.25 * (abs(these[0].start - at) <= 8), these[0].start, these[-1].end, like))
    best = max(every, key=lambda one: one[0], default=None)
    found = made.likest(keys, width, at, stays=0.25, around=8)
    assert found == (Likest(*best[1:]) if best and best[3] else None)
