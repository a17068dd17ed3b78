"""The tables of marked sentences about numbers: how they are written, and how a reading compares with one."""

import re
import zlib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from fact_check.claims import Bound, Quantity

MARKED = Path(__file__).parent / "extract" / "quantities" / "marked"
_BOUNDS = {
    ">=": Bound.AT_LEAST,
    "<=": Bound.AT_MOST,
    "~": Bound.ABOUT,
    ">": Bound.MORE_THAN,
    "<": Bound.LESS_THAN,
    "?": Bound.VAGUE,
}
_BRACE = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")
_READING = re.compile(
    r"(?P<bound>>=|<=|[~<>?])?(?P<value>[-\d.e/]+?)(?:\.\.(?P<high>[-\d.e/]+)?)?"
    r"(?: (?P<unit>[^=]+?))?(?: = (?P<noun>.+))?"
)


@dataclass(frozen=True)
class Wanted:
    """A figure that a sentence is marked with: where it stands, and what it is read as."""

    start: int
    end: int
    bound: Bound
    low: float
    high: float | None
    """None: no upper end is said ("dozens")."""
    unit: str | None
    noun: str | None

    def met_by(self, q: Quantity) -> bool:
        """Tell whether a quantity stands in the same place and has this value, bound and unit."""
        low = q.low if q.value is None else q.value
        high = q.high if q.value is None else q.value
        where = q.start < self.end and self.start < q.end
        return (
            where and q.bound == self.bound and q.unit == self.unit and _same(low, self.low) and _same(high, self.high)
        )


@dataclass(frozen=True)
class Sentence:
    """A marked sentence without its marks."""

    text: str
    wanted: tuple[Wanted, ...]
    kind: str
    """The heading that it stands under."""
    missed: bool
    """A known miss."""

    @property
    def unseen(self) -> bool:
        """A fixed third, whose results are only counted while the reader is worked on."""
        return zlib.crc32(self.text.encode()) % 3 == 0


def table(name: str) -> list[Sentence]:
    """Return the sentences of a table in order."""
    found, kind = [], ""
    for line in (MARKED / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line and not line.startswith("#"):
            found.append(_sentence(line.removeprefix("todo "), kind, missed=line.startswith("todo ")))
    return found


def _sentence(line: str, kind: str, *, missed: bool) -> Sentence:
    text, at, wanted = "", 0, []
    for brace in _BRACE.finditer(line):
        text += line[at : brace.start()]
        wanted.append(_wanted(brace[2] or "0", len(text), len(text) + len(brace[1])))
        text, at = text + brace[1], brace.end()
    return Sentence(text + line[at:], tuple(wanted), kind, missed)


def _wanted(reading: str, start: int, end: int) -> Wanted:
    match = _READING.fullmatch(reading)
    assert match, reading
    bound = _BOUNDS[match["bound"]] if match["bound"] else Bound.EXACTLY
    low = _number(match["value"])
    high = _number(match["high"]) if match["high"] else None if bound is Bound.VAGUE else low
    return Wanted(start, end, bound, low, high, match["unit"], match["noun"])


def _number(text: str) -> float:
    return float(Fraction(text)) if "/" in text else float(Decimal(text))


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-9 * max(1, abs(b))
