"""Mentions put together: whom each names, the fullest wording, and who is meant by a surname."""

import pytest

from fact_check.extract.coreference.entities import Entities
from fact_check.extract.coreference.mentions import Mentions
from tests.extract.coreference.conftest import Read, word


def entities(read: Read, text: str) -> Entities:
    doc, kinds = read(text)
    return Entities(Mentions(doc, is_body=kinds.is_body))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Anna Kern came home. Kern left.", [("anna", "kern")], id="a-surname"),
        pytest.param("Ada Kern came. Ada M. Kern left.", [("ada", "m.", "kern")], id="an-initial"),
        pytest.param("Ada Kern came. Jon Kern left.", [("ada", "kern"), ("jon", "kern")], id="two-of-one-surname"),
        pytest.param("Anna Kern came home. Jon Ridd left.", [("anna", "kern"), ("jon", "ridd")], id="two"),
    ],
)
def test_who_is_named(read: Read, text: str, names: list[tuple[str, ...]]) -> None:
    assert [n.name for n in entities(read, text).everyone] == names


def test_the_fullest_wording_is_kept_up_to_each_place(read: Read) -> None:
    doc, kinds = read("Kern came. Senator Ada Kern spoke. Kern left.")
    (kern,) = Entities(Mentions(doc, is_body=kinds.is_body)).everyone
    full = kern.fullest(len(doc))
    early = kern.fullest(word(doc, "came").i)
    assert full is not None
    assert early is not None
    assert (early.text, full.text) == ("Kern", "Senator Ada Kern")


def test_a_title_tells_the_gender_of_a_surname(read: Read) -> None:
    doc, kinds = read("Mr Jon Kern and Ms Ada Kern came. Ms Kern left.")
    known = Entities(Mentions(doc, is_body=kinds.is_body))
    last = known.of(word(doc, "Kern", 2).i)
    assert last is not None
    assert last.gender == "f"
    assert known.genders() == {("jon", "kern"): "m", ("ada", "kern"): "f"}


def test_initials_stand_for_a_body(read: Read) -> None:
    doc, kinds = read("The Harwick Boat Society was founded then. HBS has 40 members.")
    known = Entities(Mentions(doc, is_body=kinds.is_body))
    named = known.of(word(doc, "HBS").i)
    assert named is not None
    assert named.name[-1] == "society"
    assert named.latest(0) is None
    assert [n.name for n in known.called("society", len(doc))] == [named.name]
