"""What is read off the states: lemmas by scripts, trees out of scores, and every layer on odd texts."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fact_check.language import parse
from fact_check.language.heads.lemmas import lemma_of, script
from fact_check.language.heads.parser import LONGEST
from fact_check.language.heads.trees import cycle, tree
from fact_check.language.layers import gelu


@pytest.mark.parametrize(
    ("form", "lemma", "written"),
    [
        pytest.param("Houses", "house", "l1|", id="an ending off"),
        pytest.param("denied", "deny", "l3|y", id="another ending"),
        pytest.param("went", "go", "l4|go", id="another word"),
        pytest.param("Osby", "Osby", "k0|", id="a name keeps its capital"),
        pytest.param("dam", "dam", "l0|", id="as it stands"),
    ],
)
def test_lemmas_are_written_as_scripts(form: str, lemma: str, written: str) -> None:
    assert script(form, lemma) == written
    assert lemma_of(form, written) == lemma


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_a_script_makes_the_lemma_that_it_was_made_of(form: str, lemma: str) -> None:
    assert lemma_of(form, script(form, lemma)) == lemma


def test_a_script_that_takes_more_letters_than_there_are_takes_none() -> None:
    assert lemma_of("as", "l4|go") == "as"
    assert lemma_of("as", "l2|") == "as"


def worth(scores: np.ndarray[tuple[int, ...], np.dtype[np.float32]], heads: tuple[int, ...]) -> float:
    return float(sum(scores[i, 0 if head == i else head + 1] for i, head in enumerate(heads)))


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_tree_is_the_best_of_all_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (size, size + 1)).astype(np.float32)
    scores[np.arange(size), np.arange(1, size + 1)] = -1e4
    trees = [
        heads
        for heads in itertools.product(range(size), repeat=size)
        if sum(head == i for i, head in enumerate(heads)) == 1 and not cycle(list(heads))
    ]
    assert worth(scores, tuple(tree(scores))) == pytest.approx(max(worth(scores, heads) for heads in trees), abs=1e-4)


@pytest.mark.parametrize(
    ("heads", "found"),
    [([0], []), ([1, 1, 1], []), ([1, 0, 2], [0, 1]), ([1, 2, 3, 1], [1, 2, 3]), ([1, 2, 2, 4, 3], [3, 4])],
)
def test_cycles_are_found(heads: list[int], found: list[int]) -> None:
    assert sorted(cycle(heads)) == found


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB9 .,“”'\n—é\u200b", max_size=80))
def test_every_sentence_has_one_root_and_no_tree_leaves_its_sentence(text: str) -> None:
    (doc,) = parse([text])
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
    assert all(token.dep_ and (token.tag_ or token.is_space) for token in doc)


def test_a_sentence_without_end_is_cut() -> None:
    (doc,) = parse(["word " * (3 * LONGEST)])
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST
    assert len(list(doc.sents)) > 2


def test_names_do_not_run_over_line_ends() -> None:
    (doc,) = parse(["A statement by Maria Holt\n\nMaria Holt, mayor of Osby, left."])
    assert all("\n" not in name.text for name in doc.ents)


def test_the_unit_is_the_usual_one() -> None:
    given_ = np.array([-3.0, -1.0, 0.0, 1.0, 3.0], dtype=np.float32)
    assert gelu(given_) == pytest.approx([-0.00405, -0.158655, 0, 0.841345, 2.99595], abs=1e-3)
