"""W3C Web Annotation (JSON-LD): each claim as an annotation on the draft, by its words and by its place."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fact_check.config import Config
from fact_check.export.rows import Row, rows
from fact_check.ledger import Draft

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""How many characters either side tell one occurrence of the words from another."""


def render(drafts: Sequence[Draft], config: Config) -> str:
    """Render one AnnotationPage of all claims (https://www.w3.org/TR/annotation-model/)."""
    items = [_annotation(row) for draft in drafts for row in rows(draft)]
    page = {"@context": CONTEXT, "id": "urn:fact-check:claims", "type": "AnnotationPage", "items": items}
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _annotation(row: Row) -> dict[str, Any]:
    text, claim = row.draft.article.text, row.claim
    source = quote(claim.article)
    selectors: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            "exact": text[claim.span.start : claim.span.end],
            "prefix": text[max(0, claim.span.start - AROUND) : claim.span.start],
            "suffix": text[claim.span.end : claim.span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": claim.span.start, "end": claim.span.end},
    ]
    annotation: dict[str, Any] = {
        "id": f"urn:fact-check:{source}:{claim.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": _bodies(row),
        "target": {"source": source, "selector": selectors},
    }
    if row.deciders:
        annotation["creator"] = [{"type": "Person", "name": who} for who in row.deciders]
    return annotation


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
    return bodies
