"""Where a report goes: each `--output FORMAT[=FILE]`, and GitHub's job summary."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fact_check.check.findings import Report
from fact_check.check.formats import OUTPUTS, Render, Screen
from fact_check.errors import FactCheckError
from fact_check.output.writing import WriteError, result


@dataclass(frozen=True, slots=True)
class Output:
    format: str
    render: Render
    file: Path | None
    """None for stdout."""


def parse(given: Sequence[str], *, where: str = "--output", folder: Path | None = None) -> list[Output]:
    """Read what was given as `FORMAT[=FILE]` at `where`, files from `folder`; none means text.

    Raises FactCheckError for an unknown format, and for two that would be mixed in one place.
    """
    outputs: list[Output] = []
    for each in given or ["text"]:
        name, equals, file = each.partition("=")
        if equals and not file:
            raise FactCheckError("no file after the =", where=f"{where} {each}", mend=f"write {name}=FILE, or {name}")
        place = Path(file) if file else None
        if place is not None and folder is not None:
            place = _within(folder, place, where)
        output = Output(name, OUTPUTS.get(name, where=where), place)
        for other in outputs:
            if other.file == output.file:
                to = "stdout" if output.file is None else str(output.file)
                said = f"{other.format} and {name} both go to {to}"
                raise FactCheckError(said, where=where, mend=f"write {name}=FILE")
        outputs.append(output)
    return outputs


def _within(folder: Path, file: Path, where: str) -> Path:
    """Return where a policy's file lies. Raises FactCheckError outside its folder: a policy may be a stranger's."""
    full = folder / file
    if not full.resolve().is_relative_to(folder.resolve()):
        raise FactCheckError(f"{file} is not in the policy's folder", where=where, mend="name a file in it")
    return Path(os.path.relpath(full))


def prints(outputs: Sequence[Output]) -> bool:
    """Tell whether all that a run writes is what it prints."""
    return all(each.file is None and each.format != "github" for each in outputs)


def write(report: Report, outputs: Sequence[Output], screen: Screen) -> str:
    """Write a report to each place, and return what went to stdout; a file appears whole or not at all.

    Raises WriteError.
    """
    printed = ""
    for output in outputs:
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
