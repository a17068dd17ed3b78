"""Where a content that the network marks begins and ends, in {braces}, and of which pieces it is made."""

import pytest

from fact_check.extract.attribution.marked_content import marked_content
from fact_check.extract.quotations.linking import speeches
from fact_check.language import parse
from fact_check.language.attribution import Marked
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
    ("marked", "last"),
    [
        pytest.param("We lost 12 boats.", "full of wood", id="ends-with-a-sentence"),
        pytest.param("We lost 12 boats. Nobody came", "Nobody came", id="ends-within-one"),
    ],
)
def test_a_content_that_ends_with_a_sentence_goes_on_to_the_end_of_the_quotation(marked: str, last: str) -> None:
    text = "Ada Kern said: “We lost 12 boats. Nobody came, and the pier sank. The harbour is full of wood.”"
    (doc,) = parse([text])
    cue, content = doc.char_span(9, 13), doc.char_span(text.index("We"), text.index(marked) + len(marked))
    mark = Marked((cue.start, cue.end), ((content.start, content.end),), (0, cue.start), score=0.9, reporting=0.9)
    [(start, end)] = marked_content(doc, mark, speeches(doc))
    assert doc[start:end].text.endswith(last)


LONG = [
    "I am very disappointed because the hall was full of donors from the north of the county",
    "The place went quiet after that for as long as it takes to drink a cup of tea",
    "I gave two talks about the bridge and the pier and the ferry that nobody wanted to hear",
    "And then I saw that many of the people were friends of mine from the old harbour board",
    "They have total control over the board and over every boat that the firm has ever owned",
]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(f"“I lost,” Ada Pop said.\n“{'. '.join(LONG)}.”\n", "Ada Pop", id="goes-on-below"),
        pytest.param(f"Ada Pop said: “{'. '.join(LONG)}.”\n", "Ada Pop", id="after-its-cue"),
        pytest.param(f"“{'. '.join(LONG)},” Ada Pop said.\n", "Ada Pop", id="before-its-cue"),
        pytest.param(f"A talk about boats\n\nPOP: {'. '.join(LONG)}.\n", "POP", id="in-a-transcript"),
    ],
)
def test_a_long_quotation_is_whole(find_in: Finder, text: str, speaker: str) -> None:
    found = [(c.span.text, c.source.text if c.source else None) for c in find_in(text)]
    assert [one for one in found if one[0] in LONG] == [(sentence, speaker) for sentence in LONG]


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
