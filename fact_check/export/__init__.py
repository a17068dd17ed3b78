"""What leaves the desk: one small file in `formats/` for each format, found by its name."""

from collections.abc import Sequence
from typing import Protocol

from fact_check.config import Config
from fact_check.errors import FactCheckError
from fact_check.ledger.draft import Draft
from fact_check.registry import Registry, in_folder


class Render(Protocol):
    """Turn reviewed drafts into the whole export, its last newline included."""

    def __call__(self, drafts: Sequence[Draft], config: Config) -> str: ...


EXPORTS: Registry[Render] = Registry("fact_check.exports", "export", in_folder("fact_check.export.formats", "render"))


class ExportError(FactCheckError):
    """An export that cannot be made."""


def require(format: str | None, config: Config) -> str:
    """Return a format's name when it exists and the policy gives what it needs: asked before anything is parsed.

    Raises PluginError and ExportError or ConfigError as `export` does.
    """
    if format is None:
        raise ExportError("no format was named", where="--as", mend=f"one of {', '.join(EXPORTS.names())}")
    render = EXPORTS.get(format, where="--as")
    if not EXPORTS.origin(format):
        render((), config)  # an export of nothing lacks what an export of something would
    return format


def export(drafts: Sequence[Draft], format: str, config: Config) -> str:
    """Render reviewed drafts in a format of `EXPORTS`, ending in a newline when there is anything to say.

    Raises PluginError for a format that does not exist, ExportError or ConfigError for what it needs and is not given.
    """
    return EXPORTS.get(format)(drafts, config)
