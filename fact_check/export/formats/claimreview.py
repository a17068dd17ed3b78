"""schema.org ClaimReview (JSON-LD): each decided claim, as the organisation's own review."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fact_check.claims import Label, SourceKind
from fact_check.config import Config
from fact_check.errors import ConfigError
from fact_check.export.rows import Row, rows, words_of
from fact_check.ledger.draft import Draft
from fact_check.output.as_json import as_json

RATING = {Label.DENIED: 1, Label.UNEVIDENCED: 2, Label.SOURCED: 3}
SAYS = {
    Label.DENIED: "Denied by a party in the article",
    Label.UNEVIDENCED: "Unevidenced in the article",
    Label.SOURCED: "Sourced in the article",
}


def render(drafts: Sequence[Draft], config: Config) -> str:
    """Render a graph of ClaimReviews; claims that nobody has decided are left out.

    Raises ConfigError if the policy names no publisher.
    """
    if config.publisher is None:
        raise ConfigError(
            "a ClaimReview needs a publisher",
            where=str(config.file or "fact-check.toml"),
            mend='add publisher = { name = "…", url = "https://…" }',
        )
    author: dict[str, Any] = {"@type": "Organization", "name": config.publisher.name}
    if config.publisher.url:
        author["url"] = config.publisher.url
    at = config.publisher.articles
    graph = [_review(row, author, at) for draft in drafts for row in rows(draft) if row.carried.label is not None]
    return as_json({"@context": "https://schema.org", "@graph": graph}, indent=1, embeddable=True) + "\n"


def _review(row: Row, author: dict[str, Any], at: str | None) -> dict[str, Any]:
    label = row.carried.label
    assert label is not None
    claim: dict[str, Any] = {"@type": "Claim", "text": row.words}
    source = row.claim.source
    if source is not None and source.kind is not SourceKind.ANONYMOUS:
        kind = {SourceKind.PERSON: "Person", SourceKind.DOCUMENT: "CreativeWork"}.get(source.kind, "Organization")
        about = {"@type": kind, "name": source.resolved or row.source}
        claim["appearance" if kind == "CreativeWork" else "author"] = about
    decided = max(h.decision.decided for h in row.carried.held if h.counts)
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "@id": f"urn:fact-check:{quote(row.claim.article, errors='surrogateescape')}:{row.claim.id}",
        "claimReviewed": row.words,
        "itemReviewed": claim,
        "author": author,
        "datePublished": decided.date().isoformat(),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATING[label],
            "worstRating": min(RATING.values()),
            "bestRating": max(RATING.values()),
            "alternateName": SAYS[label],
        },
    }
    if at is not None:
        # Google asks for it, one for each claim: a page that reviews several has an anchor for each.
        review["url"] = (
            f"{at.replace('{name}', quote(Path(row.claim.article).stem, errors='surrogateescape'))}#{row.claim.id}"
        )
    cited = [{"@type": "CreativeWork", **({"url": s.url} if s.url else {"text": words_of(s)})} for s in row.supports]
    if cited:
        review["citation"] = cited
    if (origin := row.origin) is not None:
        review["isBasedOn"] = {"@type": "CreativeWork", "name": origin.where}
    if row.remembered:
        review["mentions"] = [
            {"@type": "Claim", "text": one.claim, "description": "; ".join([*one.because, one.told])}
            for one in row.remembered
        ]
    told = [note.text for note in row.carried.notes]
    if row.corrections:
        told.append(f"Corrected by the reviewer: {', '.join(row.corrections)}.")
    if told:
        review["reviewBody"] = "\n".join(told)
    return review


def _address(name: str) -> str:
    return quote(name, errors="surrogateescape")  # a name that is not UTF-8 keeps its bytes
