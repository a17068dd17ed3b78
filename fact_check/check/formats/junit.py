"""JUnit XML: a suite per draft, a case per finding; a clean draft is one case that passed."""

import xml.etree.ElementTree as ET
from collections import defaultdict

from fact_check.check.findings import Finding, Report, fails
from fact_check.check.formats import Screen
from fact_check.output.sanitize import inert, inert_line

NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
"""Characters that XML 1.0 doesn't allow, besides those that are made inert."""


def render(report: Report, screen: Screen) -> str:
    """Return the report; findings that fail the check are failures, the others system-out."""
    by_draft: dict[str, list[Finding]] = defaultdict(list)
    for f in report.findings:
        by_draft[f.path].append(f)
    root = ET.Element("testsuites", name="fact-check")
    total = failed = 0
    for draft in dict.fromkeys((*report.drafts, *by_draft)):
        found = by_draft[draft]
        bad = [f for f in found if fails(f.severity, report.fail_on)]
        counts = {"tests": str(len(found) or 1), "failures": str(len(bad)), "errors": "0", "skipped": "0"}
        suite = ET.SubElement(root, "testsuite", {"name": _text(draft), **counts})
        if not found:
            ET.SubElement(suite, "testcase", name="no findings", classname=_text(draft))
        for f in found:
            _case(suite, f, report.fail_on)
        total += len(found) or 1
        failed += len(bad)
    root.set("tests", str(total))
    root.set("failures", str(failed))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(suite: ET.Element, f: Finding, fail_on: str) -> None:
    name = f"{f.kind}: {_text(f.claim)} ({f.fingerprint[:8]})"
    case = ET.SubElement(suite, "testcase", name=name, classname=_text(f.path), file=_text(f.uri))
    case.set("line", str(f.place.line))
    why = f"{f.place.told}{inert(f.why).translate(NO_XML)}"
    said = f"{_text(f.path)}:{f.place.line}:{f.place.column}\n{why}\nNext: {_text(f.next)}"
    if fails(f.severity, fail_on):
        ET.SubElement(case, "failure", message=_text(f.why), type=f.kind).text = said
    else:
        ET.SubElement(case, "system-out").text = f"{f.severity}: {said}"


def _text(text: str) -> str:
    return inert_line(text).translate(NO_XML)
