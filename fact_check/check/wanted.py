"""Interpret `--format` and `-o` without importing a format."""

import os
from collections.abc import Sequence
from pathlib import Path

from fact_check.errors import FactCheckError


def spelled(formats: Sequence[str], outputs: Sequence[str]) -> tuple[tuple[str, ...], Path | None]:
    """Return the formats that are asked for, and the file for the one without a file of its own.

    `-o` names that file. Before there was `--format`, it took `FORMAT[=FILE]`, and it still does: a word with neither a
    dot nor a slash before its "=" is a format. Raises FactCheckError for two files.
    """
    named = list(formats)
    files: list[str] = []
    for each in outputs:
        first = each.partition("=")[0]
        (files if first == "-" or "." in first or "/" in first or os.sep in first else named).append(each)
    if len(files) > 1:
        raise FactCheckError("two files for one report", where=f"-o {files[1]}", mend="write --format FORMAT=FILE")
    return tuple(named), Path(files[0]) if files else None
