"""Print the table of a draft's claims that `find` shows, and give the JSON Schema of a claim."""

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from fact_check.claims import SCHEMA_VERSION, Claim, Label
from fact_check.output.sanitize import inert_line

STYLES = {Label.SOURCED: "green", Label.DENIED: "bold red", Label.UNEVIDENCED: "bold yellow"}
GLYPHS = {Label.SOURCED: "✓", Label.DENIED: "✗", Label.UNEVIDENCED: "?"}
"""A sign for each label, which can be told without colour."""


Words = Callable[[int, int], str]
"""The text between two places of an article, without markup."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one claim, with its version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://fact-check.invalid/schema/claim-{SCHEMA_VERSION}.json",
        **Claim.model_json_schema(mode="serialization"),
    }


def show(article: str, claims: tuple[Claim, ...], words: Words, console: Console) -> None:
    """Print an article's claims as a table, and how many there are with each label."""
    console.print(Text(inert_line(article), style="bold"), soft_wrap=True)
    if not claims:
        console.print("no claims found\n")
        return
    table = Table.grid(padding=(0, 2, 1, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for claim in claims:
        table.add_row(_label(claim), _claim(claim, words) + Text("\n") + _why(claim))
    console.print(table)
    console.print(_summary(claims) + "\n")


def _label(claim: Claim) -> Text:
    if claim.suggestion is None:
        return Text("–", style="dim")
    label = claim.suggestion.label
    return Text(f"{GLYPHS[label]} {label}", style=STYLES[label])


def _claim(claim: Claim, words: Words) -> Text:
    """Return the claim's own words without markup, with "…" for an interruption and numbers in bold."""
    text = Text()
    for number, piece in enumerate(claim.pieces):
        if number:
            text.append(" … ", style="dim")
        shown, at = inert_line(f"|{words(piece.start, piece.end)}|")[1:-1], 0
        for q in sorted(claim.quantities, key=lambda q: q.start):
            if piece.start <= q.start and q.end <= piece.end and (found := shown.find(inert_line(q.text), at)) >= 0:
                text.append(shown[at:found])
                at = found + len(inert_line(q.text))
                text.append(shown[found:at], style="bold")
        text.append(shown[at:])
    return text


def _why(claim: Claim) -> Text:
    dollars = [f"“{inert_line(q.text)}” perhaps {q.candidates[0]}" for q in claim.quantities if q.candidates]
    why = [inert_line(claim.suggestion.because)] if claim.suggestion else []
    notes = [*why, *dollars, *(["in a caption"] if claim.caption else [])]
    return Text(f"↳ {'; '.join(notes)}" if notes else "", style="dim")


def _summary(claims: tuple[Claim, ...]) -> Text:
    counts = {label: sum(c.suggestion is not None and c.suggestion.label == label for c in claims) for label in Label}
    text = Text(f"{len(claims)} claim{'s' * (len(claims) != 1)}: ")
    for number, (label, count) in enumerate(counts.items()):
        text.append(", " if number else "")
        text.append(f"{count} {label}", style=STYLES[label] if count else "dim")
    return text
