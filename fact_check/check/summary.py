"""Sum up what holds the drafts back, in words that every output shares."""

from collections import Counter
from collections.abc import Iterable

from fact_check.check.findings import Finding, Report, fails
from fact_check.output.counting import count
from fact_check.output.sanitize import inert_line

MANY = 3
"""With more drafts than this and nothing decided in them, the summary says where to begin."""


def sentence(report: Report) -> str:
    """Say in one line whether the drafts pass, and what holds them back."""
    failing = report.failing
    others = [f for f in report.findings if not fails(f.severity, report.fail_on)]
    drafts = count(len(report.drafts), "draft")
    new = f" by what is new since {report.since}" if report.since else ""
    if failing:
        held = count(len({f.path for f in failing}), "draft")
        line = f"✗ {held} of {len(report.drafts)} held back{new}: {tally(failing)}"
    else:
        passes = "passes" if len(report.drafts) == 1 else "pass"
        line = f"✓ {drafts} {passes}: {count(report.claims, 'claim')}, {report.decided} decided"
        if report.since:
            line = f"✓ nothing new since {report.since} holds a draft back: {drafts} touched"
    if report.overruled and not report.since:
        line += f" · {report.overruled} decided against the suggestion"
    if others:
        line += f" · not failing: {tally(others)}"
    if report.suppressed:
        by = Counter(f.suppressed.by for f in report.suppressed if f.suppressed)
        line += " · " + ", ".join(f"{n} {_BY[how]}" for how, n in sorted(by.items()))
    return line


def summary_lines(report: Report) -> list[str]:
    """Return the summary for a screen, the verdict first."""
    head, *rest = sentence(report).split(" · ")
    lines = [head, *(f"  {line}" for line in rest)]
    if report.failing and not report.decided and len(report.drafts) > MANY and not report.since:
        lines += [
            "  nobody has decided anything here yet: begin with one draft, fact-check review PATH",
            "  `exclude` in the policy leaves out what is no draft (docs/how-to/policy.md)",
        ]
    if report.failing:
        lines.append(f"  fact-check check --explain {report.failing[0].kind} says more")
    return lines


def message(f: Finding) -> str:
    """Say a finding in one line: the paragraph if there is no line, the claim, why, and what to do next."""
    said = f"“{inert_line(f.claim)}”: {inert_line(f.why)}. Next: {inert_line(f.next)}"
    return f"{f.place.told.capitalize()}{said}"


def tally(findings: Iterable[Finding]) -> str:
    """Count findings by kind, most first: "2 unreviewed, 1 changed"."""
    return ", ".join(f"{n} {kind}" for kind, n in Counter(f.kind for f in findings).most_common())


def no_command(line: str) -> str:
    """Return a line that a CI runner doesn't take for a command: without "::" at its start, or "##[".

    GitHub and Azure look for commands in everything that a step prints, article text included.
    """
    line = line.replace("##[", "## [").replace("##vso[", "## vso[")
    return f"› {line}" if line.lstrip().startswith("::") else line


_BY = {"ignore": "ignored with a reason", "baseline": "known to the baseline"}
