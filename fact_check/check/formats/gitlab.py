"""GitLab Code Quality: a JSON list, shown in the merge request."""

from fact_check.check.findings import Report
from fact_check.check.formats import Screen
from fact_check.output.as_json import as_json
from fact_check.output.sanitize import inert_line
from fact_check.severity import Severity

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, screen: Screen) -> str:
    """Return the reported findings; GitLab compares fingerprints between branches by itself."""
    issues = [
        {
            "description": f"{f.kind}: {f.place.told}“{inert_line(f.claim)}” {inert_line(f.why)}",
            "check_name": f.kind,
            "fingerprint": f.fingerprint,
            "severity": SEVERITIES[f.severity],
            "location": {"path": f.uri, "lines": {"begin": f.place.line, "end": f.place.end_line}},
        }
        for f in report.findings
    ]
    return as_json(issues, indent=1) + "\n"
