"""The result of a check: findings, and the report that every output format is made from."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal

from pydantic import Field

from fact_check.claims import ClaimId, Frozen, Piece, RuleId
from fact_check.severity import FindingKind, Severity

AROUND = 240
"""How many characters of a finding's line are kept on either side, for outputs that show it."""


class Place(Frozen):
    """Where a finding is in its file. Lines and columns count from 1, columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    byte_column: int
    """The column in UTF-8 bytes, as some formats count it."""
    end_byte_column: int
    context: str
    """The line where it starts, cropped if it is long."""
    at: int
    """Where it starts in `context`."""
    length: int
    """How much of it is in `context`."""
    paragraph: int | None = None
    """Which paragraph of the draft it is in, from 1, if the file has no lines, as a Word file; then `line` is 1."""

    @property
    def told(self) -> str:
        """Return the paragraph for a sentence, as "paragraph 2: "; "" if there is a line."""
        return f"paragraph {self.paragraph}: " if self.paragraph is not None else ""


class Suppressed(Frozen):
    """Why a finding is not reported."""

    by: Literal["ignore", "baseline"]
    reason: str


class Finding(Frozen):
    """One way in which a draft violates the policy."""

    kind: FindingKind
    severity: Severity
    path: str
    """As the user typed it."""
    uri: str
    """From the root of the repository, with forward slashes."""
    place: Place
    claim: str
    """The claim's words."""
    claim_id: ClaimId | None = None
    why: str
    next: str
    """What to do about it."""
    rules: tuple[RuleId, ...] = ()
    """The rules that found the claim and suggested its label."""
    was: str | None = None
    """The wording that was decided, if it has changed since."""
    fingerprint: str = ""
    suppressed: Suppressed | None = None


class Judged(Frozen):
    """A finding with what it is about, whatever the line, which identifies it from run to run."""

    finding: Finding
    at: Piece
    key: tuple[str, ...]
    """Its kind, and the ids of the claims (for an ignore, its words) that it is about."""


class Report(Frozen):
    """Everything that one run of `check` reports."""

    version: str
    findings: tuple[Finding, ...]
    """Reported findings, by path and place."""
    suppressed: tuple[Finding, ...] = ()
    """Findings covered by an ignore or a baseline."""
    drafts: tuple[str, ...] = ()
    """Every draft that was checked, as typed."""
    claims: int = 0
    decided: int = 0
    """How many of the claims a reviewer has decided."""
    overruled: int = 0
    """How many of them have another label than the tool suggests."""
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    since: str | None = None
    """The revision since which findings are new."""
    changed: dict[str, frozenset[int]] = Field(default_factory=dict)
    """The lines that the change under check touched, by uri."""

    @property
    def failing(self) -> tuple[Finding, ...]:
        """Return the findings that make `check` exit 1."""
        return tuple(f for f in self.findings if fails(f.severity, self.fail_on))

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(f for f in self.findings if f.severity is severity)


def fails(severity: Severity, fail_on: str) -> bool:
    """Tell whether a finding of this severity fails the check."""
    return fail_on != "never" and severity.rank >= Severity(fail_on).rank


class Lines:
    """The lines of one text, as editors count them: split at \\n, \\r\\n and \\r alone."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._counted = (1, 0, 0)
        at = 0
        for line in text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n")[:-1]:
            at += len(line) + 1
            self._starts.append(at)
        # "\r\n" became two line ends of one character each: the one in its middle begins no line.
        self._starts = [s for s in self._starts if not (0 < s < len(text) and text[s - 1 : s + 1] == "\r\n")]

    def place(self, start: int, end: int) -> Place:
        """Return the place of the half-open stretch from `start` to `end`."""
        line, column = self._position(start)
        end_line, end_column = self._position(end)
        opens = self._starts[line - 1]
        opens += self._text.startswith("\ufeff") and opens == 0 < start  # a byte order mark is nothing to see
        closes = self._starts[line] if line < len(self._starts) else len(self._text)
        while closes > opens and self._text[closes - 1] in "\r\n":
            closes -= 1
        closes = max(closes, start)
        left = max(opens, start - AROUND)
        stop = min(end, closes)
        right = min(closes, stop + AROUND)
        return Place(
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            byte_column=self._bytes(line, start),
            end_byte_column=self._bytes(end_line, end),
            context="…" * (left > opens) + self._text[left:right] + "…" * (right < closes),
            at=start - left + (left > opens),
            length=stop - start,
        )

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph at an offset, from 1, counting lines that aren't empty."""
        return max(1, bisect_right(self._paragraphs, offset))

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Return where the lines that aren't empty begin."""
        ends = (*self._starts[1:], len(self._text))
        return [start for start, end in zip(self._starts, ends, strict=True) if self._text[start:end].strip()]

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def _bytes(self, line: int, offset: int) -> int:
        """Return the column of an offset in bytes, counted from the offset before it: a line may hold a whole text."""
        known, at, before = self._counted
        if known != line:
            at, before = self._starts[line - 1], 0
        between = len(self._text[min(at, offset) : max(at, offset)].encode("utf-8", "surrogatepass"))
        count = before + between if offset >= at else before - between
        self._counted = line, offset, count
        return count + 1


def fingerprints(parts: Iterable[Sequence[str]]) -> list[str]:
    """Give each finding a name of 32 hex digits that doesn't depend on lines; equal ones are numbered in order."""
    seen: Counter[str] = Counter()
    named = []
    for each in parts:
        key = "\0".join(each)
        digest = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()
        named.append(digest[:32])
        seen[key] += 1
    return named
