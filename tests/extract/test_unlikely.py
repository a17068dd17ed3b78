"""What the encoder's states see no claim in is none, unless the words decide."""

import numpy as np
import pytest
import spacy

from fact_check.claims import Effect, RuleId
from fact_check.extract.attribution.layout import HEADLINE
from fact_check.extract.records import Attribution, Statement
from fact_check.extract.unlikely import likely
from fact_check.language.heads.spans import EFFECTS, KEY, KINDS

SAY = RuleId("reporting.say")
TEXT = "Kern said the boats leak"
CONTENT = (2, 5)


def kept(odds: float, said: Attribution | None, *, headline: bool = False) -> bool:
    """Tell whether a statement is kept whose words are in a claim by such log odds."""
    doc = spacy.blank("en")(TEXT)
    table = np.zeros((len(doc), 3 + len(EFFECTS) + len(KINDS)), dtype=np.float16)
    table[:, 0] = -odds
    table[:, 1] = -100
    doc.user_data[KEY] = table.tobytes()
    statement = Statement((CONTENT,), said)
    return list(likely(doc, [statement], CONTENT if headline else None, {"desk.rule"})) == [statement]


def said(effect: Effect = Effect.REPORTS, rule: str = SAY) -> Attribution:
    return Attribution((1, 2), effect, RuleId(rule), (CONTENT,), (0, 1), quoted=False)


@pytest.mark.parametrize(
    ("odds", "by", "stays"),
    [
        pytest.param(3.0, said(), True, id="seen"),
        pytest.param(-3.0, said(), False, id="unseen"),
        pytest.param(-3.0, None, True, id="a-number-needs-less"),
        pytest.param(-6.0, None, False, id="an-unseen-number"),
        pytest.param(-6.0, said(Effect.HEDGES), False, id="an-unseen-hedge"),
        pytest.param(-6.0, said(Effect.DENIES), True, id="a-denial"),
        pytest.param(-6.0, said(Effect.DOUBTS), True, id="a-doubt"),
        pytest.param(-6.0, said(rule=HEADLINE), True, id="by-layout"),
        pytest.param(-6.0, said(rule="desk.rule"), True, id="a-desk's-rule"),
    ],
)
def test_what_is_unlikely_is_dropped(odds: float, by: Attribution | None, stays: bool) -> None:
    assert kept(odds, by) is stays


def test_a_headline_stays() -> None:
    assert kept(-6.0, said(), headline=True)


def test_a_pipeline_without_states_keeps_all() -> None:
    statement = Statement((CONTENT,), said())
    assert list(likely(spacy.blank("en")(TEXT), [statement], None, ())) == [statement]
