"""A file becomes an Article: prose for the pipeline, and the way back from every prose offset to the file."""

from fact_check.read.article import Article, Furniture, Reference, Segment
from fact_check.read.opening import READERS, raw_bytes, read, read_bytes, read_text
from fact_check.read.walking import drafts

__all__ = [
    "READERS",
    "Article",
    "Furniture",
    "Reference",
    "Segment",
    "drafts",
    "raw_bytes",
    "read",
    "read_bytes",
    "read_text",
]
