"""Rich text, as older word processors write it: its words, by striprtf (the `rtf` extra)."""

import re

from fact_check.errors import ReadError
from fact_check.read.article import Article
from fact_check.read.extracted import extra
from fact_check.read.text import article
from fact_check.rules import Rule

LARGEST = 32 * 2**20
BINARY = re.compile(rb"\\bin\d|\\(?:pict|object)\b")
HIDDEN = re.compile(r"\{[^{}]*\\v(?![a-z0-9])[^{}]*\}")
"""A group whose words are hidden; \\v0 ends hiding."""


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a rich text file's bytes. Raises ReadError without the extra, and for what is no rich text."""
    striprtf = extra("striprtf.striprtf", "rtf", path)
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise ReadError("is not rich text", where=path, mend="save the draft as .rtf")
    if len(raw) > LARGEST:
        raise ReadError("is too large to be a draft", where=path, mend="split it")
    try:
        text = striprtf.rtf_to_text(HIDDEN.sub("", raw.decode("latin-1")), errors="replace")
    except Exception:  # any error: a library's failure on one file is that file's
        raise ReadError("is not readable rich text", where=path, mend="save the draft as .rtf") from None
    words = article(path, re.sub(r"[^\S\n]+\n", "\n", text).strip("\n"), furniture)
    notes = () if words.text.strip() else ("no text in this file",)
    return words.model_copy(update={"format": "rtf", "notes": notes})
