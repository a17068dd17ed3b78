"""Kinds of names that one mention does not tell."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from fact_check.language.names import known, names


def named(text: str, *found: tuple[int, int, str]) -> list[tuple[str, str]]:
    nlp = spacy.blank("en")
    words = text.split()
    doc = Doc(nlp.vocab, words, tags=["NNP" if word[0].isupper() else "NN" for word in words])
    doc.ents = [Span(doc, start, end, label=kind) for start, end, kind in found]
    return [(span.text, span.label_) for span in names(doc).ents]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        pytest.param("in China today", [(1, 2, "PERSON")], [("China", "LOC")], id="a country is a place"),
        pytest.param("a Reuters story", [], [("Reuters", "ORG")], id="an agency that was missed"),
        pytest.param(
            "Lena Holt left . Holt returned",
            [(0, 2, "PERSON"), (4, 5, "LOC")],
            [("Lena Holt", "PERSON"), ("Holt", "PERSON")],
            id="a last name after the full one",
        ),
        pytest.param(
            "the Norland Grain Board ( NGB ) met . NGB said",
            [(1, 4, "ORG"), (5, 6, "PERSON")],
            [("Norland Grain Board", "ORG"), ("NGB", "ORG"), ("NGB", "ORG")],
            id="letters in brackets",
        ),
        pytest.param(
            "Michael Jordan met Jordan",
            [(0, 2, "PERSON")],
            [("Michael Jordan", "PERSON"), ("Jordan", "PERSON")],
            id="the text before common knowledge",
        ),
        pytest.param("a china plate", [], [], id="a common noun"),
        pytest.param("the China Daily", [(1, 3, "ORG")], [("China Daily", "ORG")], id="a name inside a name"),
    ],
)
def test_kinds(text: str, found: list[tuple[int, int, str]], expected: list[tuple[str, str]]) -> None:
    assert named(text, *found) == expected


def test_known_names_have_one_kind() -> None:
    assert known()["Saudi Arabia"] == "LOC"
    assert known()["United Nations"] == "ORG"
