"""Markdown for a pull request's comment: the state of each draft, and what is left to do."""

from collections import Counter
from collections.abc import Sequence

from fact_check.claims import Label
from fact_check.config import Config
from fact_check.export.rows import Row, rows, words_of
from fact_check.ledger.draft import Draft
from fact_check.output.as_markdown import as_markdown

GLYPHS = {Label.SOURCED: "✓", Label.DENIED: "✗", Label.UNEVIDENCED: "?"}
LISTED = 20
"""How many claims of a draft are listed, so that the comment stays readable."""


def render(drafts: Sequence[Draft], config: Config) -> str:
    """Render a heading, a table and the open claims of each draft."""
    return "\n".join(_draft(draft) for draft in drafts)


def _draft(draft: Draft) -> str:
    all_rows = list(rows(draft))
    claims = [row for row in all_rows if not row.carried.rejected]
    counts = Counter(row.label for row in claims)
    undecided = [row for row in claims if _waits(row)]
    lines = [
        f"### {as_markdown(draft.article.path)}",
        "",
        "| claims | " + " | ".join(f"{GLYPHS[label]} {label}" for label in Label) + " | to decide |",
        "|---|" + "---|" * (len(Label) + 1),
        f"| {len(claims)} | " + " | ".join(str(counts[label]) for label in Label) + f" | {len(undecided)} |",
        "",
    ]
    lines += [_item(row) for row in undecided[:LISTED]]
    told = [
        row
        for row in claims
        if not _waits(row) and (row.supports or row.carried.notes or row.corrections or any(row.memories))
    ]
    if told:
        lines += ["", "Notes, supports and corrections of decided claims:", "", *map(_item, told[:LISTED])]
    if len(undecided) > LISTED:
        lines.append(f"- … and {len(undecided) - LISTED} more")
    return "\n".join(lines).rstrip() + "\n"


def _waits(row: Row) -> bool:
    return row.carried.undecided or row.carried.conflict


def _item(row: Row) -> str:
    because = row.claim.suggestion.because if row.claim.suggestion else ""
    label = f"{GLYPHS[row.label]} {row.label}" if row.label else "–"
    state = f" **{row.decision}**" if row.decision else ""
    attached = [f"note: {note.text}" for note in row.carried.notes]
    attached += [f"support: {words_of(support)}" for support in row.supports]
    attached += [f"corrected: {what}" for what in row.corrections]
    attached += [f"tag: {tag}" for tag in row.carried.tags]
    if row.carried.assigned:
        attached.append(f"for: {row.carried.assigned}")
    attached += [f"{called}: {told}" for called, told in row.memories]
    place = ", in a caption" if row.claim.caption else ""
    first = f"- line {row.line}{place}:{state} “{as_markdown(row.words)}” — {label}: {as_markdown(because)}"
    return "\n".join([first, *(f"  - {as_markdown(one)}" for one in attached)])
