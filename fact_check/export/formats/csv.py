"""CSV (RFC 4180) for spreadsheets; no cell of it is a formula."""

import csv
import io
from collections.abc import Sequence

from fact_check.config import Config
from fact_check.export.rows import Row, rows, words_of
from fact_check.ledger.draft import Draft
from fact_check.output.sanitize import inert_line

HEADER = [
    "article",
    "line",
    "id",
    "decision",
    "suggestion",
    "claim",
    "kinds",
    "source",
    "source_kind",
    "resolved",
    "cue",
    "effect",
    "numbers",
    "evidence",
    "answers",
    "because",
    "decided_by",
    "notes",
    "supports",
    "corrections",
    "tags",
    "for",
    "caption",
    "before",
]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet compute a cell (OWASP, "CSV Injection")."""


def render(drafts: Sequence[Draft], config: Config) -> str:
    """Render a header, and a line for each claim."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for draft in drafts:
        for row in rows(draft):
            writer.writerow([_safe(str(cell)) for cell in _cells(row)])
    return out.getvalue()


def _cells(row: Row) -> list[object]:
    c, source, cue = row.claim, row.claim.source, row.claim.cue
    return [
        c.article,
        row.line,
        c.id,
        row.decision,
        c.suggestion.label if c.suggestion else "",
        row.words,
        " ".join(c.kinds),
        row.source,
        source.kind if source else "",
        source.resolved or "" if source else "",
        row.cue,
        cue.effect if cue else "",
        "; ".join(row.numbers),
        "; ".join(e.target or e.text for e in c.evidence),
        "; ".join(f"{link.relation} {link.to}" for link in c.links if link.is_firm),
        c.suggestion.because if c.suggestion else "",
        "; ".join(row.deciders),
        "; ".join(f"{note.who}: {note.text}" for note in row.carried.notes),
        "; ".join(map(words_of, row.supports)),
        "; ".join(row.corrections),
        "; ".join(row.carried.tags),
        row.carried.assigned or "",
        "yes" if c.caption else "",
        "; ".join(f"{called}: {told}" for called, told in row.memories),
    ]


def _safe(cell: str) -> str:
    """Make a cell safe: control characters visible, and an apostrophe before a formula."""
    cell = inert_line(cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell
