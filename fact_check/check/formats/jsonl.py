"""JSON lines: one finding a line, those that an ignore or a baseline covers too."""

from fact_check.check.findings import Report
from fact_check.check.formats import Screen
from fact_check.check.formats.json import finding
from fact_check.output.as_json import as_json


def render(report: Report, screen: Screen) -> str:
    """Return each finding as one line of JSON; nothing for a clean draft."""
    found = (*report.findings, *report.suppressed)
    return "".join(as_json(finding(f)) + "\n" for f in found)
