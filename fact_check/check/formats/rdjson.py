"""Reviewdog's rdjson: comments on a pull request, wherever it is hosted."""

from fact_check.check.explanations import docs_url
from fact_check.check.findings import Report
from fact_check.check.formats import Screen
from fact_check.check.summary import message
from fact_check.output.as_json import as_json
from fact_check.severity import Severity

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report, screen: Screen) -> str:
    """Return the reported findings; its columns count UTF-8 bytes."""
    document = {
        "source": {"name": "fact-check"},
        "severity": "ERROR" if report.failing else "INFO",
        "diagnostics": [
            {
                "message": message(f),
                "location": {
                    "path": f.uri,
                    "range": {
                        "start": {"line": f.place.line, "column": f.place.byte_column},
                        "end": {"line": f.place.end_line, "column": f.place.end_byte_column},
                    },
                },
                "severity": SEVERITIES[f.severity],
                "code": {"value": f.kind} | ({"url": url} if (url := docs_url(f.kind)) else {}),
            }
            for f in report.findings
        ],
    }
    return as_json(document, indent=1) + "\n"
