"""Attributions inside each other: what stays is in {braces}."""

import pytest

from tests.extract.conftest import Finder, unmark

CASES = [
    pytest.param("The union said {the firm had told workers that the plant was safe}.", id="the-outermost"),
    pytest.param("The mayor said {the pier was shut}, adding that {the boats were sold}.", id="a-sequel"),
    pytest.param(
        "{The sergeant was reportedly due to retire in May}, and a neighbour said {he had moved}.", id="another-speaks"
    ),
    pytest.param("The lawyer said her client denied {any part in the theft}.", id="a-denial-counts"),
    pytest.param(
        "Aaron Shaw responded that {the website rates many statements as inaccurate because they lack context}.",
        id="not-the-reason-alone",
    ),
    pytest.param("“{It will dispel any remaining doubts that voters have about her},” Mr Rendle said.", id="no-doubt"),
    pytest.param("The study found that {research either did not support or flatly contradicted the advice}.", id="or"),
    pytest.param("The minister said the union rejected the claim that {40 people had died}.", id="of-its-own-subject"),
]


@pytest.mark.parametrize("marked", CASES)
def test_one_statement_is_one_claim(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    assert [c.span.text for c in find_in(text)] == contents


def test_an_answer_set_off_by_commas_leaves_what_is_said_around_it(find_in: Finder) -> None:
    outer, _ = find_in("Prosecutors said Mr Dane, who denies the charges, took 40,000 pounds.")
    assert outer.source is not None
    assert outer.source.text == "Prosecutors"
    assert outer.span.text == "Mr Dane, who denies the charges, took 40,000 pounds"
    assert len(outer.pieces) == 2


def test_who_answers_is_the_subject_beside_the_answer(find_in: Finder) -> None:
    (denied,) = find_in("The minister said the union rejected the claim that 40 people had died.")
    assert denied.source is not None
    assert denied.source.text == "the union"
