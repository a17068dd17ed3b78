"""Which marks of the trained component are listened to."""

import pytest

import fact_check
from tests.extract.conftest import Finder


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Harbour storm: One death and 43 new leaks", id="a topic"),
        pytest.param("Lund flood: One death and 43 new leaks", id="a topic with its place"),
        pytest.param("Norway strike: One death and 43 new leaks", id="a country's"),
    ],
)
def test_a_colon_behind_a_topic_attributes_nothing(find_in: Finder, text: str) -> None:
    assert [c.source for c in find_in(text)] == [None]


def test_a_gesture_after_a_quotation_that_has_ended_is_no_cue(find_in: Finder) -> None:
    found = find_in("Ada Kern turned to the chairman. “The well ran dry in May.” The chairman nodded.")
    assert [(c.span.text, c.cue.text) for c in found if c.cue] == [("The well ran dry in May", "“")]


def test_a_heading_is_nothing_that_the_line_below_it_says(find_in: Finder) -> None:
    found = find_in("13:05\n\nNew pictures\n\nAbout 60 soldiers have arrived in town, the army says.")
    assert [c.span.text for c in found] == ["About 60 soldiers have arrived in town"]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        pytest.param("Flood live\n\nMayor: worst is over\n\nIt rained.", [], id="above a post"),
        pytest.param("Flood live\n\nMayor Kern: the dam will hold\n\nIt rained.", [], id="with a name"),
        pytest.param("Flood live\n\nPolice: 40 dead\n\nIt rained.", [("40 dead", None)], id="with a number"),
    ],
)
def test_a_heading_within_the_article_names_its_topic_before_a_colon(
    find_in: Finder, text: str, claimed: list[tuple[str, str | None]]
) -> None:
    found = find_in(text)
    assert [(c.source and c.source.text) for c in found] == [who for _, who in claimed]
    assert all(words in c.span.text for c, (words, _) in zip(found, claimed, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Critics praised the film's score.",
        "The union condemned the decision to close the plant.",
        "The charity welcomed the new law on housing.",
        "The council defended its handling of the flood.",
        "Campaigners criticised the plan as short-sighted.",
    ],
)
def test_praise_or_blame_of_a_thing_is_no_claim(find_in: Finder, text: str) -> None:
    assert find_in(text) == []


@pytest.mark.parametrize("said", ["40 dead", "dam will burst"])
def test_a_headline_names_who_says_it_before_a_colon(said: str) -> None:
    (claim,) = fact_check.find(text=f"Police: {said}\n\nIt rained.\n")
    assert (claim.span.text, claim.source and claim.source.text) == (said, "Police")


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        pytest.param("He demanded that the town buy 12 buses.", [], id="a subjunctive"),
        pytest.param("She demanded that 12 buses be bought.", [], id="a passive one"),
        pytest.param("They urged the state to build 4,000 homes.", [], id="an infinitive"),
        pytest.param("He insisted that the town bought 12 buses.", ["the town bought 12 buses"], id="a statement"),
    ],
)
def test_what_is_demanded_is_no_claim(find_in: Finder, text: str, claimed: list[str]) -> None:
    assert [c.span.text for c in find_in(text)] == claimed
