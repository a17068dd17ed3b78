"""A denial or a doubt finds the claims it is about, and leaves the others."""

import pytest

from fact_check import find
from fact_check.claims import Claim, Effect, Label, Relation, SourceKind
from fact_check.extract.records import ClaimCandidate
from fact_check.relate import relate
from tests.relate.founds import found, number

SAID = {"cue": "said", "source": "Harbour Watch"}


def said(text: str, sentence: int, **more: object) -> ClaimCandidate:
    return found(text, sentence, **{**SAID, **more})  # type: ignore[arg-type]


def denied(text: str, sentence: int, source: str = "The ministry", **more: object) -> ClaimCandidate:
    return found(text, sentence, cue="denied", effect=Effect.DENIES, source=source, **more)  # type: ignore[arg-type]


def doubted(text: str, sentence: int, **more: object) -> ClaimCandidate:
    return found(text, sentence, cue="no evidence that", effect=Effect.DOUBTS, **more)  # type: ignore[arg-type]


def links(*article: ClaimCandidate) -> dict[str, list[tuple[str, bool]]]:
    """Return for each denial or doubt the claims it is about, and whether it is sure."""
    claims: list[Claim] = [r.claim for r in relate(article)]
    text = {c.id: c.span.text for c in claims}
    return {
        c.span.text: [(text[k.to], k.is_firm) for k in c.links if k.relation in (Relation.DENIES, Relation.DOUBTS)]
        for c in claims
        if c.links
    }


FARMS = said("two secret farms grow the plant in Harwick", 2, numbers=(number("two", 2),))


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        pytest.param(
            (said("the port sells smuggled coal", 1), said("rain fell", 2), denied("the port sells smuggled coal", 3)),
            {"the port sells smuggled coal": [("the port sells smuggled coal", True)]},
            id="the same words two sentences on",
        ),
        pytest.param(
            (
                said("farms grow the plant in forty countries", 0),
                FARMS,
                denied("any links to the plant", 3, "Both farms"),
            ),
            {"any links to the plant": [(FARMS.claim.span.text, True)]},
            id="both answer where two were counted",
        ),
        pytest.param(
            (
                found("guards beat the prisoners", 1, cue="reports of", effect=Effect.HEDGES),
                doubted("the cells were used for such ends", 1),
            ),
            {"the cells were used for such ends": [("guards beat the prisoners", True)]},
            id="such ends, in the same sentence",
        ),
        pytest.param(
            (
                said("the harbour froze in May", 1),
                found("Brand sold the records", 2, cue="accused", source="The union"),
                denied("the accusation", 3, "Brand"),
            ),
            {"the accusation": [("Brand sold the records", True)]},
            id="bare accusation answers the nearest",
        ),
        pytest.param(
            (said("the mill is safe", 1, source="Ada Holm"), denied("the mill leaks oil", 2, "Holm")),
            {},
            id="nobody denies what they said themselves",
        ),
        pytest.param(
            (denied("the mill leaks oil", 1), denied("the mill leaks oil", 2, "The owner")),
            {},
            id="a denial does not deny a denial",
        ),
        pytest.param(
            (said("the mill was sold", 1), denied("the bakery had closed its ovens", 9)),
            {},
            id="nothing in common, far away",
        ),
        pytest.param(
            (
                found("the river was poisoned", 1, cue="found", source="a report by anglers", kind=SourceKind.DOCUMENT),
                said("the weir is old", 3),
                denied("the report", 4),
            ),
            {"the report": [("the river was poisoned", True)]},
            id="the report that is denied",
        ),
        pytest.param(
            (said("a study was buried", 1), said("No such study exists", 2, source="The ministry")),
            {"No such study exists": [("a study was buried", True)]},
            id="no such thing denies",
        ),
        pytest.param(
            (
                said("the repair cost £42m", 1, numbers=(number("£42m", 42e6, unit="GBP"),)),
                said("the repair cost £4.2m", 2, numbers=(number("£4.2m", 4.2e6, unit="GBP"),)),
                found(
                    "the repair had cost £42m",
                    3,
                    cue="An earlier version said",
                    effect=Effect.DENIES,
                    numbers=(number("£42m", 42e6, unit="GBP"),),
                ),
            ),
            {
                "the repair cost £42m": [],
                "the repair cost £4.2m": [],
                "the repair had cost £42m": [("the repair cost £42m", True)],
            },
            id="a correction denies the number that it takes back",
        ),
    ],
)
def test_what_an_answer_is_about(
    article: tuple[ClaimCandidate, ...], expected: dict[str, list[tuple[str, bool]]]
) -> None:
    assert links(*article) == expected


