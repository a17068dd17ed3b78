"""JSON lines: one finding a line, those that an ignore or a baseline covers too."""

import json

from fact_check.check.findings import Report
from fact_check.check.formats import Screen
from fact_check.check.formats.json import finding


def render(report: Report, screen: Screen) -> str:
    """Return each finding as one line of JSON; nothing for a clean draft."""
    found = (*report.findings, *report.suppressed)
    return "".join(json.dumps(finding(f), ensure_ascii=False) + "\n" for f in found)
