"""What kind of source a noun phrase is."""

import pytest

from fact_check.claims import SourceKind
from fact_check.extract.coreference.source_kinds import Kinds
from fact_check.language.cues import Match
from tests.extract.coreference.conftest import Read, word


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        pytest.param("Ada Kern", "person", id="a-name"),
        pytest.param("The mayor", "person", id="an-office"),
        pytest.param("A spokeswoman", "person", id="who-speaks-for-one"),
        pytest.param("The council", "organisation", id="a-body"),
        pytest.param("Health officials", "organisation", id="officials-of-something"),
        pytest.param("Officials", "anonymous", id="officials"),
        pytest.param("Several residents", "anonymous", id="some"),
        pytest.param("The report", "document", id="a-document"),
        pytest.param("The Harbour Post", "outlet", id="a-paper"),
        pytest.param("They", "unknown", id="a-pronoun"),
    ],
)
def test_kinds(read: Read, phrase: str, kind: str) -> None:
    doc, kinds = read(f"{phrase} said that the pier was shut.")
    start = next(t.i for t in doc if not t.is_space and t.i > 3)
    assert kinds.kind((start, start + len(phrase.split()))) == kind


def test_the_rules_nouns_are_known_by_their_place(read: Read) -> None:
    doc, kinds = read("The council and a spokesman said so.")
    council, spokesman = word(doc, "council").i, word(doc, "spokesman").i
    assert kinds.at(council) is SourceKind.ORGANISATION
    assert kinds.is_body(council)
    assert not kinds.is_body(spokesman)
    assert kinds.at(word(doc, "and").i) is None


def test_kinds_of_earlier_stretches_are_known_by_negative_places(read: Read) -> None:
    doc, _ = read("It said so.")
    none: list[Match] = []
    assert Kinds(doc, none, {-3: SourceKind.OUTLET}).at(-3) is SourceKind.OUTLET
