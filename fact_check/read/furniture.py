"""Find what is in an article but not part of the story: lines that rules match, and repeated headlines."""

import re
from collections.abc import Iterable, Iterator

from fact_check.claims import Piece, RuleId
from fact_check.read.article import Furniture
from fact_check.rules import Rule

REPEATED_HEADLINE = RuleId("furniture.repeated-headline")
END_MATTER = RuleId("furniture.end-matter")
CELL = RuleId("furniture.cell")
SLOGAN = 6
"""The most words of a line of end matter that no rule matches; it has no full stop either."""

LONGEST = 2000
"""The most characters of a line of furniture: a longer one is prose, and isn't matched against anything."""


def furniture_of(prose: str, rules: tuple[Rule, ...], cells: Iterable[Piece] = ()) -> tuple[Furniture, ...]:
    """Mark the furniture of `prose`, in order: every line that a `lines` rule matches whole, and repeated headlines.

    `cells` are the cells of tables without a column heading.
    """
    patterns = [(rule.id, [re.compile(p, re.IGNORECASE) for p in rule.lines]) for rule in rules]
    found = []
    headline: str | None = None
    for start, line in _lines(prose):
        if headline is None:
            headline = line
            continue
        if repeats(line, headline):
            found.append(Furniture(start=start, end=start + len(line), rule=REPEATED_HEADLINE))
            continue
        for rule, alternatives in patterns if len(line) <= LONGEST else ():
            if any(p.fullmatch(line) for p in alternatives):
                found.append(Furniture(start=start, end=start + len(line), rule=rule))
                break
    bare = (Furniture(start=cell.start, end=cell.end, rule=CELL) for cell in cells)
    return tuple(sorted([*found, *_end_matter(prose, found), *bare], key=lambda f: f.start))


def _end_matter(prose: str, known: list[Furniture]) -> Iterator[Furniture]:
    """Yield the slogans among an article's last lines: short, without a stop, after furniture and before its end.

    A slogan that a page breaks over several lines ("Your leading / local / news source") is recognised by its place.
    """
    starts = {f.start for f in known}
    slogans: list[Furniture] = []
    for start, line in reversed(list(_lines(prose))):
        if start in starts:
            yield from slogans
            slogans = []
        elif len(line.split()) <= SLOGAN and line[-1] not in '.!?”"':
            slogans.append(Furniture(start=start, end=start + len(line), rule=END_MATTER))
        else:
            return


def repeats(line: str, headline: str) -> bool:
    """Tell whether a line is only the headline, once or repeated, as scrapers leave it."""
    bare = "".join(headline.split())
    rest = "".join(line.split())
    while bare and rest.startswith(bare):
        rest = rest[len(bare) :]
    return rest == ""


def _lines(prose: str) -> Iterator[tuple[int, str]]:
    """Yield each line with words: its offset and its stripped text."""
    at = 0
    for line in prose.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            yield at + line.index(bare), bare
        at += len(line)
