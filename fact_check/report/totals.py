"""Add up the reports of several drafts."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fact_check.claims import Frozen
from fact_check.report.tally import Figures, Report


class _Drafts(Frozen):
    drafts: int


class Totals(Figures, _Drafts):  # the fields of the last base come first
    """The totals of all drafts."""

    unanswered: int
    """How many accusations nobody answers in their draft."""
    disagreements: int
    """How many pairs of numbers disagree."""


def totals(reports: Sequence[Report]) -> Totals:
    """Add up the figures of some drafts."""
    return Totals(
        drafts=len(reports),
        **_added(reports),
        unanswered=sum(len(r.unanswered) for r in reports),
        disagreements=sum(len(r.disagreements) for r in reports),
    )


def _added(reports: Sequence[Figures]) -> dict[str, Any]:
    """Return the sum of every figure, and of tables key by key."""
    sums = dict(Figures())
    for name, nothing in sums.items():
        given = [getattr(report, name) for report in reports]
        if isinstance(nothing, int):
            sums[name] = sum(given)
            continue
        table = Counter(nothing)
        for each in given:
            table.update(each)
        sums[name] = dict(table) if nothing else dict(sorted(table.items()))
    return sums
