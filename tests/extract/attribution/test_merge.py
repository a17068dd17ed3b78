"""What the network adds to the rules, and what it is not believed."""

import pytest

from tests.extract.conftest import Finder, unmark

CASES = [
    pytest.param("Team Alpha said the new pump cut losses by 12 percent.", "Team Alpha", id="verb-taken-for-a-noun"),
    pytest.param("The mayor wrote three novels.", None, id="an-object-is-no-statement"),
    pytest.param("The mayor did not say that the pier was shut.", None, id="withheld"),
    pytest.param("The reporter asked whether the pier was shut.", None, id="a-question"),
    pytest.param("He left without saying that the pier was shut.", None, id="not-done"),
    pytest.param("The jailed man was freed without being convicted of a crime.", None, id="not-done-to-him"),
    pytest.param("Since May, according to the port, 300 boats have been found.", "the port", id="no-finding"),
]


@pytest.mark.parametrize(("text", "source"), CASES)
def test_who_is_believed(find_in: Finder, text: str, source: str | None) -> None:
    assert [c.source.text for c in find_in(text) if c.source] == ([source] if source else [])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("Trade unions said {that was not enough}.", id="up-to-its-predicate"),
        pytest.param("The firm confirmed {her death} but gave no cause.", id="not-what-the-speaker-does-next"),
        pytest.param("Prosecutor Ada Kern told the jury {Lund moved the money abroad in 2019}.", id="from-a-name-on"),
        pytest.param("Nexa maintained throughout that {the plant was safe}.", id="an-adverb-before-that"),
        pytest.param("His lawyer told the judge {Mr Lund accepted the blame for the losses}.", id="from-a-title-on"),
    ],
)
def test_where_a_content_begins_and_ends(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    assert [c.span.text for c in find_in(text)] == contents


@pytest.mark.parametrize(
    ("text", "pieces", "source"),
    [
        pytest.param(
            "The navy, which has been blamed by conservation groups for disturbing whales, part-funded the study.",
            ["The navy", "for disturbing whales"],
            "conservation groups",
            id="which-was-blamed",
        ),
        pytest.param(
            "The cost was put at £40 million by the ministry.",
            ["The cost", "at £40 million"],
            "the ministry",
            id="a-figure-put-by",
        ),
        pytest.param(
            "Lund was sworn in after an election that the opposition called a sham.",
            ["an election"],
            "the opposition",
            id="called-a-sham",
        ),
    ],
)
def test_pieces(find_in: Finder, text: str, pieces: list[str], source: str) -> None:
    (claim,) = [c for c in find_in(text) if c.source]
    assert claim.source is not None
    first = claim.pieces[0].start - text.index(pieces[0])
    assert [text[p.start - first : p.end - first] for p in claim.pieces] == pieces
    assert claim.source.text == source


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