def test_a_bare_pronoun_answers_and_is_not_published() -> None:
    accusation = found("inciting the riot", 1, cue="accused of", effect=Effect.HEDGES)
    [related] = relate((accusation, denied("which", 1, "he", silent=True)))
    assert related.claim.span.text == "inciting the riot"
    assert [(a.effect, a.words) for a in related.answers] == [(Effect.DENIES, "denied")]


def test_a_far_claim_with_the_same_words_is_a_candidate_at_most() -> None:
    far = said("the centres for coal and timber in forty countries and nine ports", 0)
    between = [said(f"the {word} was empty all week", n) for n, word in enumerate(("pier", "quay", "dock", "lock"), 1)]
    [*_, answer] = relate((far, *between, denied("any links to the centres", 7)))
    assert all(not link.is_firm for link in answer.claim.links)


ACCUSED = found("Kern of hiding 40 invoices", 1, cue="accused", source="The union")


@pytest.mark.parametrize(
    ("article", "sure"),
    [
        pytest.param(
            (said("The mill has 90 workers", 1), denied("all the allegations", 2, "Mr Roe")), False, id="no-accusation"
        ),
        pytest.param((ACCUSED, denied("the allegation", 2, "Ada Kern")), True, id="an-accusation"),
        pytest.param(
            (found("theft of 40 boats", 1, cue="have admitted", source="Two men"), denied("the charge", 1, "Ada Kern")),
            False,
            id="what-others-admit",
        ),
        pytest.param(
            (
                found("Kern stole 40 invoices", 0, headline=True, cue="told", source="court"),
                *(said(f"rain fell {n}", n) for n in range(2, 9)),
                denied("two counts of fraud", 10, "Ada Kern"),
            ),
            True,
            id="a-charge-far-above",
        ),
        pytest.param(
            (
                said("water ran on 214 days", 1, numbers=(number("214 days", 214),)),
                *(said(f"rain fell {n}", n) for n in range(2, 7)),
                denied("the number of 214 days", 8, numbers=(number("214 days", 214),)),
            ),
            True,
            id="one-figure-far-above",
        ),
    ],
)
def test_a_charge_is_what_is_denied(article: tuple[ClaimCandidate, ...], sure: bool) -> None:
    about = links(*article).get(article[-1].claim.span.text, [])
    assert [who for who, firm in about if firm] == ([article[0].claim.span.text] if sure else [])


def test_nobody_doubts_in_passing_what_they_have_just_said() -> None:
    silent = doubted("this", 2, source="Harbour Watch", silent=True)
    assert links(said("the two fires were linked to one firm", 1), silent) == {}


def test_one_common_word_adds_no_second_target() -> None:
    """The doubt about whether two leaks are linked leaves alone what somebody said of one of them."""
    text = (
        "Two leaks\n\n“The crew was loading barrels when the tank sprang a leak,” Chief Roe said.\n\n"
        "He added: “He was working for another firm that day.”\n\n"
        "Asked if the two leaks were linked, Chief Roe said there was no evidence to suggest this.\n"
    )
    headline, quote, _, asked = find(text=text)
    assert [link.to for link in asked.links] == [headline.id]
    assert quote.suggestion is not None
    assert quote.suggestion.label is Label.SOURCED
