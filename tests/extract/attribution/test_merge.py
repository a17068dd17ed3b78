"""What the network adds to the rules, and what it is not believed."""

import pytest

from tests.extract.conftest import Finder

CASES = [
    pytest.param("Team Alpha said the new pump cut losses by 12 percent.", "Team Alpha", id="verb-taken-for-a-noun"),
    pytest.param("The mayor wrote three novels.", None, id="an-object-is-no-statement"),
    pytest.param("The mayor did not say that the pier was shut.", None, id="withheld"),
    pytest.param("The reporter asked whether the pier was shut.", None, id="a-question"),
    pytest.param("He left without saying that the pier was shut.", None, id="not-done"),
    pytest.param("The jailed man was freed without being convicted of a crime.", None, id="not-done-to-him"),
    pytest.param("It matches its own report, which shows a profit of $3 million.", "its own report", id="which"),
    pytest.param("Since May, according to the port, 300 boats have been found.", "the port", id="no-finding"),
]


@pytest.mark.parametrize(("text", "source"), CASES)
def test_who_is_believed(find_in: Finder, text: str, source: str | None) -> None:
    assert [c.source.text for c in find_in(text) if c.source] == ([source] if source else [])


def test_who_spoke_the_sentence_before_is_not_the_source_of_a_charge(find_in: Finder) -> None:
    found = find_in(
        "The plant may hold 45 people; more than 80 were inside, according to survivors. "
        "The owner, who is on the run, has been booked for culpable homicide."
    )
    assert [c.source.text for c in found if c.source] == ["survivors"]


def test_a_source_is_no_part_of_what_it_says(find_in: Finder) -> None:
    (claim,) = find_in("Half of the wells, says the report, were dry by May.")
    one, other = claim.pieces
    assert one.end - one.start == len("Half of the wells")
    assert other.end - other.start == len("were dry by May")


def test_a_source_that_the_parse_cuts_is_no_part_of_what_it_says_either(find_in: Finder) -> None:
    (claim,) = find_in("The town has reportedly shut 12 wells, according to Spain-based nonprofit Clear Water.")
    assert claim.source is not None
    assert (claim.span.text, claim.source.text) == (
        "The town has reportedly shut 12 wells",
        "Spain-based nonprofit Clear Water",
    )


def test_a_quotation_that_the_next_paragraph_closes_is_its_speakers(find_in: Finder) -> None:
    found = find_in(
        'After the storm, Ada Kern, the harbour master, said, "I think we have learned a lot from this.\n'
        'It was a very wet day. Nobody came to help, but the boats were saved."\n\nThe next storm came in May.'
    )
    assert [(c.span.text, c.source and c.source.text) for c in found] == [
        ("I think we have learned a lot from this", "Ada Kern, the harbour master"),
        ("It was a very wet day", "Ada Kern, the harbour master"),
        ("Nobody came to help, but the boats were saved", "Ada Kern, the harbour master"),
    ]
