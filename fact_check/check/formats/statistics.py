"""How often each finding is reported, and in how many drafts: where a desk begins."""

from collections import Counter

from fact_check.check.findings import Report
from fact_check.check.formats import Screen
from fact_check.check.summary import sentence
from fact_check.output.counting import count
from fact_check.severity import KINDS


def render(report: Report, screen: Screen) -> str:
    """Return a line for each kind of finding, most frequent first, and the summary."""
    found = Counter(f.kind for f in report.findings)
    drafts = Counter(kind for kind, _ in {(f.kind, f.uri) for f in report.findings})
    lines = [
        f"{n:>6}  {kind:<23}  in {count(drafts[kind], 'draft')}: {KINDS[kind].says}" for kind, n in found.most_common()
    ]
    return "".join(f"{line}\n" for line in [*lines, sentence(report)])
