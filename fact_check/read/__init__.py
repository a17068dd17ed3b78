"""A file becomes an Article: prose for the pipeline, and the way back from every prose offset to the file."""

from fact_check.read.article import Article, Furniture, Reference, Segment
from fact_check.read.opening import READERS, drafts, raw_bytes, read, read_bytes, read_text

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
