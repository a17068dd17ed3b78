"""One JSON object: the totals, and a report for each draft."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from fact_check.output.as_json import as_json
from fact_check.report.tally import Report
from fact_check.report.totals import totals


def write(reports: Sequence[Report], out: TextIO, file: Path | None) -> None:
    """Write the totals under `totals`, the reports under `drafts`."""
    document = {
        "totals": totals(reports).model_dump(mode="json"),
        "drafts": [each.model_dump(mode="json") for each in reports],
    }
    print(as_json(document, indent=1), file=out)
