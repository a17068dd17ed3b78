"""Lay out a report on a screen: under each draft its findings by kind, each with its line and a caret.

A little past 250 lines: the layout of a finding and of a report share their widths and ways of cutting lines.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, groupby

from rich.cells import cell_len, chop_cells

from fact_check.check.findings import Finding, Report
from fact_check.check.formats import Screen
from fact_check.check.summary import no_command, summary_lines
from fact_check.output.sanitize import inert, inert_line
from fact_check.severity import KINDS, FindingKind, Severity

MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
CODES = {"bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
"""ANSI's numbers for the parts of styles."""
ORDER = {kind: number for number, kind in enumerate(KINDS)}
GUTTER = 9
WORD = re.compile(r"\S+")
FEW = 6
"""How many unreviewed claims of a draft are shown: all of it goes to review, and the list would bury the rest."""
WHOLE = 3
"""How many drafts with only unreviewed claims are shown whole; of others, only the number of claims is."""
MANY = 25
"""How many findings of any other kind are shown of a draft; `concise` and formats for machines have all."""
ROWS = 3
"""The most rows that the line of a long claim may take."""
COMMAND = "fact-check"
WIDEST = 120
"""The widest line that is easy to read; a wider terminal is left empty on the right."""


def lay_out(report: Report, screen: Screen) -> str:
    """Return what a terminal shows, with colour where the screen has it."""
    layout = Layout(screen)
    drafts = groupby(report.findings, key=lambda f: f.path)
    return "".join(layout.of_draft(list(found)) for _, found in drafts) + layout.summed_up(report)


