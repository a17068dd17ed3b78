"""What went wrong, where, and what to do next: the only errors that a user is shown without a traceback."""

import difflib
import re
from collections.abc import Iterable


class FactCheckError(Exception):
    """Say in one line what is wrong, where, and what to do next.

    `what` is the fault, `where` the file with it (and the line or key), `mend` the next step. The command
    line prints `str(error)` on stderr and exits 2; any other exception is a bug and keeps its traceback.
    """

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(what)

    def __str__(self) -> str:
        line = self.what if self.where is None else f"{self.where}: {self.what}"
        if self.mend is not None:
            line = f"{line} ({self.mend})"
        return " ".join(line.split())


class ReadError(FactCheckError):
    """A draft that cannot be read: missing, binary, not UTF-8, of an unknown format."""


class RuleError(FactCheckError):
    """A broken rule file; `where` names file, rule and key."""


class LexiconError(FactCheckError):
    """A desk's word list file that is broken or cannot take effect; `where` names file, list and key."""


class ConfigError(FactCheckError):
    """A broken policy: an unknown key, or a value of the wrong type."""


class ModelError(FactCheckError):
    """A pipeline that cannot be loaded, or that does not use Universal Dependencies."""


class JournalError(FactCheckError):
    """A review journal that cannot be read or written."""


class BaselineError(FactCheckError):
    """A baseline that cannot be read, or that would grow without being asked to."""


class GoldError(FactCheckError):
    """Gold that cannot be read; `where` names file and line."""


class GitError(FactCheckError):
    """A revision that cannot be compared with: no git, no repository, no such revision."""


def did_you_mean(wanted: str, known: Iterable[str]) -> str | None:
    """Return the likeliest meaning of a mistyped word, as a question; None if nothing is close."""
    close = difflib.get_close_matches(wanted, list(known), n=1)
    return f"did you mean {str(close[0])!r}?" if close else None


_PLAIN = {
    "Input should be": "must be",
    "Field required": "is missing",
    "a valid integer, unable to parse string as an integer": "a whole number",
    "a valid integer, got a number with a fractional part": "a whole number",
    "greater than or equal to": "at least",
    "a valid dictionary or instance of Publisher": "a table",
    "a valid dictionary or instance of MemoryPolicy": "a table",
    "a valid dictionary": "a table",
    "a valid tuple": "a list",
    "a valid string": "a string",
    "a valid integer": "a whole number",
    "a valid number": "a number",
    "a valid boolean": "true or false",
}
_WORDS = re.compile("|".join(_PLAIN))


def plainly(said: str) -> str:
    """Return what pydantic says of a value in the words of those who write policies, rules and journals."""
    return _WORDS.sub(lambda found: _PLAIN[found[0]], said)
