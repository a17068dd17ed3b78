"""GitHub Actions: annotations on the lines of a pull request, and a job summary in Markdown."""

import re
from collections.abc import Iterable

from fact_check.check.explanations import KINDS
from fact_check.check.findings import Finding, Report, fails
from fact_check.check.formats import Screen
from fact_check.check.summary import count, sentence, tally
from fact_check.output.sanitize import inert, inert_line
from fact_check.severity import Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST = 10
"""How many annotations of a level GitHub shows of one step; it drops the others without a word."""
ROWS = 50
"""How many findings the job summary lists; beyond that nobody reads on."""


def render(report: Report, screen: Screen) -> str:
    """Return workflow commands, at most ten a level with changed lines first, and the summary as plain text."""
    shown: list[Finding] = []
    rest: list[Finding] = []
    for severity in COMMANDS:
        found = sorted(report.of(severity), key=lambda f: not is_changed(f, report))
        # The last notice is kept for saying what is left out.
        most = MOST - 1 if severity is Severity.INFO else MOST
        shown += found[:most]
        rest += found[most:]
    lines = [_annotation(f) for f in shown]
    if rest:
        said = f"{tally(rest)}. The job summary lists them; so does `fact-check check` in a terminal."
        lines.append(f"::notice title={_property(f'fact-check: {len(rest)} more')}::{_data(said)}")
    lines.append(_data(sentence(report)))
    return "".join(f"{line}\n" for line in lines)


def is_changed(f: Finding, report: Report) -> bool:
    """Tell whether a finding stands on a line that the change under check touched."""
    return not report.changed.get(f.uri, frozenset()).isdisjoint(range(f.place.line, f.place.end_line + 1))


def summary(report: Report) -> str:
    """Return the job summary: Markdown in which an article's text is only text."""
    parts = [f"## fact-check\n\n{_markdown(sentence(report))}\n"]
    failing = [f for f in report.findings if fails(f.severity, report.fail_on)]
    others = [f for f in report.findings if not fails(f.severity, report.fail_on)]
    if failing:
        parts.append(f"### In the way\n\n{_table(failing)}")
    if others:
        title = f"{count(len(others), 'finding')} not in the way"
        parts.append(f"<details><summary>{title}</summary>\n\n{_table(others)}\n</details>\n")
    return "\n".join(parts)


def _annotation(f: Finding) -> str:
    properties = {
        "file": f.uri,
        "line": str(f.place.line),
        "endLine": str(f.place.end_line),
        "col": str(f.place.column),
        "endColumn": str(f.place.end_column),
        "title": f"{f.kind}: {KINDS[f.kind].says}",
    }
    if f.place.line != f.place.end_line:
        # GitHub refuses columns on a stretch of several lines.
        del properties["col"], properties["endColumn"]
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    was = f"\nwas: {inert_line(f.was)}" if f.was is not None else ""
    said = f"“{inert_line(f.claim)}”{was}\n{inert(f.why)}\nNext: {inert_line(f.next)}"
    return f"::{COMMANDS[f.severity]} {given}::{_data(said)}"


def _data(text: str) -> str:
    """Escape what ends a workflow command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape what ends a workflow command's property."""
    return _data(inert_line(text)).replace(":", "%3A").replace(",", "%2C")


def _table(findings: Iterable[Finding]) -> str:
    findings = list(findings)
    rows = ["| finding | where | claim | why | next |", "|---|---|---|---|---|"]
    for f in findings[:ROWS]:
        claim = _markdown(f.claim) if f.was is None else f"was: {_markdown(f.was)}<br>now: {_markdown(f.claim)}"
        where = f"{_markdown(f.uri)}:{f.place.line}"
        rows.append(f"| {f.kind} | {where} | {claim} | {_markdown(f.why)} | {_markdown(f.next)} |")
    if len(findings) > ROWS:
        rows.append(f"| … | | and {len(findings) - ROWS} more: {tally(findings[ROWS:])} | | |")
    return "\n".join(rows) + "\n"


def _markdown(text: str) -> str:
    """Escape all that Markdown or HTML could take for more than text, an address and a mention included."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|~:/-])|([<>&@])", _escape, inert_line(text))


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"&#{ord(match[2])};"
