"""What the encoder reads: words cut as its own tokenizer cuts them, stretches of a text, and states of its own."""

from __future__ import annotations

import itertools
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from fact_check.language import BUNDLED, parse, pipeline
from fact_check.language.encoder.component import Encoder
from fact_check.language.encoder.inputs import CORE, MARGIN, SHAPES, Lexicon, case, stretches
from fact_check.language.encoder.pieces import MOST, Pieces

TEXT = "The mayor of Osby said that 40 houses had burned. “We know,” Ana Pop added on Friday.\n\nNobody was hurt."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = pipeline().get_pipe("encoder")
    assert isinstance(found, Encoder)
    return found


@pytest.fixture(scope="module")
def words() -> Pieces:
    return Pieces(["[UNK]", "[CLS]", "[SEP]", "dam", "##s", "##burst", "un", "##real", "-", "!", "cafe", "’", "日"])


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        pytest.param("dam", ["dam"], id="whole"),
        pytest.param("DAMS", ["dam", "##s"], id="capitals"),
        pytest.param("damburst", ["dam", "##burst"], id="the longest piece first"),
        pytest.param("dam-dam!", ["dam", "-", "dam", "!"], id="punctuation stands alone"),
        pytest.param("Café", ["cafe"], id="accents go"),
        pytest.param("dam’s", ["dam", "’", "[UNK]"], id="what no piece begins is unknown"),
        pytest.param("日日", ["日", "日"], id="CJK stands alone"),
        pytest.param("dam\u200bs", ["dam", "##s"], id="what cannot be seen goes"),
        pytest.param("\n\n", ["[SEP]"], id="a line end ends a stretch"),
        pytest.param("\u200b", ["[SEP]"], id="nothing left"),
        pytest.param("x" * 101, ["[UNK]"], id="too long for a word"),
    ],
)
def test_words_are_cut_into_pieces(words: Pieces, word: str, pieces: list[str]) -> None:
    assert [words.words[row] for row in words.cut(word)] == pieces


def test_a_word_has_no_more_pieces_than_are_looked_at(words: Pieces) -> None:
    assert len(words.cut("dam-" * 40)) == MOST


@pytest.fixture(scope="module")
def theirs(encoder: Encoder) -> Any:
    """Return the tokenizer of the library that the encoder was pretrained with."""
    import tokenizers

    vocabulary = {word: row for row, word in enumerate(encoder.pieces)}
    found = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocabulary, unk_token="[UNK]"))
    found.normalizer = tokenizers.normalizers.BertNormalizer()
    found.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return found


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cn", "Cs"]), min_size=1, max_size=30))
def test_pieces_are_those_of_the_tokenizers_library(encoder: Encoder, theirs: Any, text: str) -> None:
    wanted = theirs.encode(text, add_special_tokens=False).ids[:MOST]
    assert list(encoder.lexicon.pieces.cut(text)) == (wanted or [encoder.lexicon.pieces.end])


@pytest.mark.parametrize(
    ("word", "kind"),
    [("40", 0), ("dam", 1), ("Dam", 2), ("DAM", 3), ("iPad", 4), ("A", 5), ("J.", 5), ("U.S.", 3), ("“", 0)],
)
def test_how_a_word_is_written(word: str, kind: int) -> None:
    assert case(word) == kind


def test_shapes_say_where_white_space_and_paragraphs_are(words: Pieces) -> None:
    nlp = spacy.blank("en")
    shapes = Lexicon(words)(nlp("dam dam\n\ndam!")).shapes
    assert len(set(shapes[[0, 1, 3]].tolist())) == 3  # begins a text, ends a line, begins a line and touches a mark
    assert shapes.max() < SHAPES


