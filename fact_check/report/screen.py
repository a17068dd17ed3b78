"""A report on one screen."""

from collections.abc import Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from fact_check.claims import Relation
from fact_check.inert import inert_line
from fact_check.listing import GLYPHS, STYLES
from fact_check.report.figures import Report

BAR = 20
"""Cells of the longest bar."""
SHOWN = 5
"""How many of a list are shown: the editor has ten seconds."""


def show(reports: Sequence[Report], console: Console) -> None:
    """Print the report of each draft, and of several their totals first."""
    if len(reports) > 1:
        console.print(_totals(reports))
    for each in reports:
        console.print(_one(each))


def _one(r: Report) -> Group:
    parts: list[Text | Table] = [Text(inert_line(r.article), style="bold"), _standing(r), _bars(r)]
    if r.sources:
        parts += [Text("rests on", style="bold"), _sources(r)]
    for title, lines in (
        ("denials and doubts", _answers(r)),
        ("accused, and no answer in the draft", [_line(a.accused, "of", a.of) for a in r.unanswered]),
        ("numbers that disagree", [_line(p.words, "against", p.other) for p in r.disagreements]),
        ("attributions that drop off", [_line(p.words, "–", p.because) for p in r.dropped]),
    ):
        if lines:
            parts.append(Text(title, style="bold"))
            parts += lines[:SHOWN]
            if len(lines) > SHOWN:
                parts.append(Text(f"  … and {len(lines) - SHOWN} more", style="dim"))
    return Group(*parts, Text(""))


def _standing(r: Report) -> Text:
    text = Text(f"{r.claims} claims", style="")
    text.append(f", {r.undecided} undecided", style="bold yellow" if r.undecided else "dim")
    for count, what in ((r.changed, "changed"), (r.conflicting, "in conflict"), (r.gone, "gone")):
        if count:
            text.append(f", {count} {what}", style="bold red")
    if r.rejected:
        text.append(f", {r.rejected} not claims", style="dim")
    return text


def _bars(r: Report) -> Table:
    table = Table.grid(padding=(0, 1))
    most = max([*r.labels.values(), *r.kinds.values(), 1])
    for label, count in r.labels.items():
        table.add_row(f"  {GLYPHS[label]} {label}", str(count), Text(_bar(count, most), style=STYLES[label]))
    for kind, count in r.kinds.items():
        table.add_row(f"    {kind}", str(count), Text(_bar(count, most), style="dim"))
    return table


def _bar(count: int, most: int) -> str:
    return "█" * round(BAR * count / most) if count == 0 or count * BAR >= most else "▏"


def _sources(r: Report) -> Table:
    table = Table.grid(padding=(0, 1))
    numeric = sum(source.numeric for source in r.sources)
    for place, source in enumerate(r.sources[:SHOWN]):
        name = Text(f"  {inert_line(source.name)}", style="bold" if place == 0 else "")
        name.append(f" ({source.kind})", style="dim")
        others = [voice for voice in source.voices if voice != source.name]
        if others:
            shown = (f"{inert_line(v)}{' (presumably)' if v in source.presumed else ''}" for v in others)
            name.append(f"\n    with {', '.join(shown)}", style="dim")
        share = f"{source.claims} of {r.claims} claims"
        if source.numeric:
            share += f", {source.numeric} of {numeric} attributed numbers"
        table.add_row(name, Text(share))
    if r.anonymous:
        table.add_row(Text("  nobody identified", style="yellow"), Text(f"{r.anonymous} of {r.claims} claims"))
    return table


def _answers(r: Report) -> list[Text]:
    lines = []
    for a in r.answers:
        text = Text(f"  {inert_line(a.who)} " if a.who else "  ")
        text.append("denies " if a.relation is Relation.DENIES else "no evidence: ", style="bold red")
        text.append(f"“{inert_line(a.words)}”")
        for about in a.answers:
            text.append(f"\n    answers “{inert_line(about)}”", style="dim")
        lines.append(text)
    return lines


def _line(first: str, joint: str, second: str) -> Text:
    text = Text(f"  {inert_line(first)}")
    text.append(f" {joint} ", style="dim")
    text.append(inert_line(second))
    return text


def _totals(reports: Sequence[Report]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(f"{len(reports)} drafts")
    for name in ("claims", *map(str, STYLES), "undecided"):
        table.add_column(name, justify="right")
    for r in reports:
        table.add_row(inert_line(r.article), str(r.claims), *(str(r.labels[x]) for x in STYLES), str(r.undecided))
    sums = [sum(r.labels[x] for r in reports) for x in STYLES]
    total, waiting = sum(r.claims for r in reports), sum(r.undecided for r in reports)
    table.add_row("all", str(total), *map(str, sums), str(waiting), style="bold")
    return table
