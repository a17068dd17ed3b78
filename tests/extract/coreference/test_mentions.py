"""The names of a text, each with the noun phrase that it heads."""

import pytest

from fact_check.extract.coreference.mentions import Mention, Mentions
from tests.extract.coreference.conftest import Read, word


def mentions(read: Read, text: str) -> list[Mention]:
    doc, kinds = read(text)
    return list(Mentions(doc, is_body=kinds.is_body).all)


@pytest.mark.parametrize(
    ("text", "name", "phrase", "gender", "person"),
    [
        pytest.param("Ada Kern said so.", ("ada", "kern"), "Ada Kern", "f", True, id="a-first-name"),
        pytest.param("Mr Kern said so.", ("kern",), "Mr Kern", "m", True, id="a-title"),
        pytest.param("Senator Ada Kern said so.", ("ada", "kern"), "Senator Ada Kern", "f", True, id="an-office"),
    ],
)
def test_names(
    read: Read, text: str, name: tuple[str, ...], phrase: str, gender: str, person: bool
) -> None:  # fmt: skip
    (mention,) = mentions(read, text)
    assert (mention.name, mention.text, mention.gender, mention.person) == (name, phrase, gender, person)


def test_a_name_tells_its_office_and_its_role(read: Read) -> None:
    (mention,) = mentions(read, "Senator Ada Kern said so.")
    assert mention.titled
    assert mention.subject
    assert "senator" in mention.nouns


def test_a_name_in_a_quotation_is_quoted(read: Read) -> None:
    found = mentions(read, "“Ada Kern was late,” Jon Ridd said.")
    assert [(m.name[-1], m.quoted) for m in found] == [("kern", True), ("ridd", False)]


def test_hyphens_within_a_name_join_it(read: Read) -> None:
    doc, kinds = read("Taleb Al-Karam said so.")
    found = Mentions(doc, is_body=kinds.is_body)
    at = word(doc, "Al").i
    assert found.hyphened(at + 1)
    assert found.joined([at, at + 1, at + 2]) == ("al-karam",)


def test_no_day_is_a_name(read: Read) -> None:
    assert [m.text for m in mentions(read, "On Monday the pier was shut.")] == []


def test_the_next_stretch_counts_back(read: Read) -> None:
    doc, kinds = read("Ada Kern said so.")
    before = Mentions(doc, is_body=kinds.is_body)
    past = before.past({("ada", "kern"): "f"}, None, kinds.at)
    later, more = read("Mr Ridd said so.")
    after = Mentions(later, past, more.is_body)
    assert [m.name[-1] for m in after.all] == ["kern", "ridd"]
    assert after.all[0].at < 0 <= after.all[1].at
