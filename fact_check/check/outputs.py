"""Write a report to each `--format FORMAT[=FILE]`, and to GitHub's job summary."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from fact_check.check.findings import Finding, Report
from fact_check.check.formats import OUTPUTS, Render, Screen, text
from fact_check.output.targets import Target, targets
from fact_check.output.writing import WriteError, result

if TYPE_CHECKING:
    from fact_check.check.layout import Layout

Output = Target[Render]


def parse(
    given: Sequence[str], *, file: Path | None = None, where: str = "--format", folder: Path | None = None
) -> list[Output]:
    """Read formats as `targets` does, and raise as it does; none means text."""
    return targets(given or ["text"], OUTPUTS, file=file, where=where, folder=folder)


def prints(outputs: Sequence[Output]) -> bool:
    """Tell whether a run writes nothing but what it prints."""
    return all(each.file is None and each.format != "github" for each in outputs)


class Live:
    """The `text` for stdout, written draft by draft while others are still being read."""

    def __init__(self, out: TextIO, screen: Screen) -> None:
        self._out = out
        self._screen = screen
        self._layout: Layout | None = None
        self._said: list[str] = []
        # A progress bar may stand on the line: it comes back below.
        self._clear = "\r\x1b[2K" if out.isatty() and sys.stderr.isatty() else ""

    def show(self, findings: Sequence[Finding]) -> None:
        """Write the report of a draft."""
        if self._layout is None:
            from fact_check.check.layout import Layout

            self._layout = Layout(self._screen)
        self._write(self._layout.of_draft(findings))

    def end(self, report: Report) -> str:
        """Write the summary, and return everything that was written."""
        self._write(self._layout.summed_up(report) if self._layout else text.render(report, self._screen))
        return "".join(self._said)

    def _write(self, said: str) -> None:
        self._said.append(said)
        self._out.write(self._clear + said)
        self._out.flush()


def streams(outputs: Sequence[Output]) -> bool:
    """Tell whether one of the outputs can be written draft by draft: `text` on stdout."""
    return any(each.format == "text" and each.file is None for each in outputs)


def write(report: Report, outputs: Sequence[Output], screen: Screen, *, live: Live | None, quiet: bool = False) -> str:
    """Write a report to each place, and return what went to stdout; a file appears whole or not at all.

    A `live` output only needs its end. With `quiet`, nothing goes to stdout. Raises WriteError.
    """
    printed = ""
    for output in outputs:
        if output.file is None and quiet:
            continue
        if output.file is None and live is not None:
            printed = live.end(report)
            continue
        made = output.render(report, screen if output.file is None else Screen())
        with result(output.file) as out:
            out.write(made)
        if output.file is None:
            printed = made
    if any(output.format == "github" for output in outputs):
        from fact_check.check.formats import github

        _append("GITHUB_STEP_SUMMARY", github.summary(report, github.links()))
        _append("GITHUB_OUTPUT", github.outputs(report))
    return printed


def _append(name: str, text: str) -> None:
    """Append to a file of a workflow's step, by the variable that names it; without one, do nothing."""
    file = os.environ.get(name)
    if not file:
        return
    try:
        with Path(file).open("a", encoding="utf-8", errors="replace") as out:
            out.write(text)
    except OSError as error:
        raise WriteError(
            f"cannot be written: {error.strerror}", where=name, mend="it names no file of a step"
        ) from None
