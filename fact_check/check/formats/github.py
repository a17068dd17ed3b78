"""GitHub Actions: annotations on the lines of a pull request, and a job summary in Markdown."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from fact_check.check.findings import Finding, Report, fails
from fact_check.check.formats import Screen
from fact_check.check.summary import sentence, tally
from fact_check.output.as_markdown import as_markdown
from fact_check.output.counting import count
from fact_check.output.sanitize import inert, inert_line
from fact_check.severity import KINDS, FindingKind, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST = 10
"""How many annotations of a level GitHub shows for a step; it drops the others silently."""
ROWS = 50
"""How many findings the job summary lists; beyond that nobody reads on."""
WORST = (
    FindingKind.UNREADABLE,
    FindingKind.CHANGED,
    FindingKind.CONFLICT,
    FindingKind.UNEVIDENCED,
    FindingKind.DENIED,
    FindingKind.NUMBER_CONFLICT,
    FindingKind.SOURCED_WITHOUT_SUPPORT,
    FindingKind.UNREVIEWED,
    FindingKind.UNUSED_IGNORE,
    FindingKind.ORPHANED_DECISION,
)
"""The order in which findings of one severity give way if not all are shown; any other comes before these."""


def render(report: Report, screen: Screen) -> str:
    """Return workflow commands, at most ten a level, and the summary as plain text.

    Changed lines come first, and the worst finding of each draft comes before the second of any.
    """
    shown: list[Finding] = []
    rest: list[Finding] = []
    for severity in COMMANDS:
        found = in_turn(report.of(severity), report)
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


def in_turn(findings: Iterable[Finding], report: Report) -> list[Finding]:
    """Order findings so that the first few say most: changed lines, then each draft's worst, each draft's second …"""

    def rank(f: Finding) -> tuple[bool, int, int, int, int]:
        worst = WORST.index(f.kind) if f.kind in WORST else -1
        return (not is_changed(f, report), -f.severity.rank, worst, f.place.line, f.place.column)

    turns: Counter[str] = Counter()
    ordered: list[tuple[bool, int, Finding]] = []
    for f in sorted(findings, key=rank):
        ordered.append((not is_changed(f, report), turns[f.uri], f))
        turns[f.uri] += 1
    return [f for _, _, f in sorted(ordered, key=lambda each: each[:2])]


def is_changed(f: Finding, report: Report) -> bool:
    """Tell whether a finding is on a line that the change under check touched."""
    return not report.changed.get(f.uri, frozenset()).isdisjoint(range(f.place.line, f.place.end_line + 1))


def summary(report: Report, links: str | None = None) -> str:
    """Return the job summary: Markdown in which an article's text is only text.

    `links` is the address under which the drafts can be seen, up to their path in the repository.
    """
    return f"## fact-check\n\n{as_markdown(sentence(report))}\n{listed(report, links, ROWS)}"


def listed(report: Report, links: str | None, rows: int) -> str:
    """Return the findings by draft in Markdown, at most so many that fail the check, and as many others."""
    parts = []
    failing = [f for f in report.findings if fails(f.severity, report.fail_on)]
    others = [f for f in report.findings if not fails(f.severity, report.fail_on)]
    if failing:
        parts.append(f"\n### Failing\n\n{_by_draft(failing, report, links, rows)}")
    if others:
        title = f"{count(len(others), 'finding')} not failing"
        tables = _by_draft(others, report, links, rows)
        parts.append(f"\n<details><summary>{title}</summary>\n\n{tables}\n</details>\n")
    return "".join(parts)


def links() -> str | None:
    """Return where GitHub shows the files of the commit that a workflow runs on; None outside a workflow."""
    parts = [os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    return "{}/{}/blob/{}".format(*parts) if all(parts) else None


def outputs(report: Report) -> str:
    """Return what a later step of the workflow can ask for, as lines of `name=value`."""
    held = len({f.uri for f in report.failing})
    counts = {"drafts": len(report.drafts), "held-back": held, "findings": len(report.findings)}
    return "".join(f"{name}={n}\n" for name, n in {**counts, "failing": len(report.failing)}.items())


def _by_draft(findings: Sequence[Finding], report: Report, links: str | None, rows: int) -> str:
    """Return a table for each draft, with how many of its findings, and how many drafts, are left out."""
    shown: dict[str, list[Finding]] = {}
    for f in in_turn(findings, report)[:rows]:
        shown.setdefault(f.uri, []).append(f)
    of: dict[str, list[Finding]] = {}
    for f in findings:
        of.setdefault(f.uri, []).append(f)
    parts = []
    for uri, listed in shown.items():
        head = f"#### {as_markdown(uri)}: {count(len(of[uri]), 'finding')}\n\n{_table(listed, links)}"
        left = [f for f in of[uri] if f not in listed]
        parts.append(head + (f"\n… and {len(left)} more in this draft: {tally(left)}\n" if left else ""))
    others = [f for f in findings if f.uri not in shown]
    if others:
        drafts = count(len({f.uri for f in others}), "draft")
        parts.append(f"… and {count(len(others), 'finding')} in {drafts} more: {tally(others)}\n")
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
    said = f"{f.place.told.capitalize()}“{inert_line(f.claim)}”{was}\n{inert(f.why)}\nNext: {inert_line(f.next)}"
    return f"::{COMMANDS[f.severity]} {given}::{_data(said)}"


def _data(text: str) -> str:
    """Escape what would end a workflow command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape what would end a workflow command's property."""
    return _data(inert_line(text)).replace(":", "%3A").replace(",", "%2C")


def _table(findings: Iterable[Finding], links: str | None) -> str:
    ordered = sorted(findings, key=lambda f: (f.place.line, f.place.column))
    steps = list(dict.fromkeys(f.next for f in ordered))
    rows = ["| finding | where | claim | why |", "|---|---|---|---|"]
    for f in ordered:
        claim = as_markdown(f.claim) if f.was is None else f"was: {as_markdown(f.was)}<br>now: {as_markdown(f.claim)}"
        rows.append(f"| {f.kind} | {_line(f, links)} | {claim} | {as_markdown(f.why)} |")
    if len(steps) == 1 < len(ordered):  # said once
        return "\n".join([*rows, "", f"Next: {as_markdown(steps[0])}"]) + "\n"
    rows = [
        f"{row} {step} |"
        for row, step in zip(rows, ["next", "---", *(as_markdown(f.next) for f in ordered)], strict=True)
    ]
    return "\n".join(rows) + "\n"


def _line(f: Finding, links: str | None) -> str:
    if f.place.paragraph is not None:
        return f"paragraph {f.place.paragraph}"
    lines = f"L{f.place.line}" if f.place.line == f.place.end_line else f"L{f.place.line}-L{f.place.end_line}"
    # "plain" shows the lines of a Markdown file, not what it renders to.
    return f"[{lines}]({links}/{quote(f.uri, errors='surrogateescape')}?plain=1#{lines})" if links else lines
