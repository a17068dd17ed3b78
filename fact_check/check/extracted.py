"""Place findings of drafts that aren't text: on the lines of the file if it has any, else by paragraph."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from fact_check.check.findings import Judged, Lines
from fact_check.read import Article

OWN_TEXT = frozenset({"text", "markdown"})
"""Formats whose text is the file's own."""

FEW = 5
"""How many of a claim's words must be in a file to say where it is, if not all are."""


def placed(judged: Sequence[Judged], article: Article, raw: bytes) -> list[Judged]:
    """Return findings with the lines that their words have in the file itself.

    HTML is searched for the claim's words, with or without tags between them. What isn't found, and everything in a
    Word file, is placed on the first line, with its paragraph. The context that is shown stays the extracted text.
    """
    if has_lines(article):
        return list(judged)
    source = raw.decode("utf-8", "replace") if article.format == "html" else ""
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    extracted = Lines(article.text)
    return [_placed(each, source, starts, extracted) for each in judged]


def has_lines(article: Article) -> bool:
    """Tell whether the lines of a draft's text are those of its file."""
    return article.format in OWN_TEXT


def spot(article: Article, offset: int) -> str:
    """Say where an offset of the text is: "line 4", or "paragraph 3" if the file has no such lines."""
    lines = Lines(article.text)
    if has_lines(article):
        return f"line {lines.place(offset, offset).line}"
    return f"paragraph {lines.paragraph(offset)}"


def _placed(each: Judged, source: str, starts: Sequence[int], extracted: Lines) -> Judged:
    words = each.finding.claim.split()
    found = _search(words, source) or _search(words[:FEW], source) if words else None
    gone = each.at.start == each.at.end
    line, column = _position(found.start(), starts) if found else (1, 1)
    end_line, end_column = _position(found.end(), starts) if found else (1, 1)
    opens = starts[line - 1]
    end_opens = starts[end_line - 1]
    place = each.finding.place.model_copy(
        update={
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "byte_column": len(source[opens : opens + column - 1].encode()) + 1,
            "end_byte_column": len(source[end_opens : end_opens + end_column - 1].encode()) + 1,
            "paragraph": None if found or gone else extracted.paragraph(each.at.start),
        }
    )
    return each.model_copy(update={"finding": each.finding.model_copy(update={"place": place})})


def _search(words: Sequence[str], source: str) -> re.Match[str] | None:
    return re.search(r"(?:\s|<[^>]*>|&nbsp;)+".join(map(re.escape, words)), source)


def _position(offset: int, starts: Sequence[int]) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
