"""HTML pages and Word files give their main text, their links, and offsets into that text."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from fact_check.errors import ReadError
from fact_check.read import Article, read

BODY = (
    "<h1>Dam bursts in the north</h1>"
    '<p>At least 40 people died on the river, <a href="http://x.example/r">the council&rsquo;s report</a> says, '
    "and rescuers expect to search the valley for many more days before they can count the dead.</p>"
    "<p>&ldquo;It was bad,&rdquo; said Jo Ray, who has lived there for years &amp; saw it from her window.</p>"
)
PAGE = (
    "<html><head><title>Dam bursts in the north</title></head><body><nav><a href='/'>Home</a> 12 new</nav>"
    f"<article>{BODY}</article><script>var deaths = 90;</script><footer>&copy; 2021 Post</footer></body></html>"
)


def page(folder: Path, content: str | bytes, name: str = "draft.html") -> Article:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(str(path))


def test_a_page_gives_its_main_text_and_its_links(tmp_path: Path) -> None:
    article = page(tmp_path, PAGE)
    assert article.text.splitlines()[0] == "Dam bursts in the north"
    assert "“It was bad,” said Jo Ray, who has lived there for years & saw it" in article.text
    assert "90" not in article.text
    assert "Home" not in article.text
    assert [(article.text[r.start : r.end], r.target) for r in article.references] == [
        ("the council’s report", "http://x.example/r")
    ]


def test_a_bare_page_is_taken_whole(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>Two died.</p>").text.strip() == "Two died."


def test_a_page_in_another_encoding(tmp_path: Path) -> None:
    latin = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("Jo Ray", "José Ray")
    assert "said José Ray" in page(tmp_path, latin.encode("latin-1")).text


def test_offsets_of_an_extracted_text_are_its_own(tmp_path: Path) -> None:
    article = page(tmp_path, PAGE)
    start = article.prose.index("40 people")
    piece = article.piece(start, start + 9)
    assert article.text[piece.start : piece.end] == "40 people"


def word(folder: Path) -> Article:
    document = docx.Document()
    document.add_heading("Dam bursts in the north", level=1)
    paragraph = document.add_paragraph("At least ")
    for tag, words in (("w:del", "30"), ("w:ins", "40")):
        change = OxmlElement(tag)
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "desk")
        run = OxmlElement("w:r")
        text = OxmlElement("w:delText" if tag == "w:del" else "w:t")
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" people died.")
    document.add_comment(paragraph.runs, text="Was it 50?", author="desk", initials="d")
    buffer = io.BytesIO()
    document.save(buffer)
    return page(folder, buffer.getvalue(), "draft.docx")


def test_a_word_file_with_its_changes_accepted_and_its_comments_left_out(tmp_path: Path) -> None:
    assert word(tmp_path).text.rstrip() == "Dam bursts in the north\n\nAt least 40 people died."


@pytest.mark.parametrize(
    ("name", "content"),
    [pytest.param("draft.docx", b"no zip", id="not Word"), pytest.param("draft.html", b"a\0b", id="binary page")],
)
def test_what_is_not_of_its_format_is_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ReadError, match=r"is (not|binary)"):
        page(tmp_path, content, name)
