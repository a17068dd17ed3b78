"""What looks like a denial of a claim and is not sure to be one stays a candidate."""

from dataclasses import replace

import pytest

from fact_check.claims import Effect, Relation, SourceKind, Span
from fact_check.extract.records import ClaimCandidate
from fact_check.relate import relate
from fact_check.relate.firmness import may_be_firm
from fact_check.relate.term_weights import Ground
from tests.relate.founds import found, number


def kern(text: str, sentence: int, **more: object) -> ClaimCandidate:
    return found(text, sentence, cue="said", source="Ada Kern", kind=SourceKind.PERSON, **more)  # type: ignore[arg-type]


def denied(text: str, sentence: int, source: str | None = "The ministry", **more: object) -> ClaimCandidate:
    return found(text, sentence, **{"cue": "denied", "effect": Effect.DENIES, "source": source, **more})  # type: ignore[arg-type]


def doubted(text: str, sentence: int, source: str | None = None, **more: object) -> ClaimCandidate:
    return found(text, sentence, cue="no evidence that", effect=Effect.DOUBTS, source=source, **more)  # type: ignore[arg-type]


def broad(text: str, sentence: int, **more: object) -> ClaimCandidate:
    return replace(denied(text, sentence, cue="dismissed", **more), broad=True)


WELL = kern("the well was poisoned in May", 1)


@pytest.mark.parametrize(
    ("target", "answer", "firm"),
    [
        pytest.param(WELL, denied("the well was poisoned", 2), True, id="what-was-said"),
        pytest.param(WELL, denied("the well was poisoned", 2, cue="to deny"), False, id="an-aim"),
        pytest.param(WELL, denied("her honesty", 2, cue="questioned"), False, id="what-somebody-is"),
        pytest.param(WELL, denied("the idea of closing the well", 2, cue="called"), False, id="a-plan"),
        pytest.param(WELL, denied("Kern's claims", 2), True, id="whose-claim"),
        pytest.param(WELL, denied("Holm's claims", 2), False, id="somebody-else's-claim"),
        pytest.param(WELL, denied("the Whigs", 2, cue="disavowed"), False, id="a-name"),
        pytest.param(WELL, denied("the claims", 4), False, id="far-from-a-bare-denial"),
        pytest.param(WELL, broad("the poisoned well's cost", 2), False, id="a-broad-cue-and-no-statement"),
        pytest.param(WELL, broad("the claim about the poisoned well", 2), True, id="a-broad-cue-and-a-statement"),
        pytest.param(WELL, broad("them", 2, silent=True), False, id="a-broad-cue-and-people"),
        pytest.param(WELL, doubted("the well was poisoned", 2), True, id="a-doubt-about-it"),
        pytest.param(
            WELL, doubted("the well could be closed by a vote of the council", 2), False, id="a-doubt-beside-it"
        ),
        pytest.param(WELL, doubted("the well was poisoned", 2, source="Ada Kern"), False, id="one's-own-doubt"),
        pytest.param(WELL, doubted("the well was poisoned", 2, negated=True), False, id="a-doubt-of-the-opposite"),
        pytest.param(WELL, denied("the claim", 2, None, cue="a hoax"), False, id="a-bare-denial-by-nobody"),
        pytest.param(
            found("a debate in May", 1, cue="proposed", source="Ada Kern"),
            denied("the idea", 2, cue="rejected"),
            False,
            id="a-proposal",
        ),
        pytest.param(
            WELL,
            denied("32% of claims", 2, numbers=(number("32%", 32, unit="%").model_copy(update={"counted": "claims"}),)),
            False,
            id="statements-counted",
        ),
        pytest.param(WELL, denied("which", 2, silent=True), False, id="which-in-another-sentence"),
        pytest.param(WELL, denied("this", 2, silent=True), True, id="this-in-the-next-sentence"),
        pytest.param(WELL, denied("she", 2, None, cue="wrong", silent=True), True, id="she-was-wrong"),
        pytest.param(WELL, denied("this", 2, "you", cue="did not exist", silent=True), False, id="by-whoever-listens"),
        pytest.param(
            WELL, denied("the well was poisoned", 2, "Ada Kern", cue="falsely claimed"), True, id="falsely-said"
        ),
        pytest.param(
            WELL, denied("the well was poisoned", 2, "Piet Holm", cue="falsely claimed"), False, id="by-another"
        ),
    ],
)
def test_what_may_be_firm(target: ClaimCandidate, answer: ClaimCandidate, firm: bool) -> None:
    assert answer.claim.cue is not None
    relation = Relation.DOUBTS if answer.claim.cue.effect is Effect.DOUBTS else Relation.DENIES
    assert may_be_firm(Ground([target, answer]), 1, 0, relation) is firm


def test_a_pronoun_means_the_claim_in_its_own_sentence() -> None:
    police = found("he had a belt with wires", 2, cue="said", source="Police")
    fake = denied("it", 2, "Police", cue="fake", silent=True)
    fake = replace(fake, claim=fake.claim.model_copy(update={"span": Span(start=2100, end=2102, text="it")}))
    stated, *_ = relate([WELL, police, fake])
    assert not [answer for answer in stated.answers if answer.is_firm]


def test_a_candidate_changes_no_label() -> None:
    stated, _ = relate([WELL, denied("the well was poisoned", 2, cue="to deny")])
    assert [answer.is_firm for answer in stated.answers] == [False]
