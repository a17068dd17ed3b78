"""A headline and its body, a later repeat; not two claims that only share a topic."""

import pytest

from fact_check.claims import Relation
from fact_check.extract.records import ClaimCandidate
from fact_check.relate import relate
from fact_check.relate.restatements import SAME
from tests.relate.founds import counted, found, number

DEPOT = found(
    "Depot fire destroys 23 buses in Harwick",
    0,
    headline=True,
    numbers=(number("23", 23),),
    measures=(counted("buses", "destroy"),),
)


@pytest.mark.parametrize(
    ("later", "restates"),
    [
        pytest.param(
            found(
                "A fire at the Harwick bus depot destroyed 23 buses",
                1,
                cue="said",
                source="The operator",
                numbers=(number("23", 23),),
                measures=(counted("buses", "destroy"),),
            ),
            True,
            id="headline and lead",
        ),
        pytest.param(
            found(
                "A fire at the Harwick bus depot destroyed 32 buses",
                1,
                numbers=(number("32", 32),),
                measures=(counted("buses", "destroy"),),
            ),
            False,
            id="another number",
        ),
        pytest.param(
            found("23 pupils take the bus", 4, numbers=(number("23", 23),), measures=(counted("pupils", "take"),)),
            False,
            id="the number alone",
        ),
        pytest.param(found("The depot opened a new canteen", 5), False, id="the topic alone"),
    ],
)
def test_restatement_of_a_headline(later: ClaimCandidate, restates: bool) -> None:
    _, claim = (r.claim for r in relate((DEPOT, later)))
    assert (Relation.RESTATES in {k.relation for k in claim.links}) is restates


def test_a_negated_repeat_is_no_restatement() -> None:
    first = found("the ferry company paid the fine", 1, cue="said", source="The port")
    later = found("the ferry company paid the fine", 3, cue="said", source="The union", negated=True, negates="paid")
    relations = [link.relation for r in relate((first, later)) for link in r.claim.links]
    assert relations == [Relation.DENIES]


def test_two_claims_about_one_place_are_no_restatement() -> None:
    first = found("the cities of North Harwick", 1, cue="praised", source="The port")
    later = found("a North Harwick", 3, cue="is not thought to be")
    assert not [link for r in relate((first, later)) for link in r.claim.links]


def test_a_retort_with_a_negation_is_no_restatement() -> None:
    first = found(
        "there is a place in the sun for those who do not row", 1, cue="said", source="The coach", negates="row"
    )
    later = found("there is a place in the sun for those who steer", 2, cue="retorted", source="The cox")
    links = [link for r in relate((first, later)) for link in r.claim.links if link.relation is Relation.RESTATES]
    assert not [link for link in links if link.score >= SAME]
