"""Findings of drafts that are not text: their claims are in the extracted text, their lines in the file."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from fact_check.check.findings import Judged
from fact_check.read import Article

OWN_TEXT = frozenset({"text", "markdown"})
"""Formats whose text is the file's own."""

FEW = 5
"""How many of a claim's words must be in a file to say where it is, when not all of them do."""


def placed(judged: Sequence[Judged], article: Article, raw: bytes) -> list[Judged]:
    """Return findings with the lines that their words have in the file itself.

    HTML is searched for the claim's words, tags between them or not; what is not found, and all of a Word file, is
    placed on the first line. The context shown stays the extracted text.
    """
    if article.format in OWN_TEXT:
        return list(judged)
    source = raw.decode("utf-8", "replace") if article.format == "html" else ""
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    return [_placed(each, source, starts) for each in judged]


def _placed(each: Judged, source: str, starts: Sequence[int]) -> Judged:
    words = each.finding.claim.split()
    found = _search(words, source) or _search(words[:FEW], source) if words else None
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
        }
    )
    return each.model_copy(update={"finding": each.finding.model_copy(update={"place": place})})


def _search(words: Sequence[str], source: str) -> re.Match[str] | None:
    return re.search(r"(?:\s|<[^>]*>|&nbsp;)+".join(map(re.escape, words)), source)


def _position(offset: int, starts: Sequence[int]) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
