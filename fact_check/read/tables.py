"""Tables of figures: a cell means nothing without its column's heading, so each is read after it.

If a table has no headings, its cells are kept in the text and marked: they make no claim.
"""

import re
from collections.abc import Sequence
from html import unescape

HEAD = re.compile(r"[^\W\d_]|^(?:1[89]|20)\d\d$")
"""What the heading of a column must contain: letters, or a year."""
LETTER = re.compile(r"[^\W\d_]")
ROW = re.compile(r"<tr\b", re.IGNORECASE)
CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=<t[dhr]\b|</t[dhr]\b|</table\b|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
LONGEST = 12
"""The most words of a cell; with more, the table lays out a page."""
LARGEST = 200_000
STOPS = frozenset(".!?…")
SAYS = STOPS | frozenset("\"”’'")
"""The last characters of a cell that is a sentence, which needs no heading."""


def lead(head: Sequence[str], column: int) -> str:
    """Return what is read before a cell: the heading of its column, if that says something."""
    words = " ".join(head[column].split()) if column < len(head) else ""
    return f"{words}: " if HEAD.search(words) else ""


def head_of(table: str) -> list[str] | None:
    """Return the headings of a table's columns, if it has any; None for a table that only lays out a page.

    `table` is its HTML, up to its end.
    """
    if len(table) > LARGEST:
        return None
    rows = [[" ".join(unescape(TAG.sub(" ", cell)).split()) for cell in CELL.findall(row)] for row in ROW.split(table)]
    rows = [row for row in rows if row]
    if rows and not any(LETTER.search(cell) for row in rows for cell in row):
        return []  # figures alone, in one row or one column
    if len(rows) < 2 or len(rows[0]) < 2 or "<table" in table[1:].lower():
        return None
    if any(len(cell.split()) > LONGEST for row in rows for cell in row):
        return None
    named = [cell for cell in rows[0] if cell]
    if any(cell[-1] in STOPS for cell in named):
        return None
    return rows[0] if len(named) >= len(rows[0]) - 1 and all(map(HEAD.search, named)) else []
