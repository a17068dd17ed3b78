"""Show a batch's progress on stderr: one line that is overwritten on a terminal, a line now and then in a log."""

import os
import sys
import time
from types import TracebackType

from fact_check.batch.shards import Made
from fact_check.output.notices import notice

EVERY = 30.0
"""Seconds between two lines of a log."""
BLINK = 0.2
"""Seconds between two states of a terminal's line."""


class Progress:
    """Counts articles, and shows how many there are, the speed and the time left."""

    def __init__(self) -> None:
        self._total = self._due = self._done = self._claims = self._errors = 0
        self._began = self._said = time.monotonic()
        self._watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._open = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._close()

    def reading(self, articles: int) -> None:
        """Count articles that were read to name their shards."""
        self._total += articles
        articles = self._total
        self._now(f"reading the archive: {_counted(articles, 'article')}", BLINK if self._watched else EVERY)

    def begin(self, total: int, due: int) -> None:
        """Note that of `total` articles `due` have no claims yet, and count from here."""
        self._close()
        self._total, self._due = total, due
        self._began = self._said = time.monotonic()
        if due < total:
            self.say(f"{total - due:,} of {_counted(total, 'article')} {'is' if total == 1 else 'are'} already done")
        if due and self._watched:
            self._now(f"{total - due:,} of {_counted(total, 'article')}; making the first shard", 0)

    def made(self, made: Made, articles: int) -> None:
        """Count a finished shard's articles."""
        self._done += articles
        self._claims += made.claims
        self._errors += made.errors
        self._now(self.line(), 0 if self._watched or self._done == self._due else EVERY)

    def line(self) -> str:
        """Return the state in one line."""
        passed = max(time.monotonic() - self._began, 1e-6)
        rate = self._done / passed
        left = (self._due - self._done) / rate if rate else 0.0
        done = self._total - self._due + self._done
        errors = f", {self._errors:,} with errors" if self._errors else ""
        return (
            f"{done:,} of {_counted(self._total, 'article')} ({done / max(self._total, 1):.0%}), {rate:,.1f} a second,"
            f" {duration(left)} left, {_counted(self._claims, 'claim')}{errors}"
        )

    def stopped(self) -> None:
        """Say that run the same command to resume."""
        done = self._total - self._due + self._done
        self.say(f"stopped at {done:,} of {_counted(self._total, 'article')}; run the same command to resume")

    def say(self, said: str) -> None:
        """Print a line that stays."""
        self._close()
        notice(said)

    def _now(self, state: str, every: float) -> None:
        now = time.monotonic()
        if now - self._said < every:
            return
        self._said = now
        if self._watched:
            print(f"\r\x1b[K{_fitting(state)}", end="", flush=True, file=sys.stderr)
            self._open = True
        else:
            self.say(state)

    def _close(self) -> None:
        """End the line that is written over."""
        if self._open:
            print(file=sys.stderr)
            self._open = False


def duration(seconds: float) -> str:
    """Return a length of time as people say it: "40 s", "12 min", "3 h 20 min"."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _fitting(state: str) -> str:
    """Drop the last parts of a state that do not fit a terminal's line: a second line would never be cleared."""
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        width = 80
    parts = state.split(", ")
    while len(parts) > 1 and len(", ".join(parts)) >= width:
        parts.pop()
    return ", ".join(parts)[: width - 1]


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'s' * (n != 1)}"
