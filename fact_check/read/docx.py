"""Word: text, headings and links by mammoth (the `docx` extra); tracked changes accepted, comments left out."""

import io
import zipfile

from fact_check.errors import ReadError
from fact_check.read.article import Article
from fact_check.read.extracted import extra, of_html
from fact_check.rules import Rule


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a Word file's bytes. Raises ReadError without the extra, and for what is no Word file."""
    mammoth = extra("mammoth", "docx", path)
    try:
        html = mammoth.convert_to_html(io.BytesIO(raw)).value
    except (zipfile.BadZipFile, KeyError, OSError):
        raise ReadError("is not a Word file", where=path, mend="save the draft as .docx") from None
    return of_html(path, "docx", html, furniture)
