"""Markdown: CommonMark with front matter, footnotes and tables; prose without its syntax.

pyromark (pulldown-cmark) parses it: the only parser for Python that gives the source range of every inline, as UTF-8
bytes. Not prose are code blocks, images, the text of footnotes, struck-out words, comments, templates, and front matter
except for its title and what a page shows below that.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

from fact_check.claims import Piece
from fact_check.read.article import Article
from fact_check.read.decode import decode
from fact_check.read.front_matter import values_of
from fact_check.read.furniture import furniture_of
from fact_check.read.prose import Prose
from fact_check.read.tables import lead
from fact_check.read.tagless import tagless
from fact_check.read.templates import is_run, masked
from fact_check.read.text import BOM, first_line
from fact_check.rules import Rule

SILENT = {"CodeBlock", "Image", "MetadataBlock", "FootnoteDefinition", "Strikethrough"}
LINES = {"Item", "DefinitionListTitle", "DefinitionListDefinition"}
BLOCKS = {"Paragraph", "Heading", "BlockQuote", "List", "Table", "HtmlBlock", "TableRow", *LINES}

STANDFIRSTS = ("subtitle", "standfirst", "description", "summary")
"""Keys of front matter that a page shows below its title."""

Event = tuple[str, Any, int, int]
"""A parser's event: its name ("Start Link", "Text", "SoftBreak"), its value, its range in code points."""


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a Markdown file's bytes. Raises ReadError for a file that isn't text."""
    text, note = decode(raw, path)
    return article(path, text, furniture, notes=(note,) if note else ())


def article(path: str, text: str, furniture: tuple[Rule, ...] = (), *, notes: tuple[str, ...] = ()) -> Article:
    """Make an article of Markdown; the headline is the front matter's title, or the first line of prose."""
    shown, filler = masked(text)
    prose = Prose(text, filler=filler)
    events = list(_events(shown))
    _read_front_matter(prose, events)
    _read_blocks(prose, events, _footnotes(text, events))
    return Article(
        path=path,
        format="markdown",
        text=text,
        prose=prose.text,
        segments=tuple(prose.segments),
        headline=prose.headline or first_line(prose.text),
        furniture=furniture_of(prose.text, furniture, prose.cells),
        references=tuple(prose.references),
        captions=tuple(prose.captions),
        notes=notes,
    )


def _events(text: str) -> Iterator[Event]:
    import pyromark  # 10 ms, and only for Markdown

    options = pyromark.Options
    skip = len(BOM) if text.startswith(BOM) else 0
    body = text[skip:]
    place = _code_points(body, skip)
    event: Any
    for event, where in pyromark.events_with_range(
        body,
        options=options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_YAML_STYLE_METADATA_BLOCKS
        | options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS,
    ):
        value: Any
        name, value = (event, None) if isinstance(event, str) else next(iter(dict(event).items()))
        if name in ("Start", "End"):
            tag, value = (value, None) if isinstance(value, str) else next(iter(value.items()))
            name = f"{name} {tag}"
        yield name, value, place(where["start"]), place(where["end"])


def _code_points(text: str, skip: int) -> Callable[[int], int]:
    """Return a map from UTF-8 byte offsets to code points."""
    if text.isascii():
        return lambda byte: byte + skip
    starts, at = [], 0
    for character in text:
        starts.append(at)
        code = ord(character)
        at += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
    return lambda byte: bisect_left(starts, byte) + skip


def _read_front_matter(prose: Prose, events: list[Event]) -> None:
    """Read the title, and the standfirsts that the body does not repeat."""
    for number, (name, value, _, close) in enumerate(events[:2]):
        if name == "Start MetadataBlock":
            _, _, start, end = events[number + 1]
            content, toml = prose.source[start:end], value == "PlusesStyle"
            for title in values_of(content, "title", toml=toml)[:1]:
                prose.add_words(title.words, start + title.start, start + title.end)
                prose.headline = Piece(start=0, end=prose.length)
                prose.paragraph()
            said = {" ".join(line.split()) for line in prose.source[close:].splitlines()} | {prose.text}
            for key in STANDFIRSTS:
                for words, first, last in values_of(content, key, toml=toml)[:1]:
                    if words not in said:
                        prose.add_words(words, start + first, start + last)
                        prose.paragraph()
                        said.add(words)


