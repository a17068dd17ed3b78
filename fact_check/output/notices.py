"""Tell a user things besides the result: lines on stderr, inert whatever names and texts they hold."""

import sys

from fact_check.output.sanitize import inert_line


def notice(said: str) -> None:
    """Print a line on stderr, inert."""
    print(inert_line(f"fact-check: {said}"), file=sys.stderr, flush=True)
