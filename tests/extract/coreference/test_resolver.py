"""Sources resolved in the order in which they stand, and over the end of a stretch."""

import pytest

from fact_check.extract.coreference.resolver import Resolver
from fact_check.extract.records import Tokens
from tests.extract.coreference.conftest import Read, word


def run(doc_word: int) -> Tokens:
    return doc_word, doc_word + 1


@pytest.mark.parametrize(
    ("text", "source", "number", "resolved"),
    [
        pytest.param("Ada Kern came. She said so.", "She", 0, "Ada Kern", id="a-pronoun"),
        pytest.param("Ada Kern came. Kern said so.", "Kern", 1, "Ada Kern", id="a-surname"),
        pytest.param("Ada Kern, who said so, came.", "who", 0, "Ada Kern", id="a-relative"),
        pytest.param("The pier was shut. Kern said so.", "Kern", 0, None, id="named-for-the-first-time"),
    ],
)
def test_resolve(read: Read, text: str, source: str, number: int, resolved: str | None) -> None:
    doc, kinds = read(text)
    assert Resolver(doc, kinds).resolve(run(word(doc, source, number).i)).resolved == resolved


def test_a_full_name_stands_for_itself(read: Read) -> None:
    doc, kinds = read("Ada Kern said so.")
    kern = word(doc, "Kern").i
    found = Resolver(doc, kinds).resolve((kern - 1, kern + 1))
    assert (found.resolved, found.is_person) == (None, True)
    assert found.named is not None


def test_the_next_stretch_knows_who_was_named(read: Read) -> None:
    doc, kinds = read("Ada Kern said so.")
    before = Resolver(doc, kinds)
    kern = word(doc, "Kern").i
    before.resolve((kern - 1, kern + 1))
    later, more = read("She said more.")
    assert Resolver(later, more, before.past()).resolve(run(word(later, "She").i)).resolved == "Ada Kern"
