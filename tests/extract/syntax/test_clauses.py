"""Clause edges, on parses written by hand: they need no pipeline."""

import pytest
import spacy
from spacy.tokens import Doc

from fact_check.extract.syntax.clauses import clause, coordinated, pieces, sentence, statement, subject, trim, unlead

VOCAB = spacy.blank("en").vocab
Word = tuple[str, str, str, int]
"""Word, part of speech, relation, head."""


def doc(*words: Word) -> Doc:
    return Doc(
        VOCAB,
        words=[w[0] for w in words],
        pos=[w[1] for w in words],
        deps=[w[2] for w in words],
        heads=[w[3] for w in words],
    )


SAID = doc(
    ("Kern", "PROPN", "nsubj", 1),
    ("said", "VERB", "ROOT", 1),
    ("that", "SCONJ", "mark", 4),
    ("ships", "NOUN", "nsubj", 4),
    ("sank", "VERB", "ccomp", 1),
    ("and", "CCONJ", "cc", 7),
    ("crews", "NOUN", "nsubj", 7),
    ("drowned", "VERB", "conj", 4),
    (";", "PUNCT", "punct", 10),
    ("it", "PRON", "nsubj", 10),
    ("rained", "VERB", "parataxis", 4),
    (".", "PUNCT", "punct", 1),
)


def text(parse: Doc, runs: tuple[tuple[int, int], ...]) -> list[str]:
    return [parse[a:b].text for a, b in runs]


def test_a_clause_leaves_its_joint_and_ends_at_a_semicolon() -> None:
    assert text(SAID, clause(SAID, SAID[4])) == ["ships sank and crews drowned"]


def test_a_statement_leaves_clauses_with_their_own_subjects() -> None:
    assert text(SAID, statement(SAID, SAID[3])) == ["ships sank"]


def test_coordinated_clauses_have_subjects() -> None:
    assert [t.text for t in coordinated(SAID[4])] == ["sank", "drowned"]


def test_a_subject_is_the_verbs_own() -> None:
    assert [str(subject(SAID[i])) for i in (1, 4, 7)] == ["Kern", "ships", "crews"]


def test_a_sentence_ends_where_the_next_begins() -> None:
    assert sentence(SAID[3]) == (0, len(SAID))


def flat(words: str) -> Doc:
    """Return a Doc of words without a parse worth the name."""
    parts = words.split()
    pos = ["PUNCT" if not any(c.isalnum() for c in w) else "NOUN" for w in parts]
    return Doc(VOCAB, words=parts, pos=pos, deps=["dep"] * len(parts), heads=[0] * len(parts))


TRIMMED = [
    pytest.param("“ ships sank , ”", "ships sank", id="outer-marks-and-comma"),
    pytest.param("“ ships ” and “ boats ”", "“ ships ” and “ boats ”", id="two-pairs-stay"),
    pytest.param("ships “ sank ”", "ships “ sank ”", id="inner-pair-stays"),
    pytest.param("ships sank ”", "ships sank", id="lone-closing-mark"),
    pytest.param("“ ships sank", "ships sank", id="lone-opening-mark"),
    pytest.param("ships ( two ) .", "ships ( two )", id="brackets-stay"),
    pytest.param(", – ships … .", "ships", id="soft-marks"),
]


@pytest.mark.parametrize(("words", "left"), TRIMMED)
def test_trims_what_frames_a_statement(words: str, left: str) -> None:
    parse = flat(words)
    run = trim(parse, 0, len(parse))
    assert run is not None
    assert parse[run[0] : run[1]].text == left


def test_trims_marks_alone_to_nothing() -> None:
    parse = flat("“ , ”")
    assert trim(parse, 0, len(parse)) is None


def test_pieces_are_what_is_left() -> None:
    parse = flat("The pier , she said , was shut")
    assert text(parse, pieces(parse, (0, len(parse)), [(3, 5)])) == ["The pier", "was shut"]


def test_unleads_that_but_keeps_to() -> None:
    that = doc(("that", "SCONJ", "mark", 2), ("ships", "NOUN", "nsubj", 2), ("sank", "VERB", "ROOT", 2))
    to = doc(("to", "PART", "mark", 1), ("plant", "VERB", "ROOT", 1), ("trees", "NOUN", "obj", 1))
    assert unlead(that, (0, 3)) == (1, 3)
    assert unlead(to, (0, 3)) == (0, 3)
