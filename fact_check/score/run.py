"""Run the finder over the texts of a gold set and measure what it finds."""

from fact_check.claims import Claim, Quantity
from fact_check.read import read_text
from fact_check.rules import Rule, load_rules, select
from fact_check.score import quantities as figures
from fact_check.score.attributions import attributions
from fact_check.score.gold import Gold
from fact_check.score.labels import labels
from fact_check.score.measure import Score
from fact_check.score.stances import headlines

CLAIMS = {"labels": labels, "attributions": attributions, "headlines": headlines}
QUANTITIES = {"quantities": figures.quantities, "spans": figures.spans}


def score(gold: Gold, rules: tuple[Rule, ...] | None = None, *, model: str | None = None) -> Score:
    """Find what is in each text of a gold set and score it. Raises ModelError."""
    texts = [text for _, text, _ in gold.rows]
    if gold.kind in QUANTITIES:
        return QUANTITIES[gold.kind](gold, _quantities(texts, model))
    return CLAIMS[gold.kind](gold, _claims(texts, load_rules() if rules is None else rules, model))


def _claims(texts: list[str], rules: tuple[Rule, ...], model: str | None) -> list[tuple[Claim, ...]]:
    from fact_check.pipeline import annotate

    furniture = select(rules, "furniture")
    articles = [read_text(text, furniture, path=f"{n}") for n, text in enumerate(texts)]
    return [claims for _, claims in annotate(articles, rules, model=model)]


def _quantities(texts: list[str], model: str | None) -> list[list[Quantity]]:
    from fact_check.pipeline import quantities

    return list(quantities(texts, model=model))
