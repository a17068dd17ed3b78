"""How far a batch is, on stderr: a bar for a terminal, a line now and then for a log."""

import sys
import time
from types import TracebackType

from fact_check.batch.shards import Made

EVERY = 30.0
"""Seconds between two lines of a log."""


class Progress:
    """Counts articles, and says how many there are, how fast they go and how long the rest will take."""

    def __init__(self, total: int, due: int) -> None:
        """`total` articles in all, `due` of them without claims yet."""
        self._total = total
        self._due = due
        self._done = self._claims = self._errors = 0
        self._began = self._said = time.monotonic()
        self._watched = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        if self._due < self._total:
            self._line(f"{self._total - self._due:,} of {self._total:,} articles are done already")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._watched and self._done:
            print(file=sys.stderr)

    def made(self, made: Made, articles: int) -> None:
        """Count a shard of so many articles of the source."""
        self._done += articles
        self._claims += made.claims
        self._errors += made.errors
        now = time.monotonic()
        if self._watched:
            print(f"\r\x1b[K{self.line()}", end="", flush=True, file=sys.stderr)
        elif now - self._said >= EVERY or self._done == self._due:
            self._said = now
            self._line(self.line())

    def line(self) -> str:
        """Return how it stands in one line."""
        passed = max(time.monotonic() - self._began, 1e-6)
        rate = self._done / passed
        left = (self._due - self._done) / rate if rate else 0.0
        done = self._total - self._due + self._done
        errors = f", {self._errors:,} with errors" if self._errors else ""
        return (
            f"{done:,} of {self._total:,} articles ({done / max(self._total, 1):.0%}), {rate:,.1f} a second,"
            f" {duration(left)} left, {self._claims:,} claims{errors}"
        )

    def stopped(self) -> None:
        """Say that the same command goes on from here."""
        if self._watched:
            print(file=sys.stderr)
        done = self._total - self._due + self._done
        self._line(f"stopped at {done:,} of {self._total:,} articles; the same command goes on from here")

    def _line(self, said: str) -> None:
        print(f"fact-check: {said}", file=sys.stderr, flush=True)


def duration(seconds: float) -> str:
    """Return a length of time as people say it: "40 s", "12 min", "3 h 20 min"."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
