"""HTML to prose: its text and links, without tags, scripts and comments."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from fact_check.claims import Piece
from fact_check.read.prose import Prose
from fact_check.read.tables import head_of, lead

SILENT = {"script", "style", "template", "iframe", "svg", "video", "audio", "object", "textarea", "select"}
SILENT |= {"del", "s", "strike"}
PARAGRAPHS = {"p", "div", "blockquote", "ul", "ol", "dl", "table", "section", "article", "figure", "pre", "header"}
PARAGRAPHS |= {"main", "aside", "h1", "h2", "h3", "h4", "h5", "h6"}
LINES = {"li", "dt", "dd", "td", "th", "tr", "br", "hr", "figcaption", "caption", "option", "summary"}
INNER = (PARAGRAPHS | LINES) - {"tr", "td", "th"}
"""What ends a line within a cell."""

REFERENCE = re.compile(r"&#?\w+;?")
TAGS = r"(?:\s|<[^>]{0,200}>){0,8}"
"""What may come around a mark; bounded, because a page can open links without limit."""
MARK = re.compile(rf"<a\b[^>]*>{TAGS}[\[(]?(?:\d{{1,3}}|[a-z]|note \d+|[*†‡§^↑↩])[\])]?{TAGS}</a>", re.IGNORECASE)
"""A link that is a footnote's mark, or the way back from its note."""

TABLE = re.compile("<(/?)table", re.IGNORECASE)

Chunk = tuple[str, int]
"""A bit of HTML and where it is in the source: inside a block quote, the lines of a block are apart."""

FEW = 20
"""How many unclosed openings are ignored: they cost nothing, and may be signs in a text, such as 4 < 5."""


def tagless(prose: Prose, chunks: Sequence[Chunk], notes: Mapping[str, str] | None = None) -> None:
    """Add the text and the links of HTML, given as its chunks in order.

    A link within the page that is a footnote's mark isn't prose; `notes` has the note's words by the link's target.
    """
    parser = _Text(prose, chunks, notes or {})
    parser.feed(_ended("".join(markup for markup, _ in chunks)))
    parser.close()


def _ended(markup: str) -> str:
    """Blank out the openings of comments, sections or tags that are never closed, if there are many.

    The parser would search for the end of each one. Offsets stay.
    """
    for opens, closes in (("<!--", "-->"), ("<!", ">"), ("<?", ">"), ("<", ">")):
        last = markup.rfind(closes) + 1
        if markup.count(opens, last) > FEW:
            markup = markup[:last] + markup[last:].replace(opens, " " * len(opens))
    return markup


