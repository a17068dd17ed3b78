"""What a headline attributes in shorthand."""

import pytest

from fact_check.extract import extract
from fact_check.language import pipeline
from fact_check.read import read_text
from fact_check.rules import load_rules

CASES = [
    pytest.param("Mayor Claims Bridge Is Safe", "Mayor", "reports", id="speaker-first"),
    pytest.param("Ferry sold for £3m: reports", None, "hedges", id="reports-last"),
    pytest.param("Singer Dead? Hoax Fools Fans", None, "denies", id="a-hoax"),
    pytest.param("Town opens 12 pools", None, None, id="nobody-says-it"),
    pytest.param("Rescuers race to find 19 miners after mine collapse", None, None, id="an-infinitive"),
    pytest.param("12 private records found on train", None, None, id="found-by-nobody-named"),
    pytest.param("Ada Kern, who taught 12 bridges to complain, dies at 91", None, None, id="in-a-relative-clause"),
    pytest.param("Virus surpasses 100,000 confirmed deaths in Lund", None, None, id="only-describes"),
]


@pytest.mark.parametrize(("headline", "source", "effect"), CASES)
def test_shorthand(headline: str, source: str | None, effect: str | None) -> None:
    rules = load_rules()
    article = read_text(f"{headline}\n\nIt rained on Monday.\n", rules)
    claims = [f.claim for f in extract(article, pipeline()(article.prose), rules)]
    assert [(c.source.text if c.source else None, c.cue.effect if c.cue else None) for c in claims] == [
        (source, effect)
    ]
