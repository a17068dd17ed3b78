"""Errors that say what went wrong, where, and what to do next: the only ones shown without a traceback."""

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
    r"Input should be a valid (?:dictionary|mapping)(?: or instance of \w+| or object .*)?": "must be a table",
    r"Input should be a valid (?:tuple|list|array|set|frozenset)": "must be a list",
    r"Input should be a valid string": "must be a string",
    r"Input should be a valid integer(?:, .*)?": "must be a whole number",
    r"Input should be a valid (?:number|decimal)(?:, .*)?": "must be a number",
    r"Input should be a valid boolean(?:, .*)?": "must be true or false",
    r"Input should be a valid (?:date|datetime|URL)(?:, .*)?": "must be a date, as in 2026-05-03T10:00:00Z",
    r"Input should have timezone info": "must be a date with its time zone, as in 2026-05-03T10:00:00Z",
    r"Input should be greater than or equal to": "must be at least",
    r"Input should be less than or equal to": "must be at most",
    r"Input should be": "must be",
    r"(?:String|Data|Value|Tuple|List) should have at least 1 (?:character|byte|item)s?(?: after validation, not 0)?": (
        "must not be empty"
    ),
    r"(?:String|Data) should have at (most|least) (\d+) (character|byte)s?": r"must have at \1 \2 \3s",
    r"String should match pattern '.*'": "is not written as it must be",
    r"Field required": "is missing",
    r"Extra inputs are not permitted": "is no key here",
    r"Object has no attribute '.*'": "is no key here",
    r"Invalid JSON: (.*)": r"is not JSON: \1",
    r"Unable to extract tag using discriminator '(\w+)'": r"'\1' is missing",
    r"Input tag '(.*)' found using '(\w+)' does not match any of the expected tags: (.*)": (
        r"\2 must be one of \3, not '\1'"
    ),
    r"Value error, ": "",
}
"""What pydantic says, and what people who write policies, rules and journals call it."""


def plainly(said: str, *, table: str = "a table") -> str:
    """Return what pydantic says about a value in the words of people who write policies, rules and journals.

    `table` is what the file's format calls a table.
    """
    for pattern, plain in _PLAIN.items():
        found = re.match(pattern, said)
        if found is not None:
            return found.expand(plain).replace("a table", table) + said[found.end() :]
    return said
