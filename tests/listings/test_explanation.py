"""`find --explain`: why one claim is what it is, in lines that a terminal can be shown."""

import pytest

from fact_check.claims import Claim
from fact_check.errors import FactCheckError
from fact_check.listings.explanation import explanation, wanted
from fact_check.pipeline import claims as claims_of
from fact_check.read import Article, read_text
from fact_check.rules import load_rules

DRAFT = (
    "Dam bursts\n\nPolice said at least 40 people died. The mayor denied that 40 people died. "
    "The lake holds 3bn litres.\n"
)


@pytest.fixture(scope="module")
def drafts() -> list[tuple[Article, tuple[Claim, ...]]]:
    article = read_text(DRAFT)
    return [(article, claims_of(article))]


def lines(drafts: list[tuple[Article, tuple[Claim, ...]]], which: int) -> list[str]:
    article, claims, claim = wanted(drafts, drafts[0][1][which].id)
    return list(explanation(article, claims, claim, load_rules()))


def test_says_what_matched_whom_it_rests_on_and_how_a_number_was_read(
    drafts: list[tuple[Article, tuple[Claim, ...]]],
) -> None:
    told = lines(drafts, 0)
    assert told[0].startswith("claim     “at least 40 people died” (-, line 3) [")
    assert any(line.startswith("cue       “said” reports it") and "[reporting.say]" in line for line in told)
    assert "source    “Police” (organisation)" in told
    assert "number    “at least 40” is at least 40 people" in told


def test_says_which_claims_answer_it_and_how_sure_that_is(drafts: list[tuple[Article, tuple[Claim, ...]]]) -> None:
    [linked] = [line for line in lines(drafts, 0) if line.startswith("linked")]
    assert "“40 people died” denies it, 0." in linked
    [link] = [line for line in lines(drafts, 1) if line.startswith("link ")]
    assert "denies" in link


def test_says_what_the_network_says(drafts: list[tuple[Article, tuple[Claim, ...]]]) -> None:
    told = [line for line in lines(drafts, 0) if line.startswith("network")]
    assert any("this cue attributes this (believed alone from" in line for line in told)
    assert any("its words stand in a claim" in line for line in told)


def test_a_claim_without_a_source_has_no_line_for_one(drafts: list[tuple[Article, tuple[Claim, ...]]]) -> None:
    assert not any(line.startswith(("source", "cue")) for line in lines(drafts, 2))


def test_nothing_of_a_draft_reaches_the_terminal_raw() -> None:
    article = read_text("Dam\n\nPolice said \x1b[31m40\x1b[0m people died.\n")
    found = claims_of(article)
    told = "".join(line for claim in found for line in explanation(article, found, claim, load_rules()))
    assert found
    assert "\x1b" not in told


def test_an_id_that_no_claim_has_is_refused(drafts: list[tuple[Article, tuple[Claim, ...]]]) -> None:
    with pytest.raises(FactCheckError, match="no claim has the id 'zz'"):
        wanted(drafts, "zz")


def test_an_id_that_several_claims_begin_with_is_refused(drafts: list[tuple[Article, tuple[Claim, ...]]]) -> None:
    with pytest.raises(FactCheckError, match="3 claims have ids that begin with 'c'"):
        wanted(drafts, "c")
