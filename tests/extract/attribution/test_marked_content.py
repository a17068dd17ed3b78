"""Where a content that the network marks begins and ends, in {braces}, and of which pieces it is made."""

import pytest

from tests.extract.conftest import Finder, unmark


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
            "The damage was put at £40 million by insurers.",
            ["The damage", "at £40 million"],
            "insurers",
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
