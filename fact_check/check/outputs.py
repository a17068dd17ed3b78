"""Where a report goes: each `--format FORMAT[=FILE]`, and GitHub's job summary."""

import os
from collections.abc import Sequence
from pathlib import Path

from fact_check.check.findings import Report
from fact_check.check.formats import OUTPUTS, Render, Screen
from fact_check.output.targets import Target, targets
from fact_check.output.writing import WriteError, result

Output = Target[Render]


def parse(
    given: Sequence[str], *, file: Path | None = None, where: str = "--format", folder: Path | None = None
) -> list[Output]:
    """Read what was given as `targets` does; none means text. Raises FactCheckError as it does."""
    return targets(given or ["text"], OUTPUTS, file=file, where=where, folder=folder)


def prints(outputs: Sequence[Output]) -> bool:
    """Tell whether all that a run writes is what it prints."""
    return all(each.file is None and each.format != "github" for each in outputs)


def write(report: Report, outputs: Sequence[Output], screen: Screen, *, quiet: bool = False) -> str:
    """Write a report to each place, and return what went to stdout; a file appears whole or not at all.

    With `quiet` nothing goes to stdout. Raises WriteError.
    """
    printed = ""
    for output in outputs:
        if output.file is None and quiet:
            continue
        text = output.render(report, screen if output.file is None else Screen())
        with result(output.file) as out:
            out.write(text)
        if output.file is None:
            printed = text
    if any(output.format == "github" for output in outputs):
        from fact_check.check.formats import github

        _append("GITHUB_STEP_SUMMARY", github.summary(report, _links()))
        _append("GITHUB_OUTPUT", github.outputs(report))
    return printed


def _append(name: str, text: str) -> None:
    """Add to a file that a workflow's step has, by the variable that names it; without one do nothing."""
    file = os.environ.get(name)
    if not file:
        return
    try:
        with Path(file).open("a", encoding="utf-8", errors="replace") as out:
            out.write(text)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", where=name) from None


def _links() -> str | None:
    """Return where GitHub shows the files of the commit that a workflow runs on; None outside a workflow."""
    parts = [os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    return "{}/{}/blob/{}".format(*parts) if all(parts) else None
