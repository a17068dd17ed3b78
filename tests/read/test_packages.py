"""Word, OpenDocument and rich text: what is read, what is hidden, and what is refused in one line."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fact_check.errors import ReadError
from fact_check.read import Article, read_bytes

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{OPEN}:office:1.0" xmlns:text="{OPEN}:text:1.0" xmlns:style="{OPEN}:style:1.0" '
    f'xmlns:table="{OPEN}:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def word(body: str, **parts: str) -> Article:
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return read_bytes("draft.docx", zipped({"word/document.xml": document, **parts}))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def opendocument(body: str, styles: str = "") -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        }
    )


def odt(body: str, styles: str = "") -> Article:
    return read_bytes("draft.odt", opendocument(body, styles))


STYLES = {
    "word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/>'
    '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="Aside"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(run("Six swam.") + run(" Nine sank.", "<w:vanish/>"), "Six swam.", id="hidden"),
        pytest.param(run("Six swam.", '<w:vanish w:val="false"/>'), "Six swam.", id="hidden no more"),
        pytest.param(run("Six swam.") + run(" Nine sank.", '<w:rStyle w:val="Secret"/>'), "Six swam.", id="by style"),
        pytest.param(f'<w:pPr><w:pStyle w:val="Aside"/></w:pPr>{run("Nine sank.")}', "", id="by the paragraph's style"),
        pytest.param('<w:r><w:sym w:font="W" w:char="zz"/></w:r>' + run("Six swam."), "Six swam.", id="odd symbol"),
        pytest.param(f'<w:fldSimple w:instr="DATE">{run("Six swam.")}</w:fldSimple>', "Six swam.", id="field"),
    ],
)
def test_what_word_shows_is_read(body: str, text: str) -> None:
    assert word(f"<w:p>{body}</w:p>", **STYLES).text.strip() == text


def test_a_table_of_word_is_read_row_by_row_after_its_heads() -> None:
    rows = [["Year", "Floods"], ["2019", "12"]]
    cells = ["".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in row) for row in rows]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    assert word(f"<w:tbl>{table}</w:tbl>").text.strip() == "Year: 2019; Floods: 12"


def test_a_table_of_word_without_heads_makes_no_claims() -> None:
    rows = [["Lund", "12"], ["Hull", "9"]]
    cells = ["".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in row) for row in rows]
    read = word(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>")
    assert [read.text[f.start : f.end] for f in read.furniture] == ["Lund", "12", "Hull", "9"]


CHANGE = '<w:p><w:ins w:id="1" w:author="d"><w:r><w:t>Six swam.</w:t></w:r></w:ins></w:p>'


def test_tracked_changes_are_accepted_and_that_is_said() -> None:
    accepted = ("tracked changes are read as accepted",)
    assert (word(CHANGE).text.strip(), word(CHANGE).notes) == ("Six swam.", accepted)
    assert word(f"<w:p>{run('Six swam.')}</w:p>").notes == ()
    kept = "<text:tracked-changes><text:deletion><text:p>Nine sank.</text:p></text:deletion></text:tracked-changes>"
    article = odt(f"{kept}<text:p>Six <text:change text:change-id='c'/>swam.</text:p>")
    assert (article.text.strip(), article.notes) == ("Six swam.", accepted)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<text:h text:outline-level='1'>Dam bursts</text:h><text:p>Six swam.</text:p>",
                     "Dam bursts\n\nSix swam.", id="heading"),
        pytest.param("<text:p>Six <text:span>sw</text:span>am.</text:p>", "Six swam.", id="a run within a word"),
        pytest.param("<text:p>Six<text:s text:c='2'/>swam<text:tab/>on.</text:p>", "Six swam on.", id="spaces"),
        pytest.param("<text:p>Six swam.<text:line-break/>Nine sank.</text:p>", "Six swam.\nNine sank.", id="line"),
        pytest.param("<text:list><text:list-item><text:p>Six</text:p></text:list-item><text:list-item>"
                     "<text:p>Nine</text:p></text:list-item></text:list>", "Six\nNine", id="list"),
        pytest.param("<text:p>Six<office:annotation><text:p>Or 7?</text:p></office:annotation> swam.</text:p>",
                     "Six swam.", id="comment"),
        pytest.param("<text:p>Six <text:span text:style-name='H'>or nine </text:span>swam.</text:p>", "Six swam.",
                     id="hidden"),
        pytest.param("<text:section text:display='none'><text:p>Nine.</text:p></text:section><text:p>Six.</text:p>",
                     "Six.", id="hidden section"),
        pytest.param("<text:p>Fish &amp; chips</text:p>", "Fish & chips", id="escaped"),
        pytest.param("<table:table><table:table-row><table:table-cell><text:p>Town</text:p></table:table-cell>"
                     "<table:table-cell><text:p>Dead</text:p></table:table-cell></table:table-row><table:table-row>"
                     "<table:table-cell><text:p>Lund</text:p></table:table-cell><table:table-cell><text:p>5</text:p>"
                     "</table:table-cell></table:table-row></table:table>", "Town: Lund; Dead: 5", id="table"),
    ],
)  # fmt: skip
def test_what_an_opendocument_text_shows_is_read(body: str, text: str) -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    article = odt(body, hidden)
    assert article.text.strip() == text
    assert article.format == "odt"


def test_links_and_notes_of_an_opendocument_text_are_evidence() -> None:
    article = odt(
        '<text:p>The <text:a xlink:href="http://x.example/r?a=1&amp;b=2">council’s list</text:a> names six.<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>City budget, page 4.</text:p>"
        "</text:note-body></text:note> It is long.</text:p>"
    )
    assert article.text.strip() == "The council’s list names six. It is long."
    told = [(r.kind, article.text[r.start : r.end], r.target) for r in article.references]
    assert told == [
        ("link", "council’s list", "http://x.example/r?a=1&b=2"),
        ("footnote", "", "City budget, page 4."),
    ]


def test_rich_text_gives_its_words() -> None:
    raw = rb"{\rtf1\ansi{\fonttbl\f0 Arial;}\b Dam bursts\b0\par\par Six people swam\'85 {\v Nine sank.}on.\par}"
    article = read_bytes("draft.rtf", raw)
    assert (article.format, article.text) == ("rtf", "Dam bursts\n\nSix people swam… on.")
    assert article.headline is not None
    assert article.text[article.headline.start : article.headline.end] == "Dam bursts"


DEEP = "<text:section>" * 5000 + "</text:section>" * 5000


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        pytest.param("d.docx", zipped({"word/document.xml": f'<w:document xmlns:w="{WORD}"/>'}),
                     "not a readable Word file", id="no body"),
        pytest.param("d.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is encrypted, or from an", id="encrypted Word"),
        pytest.param("d.docx", zipped({"word/document.xml": '<!DOCTYPE w [<!ENTITY a "a">]><w>&a;</w>'}),
                     "not a Word file", id="entities"),
        pytest.param("d.docx", zipped({"word/document.xml": "<w/>" * 500_000}), "is too large", id="many tags"),
        pytest.param("d.docx", zipped({"word/document.xml": "a" * 70_000_000}), "is too large", id="much text"),
        pytest.param("d.odt", b"no zip", "not an OpenDocument text", id="no zip"),
        pytest.param("d.odt", zipped({"content.xml": "<a/>"}), "not an OpenDocument text", id="another XML"),
        pytest.param("d.odt", zipped({"x.xml": "<a/>"}), "not an OpenDocument text", id="no content"),
        pytest.param("d.odt", zipped({"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "is encrypted",
                     id="encrypted text"),
        pytest.param("d.odt", opendocument(DEEP), "not an OpenDocument text", id="too deep"),
        pytest.param("d.rtf", b"plain", "is not rich text", id="not rich text"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_line(name: str, raw: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read_bytes(name, raw)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_a_damaged_part_is_one_line() -> None:
    raw = bytearray(zipped({"word/document.xml": f"<w>{'Six people swam. ' * 90}</w>"}))
    raw[60] ^= 0xFF
    with pytest.raises(ReadError, match="damaged"):
        read_bytes("d.docx", bytes(raw))


def test_a_small_file_that_unpacks_to_much_is_refused_in_little_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "d.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(60):
            part.write(b"<w:p/>" * 200_000)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (700 * 2**20,) * 2)\n"
        "from fact_check.errors import ReadError\nfrom fact_check.read import read\n"
        f"try: read({str(bomb)!r})\nexcept ReadError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "is too large" in done.stdout, done.stderr
