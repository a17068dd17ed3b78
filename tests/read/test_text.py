"""Plain text is read as it stands, and every offset leads back to the file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fact_check.errors import ReadError
from fact_check.read import Article, drafts, read, read_bytes, read_text
from fact_check.rules import load_rules, select

FURNITURE = select(load_rules(), "furniture")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def written(folder: Path, content: bytes, name: str = "draft.txt") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"Two died.\n", id="plain"),
        pytest.param(b"Two died.", id="no final newline"),
        pytest.param(b"Head\r\n\r\nTwo died.\r\n", id="CRLF"),
        pytest.param(b"\xef\xbb\xbfHead\n\nTwo died.\n", id="BOM"),
        pytest.param("Zürich – “zwölf” 🏅\n".encode(), id="beyond ASCII"),
        pytest.param(b"", id="empty"),
        pytest.param(b"\xef\xbb\xbf", id="BOM alone"),
        pytest.param(b"\x1b[31mred\x07\n", id="control characters"),
    ],
)
def test_the_text_is_never_altered(tmp_path: Path, content: bytes) -> None:
    article = read(written(tmp_path, content))
    assert article.text.encode() == content


def test_a_byte_order_mark_is_in_the_text_and_not_in_the_prose(tmp_path: Path) -> None:
    article = read(written(tmp_path, b"\xef\xbb\xbfTwo died.\n"))
    assert article.prose == "Two died.\n"
    piece = article.piece(0, 3)
    assert article.text[piece.start : piece.end] == "Two"


@settings(deadline=None)  # the first foreign text loads what names its language
@given(TEXTS, st.data())
def test_every_prose_stretch_is_the_text_at_its_place(text: str, data: st.DataObject) -> None:
    article = read_text(text)
    start = data.draw(st.integers(0, len(article.prose)))
    end = data.draw(st.integers(start, len(article.prose)))
    piece = article.piece(start, end)
    assert article.text[piece.start : piece.end] == article.prose[start:end]


@settings(deadline=None)  # the first foreign text loads what names its language
@given(TEXTS)
def test_furniture_lies_within_the_prose_and_in_order(text: str) -> None:
    article = read_text(text, FURNITURE)
    ends = [0]
    for furniture in article.furniture:
        assert ends[-1] <= furniture.start < furniture.end <= len(article.prose)
        ends.append(furniture.end)


def furniture_of(article: Article) -> list[str]:
    return [article.prose[f.start : f.end] for f in article.furniture]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Dam bursts\n\nDam bursts\n\nTwo died.", ["Dam bursts"], id="headline again"),
        pytest.param("Dam bursts\nDam burstsDam bursts\nTwo died.", ["Dam burstsDam bursts"], id="headline glued"),
        pytest.param("Dam bursts\nDam bursts in the north\n", [], id="a line that goes on is none"),
        pytest.param("Dam bursts\n\nView post on X\n\nTwo died.", ["View post on X"], id="embedded post"),
        pytest.param("View post on X\n\nTwo died.", [], id="the first line is the headline, whatever it says"),
    ],
)
def test_furniture(text: str, found: list[str]) -> None:
    assert furniture_of(read_text(text, FURNITURE)) == found


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        pytest.param("Dam bursts\n\nTwo died.", "Dam bursts", id="first line"),
        pytest.param("\n\n  Dam bursts  \r\nTwo died.", "Dam bursts", id="after space"),
        pytest.param("", None, id="none"),
        pytest.param(" \n\t\n", None, id="only space"),
    ],
)
def test_headline(text: str, headline: str | None) -> None:
    article = read_text(text)
    found = article.headline
    assert (article.prose[found.start : found.end] if found else None) == headline


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"a\0b", "binary", id="binary"),
        pytest.param(b"fine\nfine\nca\x81\n", "byte 0x81 on line 3", id="not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ReadError) as caught:
        read(path)
    line = str(caught.value)
    assert says in line
    assert path in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        pytest.param("utf-8", None, id="UTF-8"),
        pytest.param("utf-8-sig", None, id="UTF-8 with a mark"),
        pytest.param("windows-1252", "not UTF-8: read as Windows-1252", id="Windows-1252"),
        pytest.param("utf-16", "not UTF-8: read as UTF-16", id="UTF-16"),
    ],
)
@pytest.mark.parametrize("name", [pytest.param("draft.txt", id="text"), pytest.param("draft.md", id="Markdown")])
def test_an_older_encoding_is_read_and_said(encoding: str, note: str | None, name: str) -> None:
    article = read_bytes(name, "Café burns\r\n\r\n“Six swam,” said Zoë.".encode(encoding))
    assert article.text.lstrip("\ufeff") == "Café burns\r\n\r\n“Six swam,” said Zoë."
    assert article.notes == ((note,) if note else ())
    start = article.prose.index("Zoë")
    piece = article.piece(start, start + 3)
    assert article.text[piece.start : piece.end] == "Zoë"


def test_a_folder_gives_its_drafts_in_name_order_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".git/d.txt", ".e.txt", "f.png", "a.txt.review.jsonl"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [Path(d).name for d in drafts([str(tmp_path)])] == ["a.txt", "b.txt", "c.txt"]


def test_a_draft_named_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, b"x")
    assert list(drafts([path, str(tmp_path), path])) == [path]


def test_a_folder_without_drafts_says_what_it_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no drafts .*\.txt"):
        list(drafts([str(tmp_path)]))


def test_a_text_that_no_desk_wrote_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fact_check.read.decode.LARGEST", 2 * 2**20)
    for name in ("a.txt", "a.md", "a.html"):
        (tmp_path / name).write_bytes(b"word " * 600_000)
        with pytest.raises(ReadError, match="is too large to be a draft: 3 MB, of at most 2"):
            read(str(tmp_path / name))
    with pytest.raises(ReadError, match="is too large"):
        read_bytes("a.txt", b"word " * 600_000)
