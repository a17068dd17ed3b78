"""Show a report on one screen."""

import re
from collections.abc import Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fact_check.claims import Kind, Relation
from fact_check.output.claims_table import GLYPHS, STYLES
from fact_check.output.counting import count
from fact_check.output.mentions import within
from fact_check.output.sanitize import inert_line
from fact_check.report.reliance import Rest
from fact_check.report.standings import Standing
from fact_check.report.tally import Before, Report

BAR = 20
"""How many cells the longest bar has."""
SHOWN = 5
"""How many of a list are shown: the editor has ten seconds."""
LISTED = 40
"""How many claims of a single draft are listed."""


def show(reports: Sequence[Report], console: Console) -> None:
    """Print the report of each draft, after the totals if there are several."""
    if len(reports) > 1:
        console.print(_totals(reports))
    for each in reports:
        console.print(_one(each, SHOWN if len(reports) > 1 else LISTED))


def _one(r: Report, listed: int) -> Group:
    parts: list[Text | Table | Padding] = [Text(inert_line(r.article), style="bold"), _standing(r), _bars(r)]
    if r.sources:
        parts += [Text("rests on", style="bold"), _sources(r)]
    for title, lines in (
        ("denials and doubts", _answers(r)),
        ("accusations without an answer in the draft", [_line(a.accused, ": ", f"“{a.of}”") for a in r.unanswered]),
        ("numbers that disagree", [_line(f"“{p.words}”", " against ", f"“{p.other}”") for p in r.disagreements]),
        ("decided before", [_line(f"“{b.words}”", " – ", _told(b)) for b in r.remembered]),
        ("attributions later dropped", [_line(f"“{p.words}”", " – ", p.because) for p in r.dropped]),
    ):
        if lines:
            parts.append(Text(title, style="bold"))
            parts += lines[:SHOWN]
            if len(lines) > SHOWN:
                parts.append(Text(f"  … and {len(lines) - SHOWN} more", style="dim"))
    if r.standings:
        parts += [Text("claims", style="bold"), _claims(r.standings[:listed])]
        if len(r.standings) > listed:
            parts.append(Text(f"  … and {len(r.standings) - listed} more: --format json lists them all", style="dim"))
    return Group(*parts, Text(""))


def _claims(standings: Sequence[Standing]) -> Table:
    """List claims with their labels, and who decided them."""
    table = Table.grid(padding=(0, 1))
    for each in standings:
        label = Text("  ")
        if each.label is not None:
            label.append(f"{GLYPHS[each.label]} {each.label}", style=STYLES[each.label] if each.by else "dim")
        elif each.how == "not a claim":
            label.append("– not a claim", style="dim")
        else:
            label.append(f"○ {each.how}", style="yellow")
        words = Text(inert_line(each.words)).append(f"\n{inert_line(each.told)}", style="dim")
        table.add_row(label, words)
    return table


def _told(before: Before) -> str:
    return "; ".join([*before.because, before.told])


def _standing(r: Report) -> Text:
    text = Text(count(r.claims, "claim"))
    text.append(f", {r.undecided} undecided", style="bold yellow" if r.undecided else "dim")
    for n, what in ((r.changed, "changed"), (r.conflicting, "in conflict"), (r.gone, "gone")):
        if n:
            text.append(f", {n} {what}", style="bold red")
    for tag, n in r.tags.items():
        text.append(f", {n} {inert_line(tag)}", style="cyan")
    if r.captions:
        text.append(f", {r.captions} in captions", style="dim")
    if r.rejected:
        text.append(f", {r.rejected} not {'a claim' if r.rejected == 1 else 'claims'}", style="dim")
    return text


def _bars(r: Report) -> Table:
    table = Table.grid(padding=(0, 1))
    most = max([*r.labels.values(), *r.kinds.values(), 1])
    for label, n in r.labels.items():
        only = r.suggested[label]
        bar = Text(_bar(n, most), style=STYLES[label])
        if only and r.decided:
            bar.append(f" {only} only suggested", style="dim")
        table.add_row(f"  {GLYPHS[label]} {label}", str(n), bar)
    for kind, n in r.kinds.items():
        table.add_row(f"    {kind}", str(n), Text(_bar(n, most), style="dim"))
    return table


def _bar(n: int, most: int) -> str:
    return "█" * round(BAR * n / most) if n == 0 or n * BAR >= most else "▏"


def _sources(r: Report) -> Table:
    table = Table.grid(padding=(0, 1))
    for place, source in enumerate(r.sources[:SHOWN]):
        name = Text(inert_line(source.name), style="bold" if place == 0 else "")
        name.append(f" ({source.kind})", style="dim")
        if others := _others(source):
            name.append(f"\nwith {', '.join(others)}", style="dim")
        share = f"{source.claims} of {count(r.claims, 'claim')}"
        if source.numeric:
            share += f", {source.numeric} of {r.kinds[Kind.NUMERIC]} numeric"
        table.add_row(" ", name, Text(share))
    if r.anonymous:
        table.add_row(
            " ", Text("nobody identified", style="yellow"), Text(f"{r.anonymous} of {count(r.claims, 'claim')}")
        )
    return table


def _others(source: Rest) -> list[str]:
    """Return who speaks for a source, by their relation to it: "its report", "its director Peter Dahlin"."""
    shown = []
    for voice in source.voices:
        named = next((v for v in source.voices if v.endswith(source.name)), source.name)
        if voice == named or voice.casefold() in named.casefold().split():
            continue
        rest = voice.removeprefix(source.name).removeprefix("’s").removeprefix("'s").strip()
        if rest.startswith(("(", ",")):
            continue
        if rest and rest != voice:
            first, _, more = rest.partition(" ")
            rest = f"its {first.lower() if more[:1].isupper() or not more else first} {more}".rstrip()
        elif voice in source.presumed:
            rest = f"its {voice} (presumably)"
        elif owned := re.match(r"[\w-]+['’]s? (.+)", voice):
            rest = f"its {owned[1]}"
        elif voice.islower():
            rest = f"its {voice}"
        shown.append(inert_line(rest))
    return shown


def _answers(r: Report) -> list[Padding]:
    lines = []
    for a in r.answers:
        text = Text()
        said = "denied" if a.relation is Relation.DENIES else "doubted" if a.who else "no evidence"
        text.append(said, style="bold red")
        text.append(f" by {inert_line(within(a.who))}: " if a.who else ": ")
        text.append(f"“{inert_line(a.words)}”")
        if a.because or a.label:
            text.append(f" – {inert_line(a.because or f'decided: {a.label}')}", style="dim")
        lines.append(Padding(text, (0, 0, 0, 2)))
        lines += [Padding(Text(f"answers “{inert_line(about)}”", style="dim"), (0, 0, 0, 4)) for about in a.answers]
    return lines


def _line(first: str, joint: str, second: str) -> Padding:
    text = Text(inert_line(first))
    text.append(joint, style="dim")
    text.append(inert_line(second))
    return Padding(text, (0, 0, 0, 2))


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
