"""How a report is laid out on a screen: under each draft its findings by kind, each on its line with a caret."""

import io
import re
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from fact_check.check.explanations import KINDS
from fact_check.check.findings import Finding, Report
from fact_check.check.formats import Screen
from fact_check.check.summary import no_command, summary_lines
from fact_check.output.sanitize import inert, inert_line
from fact_check.severity import FindingKind, Severity

MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
GUTTER = 9
WORD = re.compile(r"\S+")
FEW = 6
"""How many unreviewed claims of a draft are shown: it goes to review whole, and the list would bury the rest."""
MANY = 25
"""How many of any other finding of one kind in a draft are shown; `concise` and the machines get all."""
ROWS = 3
"""How many rows of its line a long claim may take."""
WIDEST = 120
"""Longer lines than this are hard to follow; a wide terminal is left empty on the right."""


def lay_out(report: Report, screen: Screen) -> str:
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
    head, *rest = summary_lines(report)
    console.print(Text(inert_line(head), style="bold red" if report.failing else "bold green"), soft_wrap=True)
    for line in rest:
        console.print(Text(inert(line), style="dim" if "--explain" in line else ""), soft_wrap=True)
    return "".join(f"{no_command(line)}\n" for line in out.getvalue().splitlines())


def _show_group(group: list[Finding], console: Console, width: int) -> None:
    first = group[0]
    kind = KINDS[first.kind]
    says = f"{len(group)} · {kind.heads}" if len(group) > 1 else kind.says
    head = Text.assemble((f" {MARKS[first.severity]} {kind.id}", STYLES[first.severity]), f" · {says}")
    console.print(head, soft_wrap=True)
    ordered = sorted(group, key=lambda f: (f.place.line, f.place.column))
    shown = ordered[: FEW if first.kind is FindingKind.UNREVIEWED else MANY]
    for f in shown:
        _show(f, console, width)
    if len(shown) < len(ordered):
        console.print(Text(f"{'…':>{GUTTER - 3}} │ and {len(ordered) - len(shown)} more", style="dim"), soft_wrap=True)
    for step in dict.fromkeys(inert_line(f.next) for f in group):
        console.print(Text.assemble(("   next: ", "dim"), step), soft_wrap=True)


def _show(f: Finding, console: Console, width: int) -> None:
    room = width - GUTTER
    first, other = f"{f.place.line:>{GUTTER - 3}} │ ", f"{' ':>{GUTTER - 3}} │ "
    before, now = difference(f.was or f.claim, f.claim)
    before, now = _beside(f.was or f.claim, before), _beside(f.claim, now)
    if f.was is None or f.was == f.claim or now[1] > f.place.length:
        now = (0, f.place.length)
    found = rows(f.place.context, f.place.at + now[0], now[1] - now[0], room) if f.place.length else []
    lines: list[tuple[str, Text]] = []
    for number, (row, start, length) in enumerate(found):
        caret = Text(" " * cell_len(row[:start]) + "^" * max(cell_len(row[start : start + length]), 1))
        caret.stylize(STYLES[f.severity])
        lines += [(other if number else first, _bold(row, start, length)), (other, caret)]
    if f.was is not None and f.was != f.claim:
        for row, start, length in rows(f.was, before[0], before[1] - before[0], room - 5)[:1]:
            lines.append((other, Text("was: ", style="dim") + _bold(row, start, length)))
    gone = not f.place.length and f.claim_id is not None
    said = f"was: {inert_line(f.claim)}\n{inert_line(f.why)}" if gone else inert_line(f.why)
    lines += [(other, wrapped) for wrapped in Text(said).wrap(console, max(room, 20))]
    for gutter, text in lines:
        text.rstrip()
        console.print(Text.assemble((gutter, "dim"), text), no_wrap=True, crop=False)


def _bold(row: str, start: int, length: int) -> Text:
    text = Text(row)
    text.stylize("bold", start, start + length)
    return text


def difference(was: str, now: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the stretch of each wording that the other does not have, in whole words; (0, 0) twice for none."""
    old, new = ([match.span() for match in WORD.finditer(text)] for text in (was, now))
    pairs = list(zip(old, new, strict=False))
    left = next((i for i, (a, b) in enumerate(pairs) if was[slice(*a)] != now[slice(*b)]), len(pairs))
    right = 0
    while right < len(pairs) - left and was[slice(*old[-right - 1])] == now[slice(*new[-right - 1])]:
        right += 1
    if left == len(old) == len(new):
        return (0, 0), (0, 0)
    return _stretch(old, left, len(old) - right), _stretch(new, left, len(new) - right)


def _stretch(words: list[tuple[int, int]], first: int, after: int) -> tuple[int, int]:
    """Return where some words stand; nothing, after the word before, for none."""
    if after > first:
        return words[first][0], words[after - 1][1]
    at = words[first - 1][1] if first else 0
    return at, at


def _beside(text: str, stretch: tuple[int, int]) -> tuple[int, int]:
    """Return a stretch, or, where it is empty, the word beside it: a place to point at."""
    if stretch[0] < stretch[1]:
        return stretch
    words = [match.span() for match in WORD.finditer(text)]
    return next((word for word in reversed(words) if word[0] < stretch[0]), words[0] if words else (0, len(text)))


def rows(context: str, start: int, length: int, width: int) -> list[tuple[str, int, int]]:
    """Return the part of a line that shows a stretch of it, in rows of `width` cells, each with its marked stretch.

    One row when the stretch fits into one, with some words before it; else as many as it takes, at most ROWS. What
    is cut off is said with "…". None for an empty stretch.
    """
    context = inert(context).replace("\t", " ").replace("\n", " ")
    end = min(start + length, len(context))
    fits = cell_len(context[start:end]) <= width - 2
    if cell_len(context) <= width:
        room = width
    else:
        room = min(width - cell_len(context[start:end]) - 1, width // 2) if fits else 0
    left = start
    while left and cell_len(context[left - 1 : start]) < room:
        left -= 1
    if left:
        # Begin at a word, when one begins soon.
        space = context.find(" ", left, start)
        left = space + 1 if 0 <= space < left + 15 else left
        context = f"…{context[left:]}"
        start, end = start - left + 1, end - left + 1
    shown: list[tuple[str, int, int]] = []
    at = 0
    # Each row takes at least one character, and `end` lies in the text: this ends.
    while at < end and len(shown) < (1 if fits else ROWS):
        stop = _row_end(context, at, width)
        last = fits or len(shown) == ROWS - 1 or stop >= end
        row = context[at:stop]
        if last and stop < len(context):
            while cell_len(row) > width - 1:
                row = row[:-1]
            row = f"{row.rstrip()}…"
        row = row.rstrip()
        first, after = max(start - at, 0), min(end - at, len(row))
        if after > first:
            shown.append((row, first, after - first))
        at = stop
    return shown


def _row_end(text: str, at: int, width: int) -> int:
    """Return where a row that begins at `at` ends: after the last whole word that fits."""
    stop = at
    while stop < len(text) and cell_len(text[at : stop + 1]) <= width:
        stop += 1
    if stop == len(text):
        return stop
    space = text.rfind(" ", at, stop + 1)
    return space + 1 if space > at else max(stop, at + 1)
