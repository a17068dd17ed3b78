"""Findings of HTML and Word drafts: on the line of the file that holds the words."""

import pytest
from reports import finding

from fact_check.check.extracted import placed
from fact_check.check.findings import Judged
from fact_check.claims import Piece
from fact_check.read import Article

HTML = b"""<html>
<body>
<p>The ministry said <b>40 men</b>
left&nbsp;the valley.</p>
</body>
"""


def place(claim: str, format: str, raw: bytes = HTML) -> tuple[int, int, int, int]:
    text = f"The ministry said {claim}."
    article = Article(path="a.html", format=format, text=text, prose=text, segments=())
    judged = Judged(finding=finding(text, claim), at=Piece(start=0, end=1), key=("x",))
    (found,) = placed([judged], article, raw)
    p = found.finding.place
    assert p.context == text, "what is shown is the text as read"
    return p.line, p.column, p.end_line, p.end_column


@pytest.mark.parametrize(
    ("claim", "format", "expected"),
    [
        pytest.param("40 men", "html", (3, 25, 3, 31), id="between tags"),
        pytest.param("40 men left the valley", "html", (3, 25, 4, 21), id="over tags, lines and entities"),
        pytest.param("40 men left the valley of the & river", "html", (3, 25, 4, 21), id="its first words only"),
        pytest.param("12 bridges", "html", (1, 1, 1, 1), id="not in the file as written"),
        pytest.param("40 men", "docx", (1, 1, 1, 1), id="a Word file has no lines"),
        pytest.param("40 men", "markdown", (1, 19, 1, 25), id="text is its own file"),
    ],
)
def test_lines_of_the_file(claim: str, format: str, expected: tuple[int, int, int, int]) -> None:
    assert place(claim, format) == expected


def test_byte_columns_of_the_file() -> None:
    text = "The ministry said 40 men."
    article = Article(path="a.html", format="html", text=text, prose=text, segments=())
    judged = Judged(finding=finding(text, "40 men"), at=Piece(start=0, end=1), key=("x",))
    (found,) = placed([judged], article, "<p>Zürich — 40 men</p>".encode())
    assert (found.finding.place.column, found.finding.place.byte_column) == (13, 16)


@pytest.mark.parametrize(
    ("claim", "format", "paragraph"),
    [
        pytest.param("40 men", "docx", 2, id="a Word file, told by paragraph"),
        pytest.param("12 bridges", "docx", 3, id="empty lines do not count"),
        pytest.param("40 men", "html", None, id="a page, told by the line"),
        pytest.param("12 bridges", "html", 3, id="a page that does not have the words as written"),
        pytest.param("40 men", "text", None, id="text is its own file"),
    ],
)
def test_where_there_is_no_line_the_paragraph_is_told(claim: str, format: str, paragraph: int | None) -> None:
    text = "Bridges close\n\nThe ministry said 40 men left.\n\n\nIt has 12 bridges.\n"
    article = Article(path="a.html", format=format, text=text, prose=text, segments=())
    at = text.index(claim)
    judged = Judged(finding=finding(text, claim), at=Piece(start=at, end=at + len(claim)), key=("x",))
    (found,) = placed([judged], article, HTML)
    assert found.finding.place.paragraph == paragraph
