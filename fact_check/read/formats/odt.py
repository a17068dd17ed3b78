"""OpenDocument text, as LibreOffice and Google Docs write it: text, headings, lists, links and notes.

Read by the standard library alone: an .odt file is a zip, and its text one XML part. Tracked changes are accepted,
comments and hidden text left out.
"""

from collections.abc import Callable, Iterator
from html import escape
from xml.etree import ElementTree

from fact_check.read.article import Article
from fact_check.read.extracted import of_html
from fact_check.read.packages import Package
from fact_check.rules import Rule

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"

BLOCKS = {
    f"{TEXT}p": "p",
    f"{TEXT}list": "ul",
    f"{TEXT}list-item": "li",
    f"{TABLE}table": "table",
    f"{TABLE}table-row": "tr",
    f"{TABLE}table-cell": "td",
    f"{DRAW}text-box": "div",
}
SPACES = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "<br>", f"{TEXT}soft-page-break": ""}
SILENT = {
    f"{TEXT}tracked-changes",
    f"{TEXT}hidden-text",
    f"{TEXT}table-of-content",
    f"{TEXT}alphabetical-index",
    f"{TEXT}bibliography",
    f"{TEXT}sequence-decls",
    f"{TEXT}ruby-text",
    f"{OFFICE}annotation",
    f"{OFFICE}annotation-end",
    f"{OFFICE}forms",
    f"{OFFICE}binary-data",
}
STRUCK = "text-line-through-style"
DEEPEST = 200
"""How deep elements may be in each other; an editor's files have a dozen."""


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read an OpenDocument text's bytes. Raises ReadError for a file that is invalid, encrypted or too large."""
    package = Package(path, raw, kind="an OpenDocument text", mend="save the draft as .odt")
    if b"<manifest:encryption-data" in package.parts.get("META-INF/manifest.xml", b""):
        raise package.encrypted()
    document = package.tree("content.xml")
    body = document.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise package.broken()
    trees = [document, *([package.tree("styles.xml")] if "styles.xml" in package.parts else [])]
    hidden = frozenset(name for tree in trees for name in _hidden(tree))
    written = _Body(hidden, package.broken)
    written.add(body, 0)
    changed = body.find(f"{TEXT}tracked-changes") is not None
    return of_html(
        path,
        "odt",
        "".join(written.html),
        furniture,
        footnotes=written.footnotes,
        notes=("tracked changes are read as accepted",) if changed else (),
    )


def _hidden(tree: ElementTree.Element) -> Iterator[str]:
    """Yield the names of the styles whose words are not shown, or struck out."""
    for style in tree.iter(f"{STYLE}style"):
        for properties in style.iter(f"{STYLE}text-properties"):
            struck = properties.get(f"{STYLE}{STRUCK}", "none") != "none"
            if struck or properties.get(f"{TEXT}display") == "none":
                yield style.get(f"{STYLE}name", "")


class _Body:
    """Writes a document's body as HTML, in order; footnotes aside."""

    def __init__(self, hidden: frozenset[str], broken: Callable[[], Exception]) -> None:
        self.html: list[str] = []
        self.footnotes: dict[str, str] = {}
        self._hidden = hidden
        self._broken = broken

    def add(self, element: ElementTree.Element, depth: int) -> None:
        """Add what is in an element. Raises ReadError for elements too deep."""
        if depth > DEEPEST:
            raise self._broken()
        self._words(element.text)
        for child in element:
            self._child(child, depth)
            self._words(child.tail)

    def _child(self, child: ElementTree.Element, depth: int) -> None:
        tag = child.tag
        if tag in SILENT or child.get(f"{TEXT}style-name") in self._hidden or child.get(f"{TEXT}display") == "none":
            return
        if tag in SPACES:
            self.html.append(SPACES[tag])
        elif tag == f"{TEXT}note":
            self._note(child)
        elif tag == f"{TEXT}a":
            self._within(f'a href="{escape(child.get(HREF, ""))}"', child, depth)
        elif tag == f"{TEXT}h":
            level = child.get(f"{TEXT}outline-level", "1")
            self._within(f"h{level if level in '123456' else 6}", child, depth)
        elif tag in BLOCKS:
            self._within(BLOCKS[tag], child, depth)
        else:
            self.add(child, depth + 1)

    def _within(self, opening: str, child: ElementTree.Element, depth: int) -> None:
        self.html.append(f"<{opening}>")
        self.add(child, depth + 1)
        self.html.append(f"</{opening.split()[0]}>")

    def _note(self, note: ElementTree.Element) -> None:
        body = note.find(f"{TEXT}note-body")
        name = f"#note-{len(self.footnotes) + 1}"
        words = " ".join(body.itertext()) if body is not None else ""
        linked = " ".join(a.get(HREF, "") for a in body.iter(f"{TEXT}a")) if body is not None else ""
        self.footnotes[name] = " ".join(f"{linked} {words}".split())
        self.html.append(f'<a href="{name}">[{len(self.footnotes)}]</a>')

    def _words(self, text: str | None) -> None:
        if text:
            self.html.append(escape(text, quote=False))
