"""Word: text, headings, links and notes by mammoth (the `docx` extra); tracked changes accepted, comments left out."""

import io
import re
import zipfile
from html import unescape
from xml.parsers.expat import ExpatError

from fact_check.errors import ReadError
from fact_check.read.article import Article
from fact_check.read.extracted import extra, of_html
from fact_check.rules import Rule

NOTES = re.compile(r'<ol><li id="(?:foot|end)note-.*?</ol>', re.DOTALL)
"""How mammoth lists the notes of a file, after its text."""
NOTE = re.compile(r'<li id="((?:foot|end)note-[^"]*)">(.*?)</li>', re.DOTALL)
BACK = re.compile(r'<a href="#(?:foot|end)note-ref-[^"]*">[^<]*</a>')


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a Word file's bytes. Raises ReadError without the extra, and for what is no Word file."""
    mammoth = extra("mammoth", "docx", path)
    try:
        html = mammoth.convert_to_html(io.BytesIO(raw)).value
    except (zipfile.BadZipFile, KeyError, OSError, ExpatError):
        raise ReadError("is not a Word file", where=path, mend="save the draft as .docx") from None
    listed = NOTES.search(html)
    return of_html(path, "docx", NOTES.sub("", html), furniture, notes=_notes(listed[0]) if listed else {})


def _notes(listed: str) -> dict[str, str]:
    """Return the words of each note, and the addresses that it links, by the target of its mark."""
    notes = {}
    for name, note in NOTE.findall(listed):
        linked = re.sub(r'<a href="([^"]*)">', r"\1 ", BACK.sub("", note))
        notes[f"#{name}"] = " ".join(unescape(re.sub(r"<[^>]*>", " ", linked)).split())
    return notes
