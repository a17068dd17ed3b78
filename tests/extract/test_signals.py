"""The scores beside a claim."""

from fact_check.claims import Claim
from fact_check.extract.records import Signal
from fact_check.extract.signals import signals
from fact_check.language import parse
from fact_check.pipeline import claims
from fact_check.read import Article, read_text

TEXT = "Dam bursts\n\nPolice said 40 people had died. The lake holds 3 litres.\n"


def said_of(which: int, *, bare: bool = False) -> tuple[Signal, ...]:
    article: Article = read_text(TEXT)
    claim: Claim = claims(article)[which]
    (doc,) = parse([article.prose])
    if bare:
        doc.user_data.clear()
        doc.spans.clear()
    return signals(article, doc, claim)


def test_an_attributed_claim_has_the_scores_of_its_attribution() -> None:
    says = [one.says for one in said_of(0)]
    assert says[:2] == ["its words stand in a claim", "this cue attributes this"]
    assert all(0 <= one.score <= 1 for one in said_of(0))


def test_a_plain_number_has_no_attribution_to_score() -> None:
    assert [one.says for one in said_of(1)] == ["its words stand in a claim"]


def test_another_pipeline_leaves_no_scores() -> None:
    assert said_of(0, bare=True) == ()
