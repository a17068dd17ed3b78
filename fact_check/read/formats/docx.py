"""Word: text, headings, links and notes by mammoth (the `docx` extra); tracked changes accepted, comments left out."""

import io
import re
from html import unescape
from itertools import accumulate
from xml.etree import ElementTree

from fact_check.errors import ReadError
from fact_check.read.article import Article
from fact_check.read.extracted import extra, of_html
from fact_check.read.packages import Package, zipped
from fact_check.rules import Rule

NOTES = re.compile(r'<ol><li id="(?:foot|end)note-.*?</ol>', re.DOTALL)
"""How mammoth lists the notes of a file, after its text."""
NOTE = re.compile(r'<li id="((?:foot|end)note-[^"]*)">(.*?)</li>', re.DOTALL)
BACK = re.compile(r'<a href="#(?:foot|end)note-ref-[^"]*">[^<]*</a>')

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
STYLES = "word/styles.xml"
CHANGES = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
DEEPEST = 50
"""How many fields may be open at once: mammoth goes through all of them at each run."""
HEX = re.compile(r"[0-9A-Fa-f]{1,6}")


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a Word file's bytes. Raises ReadError without the extra, and for what is not a Word file."""
    mammoth = extra("mammoth", "docx", path)
    package = Package(path, raw, kind="a Word file", mend="save the draft as .docx")
    texts = {name: package.tree(name) for name in package.parts if TEXTS.fullmatch(name)}
    styles = _hiding(package.tree(STYLES)) if STYLES in package.parts else frozenset()
    changed = any(next(tree.iter(tag), None) is not None for tree in texts.values() for tag in CHANGES)
    for tree in texts.values():
        if _fields(tree) > DEEPEST:
            raise package.broken()
        _show(tree, styles)
    try:
        shown = {name: ElementTree.tostring(tree) for name, tree in texts.items()}
        html = mammoth.convert_to_html(io.BytesIO(zipped((package.parts | shown).items()))).value
    except Exception:  # any error: a library's failure on one file is that file's
        raise ReadError("is not a readable Word file", where=path, mend="save the draft as .docx") from None
    listed = NOTES.search(html)
    return of_html(
        path,
        "docx",
        NOTES.sub("", html),
        furniture,
        footnotes=_notes(listed[0]) if listed else {},
        notes=("tracked changes are read as accepted",) if changed else (),
    )


def _hiding(styles: ElementTree.Element) -> frozenset[str]:
    """Return the ids of the styles whose text is hidden."""
    found = {style.get(f"{W}styleId", ""): _vanishes(style.find(f"{W}rPr")) for style in styles.iter(f"{W}style")}
    return frozenset(name for name, hides in found.items() if hides)


def _vanishes(properties: ElementTree.Element | None) -> bool:
    vanish = properties.find(f"{W}vanish") if properties is not None else None
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def _show(tree: ElementTree.Element, hiding: frozenset[str]) -> None:
    """Remove the runs that Word hides, and what mammoth can't read: wrapped fields, symbols without a number."""
    for parent in list(tree.iter()):
        if parent.find(f"{W}fldSimple") is not None:
            parent[:] = [each for child in parent for each in (child if child.tag == f"{W}fldSimple" else (child,))]
        style = parent.find(f"{W}pPr/{W}pStyle") if parent.tag == f"{W}p" else None
        hidden = style is not None and style.get(f"{W}val") in hiding
        parent[:] = [
            child
            for child in parent
            if not (child.tag == f"{W}r" and (hidden or _is_hidden(child, hiding)))
            and not (child.tag == f"{W}sym" and not HEX.fullmatch(child.get(f"{W}char", "")))
        ]


def _fields(tree: ElementTree.Element) -> int:
    """Return the greatest number of fields that are open at once."""
    signs = {"begin": 1, "end": -1}
    return max(
        accumulate(signs.get(each.get(f"{W}fldCharType", ""), 0) for each in tree.iter(f"{W}fldChar")), default=0
    )


def _is_hidden(run: ElementTree.Element, hiding: frozenset[str]) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    style = properties.find(f"{W}rStyle")
    own = properties.find(f"{W}vanish")
    return _vanishes(properties) if own is not None else style is not None and style.get(f"{W}val") in hiding


def _notes(listed: str) -> dict[str, str]:
    """Return the words of each note and the addresses that it links to, by the target of its mark."""
    notes = {}
    for name, note in NOTE.findall(listed):
        linked = re.sub(r'<a href="([^"]*)">', r"\1 ", BACK.sub("", note))
        notes[f"#{name}"] = " ".join(unescape(re.sub(r"<[^>]*>", " ", linked)).split())
    return notes
