"""Order claims by what matters most, for forty claims and twenty minutes."""

from dataclasses import dataclass

from fact_check.claims import Effect, Kind, Label, Piece, Relation
from fact_check.ledger.carried import Carried, Status
from fact_check.lexicon import words
from fact_check.read import Article


@dataclass(frozen=True, slots=True)
class Risk:
    """How early a claim should be reviewed (0 is first), and why."""

    rank: int
    because: str


def risk(carried: Carried, headline: Piece | None, blind: bool) -> Risk:
    """Return a claim's risk; for a blind reviewer, without regard to the suggestion."""
    claim = carried.claim
    if claim is None:
        return Risk(9, "")
    if carried.status is Status.CHANGED:
        return Risk(0, "changed since it was decided")
    if carried.conflict and not blind:
        return Risk(1, "reviewers disagree")
    if any(link.relation is Relation.CONFLICTS and link.is_firm for link in claim.links):
        return Risk(1, "another number in the article disagrees")
    label = claim.suggestion.label if claim.suggestion is not None and not blind else None
    if label is Label.DENIED or (claim.cue is not None and claim.cue.effect is Effect.DENIES):
        return Risk(2, "somebody denies it")
    spoken = {word.strip("“”\"'.,") for word in claim.span.text.casefold().split()}
    cue = set(claim.cue.text.casefold().split()) if claim.cue else set()
    if (spoken | cue) & words("review.accusations"):
        return Risk(3, "an accusation that nobody answers")
    numeric = Kind.NUMERIC in claim.kinds
    if numeric and headline is not None and headline.start <= claim.span.start < headline.end:
        return Risk(4, "a number in the headline")
    if numeric and claim.source is None:
        return Risk(5, "a number without a source")
    if claim.source is None or label is Label.UNEVIDENCED:
        return Risk(6, "nothing backs it")
    return Risk(7, "")


def headline_of(article: Article) -> Piece | None:
    """Return the offsets of the headline in the text."""
    return article.piece(article.headline.start, article.headline.end) if article.headline is not None else None
