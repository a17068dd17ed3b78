"""Words are embedded once each and windows are gone through text by text, and the vectors are spaCy's all the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from spacy.language import Language

from fact_check.language import pipeline
from fact_check.language import vectors as subject
from fact_check.language.vectors import distinct
from tests.archives import TEXTS


@given(arrays.arrays(np.uint64, st.tuples(st.integers(0, 40), st.integers(1, 6)), elements=st.integers(0, 3)))
def test_each_row_is_like_the_one_that_it_is_said_to_be_like(rows: np.ndarray) -> None:
    first, same = distinct(rows)
    assert (rows[first[same]] == rows).all()
    assert len(first) == len({tuple(row) for row in rows.tolist()})


def test_two_words_with_one_sum_stay_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "_ODD", np.ones(64, dtype=np.uint64))
    rows = np.array([[1, 2], [2, 1], [1, 2]], dtype=np.uint64)
    first, same = distinct(rows)
    assert (rows[first[same]] == rows).all()
    assert len(first) == 2


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(list(TEXTS.values())[:6], id="articles"),
        pytest.param(["A dam burst.", "", "Yes", " \n\n"], id="short-ones"),
    ],
)
def test_vectors_are_those_of_the_layers_that_were_trained(plain: Language, texts: list[str]) -> None:
    nlp = pipeline()
    docs = [nlp.make_doc(text) for text in texts]
    ours = nlp.get_pipe("tok2vec").model.predict(docs)
    theirs = plain.get_pipe("tok2vec").model.predict(docs)
    assert [one.shape for one in ours] == [one.shape for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)


def test_who_trains_is_told_to_take_spacys_layers() -> None:
    model = pipeline().get_pipe("tok2vec").model
    _, backward = model.begin_update([pipeline().make_doc("A dam burst.")])
    with pytest.raises(NotImplementedError, match="spaCy's own layers"):
        backward([np.zeros((4, 128), dtype=np.float32)])


def test_settings_that_another_training_might_choose_are_refused() -> None:
    with pytest.raises(ValueError, match="static vectors"):
        subject.words(width=8, attrs=["NORM"], rows=[10], include_static_vectors=True)
    with pytest.raises(ValueError, match="more than three words"):
        subject.windows(width=8, window_size=2, maxout_pieces=3, depth=1)
