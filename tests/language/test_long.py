"""Texts of any length and any characters."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from fact_check.language.long import DENSE, PIECE, Layered, joined, parsed, pieces, printable, stretched


@pytest.fixture(scope="module")
def lines() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


@given(text=st.text(alphabet="ab. \n’", max_size=300), size=st.integers(5, 50))
def test_pieces_make_the_text_again(text: str, size: int) -> None:
    cut = list(pieces(text, size))
    assert "".join(cut) == text
    assert all(0 < len(piece) <= size for piece in cut[:-1])


def test_a_text_is_cut_at_line_ends() -> None:
    assert list(pieces("first line\nsecond line\nthird", 24)) == ["first line\nsecond line\n", "third"]


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        pytest.param("[" * 3 * PIECE, PIECE // DENSE, id="a token a character"),
        pytest.param("[ " * PIECE, 2 * PIECE // DENSE, id="a token for two"),
        pytest.param("a bridge, " * PIECE, PIECE, id="words"),
        pytest.param("a" * 3 * PIECE, PIECE, id="one word"),
    ],
)
def test_a_piece_has_few_tokens_whatever_it_is_made_of(text: str, longest: int) -> None:
    cut = list(pieces(text))
    assert "".join(cut) == text
    assert longest - 10 <= max(map(len, cut)) <= longest


def test_a_book_is_parsed_in_pieces_and_comes_back_whole(lines: Language) -> None:
    book = "The dam broke. Nobody was hurt.\n" * (PIECE // 20)
    short = "A short one."
    docs = list(parsed(lines, [short, book, short]))
    assert [doc.text for doc in docs] == [short, book, short]
    assert [token.idx for token in docs[1]] == [token.idx for token in lines.make_doc(book)]
    sentences = [sentence.text for piece in pieces(book) for sentence in lines(piece).sents]
    assert [sentence.text for sentence in docs[1].sents] == sentences


def test_many_texts_keep_their_order(lines: Language) -> None:
    texts = [f"Text {number}." for number in range(50)]
    assert [doc.text for doc in parsed(lines, iter(texts))] == texts


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [
        pytest.param([10] * 70, [32, 32, 6], id="short-ones-by-number"),
        pytest.param([PIECE] * 5, [2, 2, 1], id="long-ones-by-length"),
        pytest.param([10, 3 * PIECE, 10, 10], [1, 2], id="a-book-alone"),
    ],
)
def test_no_more_is_parsed_side_by_side_than_memory_bears(sizes: list[int], batches: list[int]) -> None:
    class Counted(English):
        def pipe(self, texts: Iterable[str], **settings: Any) -> Iterator[Doc]:
            together = list(texts)
            if together:
                found.append(len(together))
            yield from super().pipe(together, **settings)

    found: list[int] = []
    texts = ["word " * (size // 5) for size in sizes]
    assert [doc.text for doc in parsed(Counted(), texts)] == texts
    assert found == batches


@given(st.text(alphabet=st.characters(categories=["Cs", "Lu", "Zs"]), max_size=20))
def test_offsets_survive_characters_that_utf8_has_not(text: str) -> None:
    mended = printable(text)
    mended.encode()
    assert len(mended) == len(text)
    assert all(a == b or "\ud800" <= a <= "\udfff" for a, b in zip(text, mended, strict=True))


def test_span_groups_run_on(lines: Language) -> None:
    def marked(text: str, *ids: int) -> Doc:
        doc = lines(text)
        spans = [Span(doc, 0, 1, label="cue", span_id=number) for number in ids]
        doc.spans["said"] = SpanGroup(doc, name="said", spans=spans, attrs={"scores": [[1.0]] * len(ids), "floor": 0.5})
        return doc

    whole = joined([marked("One said.\n", 0, 1), lines("No cue.\n"), marked("Two said.", 0)])
    group = whole.spans["said"]
    assert [(span.text, span.id) for span in group] == [("One", 0), ("One", 1), ("Two", 2)]
    assert group.attrs == {"scores": [[1.0]] * 3, "floor": 0.5}


def test_a_book_s_stretches_are_parsed_when_they_are_asked_for(lines: Language) -> None:
    book = "The dam broke. Nobody was hurt.\n" * (PIECE // 12)
    short, long = stretched(lines, [Layered("A short one."), Layered(book)])
    assert [doc.text for doc in short] == ["A short one."]
    assert next(long).text == next(pieces(book))
    assert "".join(doc.text for doc in long) == "".join(list(pieces(book))[1:])
