"""One JSON object: the summary and every finding, those that an ignore or a baseline covers too."""

from typing import Any

from fact_check.check.findings import Finding, Report
from fact_check.check.formats import Screen
from fact_check.output.as_json import as_json

VERSION = 1


def render(report: Report, screen: Screen) -> str:
    """Return the report as one indented JSON object."""
    return as_json(document(report), indent=1) + "\n"


def document(report: Report) -> dict[str, Any]:
    """Return the report as plain values."""
    return {
        "version": VERSION,
        "tool": {"name": "fact-check", "version": report.version},
        "failed": bool(report.failing),
        "fail_on": report.fail_on,
        "since": report.since,
        "drafts": list(report.drafts),
        "claims": report.claims,
        "decided": report.decided,
        "overruled": report.overruled,
        "findings": [finding(f) for f in (*report.findings, *report.suppressed)],
    }


def finding(f: Finding) -> dict[str, Any]:
    """Return one finding as plain values; lone surrogates, which can't be written, are replaced."""
    data = f.model_dump(mode="json")
    place = {key: data["place"][key] for key in ("line", "column", "end_line", "end_column", "paragraph")}
    del data["place"]
    return {**data, **place}
