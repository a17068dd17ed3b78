"""The outputs, one small file each. A new file in this folder is a new format, with its name and a `render`."""

from typing import Protocol

from fact_check.check.findings import Report
from fact_check.check.stdout import Screen
from fact_check.registry import Registry, in_folder


class Render(Protocol):
    """Turn a report into the whole output, its last newline included."""

    def __call__(self, report: Report, screen: Screen) -> str: ...


OUTPUTS: Registry[Render] = Registry("fact_check.outputs", "output format", in_folder(__name__, "render"))

__all__ = ["OUTPUTS", "Render", "Screen"]
