"""Attributions and readings put together: one statement, one claim, in text order, furniture left out."""

import pytest

from fact_check.claims import Kind
from fact_check.extract import PARTS, ClaimCandidate, Parts, extract, extract_stretches
from fact_check.language import pipeline
from fact_check.read import read_text
from fact_check.rules import load_rules

TEXT = (
    "Ferry sinks off Harwick\n\n"
    "The mayor said that 40 people were saved. The harbour has two cranes.\n\n"
    "“We lost a boat,” the captain said.\n"
)


def found(text: str, parts: Parts = PARTS) -> tuple[ClaimCandidate, ...]:
    rules = load_rules()
    article = read_text(text, rules)
    return extract(article, pipeline()(article.prose), rules, parts)


@pytest.fixture(scope="module")
def claims() -> tuple[ClaimCandidate, ...]:
    return found(TEXT)


def test_claims_stand_in_text_order_with_their_kinds(claims: tuple[ClaimCandidate, ...]) -> None:
    assert [(c.claim.span.text, c.claim.kinds) for c in claims] == [
        ("40 people were saved", (Kind.NUMERIC, Kind.ATTRIBUTED)),
        ("The harbour has two cranes", (Kind.NUMERIC,)),
        ("We lost a boat", (Kind.ATTRIBUTED,)),
    ]


def test_offsets_are_those_of_the_text(claims: tuple[ClaimCandidate, ...]) -> None:
    for each in claims:
        claim = each.claim
        spots = [claim.span, *claim.quantities, *(x for x in (claim.source, claim.cue) if x is not None)]
        assert [TEXT[s.start : s.end] for s in spots] == [s.text for s in spots]
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end


def test_what_relating_needs_comes_along(claims: tuple[ClaimCandidate, ...]) -> None:
    first, second, third = claims
    assert "save" in first.terms
    assert (first.measures[0].head, first.measures[0].deed) == ("people", "save")
    assert [first.paragraph, second.paragraph, third.paragraph] == [1, 1, 2]
    assert first.sentence < second.sentence < third.sentence
    assert not first.in_headline


def test_a_headline_is_a_claim_of_its_own() -> None:
    (claim,) = found("Ferry with 40 people sinks\n\nIt was late.\n")
    assert claim.in_headline


@pytest.mark.parametrize(
    "asked",
    ["Two-thirds", "Some 72 percent of adults", "Four in ten workers"],
)
def test_a_share_of_those_who_were_asked_is_a_finding_and_no_source(asked: str) -> None:
    said = f"{asked} said they did not understand the law"
    (one,) = found(f"A poll on law\n\n{said}.\n")
    assert (one.claim.span.text, one.claim.source) == (said, None)
    assert len(one.claim.quantities) == 1


def test_people_who_are_counted_may_speak() -> None:
    (one,) = found("Fire in the port\n\nTwo members of the board said the pier was shut.\n")
    assert one.claim.source is not None
    assert one.claim.source.text == "Two members of the board"


def test_the_same_words_have_two_ids() -> None:
    first, second = found("Harbour\n\nThe port has two cranes.\n\nThe port has two cranes.\n")
    assert first.claim.id != second.claim.id


def test_an_attributor_can_be_left_out() -> None:
    claims = found(TEXT, Parts(attributors=()))
    assert {c.claim.source for c in claims} == {None}
    assert ["40 people" in c.claim.span.text for c in claims] == [True, False]


def test_stretches_go_on_where_the_one_before_ended(claims: tuple[ClaimCandidate, ...]) -> None:
    rules = load_rules()
    article = read_text(TEXT, rules)
    cut = TEXT.index("“We lost")
    docs = (pipeline()(part) for part in (TEXT[:cut], TEXT[cut:]))
    apart = extract_stretches(article, docs, rules)
    assert [(c.claim.id, c.claim.span, c.paragraph, c.sentence) for c in apart] == [
        (c.claim.id, c.claim.span, c.paragraph, c.sentence) for c in claims
    ]
