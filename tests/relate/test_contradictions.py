"""What somebody else has just said is answered by a `not`, by an opposite, or by calling it false."""

import pytest

from fact_check import find
from fact_check.claims import Effect, Relation
from fact_check.extract.records import ClaimCandidate
from fact_check.relate import relate
from tests.relate.founds import found, number

SANK = "boats sank in the storm"


def said(text: str, sentence: int, source: str | None = "Harbour Watch", **more: object) -> ClaimCandidate:
    return found(text, sentence, cue="said", source=source, **more)  # type: ignore[arg-type]


def ministry(text: str, sentence: int = 2, negates: str = "", **more: object) -> ClaimCandidate:
    return said(text, sentence, "The ministry", negates=negates, negated=bool(negates), **more)


def denials(*article: ClaimCandidate) -> list[tuple[str, bool]]:
    """Return what the last claim denies, and whether it is sure."""
    related = [r.claim for r in relate(article)]
    text = {c.id: c.span.text for c in related}
    return [(text[k.to], k.is_firm) for k in related[-1].links if k.relation is Relation.DENIES]


@pytest.mark.parametrize(
    ("answer", "sure"),
    [
        pytest.param(ministry("no boats sank in the storm", negates="boats sank"), True, id="no-boats"),
        pytest.param(ministry("the boats did not sink in the storm", negates="boats"), True, id="not"),
        pytest.param(ministry("nothing sank", negates="sank"), True, id="nothing"),
        pytest.param(ministry("that is simply not true", negates="true"), True, id="not-true"),
        pytest.param(ministry("it's a lie, and they know it"), True, id="a-lie"),
    ],
)
def test_an_answer(answer: ClaimCandidate, sure: bool) -> None:
    assert denials(said(SANK, 1), answer) == [(SANK, sure)]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(said("no boats sank in the storm", 2, negates="boats", negated=True), id="the-same-source"),
        pytest.param(ministry("no boats sank in the storm", 9, negates="boats"), id="far-away"),
        pytest.param(ministry("we do not want boats to sink in the storm", negates="want"), id="a-wish"),
        pytest.param(ministry("the crew could not be reached", negates="reach"), id="other-words"),
        pytest.param(ministry("the storm did not reach the coast of the far north", negates="reach"), id="other-deed"),
        pytest.param(said("an excuse for not counting boats", 2, "The ministry", negates="boats"), id="not-its-clause"),
        pytest.param(ministry("we had not seen the boats", negates="see"), id="what-somebody-knows"),
        pytest.param(ministry("which did not sink", negates="sink"), id="an-aside"),
        pytest.param(ministry("it is wrong to close the harbour"), id="what-is-wrong-to-do"),
    ],
)
def test_no_answer(answer: ClaimCandidate) -> None:
    assert denials(said(SANK, 1), answer) == []


def test_a_not_right_after_an_accusation_is_a_candidate() -> None:
    accused = found("the firm of working at night", 1, cue="accused", source="The council")
    answer = said("no lorry had left the yard after four", 2, "Mr Aske", negated=True, negates="lorry left")
    assert denials(accused, answer) == [("the firm of working at night", False)]


def test_the_accused_insists_in_the_same_sentence() -> None:
    accused = found("it of running guns", 1, cue="accused", source="The navy")
    answer = found("the ship carried wheat alone", 1, cue="insisted", source="The owner")
    assert denials(accused, answer) == [("it of running guns", True)]


def test_opposites_about_one_thing() -> None:
    first = said("the ship ignored four calls", 1)
    answer = said("the ship answered them", 2, "The captain")
    assert [text for text, _ in denials(first, answer)] == ["the ship ignored four calls"]


def test_a_correction_answers_the_wrong_number() -> None:
    cost = {"unit": "GBP"}
    wrong = said("the tunnel had cost £34m", 1, "An article", numbers=(number("£34m", 34e6, **cost),))
    right = found("in fact it has cost £3.4m", 2, numbers=(number("£3.4m", 3.4e6, **cost),))
    assert denials(wrong, right) == [("the tunnel had cost £34m", True)]


def test_a_claim_that_is_denied_by_its_cue_is_no_target() -> None:
    first = found(SANK, 1, cue="denied", effect=Effect.DENIES, source="Harbour Watch")
    assert denials(first, ministry("no boats sank in the storm", negates="boats")) == []


def test_in_an_article() -> None:
    text = "Storm\n\nPolice said 12 boats sank in the storm. The mayor said no boats had sunk.\n"
    first, second = find(text=text)
    assert [(k.to, k.relation) for k in second.links] == [(first.id, Relation.DENIES)]
    assert first.suggestion is not None
    assert first.suggestion.label == "denied"


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        pytest.param(said(SANK, 1), ministry("boats should not sink in the storm", negates="sink"), id="a-duty"),
        pytest.param(
            said("boats will sink in the storm", 1),
            ministry("boats did not sink in the storm", negates="sink"),
            id="to-come",
        ),
        pytest.param(
            said("the crew refused to sink boats", 1), ministry("boats did not sink", negates="sink"), id="a-refusal"
        ),
        pytest.param(
            said("the port and the town paid for a boat", 1),
            ministry("the harbour master never saw one boat", negates="boat"),
            id="a-word-in-common",
        ),
        pytest.param(said(SANK, 1), said(SANK, 1, negates="sank"), id="the-same-words"),
    ],
)
def test_no_sure_answer(target: ClaimCandidate, answer: ClaimCandidate) -> None:
    assert not [found for found in denials(target, answer) if found[1]]
