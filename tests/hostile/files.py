"""Files of other formats that grow: rich text, Word, OpenDocument, pages, front matter."""

import json
from collections.abc import Callable

from tests.hostile.mutations import office, word

File = tuple[str, Callable[[int], bytes]]
"""A file's ending, and what makes one of some size."""
END = "<w:p><w:r><w:t>Police said 40 people died.</w:t></w:r></w:p>"
BEGIN_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://e.example/"</w:instrText>'
)
SEPARATE = '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>a </w:t></w:r>'
CLOSE_FIELD = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
CELL = "<w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc>"


def _rtf(body: str) -> bytes:
    return f"{{\\rtf1\\ansi {body}\\par Police said 40 people died.\\par}}".encode()


def _line(piece: str, n: int) -> bytes:
    """Return a Word file of one paragraph of so many pieces."""
    return word(f"<w:p>{piece * n}</w:p>{END}")


def _page(body: str, head: str = "") -> bytes:
    told = "<p>Police said 40 people died when the dam above the town burst on Monday.</p>"
    return f"<html><head><title>Dam</title>{head}</head><body><article>{told}{body}</article></body></html>".encode()


def _json(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


FILES: dict[str, File] = {
    "rich text: groups": (".rtf", lambda n: _rtf("{a}" * n)),
    "rich text: open groups": (".rtf", lambda n: _rtf("{" * n)),
    "rich text: groups in groups": (".rtf", lambda n: _rtf("{" * n + "a" + "}" * n)),
    "rich text: control words": (".rtf", lambda n: _rtf("\\b a\\b0 " * n)),
    "rich text: characters by number": (".rtf", lambda n: _rtf("\\'96\\u8212 -" * n)),
    "rich text: binary data": (".rtf", lambda n: _rtf("\\bin9 " * n)),
    "rich text: fonts": (".rtf", lambda n: _rtf("{\\fonttbl" + "{\\f1\\fcharset238 A;}" * n + "}a")),
    "rich text: tables of fonts": (".rtf", lambda n: _rtf("{\\fonttbl{\\f1 A;}}a" * n)),
    "rich text: links": (
        ".rtf",
        lambda n: _rtf('{\\field{\\*\\fldinst{HYPERLINK "http://e.example/"}}{\\fldrslt a}} ' * n),
    ),
    "rich text: open fields": (".rtf", lambda n: _rtf("{\\field{\\*\\fldinst{HYPERLINK " * n)),
    "rich text: rows": (".rtf", lambda n: _rtf("\\trowd a\\cell b\\cell\\row " * n)),
    "Word: paragraphs": (".docx", lambda n: word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * n + END)),
    "Word: runs": (".docx", lambda n: _line("<w:r><w:t>a </w:t></w:r>", n)),
    "Word: fields": (
        ".docx",
        lambda n: word(f"<w:p>{(BEGIN_FIELD + SEPARATE + CLOSE_FIELD) * n}</w:p>{END}"),
    ),
    "Word: fields of one element": (
        ".docx",
        lambda n: _line('<w:fldSimple w:instr="DATE"><w:r><w:t>a </w:t></w:r></w:fldSimple>', n),
    ),
    "Word: open fields": (".docx", lambda n: word(f"<w:p>{(BEGIN_FIELD + SEPARATE) * min(n, 49)}</w:p>{END * n}")),
    "Word: links": (
        ".docx",
        lambda n: _line('<w:hyperlink r:id="r2"><w:r><w:t>a </w:t></w:r></w:hyperlink>', n),
    ),
    "Word: changes": (
        ".docx",
        lambda n: _line('<w:ins w:id="1" w:author="a"><w:r><w:t>a </w:t></w:r></w:ins>', n),
    ),
    "Word: rows": (".docx", lambda n: word(f"<w:tbl>{f'<w:tr>{CELL * 2}</w:tr>' * n}</w:tbl>{END}")),
    "Word: cells": (".docx", lambda n: word(f"<w:tbl><w:tr>{CELL * n}</w:tr></w:tbl>{END}")),
    "Word: tables": (".docx", lambda n: word(f"<w:tbl><w:tr>{CELL * 2}</w:tr></w:tbl><w:p/>" * n + END)),
    "OpenDocument: spans": (
        ".odt",
        lambda n: office(f"<text:p>{'<text:span>a</text:span> ' * n}</text:p>"),
    ),
    "OpenDocument: lists": (
        ".odt",
        lambda n: office("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>" * n),
    ),
    "OpenDocument: spaces": (".odt", lambda n: office("<text:p>a" + '<text:s text:c="9"/>' * n + "b</text:p>")),
    "page: rows": (".html", lambda n: _page(f"<table>{'<tr><td>Aby</td><td>12</td></tr>' * n}</table>")),
    "page: cells": (".html", lambda n: _page(f"<table><tr>{'<td>12</td>' * n}</tr></table>")),
    "page: tables": (".html", lambda n: _page("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr></table>" * n)),
    "page: tables in tables": (".html", lambda n: _page("<table><tr><td>" * min(n, 200) + "a" + "<b>b</b>" * n)),
    "page: links": (".html", lambda n: _page("<p>" + '<a href="#x">a</a> ' * n + "</p>")),
    "page: links in words": (".html", lambda n: _page("<p>" + '<a href="#x">a</a> of the mill ' * n + "</p>")),
    "page: line breaks": (".html", lambda n: _page("<p>" + "a <b>mill</b><br>" * n + "</p>")),
    "page: open links": (".html", lambda n: _page('<a href="#x"> ' * n)),
    "page: paragraphs": (".html", lambda n: _page("<p>Police said 40 people died at the mill on Monday.</p>" * n)),
    "page: pictures": (
        ".html",
        lambda n: _page("<figure><img src=a><figcaption>The mill on Monday night.</figcaption></figure>" * n),
    ),
    "page: character references": (".html", lambda n: _page(f"<p>{'&amp;&#x2014;' * n}</p>")),
    "page: scripts of data": (
        ".html",
        lambda n: _page("", _json({"@type": "NewsArticle", "headline": "Dam bursts"}) * n),
    ),
    "page: one script of data": (
        ".html",
        lambda n: _page("", _json([{"@type": "NewsArticle", "headline": f"Dam {i}"} for i in range(n)])),
    ),
    "page: data in data": (".html", lambda n: _page("", _json('{"a":' * n + "1" + "}" * n))),
    "page: open data": (".html", lambda n: _page("", _json('[{"@type": "NewsArticle", ' * n))),
    "front matter: keys": (
        ".md",
        lambda n: ("---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n\nA.\n").encode(),
    ),
    "front matter: a list": (".md", lambda n: ("---\na:\n" + "- b\n" * n + "---\n\nA.\n").encode()),
    "front matter: a long text": (".md", lambda n: ("---\ntitle: |\n" + "  word 40\n" * n + "---\n\nA.\n").encode()),
    "front matter: TOML keys": (
        ".md",
        lambda n: ("+++\n" + "".join(f"k{i} = 1\n" for i in range(n)) + "+++\n\nA.\n").encode(),
    ),
    "front matter: TOML tables": (
        ".md",
        lambda n: ("+++\n" + "".join(f"[a.b{i}]\n" for i in range(n)) + "+++\n\nA.\n").encode(),
    ),
}
"""By what grows in it."""
