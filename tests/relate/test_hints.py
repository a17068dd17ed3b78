"""What speaks for a denial being about a claim."""

import pytest

from fact_check.relate.hints import another_number, counts, of_document, one_number, party, whose
from tests.relate.founds import found, number


def test_the_party_is_named_in_the_claim() -> None:
    claim = found("Ada Kern took 40 invoices", 1, cue="said", source="The union")
    assert party(found("it", 2, cue="denied", source="Kern"), claim)
    assert not party(found("it", 2, cue="denied", source="Tom Bray"), claim)


def test_a_document_states_the_claim() -> None:
    claim = found("40 wells are dry", 1, cue="found", source="A report by the council")
    assert of_document(found("the report", 2), claim)
    assert not of_document(found("the survey", 2), claim)


def test_whose_account_is_rejected() -> None:
    claim = found("40 wells are dry", 1, cue="said", source="Tom Bray")
    assert whose(found("Bray account", 2), claim)


@pytest.mark.parametrize(("source", "fits"), [("Both farms", True), ("All three", False)], ids=["both", "all-three"])
def test_those_who_were_counted(source: str, fits: bool) -> None:
    claim = found("two farms grow the plant", 1, numbers=(number("two", 2),))
    assert counts(found("any links", 2, cue="denied", source=source), claim) is fits


def test_numbers_that_tell() -> None:
    claim = found("water ran on 214 days", 1, numbers=(number("214", 214),))
    assert one_number(found("the number", 2, numbers=(number("214", 214),)), claim)
    assert another_number(found("the number", 2, numbers=(number("310", 310),)), claim)
    assert not another_number(found("the number", 2, numbers=(number("two", 2),)), claim)
