"""Reports with defaults, for tests of what is made of them."""

from typing import Any

from fact_check.check.findings import Finding, Lines, Report, fingerprints
from fact_check.severity import DEFAULT_SEVERITY, KINDS, FindingKind, Severity

HOSTILE = (
    "40%\n::error file=x::pwned\r\n##[error]%0A ]]> <script>alert(1)</script> | `x` @desk "
    "\x1b[31mred\x07 \u202eright\u202c \u200bnone =cmd() [a](javascript:1) \ufffe"
)


def finding(
    text: str = "The ministry said 40 men left.\n",
    claim: str = "40 men left",
    kind: FindingKind = FindingKind.UNREVIEWED,
    **fields: Any,
) -> Finding:
    start = text.index(claim)
    uri = fields.get("uri", "drafts/a.md")
    given = {
        "kind": kind,
        "severity": DEFAULT_SEVERITY[kind],
        "path": uri,
        "uri": uri,
        "place": Lines(text).place(start, start + len(claim)),
        "claim": claim,
        "claim_id": "c0123456789a",
        "why": "suggested: sourced, it names the ministry",
        "next": KINDS[kind].mend.format(path=uri),
        "fingerprint": fingerprints([[uri, kind, claim]])[0],
    }
    return Finding.model_validate({**given, **fields})


def report(*findings: Finding, **fields: Any) -> Report:
    drafts = tuple(dict.fromkeys(f.path for f in findings)) or ("drafts/a.md",)
    given = {"version": "0.1.0", "findings": findings, "drafts": drafts, "claims": len(findings)}
    return Report.model_validate({**given, **fields})


def hostile(**fields: Any) -> Finding:
    """A finding all of whose text comes from somebody who means harm."""
    text = f"Before {HOSTILE} after\n"
    return finding(text, HOSTILE, why=HOSTILE, was=HOSTILE, next=HOSTILE, severity=Severity.ERROR, **fields)
