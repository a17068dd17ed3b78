"""Export reviewed drafts: each format is a small module in `formats/`, found by its name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from fact_check.config import Config
from fact_check.errors import FactCheckError
from fact_check.ledger.draft import Draft
from fact_check.output.targets import Target, targets
from fact_check.registry import Registry, in_folder


class Render(Protocol):
    """Turn reviewed drafts into the whole export, its last newline included."""

    def __call__(self, drafts: Sequence[Draft], config: Config) -> str: ...


EXPORTS: Registry[Render] = Registry("fact_check.exports", "export", in_folder("fact_check.export.formats", "render"))


class ExportError(FactCheckError):
    """An export that can't be made."""


def require(given: Sequence[str], config: Config, *, file: Path | None = None) -> list[Target[Render]]:
    """Return the formats asked for as `FORMAT[=FILE]`, if the policy has what each needs.

    Raises PluginError for an unknown one, ExportError for none, and ExportError or ConfigError for what is missing.
    """
    if not given:
        raise ExportError("no format was named", where="--format", mend=f"one of {', '.join(EXPORTS.names())}")
    wanted = targets(given, EXPORTS, file=file)
    for each in wanted:
        if not EXPORTS.origin(each.format):
            each.render((), config)  # an empty export lacks the same things as a full one
    return wanted


def export(drafts: Sequence[Draft], format: str, config: Config) -> str:
    """Render reviewed drafts in a format of `EXPORTS`, ending in a newline unless empty.

    Raises PluginError for an unknown format, ExportError or ConfigError for what it needs and isn't given.
    """
    return EXPORTS.get(format)(drafts, config)
