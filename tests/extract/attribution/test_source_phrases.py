"""The whole phrase that names a source, given the words that seem to be it in [brackets]; the phrase is in {braces}."""

import re

import pytest
from spacy.tokens import Doc

from fact_check.extract.attribution.source_phrases import source_phrase
from fact_check.language import pipeline


def read(marked: str) -> tuple[Doc, tuple[int, int], str | None]:
    """Return a Doc, the bracketed words in tokens, and the text in braces."""
    whole = re.search(r"\{(.*?)\}", marked)
    text = re.sub(r"[\[\]{}]", "", marked)
    bare = re.sub(r"[{}]", "", marked)
    start = bare.index("[")
    span = pipeline()(text).char_span(start, bare.index("]") - 1)
    assert span is not None
    return span.doc, (span.start, span.end), re.sub(r"[\[\]]", "", whole[1]) if whole else None


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("{[The mayor]} said that the pier was shut.", id="whole-already"),
        pytest.param("{Ada Kern} is a liar and a bully [who] has pledged to ban all boats.", id="who-is-said-to-be-it"),
        pytest.param("[{The firm} in May] said that it would cut jobs.", id="not-the-month"),
        pytest.param("{[The] mayor} vowed to keep the pier open.", id="a-lone-article"),
        pytest.param("{[Mr] Kern} said that the pier was shut.", id="a-lone-title"),
        pytest.param("The defendant, {[Taleb Al]-Karam}, said that he was angry.", id="hyphen-right"),
        pytest.param("{East[-West Bank president Ada Kern]} said that trade had grown.", id="hyphen-left"),
        pytest.param("“It is a loss,” wrote {[Chief Justice Ada G.] Kern}.", id="after-an-initial"),
        pytest.param("{Formal [studies]} indicated that it had less benefit.", id="adjective-left"),
        pytest.param("{[the ministry's report dated March] 16} said that 40 people died.", id="a-date-that-names-it"),
        pytest.param("[Last night {Ada Kern], a Labour councillor}, said the trust had known.", id="last-night"),
        pytest.param("{[The club, which has lost five] games}, said that it was sorry.", id="cut-before-its-noun"),
        pytest.param("{[One activist], Ada Kern}, said that fires were set.", id="a-name-beside"),
        pytest.param("[Friday {Kern Motor Company}] announced that the plant would close.", id="a-day-before"),
        pytest.param("[{Mr Kern} last] week said signals remain his main worry.", id="last-week"),
        pytest.param("[{Ada Kern} after the race] said that she was tired.", id="after-the-race"),
        pytest.param("[{Ada Kern} on Twitter] wrote that they had conceded nothing.", id="on-a-channel"),
        pytest.param("[{A federal study published last year}] said that 40 bridges were unsafe.", id="dated"),
        pytest.param("[{Ada Kern of the Harbour Fund}, which] noted that rain is good.", id="a-relative-pronoun"),
        pytest.param("{The firm}, [which] says that it lost 40 jobs, is old.", id="which-for-a-body"),
        pytest.param("They live in the home of {Mayor Ortiz}, [who] told them that he was ill.", id="who-for-a-person"),
        pytest.param("{Critics in London}, [who] say that the plan is doomed, met.", id="who-for-people-in-a-place"),
        pytest.param("Another was {tour guide Tom Gray, 24}, [who] said that he was ill.", id="who-behind-an-age"),
        pytest.param(
            "“No,” said [{Ada Kern}, whose brother died when he] fell from a van.", id="half-a-clause-set-off"
        ),
        pytest.param("[{A man who was there when the wall] fell} said that he was ill.", id="half-a-clause"),
        pytest.param("The union, {whose [head]} said that jobs would go, met.", id="whose"),
        pytest.param("“Our team” [{co-author Ada Kern}] said.", id="after-a-quotation"),
        pytest.param("[{Authorities} have] said that the dam is safe.", id="an-auxiliary"),
        pytest.param("[{The union} filed a suit] on Monday, arguing that the vote was void.", id="a-predicate"),
        pytest.param("[{Kern}'s] stated aim is to leave.", id="a-possessive"),
        pytest.param("[{Moody's}] said that 12 firms were in danger.", id="a-name-that-is-a-possessive"),
        pytest.param("The buyer, [{a dealer at Sotheby's}], said that 12 lots were sold.", id="the-same-at-the-end"),
        pytest.param("[{The Landlords' Forum}] said that the survey was not to be trusted.", id="a-plural-possessive"),
        pytest.param("[{USA Today}] reported that the firms were old.", id="a-day-in-a-name"),
        pytest.param("[{Farmers, teachers and nurses}] said that prices had doubled.", id="a-list"),
    ],
)
def test_the_phrase_is_whole(marked: str) -> None:
    doc, seen, whole = read(marked)
    run = source_phrase(doc, seen)
    assert run is not None
    assert doc[run[0] : run[1]].text == whole


def test_a_noun_of_the_parse_gives_its_phrase() -> None:
    doc = pipeline()("The new mayor of Harwick, Ada Kern, said that the pier was shut.")
    run = source_phrase(doc, doc[2])
    assert run is not None
    assert doc[run[0] : run[1]].text == "The new mayor of Harwick, Ada Kern"


def test_what_is_apart_is_no_part_of_it() -> None:
    doc = pipeline()("The union boss said that the pier was shut.")
    assert source_phrase(doc, (0, 2), [(2, 4)]) == (0, 2)


def test_an_article_alone_names_nobody() -> None:
    doc = pipeline()("The said that the pier was shut.")
    assert source_phrase(doc, (0, 1), [(1, 2)]) is None