class _Text(HTMLParser):
    def __init__(self, prose: Prose, chunks: Sequence[Chunk], notes: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.prose = prose
        self.notes = notes
        self.marks = self.items = 0
        self.silent = 0
        self.links: list[tuple[int, str]] = []
        self.caption: int | None = None
        self.head: list[str] | None = None
        self.row = self.column = 0
        self.named = False
        """Whether the first cell of a table's row heads the row."""
        self.bare: int | None = None
        """Where a cell begins without a column heading."""
        self.markup = "".join(markup for markup, _ in chunks)
        self.lines = [0, *(end.end() for end in re.finditer("\n", self.markup))]
        self.starts = list(accumulate((len(markup) for markup, _ in chunks), initial=0))
        self.places = [at for _, at in chunks]

    def _head(self, start: int) -> list[str] | None:
        """Return the column headings of the table at `start`; a table that holds many others lays out a page."""
        tables, shut = self.tables
        end = bisect_right(shut, start)
        stop = shut[end] if end < len(shut) else len(self.markup)
        held = bisect_right(tables, stop) - bisect_right(tables, start)
        return head_of(self.markup[start:stop]) if held <= FEW else None

    @cached_property
    def tables(self) -> tuple[list[int], list[int]]:
        """Return where tables begin, and where they end."""
        signs = [(found.start(), bool(found[1])) for found in TABLE.finditer(self.markup)]
        return [at for at, shut in signs if not shut], [at for at, shut in signs if shut]

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _add(self, words: str, start: int, end: int) -> None:
        """Add the prose of the joined chunks from `start` to `end`."""
        self.prose.add(words, self._place(start), self._place(end - 1) + 1)

    def _place(self, offset: int) -> int:
        chunk = min(bisect_right(self.starts, offset), len(self.places)) - 1
        return self.places[chunk] + offset - self.starts[chunk]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("table", "tr", "td", "th"):
            self._end_cell()
        self._break(tag, opens=True)
        if tag == "table":
            self.head = self._head(self._here())
            self.row = 0
        elif self.head is not None and tag == "tr":
            self.prose.paragraph()
            self.row, self.column = self.row + 1, 0
        elif self.head is not None and tag in ("td", "th"):
            self._begin_cell(tag)
        elif tag == "figcaption":
            self.caption = self.prose.at()
        elif tag in SILENT:
            self.silent += 1
        elif tag == "a":
            target = dict(attrs).get("href") or ""
            if target.startswith("#") and MARK.match(self.markup, self._here()):
                self.marks += 1
                self.silent += 1
                if self.silent == 1:
                    self.prose.refer("footnote", self.prose.length, self.notes.get(target, ""))
            else:
                self.links.append((self.prose.at(), target))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("table", "tr", "td", "th"):
            self._end_cell()
        self._break(tag, opens=False)
        if tag == "table":
            self.head = None
        elif tag == "figcaption" and self.caption is not None:
            if self.caption < self.prose.length:
                self.prose.captions.append(Piece(start=self.caption, end=self.prose.length))
            self.caption = None
        elif tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "a" and self.marks:
            self.marks -= 1
            self.silent = max(0, self.silent - 1)
        elif tag == "a" and self.links:
            at, target = self.links.pop()
            if target and not target.startswith("#"):
                self.prose.refer("link", at, target)

    def _begin_cell(self, tag: str) -> None:
        """Begin a cell of a table of figures, after the headings of its column and its row, if they have any."""
        assert self.head is not None
        words = lead(self.head, self.column)
        if self.column == 0:
            self.named = bool(self.head) or tag == "th"
        if self.named:
            self.prose.separate(": " if self.column == 1 and not self.head else "; ", words)
        else:
            self.prose.line()
        if not (words or (self.named and (self.column == 0 or not self.head))):
            self.bare = self.prose.at()
        self.column += 1

    def _end_cell(self) -> None:
        if self.bare is not None:
            self.prose.cell(self.bare)
            self.bare = None

    def _of_head(self) -> bool:
        """Tell whether this is the row of a table's column headings, which are read before each cell below."""
        return bool(self.head) and self.row <= 1

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over `<![…>`, which is a comment to a browser and an error to the base class."""
        return self.parse_bogus_comment(i, report)

    def _break(self, tag: str, *, opens: bool) -> None:
        if self.head is not None and tag != "table":
            if not self.head and not self.named and tag in INNER:
                self.prose.line()
            return
        if tag == "li":
            self.items = max(0, self.items + (1 if opens else -1))
        elif tag in ("ul", "ol") and not opens:
            self.items = 0
        if tag in PARAGRAPHS and not (tag == "p" and self.items):
            self.prose.paragraph()
        elif tag in LINES or tag == "p":
            self.prose.line()

    def handle_data(self, data: str) -> None:
        if self.silent or self._of_head():
            return
        at = self._here()
        for run in re.finditer(r"\s+|\S+", data):
            if not run[0].isspace():
                self._add(run[0], at + run.start(), at + run.end())
            elif self.prose.within_line():
                self._add(" ", at + run.start(), at + run.end())

    def handle_entityref(self, name: str) -> None:
        self._reference()

    def handle_charref(self, name: str) -> None:
        self._reference()

    def _reference(self) -> None:
        at = self._here()
        written = REFERENCE.match(self.markup, at)
        if written and not self.silent and not self._of_head():
            self._add(unescape(written[0]), at, written.end())