def _footnotes(text: str, events: list[Event]) -> dict[str, str]:
    """Return each footnote's own text, by its label."""
    notes: dict[str, str] = {}
    label: str | None = None
    for name, value, _, _ in events:
        if name == "Start FootnoteDefinition":
            label = value
            notes[value] = ""
        elif name == "End FootnoteDefinition":
            label = None
        elif label is not None and name == "Text":
            notes[label] += value
        elif label is not None and name == "Start Link":
            notes[label] += f"{value['dest_url']} "
    return {label: " ".join(note.split()) for label, note in notes.items()}


class _Row:
    """The rows of a table: each cell is read after the heading of its column, which is in the file only once."""

    def __init__(self) -> None:
        self.head: list[str] = []
        self.within = False
        self.column = 0
        self.bare: int | None = None

    def heads(self, verb: str, tag: str, name: str, value: Any) -> bool:
        """Tell whether an event belongs to a table's headings, and keep its words."""
        if tag == "TableHead":
            self.within = verb == "Start"
            self.head = [] if self.within else self.head
            return True
        if not self.within:
            self.column = 0 if tag == "TableRow" else self.column
            return False
        if name == "Start TableCell":
            self.head.append("")
        elif name in ("Text", "Code"):
            self.head[-1] += value
        elif name == "SoftBreak":
            self.head[-1] += " "
        return True

    def begin(self, prose: Prose) -> None:
        """Begin a cell. The first one of a row may name the row if any column has a heading."""
        words = lead(self.head, self.column)
        named = words or (self.column == 0 and any(lead(self.head, n) for n in range(len(self.head))))
        prose.separate("; ", words)
        self.bare = None if named else prose.at()
        self.column += 1

    def end(self, prose: Prose) -> None:
        """End a cell."""
        if self.bare is not None:
            prose.cell(self.bare)


def _read_blocks(prose: Prose, events: list[Event], footnotes: dict[str, str]) -> None:
    silent = items = 0
    links: list[tuple[int, str]] = []
    html: list[tuple[str, int]] = []
    row = _Row()
    for name, value, start, end in events:
        verb, _, tag = name.partition(" ")
        if tag in SILENT:
            silent += 1 if verb == "Start" else -1
            if tag == "CodeBlock":
                prose.paragraph()
        elif silent or row.heads(verb, tag, name, value):
            continue
        elif tag == "TableCell":
            if verb == "Start":
                row.begin(prose)
            else:
                row.end(prose)
        elif name == "End HtmlBlock":
            prose.paragraph()
            tagless(prose, html)
            html.clear()
            prose.paragraph()
        elif tag in LINES or (tag == "Paragraph" and items):
            items += {"Start": 1, "End": -1}[verb] * (tag == "Item")
            prose.line()
        elif tag in BLOCKS:
            prose.paragraph()
        elif name == "Code" and is_run(value):
            prose.close_over()
        elif name in ("Text", "Code"):
            prose.add(value, *(_inside(prose.source, value, start, end) if name == "Code" else (start, end)))
        elif name == "SoftBreak":
            prose.add(" ", start, end)
        elif name in ("HardBreak", "Rule"):
            prose.line()
        elif name == "Start Link":
            links.append((prose.at(), value["dest_url"]))
        elif name == "End Link":
            at, target = links.pop()
            prose.refer("link", at, target)
        elif name == "FootnoteReference":
            prose.refer("footnote", prose.length, footnotes.get(value, ""))
        elif name == "InlineHtml" and value.lower().startswith("<br"):
            prose.line()
        elif name == "Html":
            html.append((value, start))


def _inside(source: str, code: str, start: int, end: int) -> tuple[int, int]:
    """Return where the words of a code span are: inside its backticks, even if a template among them is cut."""
    inner = source.find(code, start, end)
    if inner >= 0:
        return inner, inner + len(code)
    ticks = len(source[start:end]) - len(source[start:end].lstrip("`"))
    return min(start + ticks, end), max(end - ticks, min(start + ticks, end))
