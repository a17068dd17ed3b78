"""The attribution component by itself: what it reads of a Doc, how it decodes, what it leaves on a Doc."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from fact_check.language.attribution import GROUP, AttributionMarker, Marked, attributions
from fact_check.language.attribution.decode import FLAT, ROLE, best_roles, cue_candidates, own, pieces, trimmed
from fact_check.language.attribution.layout import QUOTES, RELATIONS, layout, relations

WIDTH = 8


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def with_states(doc: Doc, seed: int = 52) -> Doc:
    """Give every word a state of its own that says nothing, as an encoder that has learned nothing would."""
    doc.tensor = np.array(
        [np.random.default_rng([seed, len(token), ord(token.text[0])]).normal(0, 1, WIDTH) for token in doc],
        dtype=np.float32,
    ).reshape(len(doc), WIDTH)
    return doc


def random_marker(seed: int = 52) -> AttributionMarker:
    """Build a component of the right shapes that has learned nothing, so that it marks freely."""
    draw = np.random.default_rng(seed)
    pair = 6

    def some(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return draw.normal(0, 1, shape).astype(np.float32)

    shapes = {"flat": (WIDTH, len(FLAT)), "role": (pair, len(ROLE))}
    shapes |= dict.fromkeys(("cue", "token", "cue_times", "token_times"), (WIDTH, pair))
    shapes |= {f"convs.{k}": (3 * pair, pair) for k in range(2)}
    arrays = {"distance": some(161, pair), "relation": some(RELATIONS, pair)}
    for name, shape in shapes.items():
        arrays[f"{name}.weight"], arrays[f"{name}.bias"] = some(*shape), some(shape[1])
    marker = AttributionMarker()
    marker.set(arrays, numbers={"confidence": [0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0], "threshold": [0.5]})
    return marker


@pytest.fixture
def free() -> AttributionMarker:
    return random_marker()


@pytest.fixture(scope="module")
def seen(blank: Language) -> Callable[[str], Doc]:
    return lambda text: with_states(blank(text))


def test_it_marks_nothing_before_it_is_trained(blank: Language) -> None:
    doc = AttributionMarker()(blank("The mayor said that 40 houses burned."))
    assert attributions(doc) == ()
    assert list(doc.spans[GROUP]) == []


def test_a_doc_that_it_has_not_seen_has_no_attributions(blank: Language) -> None:
    assert attributions(blank("The mayor said so.")) == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "'", '"""', "said", "\u200b", "” said “"])
def test_odd_texts_are_no_error(seen: Callable[[str], Doc], free: AttributionMarker, text: str) -> None:
    doc = free(seen(text))
    assert all(0 <= one.cue[0] < one.cue[1] <= len(doc) for one in attributions(doc, 0))


@given(st.text(alphabet="ab “”\"'‘’\n.,:", max_size=120), st.sampled_from([10, 26, 52, 55]))
@settings(max_examples=60, deadline=None)
def test_whatever_it_marks_lies_in_the_text(seen: Callable[[str], Doc], text: str, seed: int) -> None:
    doc = random_marker(seed)(seen(text))
    taken: set[int] = set()
    for one in attributions(doc, 0):
        assert 0 <= one.score <= 1
        for first, last in (one.cue, *one.content, *([one.source] if one.source else [])):
            assert 0 <= first < last <= len(doc)
        content = {token for first, last in one.content for token in range(first, last)}
        assert not content & taken, "two contents share a token"
        assert not content & set(range(*one.cue)), "a cue lies in its own content"
        taken |= content


def test_marks_survive_being_written_and_read(
    blank: Language, seen: Callable[[str], Doc], free: AttributionMarker
) -> None:
    doc = free(seen("The mayor said that 40 houses burned. “We know,” Ana Pop added on Friday."))
    assert attributions(doc, 0)
    again = next(DocBin(docs=[doc], store_user_data=True).get_docs(blank.vocab))
    assert attributions(again, 0) == attributions(doc, 0)
    assert attributions(Doc(blank.vocab).from_bytes(doc.to_bytes()), 0) == attributions(doc, 0)


def test_weights_survive_being_written_and_read(
    seen: Callable[[str], Doc], free: AttributionMarker, tmp_path: Path
) -> None:
    text = "The mayor said that 40 houses burned. “We know,” Ana Pop added on Friday."
    first = AttributionMarker().from_bytes(free.to_bytes())
    first.to_disk(tmp_path / "attribution")
    second = AttributionMarker().from_disk(tmp_path / "attribution")
    assert second.to_bytes() == first.to_bytes()
    assert attributions(second(seen(text)), 0) == attributions(first(seen(text)), 0) != ()


def test_an_untrained_component_survives_being_written_and_read(tmp_path: Path) -> None:
    AttributionMarker().to_disk(tmp_path)
    assert AttributionMarker().from_disk(tmp_path).network is None


def test_spacy_builds_it_by_name(blank: Language) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("fact_check_attribution", config={"threshold": 0.8})
    doc = nlp("The mayor said so.")
    assert doc.spans[GROUP].attrs["threshold"] == 0.8


