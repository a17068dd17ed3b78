"""Which marks of the trained component are listened to."""

import pytest

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
        pytest.param("He demanded that the town buy 12 buses.", [], id="a subjunctive"),
        pytest.param("She demanded that 12 buses be bought.", [], id="a passive one"),
        pytest.param("They urged the state to build 4,000 homes.", [], id="an infinitive"),
        pytest.param("He insisted that the town bought 12 buses.", ["the town bought 12 buses"], id="a statement"),
    ],
)
def test_what_is_demanded_is_no_claim(find_in: Finder, text: str, claimed: list[str]) -> None:
    assert [c.span.text for c in find_in(text)] == claimed
