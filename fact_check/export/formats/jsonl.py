"""JSON lines: each claim as `find` prints it, with its decision."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fact_check.config import Config
from fact_check.export.rows import rows
from fact_check.ledger.draft import Draft
from fact_check.output.as_json import as_json


def render(drafts: Sequence[Draft], config: Config) -> str:
    """Render a JSON object for each claim; `review` has the decision, who made it, notes and support."""
    lines = []
    for draft in drafts:
        for row in rows(draft):
            held = [h for h in row.carried.held if h.counts]
            review: dict[str, Any] = {
                "decision": row.decision or None,
                "status": row.carried.status,
                "by": list(row.deciders),
                "decided": max((h.decision.decided.isoformat() for h in held), default=None),
                "notes": [{"by": n.who, "when": n.when.isoformat(), "text": n.text} for n in row.carried.notes],
                "support": [{"url": s.url} if s.url else {"text": s.at.text if s.at else ""} for s in row.supports],
                "corrections": list(row.corrections),
                "tags": list(row.carried.tags),
                "for": row.carried.assigned,
            }
            if (origin := row.origin) is not None:
                review["taken-from"] = origin.model_dump(mode="json", exclude_none=True)
            if (before := draft.remembered.get(row.claim.id)) is not None:
                review["before"] = [asdict(one) for one in before]
            lines.append(as_json({**row.claim.model_dump(mode="json"), "review": review}))
    return "".join(f"{line}\n" for line in lines)
