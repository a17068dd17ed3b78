"""How telling a term is in an article, and which claims share one."""

import pytest

from fact_check.relate.term_weights import COMMON, REACH, Ground
from tests.relate.founds import found, terms

FLOOD = (
    found("Flood kills 12 at Harwick", 0, headline=True),
    found("The flood killed 12 people at Harwick", 1),
    found("The council opened a school", 2),
    found("The flood closed two bridges", 3),
)


def test_a_rare_term_tells_more_than_a_common_one() -> None:
    ground = Ground(FLOOD)
    assert ground.weight("school") > ground.weight("flood") > 0
    assert ground.weight("nowhere") >= ground.weight("school")
    assert ground.mass(["flood", "school"]) == pytest.approx(ground.weight("flood") + ground.weight("school"))


def test_likeness_is_of_both_and_a_share_of_one() -> None:
    ground = Ground(FLOOD)
    a, b = terms("flood school"), terms("flood")
    assert ground.likeness(a, a) == ground.share(a, a) == 1
    assert ground.share(b, a) == 1
    assert 0 < ground.share(a, b) < ground.likeness(a, b) < 1
    assert ground.likeness(frozenset(), frozenset()) == ground.share(frozenset(), a) == 0


def test_partners_share_a_telling_term_and_stand_before() -> None:
    ground = Ground(FLOOD)
    assert list(ground.partners(1)) == [0]
    assert list(ground.partners(2)) == []
    assert list(ground.partners(3)) == [0, 1]


def test_a_term_of_nearly_every_claim_finds_no_partners() -> None:
    words = [f"{first}{second}" for first in "bdfhk" for second in ("ona", "ulo", "eri", "amo")]
    claims = [found(f"harbour {word}", n) for n, word in enumerate(words)]
    assert len(claims) > COMMON
    assert list(Ground(claims).partners(len(claims) - 1)) == []
    assert list(Ground(claims[:COMMON]).partners(COMMON - 1)) == list(range(COMMON - 1))


def test_words_of_one_concept_are_one_term() -> None:
    ground = Ground([found("12 dead", 0), found("12 killed", 1)])
    assert ground.terms[0] & ground.terms[1]


def test_partners_are_looked_for_so_far_back_and_in_the_headline() -> None:
    claims = [found("heron", 0, headline=True), found("heron", 1)]
    claims += [found("quill" if n % 2 else "amber", n + 2) for n in range(REACH)]
    ground = Ground([*claims, found("heron", REACH + 2)])
    assert ground.headline == 1
    assert list(ground.partners(REACH + 2)) == [0]
