"""What answers a claim in other words is a candidate; what has nothing to do with it is left alone."""

import pytest

from fact_check import find
from fact_check.claims import FIRM, Effect, Relation, SourceKind
from fact_check.extract.records import ClaimCandidate
from fact_check.language import meanings
from fact_check.relate import relate
from fact_check.relate.answer_weights import MOST, weighed
from fact_check.relate.pair_signs import Field
from fact_check.relate.term_weights import Ground
from tests.relate.founds import found

ANSWERS = [
    pytest.param(
        (
            found(
                "the siren had been silent before the crash", 1, cue="said", source="Gil Pell", kind=SourceKind.PERSON
            ),
            found("the alarm never stopped ringing", 3, cue="insisted", source="Una Marsh", kind=SourceKind.PERSON),
        ),
        [("the alarm never stopped ringing", "the siren had been silent before the crash")],
        id="a-siren-is-an-alarm",
    ),
    pytest.param(
        (
            found("40 cattle had died by the river", 1, cue="said", source="Farmers", kind=SourceKind.PERSON),
            found("no cow had died", 3, cue="said", source="The dairy"),
        ),
        [("no cow had died", "40 cattle had died by the river")],
        id="a-cow-is-cattle",
    ),
    pytest.param(
        (
            found("the doctors ignored her pain", 1, cue="said", source="Her mother", kind=SourceKind.PERSON),
            found("the market will open in May", 2, cue="said", source="Mayor Ada Kern", kind=SourceKind.PERSON),
        ),
        [],
        id="another-matter",
    ),
    pytest.param(
        (
            found(
                "the siren had been silent before the crash", 1, cue="said", source="Gil Pell", kind=SourceKind.PERSON
            ),
            found("the alarm never stopped ringing", 3, cue="insisted", source="Pell", kind=SourceKind.PERSON),
        ),
        [],
        id="nobody-answers-themselves",
    ),
    pytest.param(
        (
            found("the siren had been silent before the crash", 1),
            found("the alarm never stopped ringing", 3),
        ),
        [],
        id="nobody-speaks",
    ),
]


def answered(article: tuple[ClaimCandidate, ...]) -> list[tuple[str, str]]:
    related = [r.claim for r in relate(article, meanings())]
    text = {c.id: c.span.text for c in related}
    return [(c.span.text, text[k.to]) for c in related for k in c.links if k.relation is Relation.DENIES]


@pytest.mark.parametrize(("article", "expected"), ANSWERS)
def test_who_answers_whom(article: tuple[ClaimCandidate, ...], expected: list[tuple[str, str]]) -> None:
    assert answered(article) == expected


def test_without_meanings_rules_alone_link() -> None:
    (article, _) = ANSWERS[0].values
    assert [k for r in relate(article) for k in r.claim.links] == []


def test_a_plain_statement_is_a_candidate_at_most() -> None:
    (article, _) = ANSWERS[0].values
    links = [k for r in relate(article, meanings()) for k in r.claim.links]
    assert all(k.score < FIRM for k in links)
    assert [k.because for k in links] == ["it may answer what is attributed to Gil Pell; “alarm” here, “siren” there"]


def test_an_answer_is_given_few_claims_and_counts_where_the_rules_agree() -> None:
    said = [
        found(f"the {word} siren had failed", 1, cue="said", source=word.title()) for word in ("north", "east", "sea")
    ]
    denial = found("that sirens had failed", 2, cue="denied", effect=Effect.DENIES, source="The railway")
    known = meanings()
    assert known is not None
    signs = {"worded": 1.2, "bare": 0.9, "says nothing": 0.0, "an accusation": 0.0, "figure of a number": 0.0}
    answers = weighed(Field(Ground([*said, denial]), known), 3, Relation.DENIES, lambda _: signs)
    assert len(answers) == MOST
    assert all(one.score >= FIRM and one.because.startswith("it answers ") for one in answers)


def test_a_doubt_is_about_the_claim_in_other_words() -> None:
    article = (
        found("the vaccine had killed two infants", 1, cue="claimed", source="The blog"),
        found("the harbour froze in May", 2, cue="said", source="The port"),
        found("the deaths of babies", 3, cue="could not confirm", effect=Effect.DOUBTS, source="The clinic"),
    )
    *_, last = (r.claim for r in relate(article, meanings()))
    assert [(k.relation, k.to) for k in last.links] == [(Relation.DOUBTS, article[0].claim.id)]


def test_in_an_article() -> None:
    claims = find(
        text="Council and residents at odds over Marl Road flats\n\n"
        "Residents of Marl Road said on Tuesday that the lift had been broken for nine weeks.\n\n"
        "The council said it had spent £3m on the roof. The lift had never stopped, the council said.\n"
    )
    texts = {c.id: c.span.text for c in claims}
    [(answer, target)] = [(c, texts[k.to]) for c in claims for k in c.links if k.relation is Relation.DENIES]
    assert ("lift" in answer.span.text, "lift" in target) == (True, True)
