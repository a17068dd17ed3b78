"""What leaves the desk: one small file for each format, found by its name."""

from collections.abc import Callable, Sequence
from importlib import import_module

from fact_check.config import Config
from fact_check.errors import FactCheckError
from fact_check.ledger.draft import Draft

FORMATS = ("csv", "jsonl", "webannotation", "claimreview", "markdown", "html")
"""Each is a module here with `render(drafts, config) -> str`."""


class ExportError(FactCheckError):
    """An export that cannot be made."""


def export(drafts: Sequence[Draft], format: str, config: Config) -> str:
    """Render reviewed drafts in a format of `FORMATS`, ending in a newline when there is anything to say.

    Raises ExportError for what the format needs and the policy does not give.
    """
    if format not in FORMATS:
        raise ExportError(f"no export {format!r}", mend=f"one of {', '.join(FORMATS)}")
    render: Callable[[Sequence[Draft], Config], str] = import_module(f"fact_check.export.{format}").render
    return render(drafts, config)
