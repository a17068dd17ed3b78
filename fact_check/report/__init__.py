"""Report what an editor reads in ten seconds: the state of a draft, its sources, and what nobody has answered."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TextIO

from fact_check.registry import Registry, in_folder
from fact_check.report.tally import Report, report


class Write(Protocol):
    """Write the reports of some drafts to `out`; `file` is where that leads, if not to stdout."""

    def __call__(self, reports: Sequence[Report], out: TextIO, file: Path | None) -> None: ...


REPORTS: Registry[Write] = Registry(
    "fact_check.reports", "format of report", in_folder("fact_check.report.formats", "write")
)

__all__ = ["REPORTS", "Report", "Write", "report"]
