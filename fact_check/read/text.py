"""Make articles of plain text: the prose is the text without a byte order mark."""

from fact_check.claims import Piece
from fact_check.read.article import Article, Segment
from fact_check.read.furniture import furniture_of
from fact_check.rules import Rule

BOM = "\ufeff"


def article(path: str, text: str, furniture: tuple[Rule, ...] = (), *, notes: tuple[str, ...] = ()) -> Article:
    """Make an article of a plain text; the first line that says something is the headline."""
    skip = len(BOM) if text.startswith(BOM) else 0
    prose = text[skip:]
    found = furniture_of(prose, furniture)
    return Article(
        path=path,
        format="text",
        text=text,
        prose=prose,
        segments=(Segment(prose=0, length=len(prose), text=skip, width=len(prose)),) if prose else (),
        headline=first_line(prose),
        furniture=found,
        notes=notes,
    )


def first_line(prose: str) -> Piece | None:
    """Return where the first line that says something is, without the space around it."""
    start = len(prose) - len(prose.lstrip())
    if start == len(prose):
        return None
    line = prose[start:].split("\n", 1)[0].rstrip()
    return Piece(start=start, end=start + len(line))
