"""Read short texts with claims marked in place (`corpus/train/*.marked`).

A line is a paragraph, an empty line ends a text, and a line that begins with `#` is a comment. Within a text:

    [1 person:Ana Pop] <1 denies:denied> {1 d:that the dam had leaked}. {0 u:Some 40 homes were flooded}.

`[…]` is a source with its kind, `<…>` a cue with its effect, `{…}` a claim with its label: `s`
sourced, `d` denied, `u` unevidenced. The number ties them together; a claim numbered 0 has no attribution. Several
attributions may share a source, `[1,2 person:…]`. `{1+:…}` continues the claim before it. Marks may nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fact_check.language.heads.spans import EFFECTS, KINDS
from fact_check.training.gold import Claim, GoldArticle, Pairs

_OPENS = re.compile(r"[\[<{](?P<numbers>\d+(?:,\d+)*)(?P<more>\+?)(?: (?P<what>[a-z]+))?:")
_CLOSES = {"[": "]", "<": ">", "{": "}"}
_LABELS = {"s": "sourced", "d": "denied", "u": "unevidenced"}


@dataclass
class _Mark:
    sort: str
    numbers: tuple[int, ...]
    what: str
    start: int
    end: int = 0
    more: list[tuple[int, int]] = field(default_factory=list)

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def pieces(self) -> Pairs:
        return (self.place, *self.more)


def read(folder: Path) -> list[GoldArticle]:
    """Read the texts of every file in the folder; raise a ValueError that locates a wrong mark."""
    return [text for path in sorted(folder.glob("*.marked")) for text in texts(path.stem, path.read_text("utf-8"))]


def texts(name: str, marked: str) -> Iterator[GoldArticle]:
    """Yield the texts of one file; raise a ValueError that locates a wrong mark."""
    lines = ["" if line.startswith("#") else line.strip() for line in marked.splitlines()]
    number = 0
    for block in re.split(r"\n{2,}", "\n".join(lines).strip("\n")):
        if block.strip():
            number += 1
            try:
                yield text(f"{name}-{number}", block.strip())
            except ValueError as wrong:
                raise ValueError(f"{name}, text {number} ({block[:60]!r}): {wrong}") from None


def text(name: str, marked: str) -> GoldArticle:
    """Read one marked text."""
    plain, marks = _unmarked(marked)
    claims: list[_Mark] = []
    for mark in marks:
        if mark.sort == "{" and mark.what == "+":
            before = [one for one in claims if one.numbers == mark.numbers]
            if not before:
                raise ValueError(f"{{{mark.numbers[0]}+: goes on with no claim")
            before[-1].more.append(mark.place)
        elif mark.sort == "{":
            if mark.what not in _LABELS:
                raise ValueError(f"a claim's label is s, d or u, not {mark.what!r}")
            claims.append(mark)
    found = []
    cues = _by_number(marks, "<", EFFECTS)
    sources = _by_number(marks, "[", KINDS)
    for claim in claims:
        number = claim.numbers[0]
        cue, source = cues.get(number), sources.get(number)
        if number and cue is None:
            raise ValueError(f"claim {number} has no cue <{number} …:…>")
        found.append(
            Claim(
                tuple(sorted(claim.pieces)),
                cue.place if cue else None,
                source.place if source else None,
                attributed=number > 0,
                label=_LABELS[claim.what],
                effect=cue.what if cue else None,
                source_kind=source.what if source else None,
                lost=False,
            )
        )
    unused = set(cues) - {claim.numbers[0] for claim in claims}
    if unused:
        raise ValueError(f"cue {min(unused)} has no claim")
    return GoldArticle(name, plain, tuple(found))


def _by_number(marks: list[_Mark], sort: str, allowed: tuple[str, ...]) -> dict[int, _Mark]:
    found: dict[int, _Mark] = {}
    for mark in marks:
        if mark.sort == sort:
            if mark.what not in allowed:
                raise ValueError(f"{mark.sort}{mark.numbers[0]} is one of {', '.join(allowed)}, not {mark.what!r}")
            for number in mark.numbers:
                if number in found:
                    raise ValueError(f"{sort}{number} stands twice")
                found[number] = mark
    return found


def _unmarked(marked: str) -> tuple[str, list[_Mark]]:
    plain: list[str] = []
    length = at = 0
    marks: list[_Mark] = []
    open_: list[_Mark] = []
    while at < len(marked):
        if opened := _OPENS.match(marked, at):
            numbers = tuple(int(one) for one in opened["numbers"].split(","))
            what = "+" if opened["more"] else opened["what"] or ""
            open_.append(_Mark(marked[at], numbers, what, length))
            marks.append(open_[-1])
            at = opened.end()
        elif open_ and marked[at] == _CLOSES[open_[-1].sort]:
            mark = open_.pop()
            mark.end = length
            if mark.end == mark.start:
                raise ValueError("a mark holds nothing")
            at += 1
        elif marked[at] in "[]{}<>":
            raise ValueError(f"a stray {marked[at]!r} before {marked[at + 1 : at + 25]!r}")
        else:
            plain.append(marked[at])
            length += 1
            at += 1
    if open_:
        raise ValueError(f"{open_[-1].sort} is not closed")
    return "".join(plain), marks
