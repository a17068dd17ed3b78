"""Plain text."""

from fact_check.read.article import Article
from fact_check.read.decode import decode
from fact_check.read.text import article
from fact_check.rules import Rule


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a plain text file's bytes. Raises ReadError for a file that isn't text."""
    text, note = decode(raw, path)
    return article(path, text, furniture, notes=(note,) if note else ())
