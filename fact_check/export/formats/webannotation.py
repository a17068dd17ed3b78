"""W3C Web Annotation (JSON-LD): each claim as an annotation on the draft, by its words and by its place."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fact_check.config import Config
from fact_check.export.rows import Row, rows
from fact_check.ledger.decision import Support
from fact_check.ledger.draft import Draft
from fact_check.output.as_json import as_json

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""How many characters of context are given on either side, unless more are needed to tell occurrences apart."""

MOST = 32 * AROUND
LONG = 500_000
"""The longest text in which each claim is searched for."""


def render(drafts: Sequence[Draft], config: Config) -> str:
    """Render one AnnotationPage of all claims (https://www.w3.org/TR/annotation-model/)."""
    page = {"@context": CONTEXT, "id": "urn:fact-check:claims", "type": "AnnotationPage", "items": []}
    empty = as_json(page, indent=1, embeddable=True) + "\n"
    head, tail = empty[: empty.rindex("]")], empty[empty.rindex("]") :]
    parts = [head]
    for draft in drafts:
        for row in rows(draft):  # each by itself: all of them together take twice the memory
            item = as_json(_annotation(row), indent=1, embeddable=True)
            parts += ["\n  " if len(parts) == 1 else ",\n  ", item.replace("\n", "\n  ")]
    return "".join([*parts, "\n " if len(parts) > 1 else "", tail])


def _annotation(row: Row) -> dict[str, Any]:
    text, claim = row.draft.article.text, row.claim
    source = quote(claim.article, errors="surrogateescape")
    selectors: list[dict[str, Any]] = [
        _quote(text, claim.span.start, claim.span.end),
        {"type": "TextPositionSelector", "start": claim.span.start, "end": claim.span.end},
    ]
    annotation: dict[str, Any] = {
        "id": f"urn:fact-check:{source}:{claim.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": _bodies(row),
        "target": {"type": "SpecificResource", "source": source, "selector": selectors},
    }
    if row.deciders:
        annotation["creator"] = [{"type": "Person", "name": who} for who in row.deciders]
    return annotation


def _quote(text: str, start: int, end: int) -> dict[str, Any]:
    """Select words with as much of their context as makes them unique in the text.

    In a long or repetitive text, the context stays short, and their position identifies them.
    """
    around = AROUND if len(text) <= LONG else MOST
    while True:
        first, last = max(0, start - around), end + around
        whole = first == 0 and last >= len(text)
        if whole or around >= MOST or text.find(text[first:last], text.find(text[first:last]) + 1) < 0:
            break
        around *= 2
    prefix, suffix = text[first:start], text[end:last]
    return {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": prefix, "suffix": suffix}


def _bodies(row: Row) -> list[dict[str, Any]]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": str(kind)} for kind in row.claim.kinds]
    if row.decision:
        bodies.append({"type": "TextualBody", "purpose": "classifying", "value": row.decision})
    elif row.claim.suggestion:
        bodies.append(
            {"type": "TextualBody", "purpose": "assessing", "value": f"suggested: {row.claim.suggestion.label}"}
        )
    if row.claim.suggestion:
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": row.claim.suggestion.because})
    bodies += [{"type": "TextualBody", "purpose": "commenting", "value": note.text} for note in row.carried.notes]
    bodies += [_support(row, support) for support in row.supports]
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in row.carried.tags]
    bodies += [{"type": "TextualBody", "purpose": "editing", "value": f"corrected: {what}"} for what in row.corrections]
    bodies += [
        {"type": "TextualBody", "purpose": "describing", "value": f"{called}: {told}"} for called, told in row.memories
    ]
    return bodies


def _support(row: Row, support: Support) -> dict[str, Any]:
    """Link to a support: a page, or words of the draft."""
    if support.url is not None:
        return {"type": "SpecificResource", "purpose": "linking", "source": support.url}
    exact = support.at.text if support.at else ""
    selector = {"type": "TextQuoteSelector", "exact": exact}
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": quote(row.claim.article, errors="surrogateescape"),
        "selector": selector,
    }
