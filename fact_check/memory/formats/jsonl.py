"""JSON lines: our own export, ClaimReviews one a line, entries of memory, or a desk's own records."""

import json
from collections.abc import Iterator
from typing import Any

from fact_check.memory.entries import Entry
from fact_check.memory.formats import claimreview
from fact_check.memory.formats.csv import COLUMNS, fields

UNDECIDED = {None, "changed", ""}


def records(raw: bytes) -> Iterator[dict[str, Any]]:
    """Yield the fields of each line; in our own export, only of decided claims. Raises ValueError."""
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise ValueError(f"line {number} is not JSON") from None
        if not isinstance(found, dict):
            raise ValueError(f"line {number} is not an object")
        if "@type" in found or "@graph" in found:
            yield from claimreview.records(line)
        elif isinstance(found.get("span"), dict):
            yield from _ours(found)
        elif found.keys() <= Entry.model_fields.keys():
            said = found.get("label") or found.get("rating")
            yield fields({**found, "label": None, "rating": None, "verdict": said}, ours=True)
        else:
            by_name = {str(key).casefold(): value for key, value in found.items()}
            known = {
                field: next((by_name[c] for c in columns if isinstance(by_name.get(c), str)), None)
                for field, columns in COLUMNS.items()
            }
            yield fields(known, ours=False)


def _ours(claim: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a claim of `export --as jsonl`, if it is decided."""
    review = claim.get("review")
    review = review if isinstance(review, dict) else {}
    if review.get("decision") in UNDECIDED:
        return
    source = claim.get("source")
    by = review.get("by")
    yield fields(
        {
            "claim": claim["span"].get("text"),
            "verdict": review["decision"],
            "source": (source.get("resolved") or source.get("text")) if isinstance(source, dict) else None,
            "who": ", ".join(map(str, by)) if isinstance(by, list) else None,
            "when": review.get("decided"),
            "where": claim.get("article"),
            "id": claim.get("id"),
            "quantities": claim.get("quantities"),
        },
        ours=True,
    )
