"""Who a source is: the whole noun phrase, its kind, and for whom it stands."""

import pytest

from fact_check.claims import Source
from tests.extract.conftest import Finder


def sources(find_in: Finder, text: str) -> list[Source]:
    return [c.source for c in find_in(text) if c.source is not None]


KINDS = [
    pytest.param("Anna Kern said the road was shut.", "Anna Kern", "person", id="name"),
    pytest.param("Mrs Kern said the road was shut.", "Mrs Kern", "person", id="title"),
    pytest.param("The mayor said the road was shut.", "The mayor", "person", id="office"),
    pytest.param(
        "Ada Kern, a spokeswoman for the harbour office, said the road was shut.",
        "Ada Kern, a spokeswoman for the harbour office",
        "person",
        id="named-spokeswoman",
    ),
    pytest.param(
        "Borne Secretary of State Corey Vance said the road was shut.",
        "Borne Secretary of State Corey Vance",
        "person",
        id="office-and-field",
    ),
    pytest.param("Scientist Rebecca Holm said the road was shut.", "Scientist Rebecca Holm", "person", id="trade"),
    pytest.param("She said the road was shut.", "She", "person", id="pronoun"),
    pytest.param("Police said the road was shut.", "Police", "organisation", id="police"),
    pytest.param(
        "The transport ministry said the road was shut.", "The transport ministry", "organisation", id="ministry"
    ),
    pytest.param(
        "A spokesman for the bakery said the road was shut.",
        "A spokesman for the bakery",
        "person",
        id="unnamed-spokesman",
    ),
    pytest.param(
        "French officials said the road was shut.", "French officials", "organisation", id="officials-of-a-country"
    ),
    pytest.param("The report said the road was shut.", "The report", "document", id="report"),
    pytest.param(
        "A survey by the union found that the road was shut.", "A survey by the union", "document", id="survey"
    ),
    pytest.param("The newspaper said the road was shut.", "The newspaper", "outlet", id="newspaper"),
    pytest.param("Reuters said the road was shut.", "Reuters", "outlet", id="agency"),
    pytest.param("Officials said the road was shut.", "Officials", "anonymous", id="bare-officials"),
    pytest.param(
        "A source close to the talks said the road was shut.", "A source close to the talks", "anonymous", id="source"
    ),
    pytest.param("Critics said the road was shut.", "Critics", "anonymous", id="critics"),
    pytest.param(
        "A majority of voters said the road was shut.", "A majority of voters", "anonymous", id="an-amount-of-nobody"
    ),
]


KINDS += [
    pytest.param(f"{source} said that sales had fallen.", source, kind, id=source.lower().replace(" ", "-"))
    for source, kind in [
        ("New numbers from the Harbour Union", "document"),
        ("Reports by the Harbour Institute", "document"),
        ("Authorities", "anonymous"),
        ("Local officials", "anonymous"),
        ("Health officials", "organisation"),
        ("Investigators", "organisation"),
        ("Several investigators", "anonymous"),
        ("The researchers", "person"),
        ("A hospital spokesperson", "person"),
        ("Harbour Post editor Mark Lund", "person"),
        ("Prime Minister Tuila Malie", "person"),
        ("The WHO", "organisation"),
        ("News agency Fars", "outlet"),
        ("The U.S. Geological Survey", "organisation"),
    ]
]


@pytest.mark.parametrize(("text", "source", "kind"), KINDS)
def test_tells_kinds_apart(find_in: Finder, text: str, source: str, kind: str) -> None:
    assert [(s.text, s.kind) for s in sources(find_in, text)] == [(source, kind)]


RESOLVED = [
    pytest.param("Mayor Ada Kern opened the pier. Kern said it was safe.", "Kern", "Mayor Ada Kern", id="surname"),
    pytest.param("Mayor Ada Kern opened the pier. She said it was safe.", "She", "Mayor Ada Kern", id="she"),
    pytest.param(
        "The suspect, Taleb Al-Karam, left. Al-Karam said it was safe.", "Al-Karam", "Taleb Al-Karam", id="hyphen"
    ),
    pytest.param("Ada Kern-Lund opened the pier. She said it was safe.", "She", "Ada Kern-Lund", id="hyphen-she"),
    pytest.param("Mr Tom Bray opened the pier. He said it was safe.", "He", "Mr Tom Bray", id="he"),
    pytest.param(
        "Mayor Ada Kern opened the pier. The mayor said it was safe.", "The mayor", "Mayor Ada Kern", id="office"
    ),
    pytest.param(
        "The nonprofit Safe Harbour opened the pier. The nonprofit said it was safe.",
        "The nonprofit",
        "The nonprofit Safe Harbour",
        id="what-it-is",
    ),
]


@pytest.mark.parametrize(("text", "source", "resolved"), RESOLVED)
def test_resolves_where_one_fits(find_in: Finder, text: str, source: str, resolved: str) -> None:
    assert [(s.text, s.resolved) for s in sources(find_in, text)] == [(source, resolved)]


OPEN = [
    pytest.param("Ada Kern and Bea Kern opened the pier. Kern said it was safe.", "Kern", id="two-of-one-name"),
    pytest.param(
        "Ada Kern met Eva Lund on Monday, and Eva Lund thanked Ada Kern. She said the pier was safe.",
        "She",
        id="two-women",
    ),
]


@pytest.mark.parametrize(("text", "source"), OPEN)
def test_leaves_open_where_two_fit(find_in: Finder, text: str, source: str) -> None:
    found = sources(find_in, text)
    assert [s.text for s in found] == [source]
    assert found[0].resolved is None
    assert len(found[0].candidates) > 1


def test_a_word_that_is_no_person_is_no_candidate(find_in: Finder) -> None:
    [source] = sources(find_in, "Storm hits the coast of Lund\n\nHe said the roof was loose.")
    assert (source.text, source.resolved, source.candidates) == ("He", None, ())


def test_an_office_with_its_holder_is_not_the_holder_before(find_in: Finder) -> None:
    text = "Bishop Ada Kern died on Monday. The current bishop, Tom Holm, said: “The road was shut.”"
    [source] = sources(find_in, text)
    assert (source.text, source.resolved) == ("The current bishop, Tom Holm", None)


def test_a_name_in_full_needs_no_resolving(find_in: Finder) -> None:
    found = sources(find_in, "Ada Kern said the road was shut.")
    assert [(s.resolved, s.candidates) for s in found] == [(None, ())]
