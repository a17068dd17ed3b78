"""Findings as an editor's diagnostics."""

from collections.abc import Iterator, Mapping

from lsprotocol import types

from fact_check.check.explanations import docs_url
from fact_check.check.findings import Judged
from fact_check.claims import ClaimId
from fact_check.errors import FactCheckError
from fact_check.ledger.carried import Carried
from fact_check.lsp.positions import Lines
from fact_check.lsp.reading import Reading
from fact_check.output.sanitize import inert_line
from fact_check.severity import KINDS, Severity

SOURCE = "fact-check"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_AT_TOP = types.Range(start=types.Position(line=0, character=0), end=types.Position(line=0, character=0))


def of_reading(reading: Reading, lines: Lines, uri: str) -> list[types.Diagnostic]:
    """Return the diagnostics of a draft that is open."""
    by_id = {c.id: c for c in reading.draft.carried if c.claim is not None}
    return [
        _diagnostic(each, lines.range(each.at.start, each.at.end), list(_related(each, by_id, lines, uri)))
        for each in reading.judged
    ]


def of_file(judged: tuple[Judged, ...], lines: Lines) -> list[types.Diagnostic]:
    """Return the diagnostics of a draft on disk."""
    return [_diagnostic(each, lines.range(each.at.start, each.at.end), []) for each in judged]


def of_error(error: FactCheckError) -> types.Diagnostic:
    """Return the diagnostic that says why there are no others."""
    return types.Diagnostic(
        range=_AT_TOP, severity=types.DiagnosticSeverity.Error, source=SOURCE, message=inert_line(str(error))
    )


def _diagnostic(
    judged: Judged, where: types.Range, related: list[types.DiagnosticRelatedInformation]
) -> types.Diagnostic:
    finding = judged.finding
    kind = KINDS[finding.kind]
    url = docs_url(finding.kind)
    return types.Diagnostic(
        range=where,
        severity=_SEVERITIES[finding.severity],
        code=str(finding.kind),
        code_description=types.CodeDescription(href=url) if url else None,
        source=SOURCE,
        message=f"{kind.says}: {inert_line(finding.why)}" if finding.why else kind.says,
        related_information=related or None,
        data={"claim": finding.claim_id} if finding.claim_id else None,
    )


def _related(
    judged: Judged, by_id: Mapping[ClaimId, Carried], lines: Lines, uri: str
) -> Iterator[types.DiagnosticRelatedInformation]:
    """Yield the other claims that a finding is about."""
    for name in judged.key[2:]:
        other = by_id.get(ClaimId(name))
        if other is not None and other.claim is not None:
            span = other.claim.span
            where = types.Location(uri=uri, range=lines.range(span.start, span.end))
            yield types.DiagnosticRelatedInformation(location=where, message=inert_line(span.text))
