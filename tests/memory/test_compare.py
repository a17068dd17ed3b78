"""Which older claims say the same as a new one, which differ from it, and which are merely near."""

import pytest

from fact_check.memory.compare import Outcome, compare

SAME = [
    ("40 tonnes of acid leaked from the mill", "Forty tonnes of acid leaked from the mill"),
    ("the mill leaked 40 tonnes of acid", "40 tonnes of acid leaked from the mill"),
    ("Selby's hospital closed 3 wards", "three wards were closed at the Selby hospital"),
    ("the US army left Karsk in 2019", "The United States army left Karsk"),
    ("1.5 million voters registered in Arland", "1,500,000 voters registered in Arland"),
    ("turnout in Arland reached 54 per cent", "Turnout in Arland reached 54%"),
    ("the labor organization will analyze the ballots", "the labour organisation will analyse the ballots"),
]
DIFFERS = [
    ("40 tonnes of acid leaked from the mill", "54 tonnes of acid leaked from the mill", "40 then, 54 now"),
    ("turnout in Arland reached 54%", "turnout in Arland reached 58 per cent", "54% then, 58% now"),
    (
        "Brix Bank lost $40 million last year",
        "Brix Bank lost $400 million last year",
        "$40 million then, $400 million now",
    ),
    ("at least 40 people drowned at Selby", "40 people drowned at Selby", "at least 40 then, 40 now"),
    ("Ms Reed met the Brix Bank directors", "Ms Reed never met the Brix Bank directors", "stated then, denied now"),
    (
        "Arland finished second in the Selby regatta",
        "Arland finished third in the Selby regatta",
        "second then, third now",
    ),
]
NEAR = [
    ("the earthquake's magnitude was 5.5", "the magnitude of the earthquake was 6.6"),
    ("He was 86", "He was 41"),
    ("40 people were killed in Selby", "40 people were killed in Karsk"),
    ("40 people were killed in Selby on Monday", "54 people were killed in Selby on Friday"),
    ("40 people were killed in Selby in 2019", "40 people were killed in Selby in 2021"),
    ("Reed came second with 24% of the Selby vote", "Reed came first in the Selby vote with 14 seats"),
    ("any links to the centres", "the attack"),
    ("12 ships sank", "12 houses burned"),
    ("it happened", "That happened"),
]


@pytest.mark.parametrize(("then", "now"), SAME)
def test_the_same_statement_in_other_words(then: str, now: str) -> None:
    assert compare(then, now).outcome is Outcome.SAME
    assert compare(now, then).outcome is Outcome.SAME


@pytest.mark.parametrize(("then", "now", "because"), DIFFERS)
def test_the_same_thing_with_something_else_said_of_it(then: str, now: str, because: str) -> None:
    found = compare(then, now)
    assert (found.outcome, found.because) == (Outcome.DIFFERS, (because,))
    assert compare(now, then).outcome is Outcome.DIFFERS


@pytest.mark.parametrize(("then", "now"), NEAR)
def test_no_more_than_near(then: str, now: str) -> None:
    assert compare(then, now).outcome is Outcome.NEAR
    assert compare(now, then).outcome is Outcome.NEAR


def test_a_name_in_the_context_tells_whom_a_pronoun_means() -> None:
    of_sam, of_ida = ["He was 86, said the widow of Sam Oke."], ["He was 86, said the widow of Ivo Holm."]
    assert compare("He was 86", "he was 86", then_in=of_sam, now_in=of_sam).outcome is Outcome.SAME
    assert compare("He was 86", "he was 86", then_in=of_sam, now_in=["Ivo was 86."]).outcome is Outcome.NEAR
    assert compare("He was 86", "he was 86", then_in=[], now_in=of_ida).outcome is Outcome.NEAR


SUPPORT = ("they support Ana Reed", "they’re supporting Ana Reed")


@pytest.mark.parametrize(
    ("then", "now", "contexts", "sources"),
    [
        pytest.param(
            *SUPPORT,
            ("Most miners say they support Ana Reed", "Of the bakers, 39 say they’re supporting Ana Reed"),
            ("Most miners", "39 of the bakers"),
            id="a pronoun, and no name but their own",
        ),
        pytest.param(
            "he was not there yet",
            "I’m not there yet",
            ("Reed said he was not there yet, and Holm agreed", "I’m not there yet, Holm told Reed"),
            ("Reed", "Holm"),
            id="two people, each of himself",
        ),
        pytest.param(
            "a request for comment",
            "requests for comment",
            ("The Brix campaign did not answer a request for comment", "The Selby campaign got requests for comment"),
            ("The Brix campaign", "The Selby campaign"),
            id="too little, from two sources",
        ),
        pytest.param(
            "That would be Ana Reed",
            "Ana Reed has done this for us",
            ("That would be Ana Reed, said Holm", "Ana Reed has done this for us, said Holm"),
            ("Holm", "Holm"),
            id="names alone",
        ),
    ],
)
def test_what_may_be_of_others_is_near(
    then: str, now: str, contexts: tuple[str, str], sources: tuple[str, str]
) -> None:
    one, other = ([context, source] for context, source in zip(contexts, sources, strict=True))
    assert compare(then, now, then_in=one, now_in=other, sources=sources).outcome is Outcome.NEAR
    turned = compare(now, then, then_in=other, now_in=one, sources=sources[::-1])
    assert turned.outcome is Outcome.NEAR


def test_a_long_statement_is_one_whoever_its_pronouns_mean() -> None:
    then = "they show videos of Reed insulting miners in order to recruit more members"
    now = "They are showing videos of Reed insulting miners, in order to recruit more members"
    assert compare(then, now, sources=("she", "the senator")).outcome is Outcome.SAME


def test_what_one_source_says_of_itself_may_be_the_same() -> None:
    then, now = ("I love the Selby ferry", "I love the ferry of Selby")
    contexts = ["“I love the Selby ferry,” said Mayor Ana Reed."], ["“I love the ferry of Selby,” said Reed."]
    found = compare(then, now, then_in=contexts[0], now_in=contexts[1], sources=("Mayor Ana Reed", "Reed"))
    assert found.outcome is Outcome.SAME
