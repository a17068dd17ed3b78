"""Explain one claim: what matched, its source, how its numbers were read, what each link scores."""

from collections.abc import Iterable, Iterator

from fact_check.claims import Bound, Claim, Quantity
from fact_check.errors import FactCheckError
from fact_check.output.sanitize import inert_line
from fact_check.pipeline import signals
from fact_check.read import Article
from fact_check.rules import Rule

WIDTH = 10


def wanted(drafts: Iterable[tuple[Article, tuple[Claim, ...]]], name: str) -> tuple[Article, tuple[Claim, ...], Claim]:
    """Return the one claim whose id begins with `name`, with its draft. Raises FactCheckError for none and several."""
    found = [
        (article, claims, claim) for article, claims in drafts for claim in claims if claim.id.startswith(name.lower())
    ]
    if not found:
        raise FactCheckError(f"no claim has the id {name!r}", mend="see `fact-check find --format jsonl` for the ids")
    if len(found) > 1:
        several = ", ".join(claim.id for _, _, claim in found[:4])
        raise FactCheckError(
            f"{len(found)} claims have ids that begin with {name!r}: {several}", mend="give more of it"
        )
    return found[0]


def explanation(
    article: Article, claims: tuple[Claim, ...], claim: Claim, rules: tuple[Rule, ...], model: str | None = None
) -> Iterator[str]:
    """Yield the lines that explain a claim, safe for a terminal.

    `rules` and `model` are those that it was found by. Parses the draft again, for the scores. Raises ModelError.
    """
    made = _told(article, claims, claim, {rule.id: rule for rule in rules})
    for name, told in (*made, *(("network", signal) for signal in _signals(article, claim, model))):
        yield f"{name:{WIDTH}}{inert_line(told)}".rstrip()


def _told(
    article: Article, claims: tuple[Claim, ...], claim: Claim, rules: dict[str, Rule]
) -> Iterator[tuple[str, str]]:
    line = article.text.count("\n", 0, claim.span.start) + 1
    yield "claim", f"“{claim.span.text}” ({article.path}, line {line}) [{claim.id}]"
    if claim.suggestion is not None:
        yield "label", f"{claim.suggestion.label}: {claim.suggestion.because} [{claim.suggestion.rule}]"
    if (cue := claim.cue) is not None:
        rule = rules.get(cue.rule)
        says = f": {rule.says}" if rule is not None and rule.says else ""
        yield "cue", f"“{article.words(cue.start, cue.end)}” {cue.effect} it{says} [{cue.rule}]"
    if (source := claim.source) is not None:
        meant = f", which is {source.resolved}" if source.resolved else ""
        maybe = f", which may be {' or '.join(source.candidates)}" if source.candidates else ""
        yield "source", f"“{article.words(source.start, source.end)}” ({source.kind}){meant}{maybe}"
    for quantity in claim.quantities:
        yield "number", f"“{article.words(quantity.start, quantity.end)}” is {_read(quantity)}"
    for evidence in claim.evidence:
        yield "evidence", f"a {evidence.kind}: {evidence.target or evidence.text}"
    by_id = {one.id: one for one in claims}
    for link in claim.links:
        yield "link", f"{link.relation} {link.to} “{by_id[link.to].span.text}”, {link.score:.2f}: {link.because}"
    for other in claims:
        for link in other.links:
            if link.to == claim.id:
                yield "linked", f"{other.id} “{other.span.text}” {link.relation} it, {link.score:.2f}: {link.because}"


def _read(quantity: Quantity) -> str:
    parts = [
        str(quantity.bound).replace("_", " ") if quantity.bound not in (None, Bound.EXACTLY) else "",
        f"{quantity.value:,.10g}" if quantity.value is not None else "",
        f"between {quantity.low:,.10g} and {quantity.high:,.10g}"
        if quantity.value is None and quantity.low is not None and quantity.high is not None
        else "",
        quantity.unit or "",
        f"of {quantity.counted}" if quantity.counted and quantity.unit else quantity.counted or "",
    ]
    return " ".join(part for part in parts if part) or "no plain number"


def _signals(article: Article, claim: Claim, model: str | None) -> Iterator[str]:
    for signal in signals(article, claim, model=model):
        bound = f" (believed alone from {signal.bound:.2f} on)" if signal.bound is not None else ""
        yield f"{signal.score:.2f} {signal.says}{bound}"
