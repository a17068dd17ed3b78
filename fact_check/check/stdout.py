"""Find out what standard output is, without Rich."""

import os
import shutil
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """What a format for people may use; formats for machines ignore it."""

    width: int = 80
    colour: bool = False

    @classmethod
    def of_stdout(cls) -> "Screen":
        """Return the width of standard output and whether it takes colour, by NO_COLOR, FORCE_COLOR and TERM."""
        able = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
        colour = (able or bool(os.environ.get("FORCE_COLOR"))) and not os.environ.get("NO_COLOR")
        return cls(shutil.get_terminal_size((80, 24)).columns, colour)
