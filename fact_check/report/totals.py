"""The reports of several drafts, added up."""

from collections import Counter
from collections.abc import Sequence

from fact_check.claims import Frozen, Kind, Label
from fact_check.report.tally import Report


class Totals(Frozen):
    """How all drafts stand together. The figures mean what they mean in a report."""

    drafts: int
    claims: int
    labels: dict[Label, int]
    kinds: dict[Kind, int]
    decided: int
    undecided: int
    changed: int
    conflicting: int
    rejected: int
    tags: dict[str, int]
    gone: int
    anonymous: int
    unanswered: int
    """How many accusations nobody answers in their draft."""
    disagreements: int
    """How many pairs of numbers disagree."""


def totals(reports: Sequence[Report]) -> Totals:
    """Add up the figures of some drafts."""
    tags: Counter[str] = Counter()
    for each in reports:
        tags.update(each.tags)
    return Totals(
        drafts=len(reports),
        claims=sum(r.claims for r in reports),
        labels={label: sum(r.labels[label] for r in reports) for label in Label},
        kinds={kind: sum(r.kinds[kind] for r in reports) for kind in Kind},
        decided=sum(r.decided for r in reports),
        undecided=sum(r.undecided for r in reports),
        changed=sum(r.changed for r in reports),
        conflicting=sum(r.conflicting for r in reports),
        rejected=sum(r.rejected for r in reports),
        tags=dict(sorted(tags.items())),
        gone=sum(r.gone for r in reports),
        anonymous=sum(r.anonymous for r in reports),
        unanswered=sum(len(r.unanswered) for r in reports),
        disagreements=sum(len(r.disagreements) for r in reports),
    )