@given(st.lists(st.integers(1, MOST), min_size=1, max_size=900), st.integers(0, 30), st.integers(0, 60))
def test_every_token_is_read_for_its_own_sake_once(counts: list[int], every: int, margin: int) -> None:
    sizes = np.array(counts)
    breaks = np.zeros(len(sizes), dtype=bool)
    if every:
        breaks[::every] = True
    cut = stretches(sizes, breaks, margin)
    assert [cut[0].first, *(one.last for one in cut)] == [*(one.first for one in cut), len(sizes)]
    for one in cut:
        assert one.low <= one.first < one.last <= one.high
        assert sizes[one.first : one.last].sum() <= CORE + margin
        assert sizes[one.low : one.first].sum() <= margin
        assert sizes[one.last : one.high].sum() <= margin


def test_a_text_without_words_has_no_stretches() -> None:
    assert stretches(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)) == []


def test_a_stretch_ends_where_a_paragraph_does() -> None:
    breaks = np.zeros(600, dtype=bool)
    breaks[[150, 199, 390]] = True
    assert [one.last for one in stretches(np.ones(600, dtype=np.int64), breaks)] == [200, 391, 600]


def test_what_stands_after_a_stretch_and_its_margin_changes_nothing(encoder: Encoder) -> None:
    filler = "Nothing of note happened in the town that day, and people slept. " * 12
    one, two = (
        encoder(pipeline().make_doc(f"{TEXT}\n\n{filler}\n\n{filler}\n\n{rest}")) for rest in ("Rain.", "“Go!”")
    )
    end = len(pipeline().make_doc(TEXT))
    assert (one.tensor[:end] == two.tensor[:end]).all()


def test_states_do_not_hang_on_what_is_read_beside_them() -> None:
    texts = [TEXT, "No.", TEXT * 12, "", "\n", "Police say two men ran off."]
    alone = [next(parse([text])).tensor for text in texts]
    for one, other in zip(parse(texts), alone, strict=True):
        assert one.tensor.shape == other.shape
        assert (one.tensor == other).all()


def test_the_graph_is_loaded_when_something_is_read() -> None:
    program = (
        "import sys, spacy; from fact_check.language import pipeline; nlp = pipeline();"
        "assert 'onnxruntime' not in sys.modules; nlp('Dam breaks'); assert 'onnxruntime' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_spacy_loads_the_folder_by_itself() -> None:
    program = (
        f"import spacy; doc = spacy.load({str(BUNDLED)!r})('Police said two men ran off.');"
        "assert doc.tensor.shape[0] == len(doc) and doc[1].lemma_ == 'say' and doc.spans['attribution']"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_pipeline_survives_being_written_and_read() -> None:
    nlp = pipeline()
    other = spacy.blank("en")
    for name in nlp.pipe_names:
        other.add_pipe(nlp.get_pipe_meta(name).factory, name=name)
    other.tokenizer = nlp.tokenizer
    other.from_bytes(nlp.to_bytes(exclude=["tokenizer"]), exclude=["tokenizer"])
    assert layers(other, TEXT) == layers(nlp, TEXT)


def layers(nlp: Language, text: str) -> list[tuple[object, ...]]:
    doc = nlp(text)
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in doc]


def test_threads_stay_one(encoder: Encoder) -> None:
    options = encoder.session.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_products_cannot_overflow_without_dot_products_of_bytes() -> None:
    """Two products of a weight and an activation, 0 to 255, must fit into 16 bits."""
    onnx = pytest.importorskip("onnx", reason="onnx is installed for training only: pip install fact-check[train]")
    graph = onnx.load(BUNDLED / "encoder" / "encoder.onnx").graph
    weights = [onnx.numpy_helper.to_array(one) for one in graph.initializer if one.name.endswith(".w")]
    assert len(weights) % 4 == 0
    assert {weight.dtype for weight in weights} == {np.dtype(np.int8)}
    assert all(2 * 255 * int(np.abs(weight.astype(int)).max()) < 2**15 for weight in weights)


def test_pairs_of_stretches_share_their_margins() -> None:
    cut = stretches(np.ones(1000, dtype=np.int64), np.zeros(1000, dtype=bool))
    assert all(left.high - right.low == 2 * MARGIN for left, right in itertools.pairwise(cut[:-1]))
