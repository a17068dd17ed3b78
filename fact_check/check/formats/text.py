"""For people: findings under their draft and kind, each on its line with a caret, then the ten-second summary."""

import io
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from fact_check.check.findings import Finding, Report
from fact_check.check.formats import Screen
from fact_check.check.kinds import KINDS
from fact_check.check.summary import no_command, sentence
from fact_check.config import Severity
from fact_check.inert import inert, inert_line

MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
GUTTER = 9
WIDEST = 120
"""Longer lines than this are hard to follow; a wide terminal is left empty on the right."""


def render(report: Report, screen: Screen) -> str:
    """Return what a terminal shows, with colour where the screen has it."""
    out = io.StringIO()
    width = max(min(screen.width, WIDEST), 40)
    console = Console(
        file=out,
        width=width,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for path, of_draft in groupby(report.findings, key=lambda f: f.path):
        console.print(Text(inert_line(path), style="bold underline"), soft_wrap=True)
        ordered = sorted(of_draft, key=lambda f: (-f.severity.rank, list(KINDS).index(f.kind)))
        for _, group in groupby(ordered, key=lambda f: (f.severity, f.kind)):
            _show_group(list(group), console, width)
        console.print()
    _show_summary(report, console)
    return "".join(f"{no_command(line)}\n" for line in out.getvalue().splitlines())


def _show_group(group: list[Finding], console: Console, width: int) -> None:
    first = group[0]
    kind = KINDS[first.kind]
    says = f"{len(group)} · {kind.heads}" if len(group) > 1 else kind.says
    head = Text.assemble((f" {MARKS[first.severity]} {kind.id}", STYLES[first.severity]), f" · {says}")
    console.print(head, soft_wrap=True)
    for f in sorted(group, key=lambda f: (f.place.line, f.place.column)):
        _show(f, console, width)
    for step in dict.fromkeys(inert_line(f.next) for f in group):
        console.print(Text.assemble(("   next: ", "dim"), step), soft_wrap=True)


def _show(f: Finding, console: Console, width: int) -> None:
    line, start, length = window(f, width - GUTTER)
    caret = Text(" " * cell_len(line[:start]) + "^" * max(cell_len(line[start : start + length]), 1))
    caret.stylize(STYLES[f.severity])
    shown = Text(line)
    shown.stylize("bold", start, start + length)
    console.print(Text.assemble((f"{f.place.line:>{GUTTER - 3}} │ ", "dim"), shown), no_wrap=True, crop=False)
    console.print(Text.assemble((f"{' ':>{GUTTER - 3}} │ ", "dim"), caret), no_wrap=True, crop=False)
    said = []
    if f.was is not None:
        said += [("was: ", f.was), ("now: ", f.claim)]
    said.append(("", f.why))
    for name, text in said:
        for wrapped in Text(name + inert_line(text)).wrap(console, max(width - GUTTER, 20)):
            wrapped.rstrip()
            console.print(Text.assemble((f"{' ':>{GUTTER - 3}} │ ", "dim"), wrapped), no_wrap=True, crop=False)


def window(f: Finding, width: int) -> tuple[str, int, int]:
    """Return the part of a finding's line that fits into `width` cells, and where the finding stands in it.

    The finding begins within the first third; what is cut off is said with "…".
    """
    context = inert(f.place.context).replace("\t", " ").replace("\n", " ")
    start, length = f.place.at, f.place.length
    left = 0
    room = max(width // 3, width - length - 2) if cell_len(context) > width else width
    while cell_len(context[left:start]) > max(room - 1, 0):
        left += 1
    if left:
        # Begin at a word, when one begins soon.
        space = context.find(" ", left, start)
        left = space + 1 if 0 <= space < left + 15 else left
        context, start = f"…{context[left:]}", start - left + 1
    if cell_len(context) > width:
        while cell_len(context) > width - 1:
            context = context[:-1]
        context = f"{context}…"
    return context, start, max(min(length, len(context) - start), 0)


def _show_summary(report: Report, console: Console) -> None:
    said = sentence(report)
    style = "bold red" if report.failing else "bold green"
    head, *rest = said.split(" · ")
    console.print(Text(inert_line(head), style=style), soft_wrap=True)
    for line in rest:
        console.print(Text(f"  {inert_line(line)}"), soft_wrap=True)
    if report.failing:
        kinds = list(dict.fromkeys(f.kind for f in report.failing))
        console.print(Text(f"  fact-check check --explain {kinds[0]} says more", style="dim"))
