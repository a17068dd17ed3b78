"""SARIF 2.1.0: GitHub code scanning, Azure DevOps, editors."""

from typing import Any
from urllib.parse import quote

from fact_check.check.explanations import docs_url, page
from fact_check.check.findings import Finding, Report
from fact_check.check.formats import Screen
from fact_check.check.summary import message
from fact_check.output.as_json import as_json
from fact_check.output.sanitize import inert_line
from fact_check.severity import DEFAULT_SEVERITY, KINDS, FindingKind, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}
FINGERPRINT = "factCheckClaim/v1"
LINE = "primaryLocationLineHash"
"""The only fingerprint that GitHub uses; ours makes a moved line the same alert."""
RULES = list(FindingKind)


def render(report: Report, screen: Screen) -> str:
    """Return the report; what an ignore or a baseline covers is marked as suppressed."""
    run = {
        "tool": {
            "driver": {
                "name": "fact-check",
                "version": report.version,
                "semanticVersion": report.version,
                "rules": [_rule(kind) for kind in RULES],
            }
        },
        "invocations": [{"executionSuccessful": True, "exitCode": int(bool(report.failing))}],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": "fact-check/"},
        "results": [_result(f) for f in (*report.findings, *report.suppressed)],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(id: FindingKind) -> dict[str, Any]:
    kind = KINDS[id]
    url = docs_url(id)
    return ({"helpUri": url} if url else {}) | {
        "id": id,
        "shortDescription": {"text": kind.says},
        "fullDescription": {"text": kind.why},
        "help": {"text": f"{kind.why} {kind.mend.format(path='DRAFT')}", "markdown": page(kind)},
        "defaultConfiguration": {
            "enabled": DEFAULT_SEVERITY[id] is not Severity.OFF,
            "level": LEVELS[DEFAULT_SEVERITY[id]],
        },
    }


def _result(f: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": f.kind,
        "ruleIndex": RULES.index(f.kind),
        "level": LEVELS[f.severity],
        "message": {"text": message(f)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(f.uri, errors="surrogateescape")},
                    "region": {
                        "startLine": f.place.line,
                        "startColumn": f.place.column,
                        "endLine": f.place.end_line,
                        "endColumn": f.place.end_column,
                        "snippet": {"text": inert_line(f.claim)},
                    },
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: f.fingerprint, LINE: f"{f.fingerprint}:1"},
    }
    if f.suppressed is not None:
        result["suppressions"] = [
            {
                "kind": "inSource" if f.suppressed.by == "ignore" else "external",
                "status": "accepted",
                "justification": inert_line(f.suppressed.reason),
            }
        ]
    return result
