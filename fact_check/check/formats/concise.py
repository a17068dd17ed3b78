"""One line a finding, as compilers print them: an editor's error list can jump to it."""

from fact_check.check.findings import Report
from fact_check.check.formats import Screen
from fact_check.check.summary import no_command, sentence
from fact_check.output.sanitize import inert_line


def render(report: Report, screen: Screen) -> str:
    """Return `path:line:column: severity kind: "claim": why`, and the summary."""
    lines = [
        f"{inert_line(f.path)}:{f.place.line}:{f.place.column}: {f.severity} {f.kind}: "
        f'{f.place.told}"{inert_line(f.claim)}": {inert_line(f.why)}'
        for f in report.findings
    ]
    return "".join(f"{no_command(line)}\n" for line in [*lines, sentence(report)])
