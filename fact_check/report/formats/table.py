"""For people: the totals of several drafts, then each on a screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from fact_check.output.console import console_of
from fact_check.report.screen import show
from fact_check.report.tally import Report


def write(reports: Sequence[Report], out: TextIO, file: Path | None) -> None:
    """Write the totals and the reports in the width of the terminal."""
    show(reports, console_of(out, file))