class Layout:
    """Lays out a report draft by draft; if many drafts are unreviewed, most of them take one line."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._unreviewed = 0
        self._is_listing = False

    def of_draft(self, findings: Sequence[Finding]) -> str:
        """Return what is shown for a draft: its name, and its findings by kind."""
        page = _page(self._screen)
        self._unreviewed += (alone := _is_unreviewed(findings))
        brief = alone and self._unreviewed > WHOLE
        if brief != self._is_listing and self._is_listing:
            page.add()
        self._is_listing = brief
        path = inert_line(findings[0].path)
        if brief:
            mark = MARKS[findings[0].severity]
            page.add((f"{mark} {len(findings)} unreviewed", STYLES[findings[0].severity]), (f" · {path}", ""))
            return page.text()
        page.add((path, "bold underline"))
        ordered = sorted(findings, key=lambda f: (-f.severity.rank, ORDER[f.kind]))
        for _, group in groupby(ordered, key=lambda f: (f.severity, f.kind)):
            _show_group(list(group), page)
        page.add()
        return page.text()

    def summed_up(self, report: Report) -> str:
        """Return the last lines: whether the drafts pass, and what holds them back."""
        page = _page(self._screen)
        if self._is_listing:
            page.add()
        head, *rest = summary_lines(report)
        page.add((inert_line(head), "bold red" if report.failing else "bold green"))
        for line in rest:
            page.add((inert(line), "dim" if "--explain" in line else ""))
        return page.text()


def _is_unreviewed(findings: Sequence[Finding]) -> bool:
    """Tell whether a draft has nothing but unreviewed claims."""
    return all(f.kind is FindingKind.UNREVIEWED for f in findings)


Part = tuple[str, str]
"""Some text and its style."""


class _Page:
    """Lines of styled text. Rich takes a quarter of a millisecond for a line, too long for thousands of them."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self._colour = colour
        self._lines: list[str] = []

    def add(self, *parts: Part) -> None:
        """Add a line; parts without text are dropped."""
        self._lines.append("".join(self._styled(text, style) for text, style in parts if text))

    def text(self) -> str:
        return "".join(f"{no_command(line)}\n" for line in "".join(f"{line}\n" for line in self._lines).splitlines())

    def _styled(self, text: str, style: str) -> str:
        if not self._colour or not style:
            return text
        codes = ";".join(CODES[word] for word in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"


def _page(screen: Screen) -> _Page:
    return _Page(max(min(screen.width, WIDEST), 40), screen.colour)


def _show_group(group: list[Finding], page: _Page) -> None:
    first = group[0]
    kind = KINDS[first.kind]
    says = f"{len(group)} · {kind.heads}" if len(group) > 1 else kind.says
    page.add((f" {MARKS[first.severity]} {kind.id}", STYLES[first.severity]), (f" · {says}", ""))
    ordered = sorted(group, key=lambda f: (f.place.line, f.place.column))
    shown = ordered[: FEW if first.kind is FindingKind.UNREVIEWED else MANY]
    for f in shown:
        _show(f, page)
    if len(shown) < len(ordered):
        page.add((f"{'…':>{GUTTER - 3}} │ and {len(ordered) - len(shown)} more", "dim"))
    for step in dict.fromkeys(inert_line(f.next) for f in group):
        for number, line in enumerate(_step(step, page.width - GUTTER)):
            page.add(("" if number else "   next: ", "dim"), (" " * GUTTER if number else "", ""), (line, ""))


def _step(step: str, width: int) -> list[str]:
    """Break what to do next into lines, but never a command, so that it can be copied."""
    says, command, rest = step.partition(f"{COMMAND} ")
    if cells(step) <= width or not says:
        return [step]
    return [*wrapped(says, width), *([command + rest] if command else [])]


def _show(f: Finding, page: _Page) -> None:
    room = page.width - GUTTER
    spot = str(f.place.line) if f.place.paragraph is None else f"¶{f.place.paragraph}"
    first, other = f"{spot:>{GUTTER - 3}} │ ", f"{' ':>{GUTTER - 3}} │ "
    before, now = difference(f.was or f.claim, f.claim)
    before, now = _beside(f.was or f.claim, before), _beside(f.claim, now)
    if f.was is None or f.was == f.claim or now[1] > f.place.length:
        now = (0, f.place.length)
    found = rows(f.place.context, f.place.at + now[0], now[1] - now[0], room) if f.place.length else []
    for number, (row, start, length) in enumerate(found):
        page.add((other if number else first, "dim"), *_bold(row, start, length))
        caret = " " * cells(row[:start]) + "^" * max(cells(row[start : start + length]), 1)
        page.add((other, "dim"), (caret, STYLES[f.severity]))
    if f.was is not None and f.was != f.claim:
        for row, start, length in rows(f.was, before[0], before[1] - before[0], room - 5)[:1]:
            page.add((other, "dim"), ("was: ", "dim"), *_bold(row, start, length, "dim"))
    said = inert_line(f.why) if f.place.length else f"was: {inert_line(f.claim)}\n{inert_line(f.why)}"
    for line in wrapped(said, max(room, 20)):
        page.add((other, "dim"), (line, ""))


def _bold(row: str, start: int, length: int, style: str = "") -> list[Part]:
    """Return a row with a stretch of it in bold; `style` applies to all of it."""
    after = start + length
    return [(row[:start], style), (row[start:after], f"bold {style}".strip()), (row[after:], style)]


def cells(text: str) -> int:
    """Return the width of a text on a terminal."""
    return len(text) if text.isascii() else cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells, between words where one fits."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and cells(line) + 1 + cells(word) <= width:
                line = f"{line} {word}"
                continue
            lines += [line] if line else []
            *full, line = chop_cells(word, width) if cells(word) > width else [word]
            lines += full
        lines.append(line)
    return lines


def difference(was: str, now: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the stretch of each wording that the other doesn't have, in whole words; (0, 0) twice for none."""
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
    """Return where some words are; for none, an empty stretch after the word before."""
    if after > first:
        return words[first][0], words[after - 1][1]
    at = words[first - 1][1] if first else 0
    return at, at


def _beside(text: str, stretch: tuple[int, int]) -> tuple[int, int]:
    """Return a stretch, or the word beside an empty one, so that there is something to point at."""
    if stretch[0] < stretch[1]:
        return stretch
    words = [match.span() for match in WORD.finditer(text)]
    return next((word for word in reversed(words) if word[0] < stretch[0]), words[0] if words else (0, len(text)))


def rows(context: str, start: int, length: int, width: int) -> list[tuple[str, int, int]]:
    """Return the part of a line around a stretch, in rows of `width` cells, each with its marked stretch.

    It takes one row, with some words before it, if the stretch fits, else up to ROWS. "…" stands for what is cut off.
    None for an empty stretch.
    """
    context = inert(context).replace("\t", " ").replace("\n", " ")
    end = min(start + length, len(context))
    fits = cells(context[start:end]) <= width - 2
    room = min(width - cells(context[start:end]) - 1, width // 2) if fits else 0
    if cells(context) <= width:
        room = width
    left = start
    taken = cells(context[left - 1]) if left else 0
    while left and taken < room:
        left -= 1
        taken += cells(context[left - 1]) if left else 0
    if left:
        # Begin at a word if one begins soon.
        space = context.find(" ", left, start)
        left = space + 1 if 0 <= space < left + 15 else left
        context = f"…{context[left:]}"
        start, end = start - left + 1, end - left + 1
    shown: list[tuple[str, int, int]] = []
    at = 0
    # Each row takes at least one character, and `end` is in the text: this ends.
    while at < end and len(shown) < (1 if fits else ROWS):
        stop = _row_end(context, at, width)
        last = fits or len(shown) == ROWS - 1 or stop >= end
        row = context[at:stop]
        if last and stop < len(context):
            while cells(row) > width - 1:
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
    ends = accumulate(map(cells, text[at : at + width + 1]))
    stop = at + next((n for n, wide in enumerate(ends) if wide > width), min(width + 1, len(text) - at))
    if stop == len(text):
        return stop
    space = text.rfind(" ", at, stop + 1)
    return space + 1 if space > at else max(stop, at + 1)
