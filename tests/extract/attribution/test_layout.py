"""Speakers before a colon, behind a dash or in a line of their own; each case is a text with its claims and sources."""

import pytest

from tests.extract.conftest import Finder

CASES = [
    pytest.param(
        "Boats lost\n\nThe board of Bill Kern met in May.\n\n"
        '"HOLM: The board has sold 40 boats.\n\n"KERN: That is true. I am sorry, Ms. Holm, but they leaked.\n\n'
        '"HOLM: They were new."\n',
        [
            ("The board has sold 40 boats", "HOLM"),
            ("That is true", "KERN"),
            ("I am sorry, Ms. Holm, but they leaked", "KERN"),
            ("They were new", "HOLM"),
        ],
        id="a-transcript-in-marks",
    ),
    pytest.param(
        "Voters on the debate\n\nIt was on Monday in the hall.\n\n"
        "“I am afraid that Mr. Kern will win.” ― Edwin G. Pop\n"
        "“Mr. Kern is clueless about others. He respects nobody.”― Stephanie Egan\n",
        [
            ("I am afraid that Mr. Kern will win", "Edwin G. Pop"),
            ("Mr. Kern is clueless about others", "Stephanie Egan"),
            ("He respects nobody", "Stephanie Egan"),
        ],
        id="signed-one-by-one",
    ),
    pytest.param(
        "The report makes these points:\n\n1) 40 beds are empty.\n2) The gym is shut.\n",
        [("40 beds are empty", "The report"), ("The gym is shut", "The report")],
        id="numbers-with-brackets",
    ),
    pytest.param(
        "Police said the following:\n\n- 12 people were hurt\n- Nobody was held\n",
        [("12 people were hurt", "Police"), ("Nobody was held", "Police")],
        id="the-following",
    ),
    pytest.param(
        "We have lost 14 shops.\n\n— Jon Dahl, baker\n\nFrom Councillor Pia Lund:\n\n“The town found 3 million”\n",
        [("We have lost 14 shops", "Jon Dahl, baker"), ("The town found 3 million", "Councillor Pia Lund")],
        id="a-block-quote-and-a-credit",
    ),
    pytest.param(
        "The storm felled 40 trees.\n\n— Ada Kern, Reuters\n",
        [("The storm felled 40 trees", None)],
        id="an-author-below-the-last-paragraph",
    ),
    pytest.param(
        "The trust said on Friday that\n\n• 30 beds would close\n• two wards would move\n",
        [("30 beds would close", "The trust"), ("two wards would move", "The trust")],
        id="bullets-after-that",
    ),
    pytest.param(
        "The trust said:\n- 30 beds would close\n- two wards would move\n",
        [("30 beds would close", "The trust"), ("two wards would move", "The trust")],
        id="bullets-after-a-colon",
    ),
    pytest.param(
        "The reasons that the nurses' letter gave were:\n\n- The number of beds fell by 30.\n- We have two wards.\n",
        [("The number of beds fell by 30", "the nurses' letter"), ("We have two wards", "the nurses' letter")],
        id="a document's points",
    ),
    pytest.param(
        "According to the report:\n\nBeds fell by a third.\n30 wards shut.\n\nThe owner left 4 dogs.\n",
        [("Beds fell by a third", "the report"), ("30 wards shut", "the report"), ("The owner left 4 dogs", None)],
        id="according-to-and-a-colon",
    ),
    pytest.param(
        "The trust said:\n\n- 30 beds would close\n\n- two wards would move\n\nThe owner left 4 dogs.\n",
        [("30 beds would close", "The trust"), ("two wards would move", "The trust"), ("The owner left 4 dogs", None)],
        id="bullets-with-a-gap",
    ),
    pytest.param(
        "The police closed three roads:\n\n- Mill Lane was shut for 4 days.\n- Quay Street lost 12 trees.\n",
        None,
        id="no-statement",
    ),
    pytest.param("The trust said nothing.\n\n- 30 beds closed\n- two wards moved\n", None, id="no-lead"),
    pytest.param(
        "And from Chairwoman Kern:\n\n“We lost 12 million crowns”\n",
        [("We lost 12 million crowns", "Chairwoman Kern")],
        id="credit-above",
    ),
    pytest.param(
        "From the desk of Ada Kern, chief analyst, Harbour Bank.\n\n“Fares have fallen since May.”\n",
        [("Fares have fallen since May", "Ada Kern, chief analyst, Harbour Bank")],
        id="from-the-desk-of",
    ),
    pytest.param(
        "“The pier cost us nothing.” -Commissioner Ada Kern\n",
        [("The pier cost us nothing", "Ada Kern")],
        id="credit-behind-a-dash",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_line_names_the_speaker(find_in: Finder, text: str, expected: list[tuple[str, str]] | None) -> None:
    found = [(c.span.text, c.source.text if c.source else None) for c in find_in(text)]
    if expected is None:
        assert {source for _, source in found} <= {None}
    else:
        assert found == expected


LABELS = [
    pytest.param("KERN: The pier was shut on Monday.", [("The pier was shut on Monday", "KERN")], id="a-transcript"),
    pytest.param("Housing: the town built 40 flats.", None, id="a-topic"),
    pytest.param("Harbour storm: One death and 43 new leaks", None, id="an-event"),
    pytest.param("“We left early.” ― Ada Kern", [("We left early", "Ada Kern")], id="signed"),
    pytest.param("“We left early.” – it rained", None, id="no-name-behind-the-dash"),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_labels(find_in: Finder, text: str, expected: list[tuple[str, str]] | None) -> None:
    found = [(c.span.text, c.source.text) for c in find_in(text) if c.source is not None]
    assert found == (expected or [])


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "lead",
    [pytest.param("The trust denied that:", id="that"), pytest.param("The trust denied on Friday that:", id="when")],
)
def test_what_is_denied_may_be_a_list(find_in: Finder, lead: str, gap: str) -> None:
    found = find_in(f"{lead}\n\n- 30 beds had closed{gap}- two wards had moved\n")
    assert [(c.span.text, c.source and c.source.text, c.cue and c.cue.effect.value) for c in found] == [
        ("30 beds had closed", "The trust", "denies"),
        ("two wards had moved", "The trust", "denies"),
    ]
