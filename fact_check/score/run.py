"""Run the finder over a gold set and score what it finds."""

from fact_check.drafts.driver import annotate_articles
from fact_check.pipeline import quantities as quantities_of
from fact_check.read import read_text
from fact_check.rules import Rule, furniture_rules, load_rules
from fact_check.score import quantities as figures
from fact_check.score.attributions import attributions
from fact_check.score.gold import Gold
from fact_check.score.labels import labels
from fact_check.score.measure import Score
from fact_check.score.stances import headlines

CLAIMS = {"labels": labels, "attributions": attributions, "headlines": headlines}
QUANTITIES = {"quantities": figures.quantities, "spans": figures.spans}


def score(gold: Gold, rules: tuple[Rule, ...] | None = None, *, model: str | None = None, jobs: int = 1) -> Score:
    """Annotate each text of a gold set and score the result; `jobs` processes share the work. Raises ModelError."""
    texts = [text for _, text, _ in gold.rows]
    if gold.kind in QUANTITIES:
        return QUANTITIES[gold.kind](gold, list(quantities_of(texts, model=model)))
    rules = load_rules() if rules is None else rules
    furniture = furniture_rules(rules)
    articles = [read_text(text, furniture, path=f"{n}") for n, text in enumerate(texts)]
    found = annotate_articles(articles, rules, model=model, jobs=jobs)
    return CLAIMS[gold.kind](gold, [claims for _, claims in found])
