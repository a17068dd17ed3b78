"""The clause that asserts a number, where nobody is said to have said so."""

import pytest

from fact_check.extract.quantities.numeric_claims import asserted
from fact_check.extract.quantities.readings import readings
from fact_check.extract.records import Tokens
from fact_check.language import pipeline


def clauses(text: str, taken: tuple[Tokens, ...] = (), headline: Tokens | None = None) -> list[str]:
    doc = pipeline()(text)
    found = asserted(doc, readings(doc), taken, headline)
    return [" … ".join(doc[a:b].text for a, b in run) for run, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The port had 40 boats.", ["The port had 40 boats"], id="a-sentence"),
        pytest.param(
            "The port had 40 boats, and the mill had 12 sails.",
            ["The port had 40 boats", "the mill had 12 sails"],
            id="two-clauses",
        ),
        pytest.param("The port had 40 boats and 12 rafts.", ["The port had 40 boats and 12 rafts"], id="two-numbers"),
        pytest.param(
            "The alarm rang five hours before the dam broke.",
            ["The alarm rang five hours before the dam broke"],
            id="how-long-before",
        ),
        pytest.param(
            "It came a week after he left.",
            ["It came a week after he left"],
            id="how-long-after",
        ),
        pytest.param(
            "Lund led by 40 votes, with a tenth of the ballots counted.",
            ["Lund led by 40 votes, with a tenth of the ballots counted"],
            id="a-circumstance",
        ),
        pytest.param("They range in age from 19 to 64.", ["They range in age from 19 to 64"], id="ages"),
        pytest.param("They want 40 boats.", [], id="wanted"),
        pytest.param("The port had boats.", [], id="no-number"),
    ],
)
def test_asserted(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_what_is_attributed_asserts_nothing_by_itself() -> None:
    assert clauses("The port had 40 boats.", taken=((0, 5),)) == []


def test_a_speaker_stays_the_subject() -> None:
    doc = pipeline()("Police arrested 12 people and said more would follow.")
    cue = next(t.i for t in doc if t.text == "said")
    ((run, _),) = asserted(doc, readings(doc), ((cue, len(doc) - 1),), sources=((0, 1),))
    assert doc[run[0][0] : run[-1][1]].text == "Police arrested 12 people"


def test_a_headline_is_claimed_whole() -> None:
    text = "Storm hits port: 40 boats lost"
    assert clauses(text, headline=(0, len(pipeline()(text)))) == [text]
