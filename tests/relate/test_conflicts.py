"""Two numbers disagree about the same thing, or only seem to."""

from dataclasses import replace

import pytest

from fact_check.claims import Bound, Relation
from fact_check.extract.records import ClaimCandidate, Measure
from fact_check.relate import relate
from fact_check.relate.signs import SCALES
from tests.relate.founds import counted, found, number


def killed(
    text: str, sentence: int, value: float, measure: Measure, bound: Bound = Bound.EXACTLY, **more: object
) -> ClaimCandidate:
    return found(text, sentence, numbers=(number(str(value), value, bound),), measures=(measure,), **more)  # type: ignore[arg-type]


HEADLINE = killed("Ferry fire kills 54 off Harwick", 0, 54, counted("", "kill"), headline=True)


@pytest.mark.parametrize(
    ("later", "conflict"),
    [
        pytest.param(
            killed("The fire on the Harwick ferry killed 64 people", 1, 64, counted("people", "kill")), True, id="digit"
        ),
        pytest.param(
            killed("More than 100 people died in the ferry fire", 2, 100, counted("people", "die"), Bound.MORE_THAN),
            True,
            id="above it",
        ),
        pytest.param(
            killed("At least 50 people died in the ferry fire", 2, 50, counted("people", "die"), Bound.AT_LEAST),
            False,
            id="at least",
        ),
        pytest.param(
            killed("The ferry fire injured 12 people", 2, 12, counted("people", "injure")), False, id="another deed"
        ),
        pytest.param(
            killed("12 of them were children on the ferry", 2, 12, counted("child", "kill", part=True)),
            False,
            id="a part",
        ),
        pytest.param(
            killed("A ferry fire in 2006 killed nine people", 3, 9, counted("people", "kill", when="2006")),
            False,
            id="another year",
        ),
        pytest.param(
            killed("A second ferry fire off Harwick killed 64 people", 2, 64, counted("people", "kill")),
            False,
            id="another thing of its kind",
        ),
        pytest.param(
            killed("64 people were rescued from the ferry fire", 2, 64, counted("people", "rescue")),
            False,
            id="those who were saved",
        ),
        pytest.param(
            killed("A bus in Upper Valley killed nine cows", 3, 9, counted("cow", "kill")), False, id="another story"
        ),
    ],
)
def test_headline_against_body(later: ClaimCandidate, conflict: bool) -> None:
    first, second = (r.claim for r in relate((HEADLINE, later)))
    assert (Relation.CONFLICTS in {k.relation for k in first.links}) is conflict
    assert (Relation.CONFLICTS in {k.relation for k in second.links}) is conflict


@pytest.mark.parametrize(
    ("text", "conflict"),
    [pytest.param("surpassed 100", False, id="a mark on the way"), pytest.param("at least 100", True, id="a bound")],
)
def test_a_mark_that_was_passed_is_no_total(text: str, conflict: bool) -> None:
    passed = number(text, 100, Bound.MORE_THAN if text.startswith("surpassed") else Bound.AT_LEAST)
    measure = counted("people", "die")
    first = found("The toll of the Harwick ferry fire", 1, numbers=(passed,), measures=(measure,))
    later = killed("640 people died in the Harwick ferry fire, by the toll", 2, 640, measure)
    links = [k.relation for r in relate((first, later)) for k in r.claim.links]
    assert (Relation.CONFLICTS in links) is conflict


def test_both_ends_say_what_disagrees() -> None:
    body = killed("The ferry fire killed 64 people off Harwick", 1, 64, counted("people", "kill"))
    first, second = (r.claim for r in relate((HEADLINE, body)))
    assert second.links[0].because == "“64” here, “54” there"
    assert first.links[0].because == "“54” here, “64” there"


def test_a_change_does_not_conflict_with_where_it_began() -> None:
    before = killed("The quake killed five people in Harwick", 1, 5, counted("people", "kill"))
    after = found(
        "The quake's toll in Harwick rose from five people to six",
        2,
        numbers=(number("five", 5), number("six", 6)),
        measures=(counted("people", "toll"), counted("people", "toll")),
    )
    assert all(k.relation is not Relation.CONFLICTS for r in relate((before, after)) for k in r.claim.links)


def test_a_span_that_names_a_measure_is_none_itself() -> None:
    def rate(days: int, sentence: int, low: int) -> ClaimCandidate:
        return found(
            f"The {days}-day median of cases rose",
            sentence,
            numbers=(number(f"{days}-day", days, unit="day"), number(f"{low}", low)),
            measures=(counted("median", "rise"), counted("median", "rise")),
        )

    links = [k.relation for r in relate((rate(7, 1, 43), rate(14, 2, 84))) for k in r.claim.links]
    assert Relation.CONFLICTS not in links


def test_a_scale_is_known_by_its_unit() -> None:
    assert "degree Celsius" in SCALES


def test_ranks_name_what_they_are_of_and_do_not_disagree() -> None:
    first = killed("The first quake struck the port", 1, 1, counted("quake", "strike"))
    second = killed("The second quake struck the port", 2, 2, counted("quake", "strike"))
    ranked = [one.model_copy(update={"unit": "rank"}) for found in (first, second) for one in found.claim.quantities]
    claims = [
        found.claim.model_copy(update={"quantities": (rank,)})
        for found, rank in zip((first, second), ranked, strict=True)
    ]
    related = relate(tuple(replace(f, claim=c) for f, c in zip((first, second), claims, strict=True)))
    assert [r.claim.links for r in related] == [(), ()]


@pytest.mark.parametrize(
    ("later", "headline", "conflict"),
    [
        pytest.param("Kern, the singer, died at 95", True, True, id="of-the-headline"),
        pytest.param("police believe the driver to be 95", False, False, id="of-somebody-else"),
    ],
)
def test_ages_disagree_only_of_one_person(later: str, headline: bool, conflict: bool) -> None:
    def aged(text: str, sentence: int, value: int, *, headline: bool = False) -> ClaimCandidate:
        age = number(str(value), value).model_copy(update={"unit": "year"})
        return found(text, sentence, numbers=(age,), measures=(counted("", "die"),), headline=headline)

    related = relate((aged("Singer Kern dies at 97", 0, 97, headline=headline), aged(later, 1, 95)))
    assert [bool(r.claim.links) for r in related] == [conflict, conflict]


@pytest.mark.parametrize(("beside", "conflict"), [(1, False), (3, True)], ids=["in its sentence", "elsewhere"])
def test_a_sentence_with_both_numbers_tells_them_apart(beside: int, conflict: bool) -> None:
    def fee(text: str, sentence: int, value: float, *, headline: bool = False) -> ClaimCandidate:
        paid = (number(f"${value}", value, unit="USD"),)
        return found(text, sentence, numbers=paid, measures=(counted("fee", "pay"),), headline=headline)

    claims = (
        fee("Harwick ferry pays fee of $64", 0, 64, headline=True),
        fee("The Harwick ferry paid a fee of $54", 1, 54),
        fee("The ferry paid the harbour $64", beside, 64),
    )
    links = [k.relation for k in relate(claims)[1].claim.links]
    assert (Relation.CONFLICTS in links) is conflict
