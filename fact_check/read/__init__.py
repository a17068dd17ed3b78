"""Read a file into an Article: prose for the pipeline, and a map from every prose offset back to the file."""

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