OUTSIDE, OPENS, WITHIN, CLOSES, RUNS_ON, REPEATS, SINGLE, SINGLE_MARK = range(8)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        pytest.param("“ a b ” c", [OPENS, WITHIN, WITHIN, CLOSES, OUTSIDE], id="curly"),
        pytest.param('" a " c', [OPENS, WITHIN, CLOSES, OUTSIDE], id="straight"),
        pytest.param("« a » c", [OPENS, WITHIN, CLOSES, OUTSIDE], id="guillemets"),
        pytest.param("‘ a ’ c", [SINGLE_MARK, SINGLE, SINGLE_MARK, OUTSIDE], id="single"),
        pytest.param("a 'tis b ’ c", [OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE], id="an apostrophe in a word"),
        pytest.param("a 'T b ’ c", [OUTSIDE, SINGLE_MARK, SINGLE, SINGLE_MARK, OUTSIDE], id="a mark that clings"),
        pytest.param("a ” b", [OUTSIDE, CLOSES, OUTSIDE], id="closed but never opened"),
        pytest.param("“ a \n\n b", [OPENS, WITHIN, WITHIN, OUTSIDE], id="never closed"),
        pytest.param("“ a \n\n “ b ” c", [OPENS, WITHIN, WITHIN, REPEATS, RUNS_ON, CLOSES, OUTSIDE], id="runs on"),
    ],
)
def test_where_a_token_stands_to_quote_marks(blank: Language, text: str, states: list[int]) -> None:
    words = text.replace("\n\n", "¶").split(" ")
    doc = Doc(blank.vocab, ["\n\n" if word == "¶" else word for word in words])
    assert layout(doc).quotes.tolist() == states


def test_paragraphs_are_counted_from_line_ends(blank: Language) -> None:
    lies = layout(Doc(blank.vocab, ["a", "b", "\n\n", "c", "\n", "d"]))
    assert lies.since.tolist() == [0, 1, 0, 0, 0, 0]
    assert lies.paragraph.tolist() == [0, 0, 1, 1, 2, 2]


def test_how_tokens_lie_to_a_cue(blank: Language) -> None:
    doc = Doc(blank.vocab, ["Pop", "said", "\n\n", "“", "no", "”", "\n\n", "Rain"])
    here = relations(layout(doc), 1, 0, 8).tolist()
    assert here[0] == here[1] != here[4] != here[7]
    assert here[3] == here[4] == here[5]
    assert relations(layout(doc), 4, 1, 2).tolist() != here[1:2]
    assert set(here) < set(range(RELATIONS))
    assert layout(doc).quotes.max() < QUOTES


def table(rows: list[dict[str, float]], names: tuple[str, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    filled = np.full((len(rows), len(names)), 0.001, dtype=np.float32)
    for at, row in enumerate(rows):
        for name, value in row.items():
            filled[at, names.index(name)] = value
    return filled


def test_neighbouring_cues_are_told_apart() -> None:
    flat = table([{"B-report": 0.9}, {"I-report": 0.8}, {"B-attitude": 0.7}, {"O": 1.0}], FLAT)
    assert [(one.first, one.last) for one in cue_candidates(flat, 0.25)] == [(0, 2), (2, 3)]
    assert [round(one.reporting) for one in cue_candidates(flat, 0.25)] == [1, 0]


def test_an_inside_never_stands_without_its_begin() -> None:
    logs = np.log(table([{"O": 0.9}, {"I-content": 0.6, "B-content": 0.3}, {"I-source": 0.5, "I-content": 0.4}], ROLE))
    assert best_roles(logs[None])[0].tolist() == [0, 1, 2]


def test_pieces_are_read_from_roles() -> None:
    assert pieces(np.array([1, 2, 0, 1, 1, 3, 4]), 1, 10) == [(10, 12), (13, 14), (14, 15)]
    assert pieces(np.array([1, 2, 0, 1, 1, 3, 4]), 3, 0) == [(5, 7)]
    assert pieces(np.array([2, 2, 1, 0, 4, 2]), 1, 0) == [(0, 2), (2, 3), (5, 6)]


def test_white_space_is_taken_off_the_edges() -> None:
    blank = np.array([True, False, True, False, True, True])
    assert trimmed([(0, 5), (4, 6)], blank) == [(1, 4)]


def test_a_stretch_that_two_cues_claim_goes_to_the_surer_one() -> None:
    roles = np.array([[1, 2, 2, 0], [0, 1, 2, 2]])
    claim = np.array([[0.9, 0.6, 0.6, 0.1], [0.1, 0.8, 0.9, 0.9]], dtype=np.float32)
    own(roles, claim, np.array([0, 0]), 4)
    assert pieces(roles[0], 1, 0) == [(0, 1)]
    assert pieces(roles[1], 1, 0) == [(1, 4)]


def test_a_mark_keeps_the_floor_that_is_asked_for(seen: Callable[[str], Doc], free: AttributionMarker) -> None:
    doc = free(seen("The mayor said that 40 houses burned. “We know,” Ana Pop added on Friday."))
    every = attributions(doc, 0)
    floor = sorted(one.score for one in every)[-1]
    assert attributions(doc, floor) == tuple(one for one in every if one.score >= floor)
    assert all(isinstance(one, Marked) for one in every)


def test_the_best_roles_are_those_of_all_that_may_be() -> None:
    logs = np.log(np.random.default_rng(10).dirichlet(np.ones(len(ROLE)), (6, 5))).astype(np.float32)
    may = [
        labels
        for labels in itertools.product(range(len(ROLE)), repeat=5)
        if all(
            label not in (2, 4) or before in (label - 1, label) for before, label in itertools.pairwise((0, *labels))
        )
    ]
    for one, roles in zip(logs, best_roles(logs).tolist(), strict=True):
        assert tuple(roles) == max(may, key=lambda labels: sum(one[range(5), labels].tolist()))
