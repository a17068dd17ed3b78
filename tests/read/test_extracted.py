"""HTML pages and Word files give their main text, their links, and offsets into that text."""

import io
import zipfile
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


STORY = "".join(f"<p>On day {n} of the flood the council said that {n}0 homes had no water.</p>" for n in range(2, 9))


@pytest.mark.parametrize(
    ("markup", "first"),
    [
        pytest.param(f"<body><h1>Dam bursts</h1>{STORY}", ["Dam bursts", "On day 2"], id="heading outside the story"),
        pytest.param(f"<title>Dam bursts | The Post</title><article>{STORY}", ["Dam bursts", "On day 2"], id="title"),
        pytest.param(f"<title>Dam bursts: live</title><h1>The Post</h1><h1>Dam bursts in the north</h1>{STORY}",
                     ["Dam bursts in the north", "On day 2"], id="of two headings the one that the title means"),
        pytest.param(f"<body><article><p>Local news</p><h1>Dam bursts</h1>{STORY}</article>",
                     ["Dam bursts", "Local news", "Dam bursts", "On day 2"], id="a kicker is not the headline"),
    ],
)  # fmt: skip
def test_a_page_begins_with_its_headline(tmp_path: Path, markup: str, first: list[str]) -> None:
    lines = [line for line in page(tmp_path, f"<html>{markup}</html>").text.splitlines() if line.strip()]
    assert [line[: len(words)] for line, words in zip(lines, first, strict=False)] == first


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        pytest.param("by\n<em>night</em>\nthe", "by night the", id="lines that end beside inline elements"),
        pytest.param("by<span hidden> 40 men</span> night", "by night", id="hidden"),
        pytest.param('by<b style="display: none"> 40</b> night', "by night", id="hidden by its style"),
        pytest.param("by<!-- 40 --> night", "by night", id="comment"),
        pytest.param('night.<sup><a href="#n1">[1]</a></sup> Then', "night. Then", id="footnote mark"),
        pytest.param('see <a href="#part">part 4</a> now', "see part 4 now", id="link within the page"),
        pytest.param("reser&shy;voir\u200bs", "reservoirs", id="soft hyphen"),
        pytest.param("\ue0000\ue001x\ue002", "0x", id="private characters"),
    ],
)
def test_the_words_of_a_page(tmp_path: Path, written: str, read_as: str) -> None:
    article = page(tmp_path, f"<html><h1>Dam bursts</h1><article><p>So it was, {written}.</p>{STORY}</article></html>")
    assert f"So it was, {read_as}." in article.text


def lines(article: Article) -> list[str]:
    return [line.strip() for line in article.text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "caption",
    [
        pytest.param("<figure><img><figcaption>Six of 40 boats sank.</figcaption></figure>", id="figcaption"),
        pytest.param("<div class=photo><img><p class=caption>Six of 40 boats sank.</p></div>", id="by its class"),
        pytest.param("<figure><img><div class=wp-caption-text>Six of 40 boats sank.</div></figure>", id="a div"),
        pytest.param("<div><img><span class=image__caption>Six of 40 boats sank.</span></div>", id="a span"),
        pytest.param(
            "<table><tr><td><img></td></tr><tr><td class=caption>Six of 40 boats sank.</td></tr></table>", id="a cell"
        ),
    ],
)
@pytest.mark.parametrize("first", [pytest.param(True, id="above the story"), pytest.param(False, id="within it")])
def test_captions_are_text_and_marked(tmp_path: Path, caption: str, first: bool) -> None:
    story = f"{caption}{STORY}" if first else STORY.replace("</p>", f"</p>{caption}", 1)
    article = page(tmp_path, f"<html><body><article><h1>Dam bursts</h1>{story}</article></body></html>")
    assert [article.text[c.start : c.end] for c in article.captions] == ["Six of 40 boats sank."]
    assert lines(article).index("Six of 40 boats sank.") == (1 if first else 2)


def test_a_credit_and_another_storys_teaser_are_no_captions(tmp_path: Path) -> None:
    shown = "<figure><img><figcaption>Six boats sank.</figcaption><span class=credit>Photo: Ana Poe</span></figure>"
    other = '<figure><a href="/2"><img><figcaption>Mill burns in Lund, 12 hurt</figcaption></a></figure>'
    article = page(tmp_path, f"<html><body><article><h1>Dam bursts</h1>{shown}{STORY}</article>{other}</body></html>")
    assert "Six boats sank." in article.text
    assert not any(words in article.text for words in ("Ana Poe", "Mill burns"))


POSTS = [("14:02", "Worst is over", "The mayor says that the worst of it is over."),
         ("13:40", "Bridge shut", "Police have shut the north bridge to all traffic."),
         ("13:05", "First pictures", "About 60 soldiers have come to fill sandbags, the army says.")]  # fmt: skip


@pytest.mark.parametrize(
    "post",
    [
        pytest.param("<article class=post><time>{}</time><h2>{}</h2><p>{}</p><p class=author>By Bo</p></article>",
                     id="articles"),
        pytest.param("<li class=stream-post><h3><time>{}</time></h3><h4>{}</h4><div><p>{}</p></div></li>", id="a list"),
    ],
)  # fmt: skip
def test_a_live_blog_keeps_its_order_and_its_headings(tmp_path: Path, post: str) -> None:
    points = "<ul class=keypoints><li>Two bridges are shut</li><li>Schools stay open</li></ul>"
    posts = "".join(post.format(*each) for each in POSTS)
    read = page(tmp_path, f"<html><body><main><h1>Storm live</h1>{points}<div>{posts}</div></main></body></html>")
    told = [words for each in POSTS for words in each]
    assert lines(read) == ["Storm live", "Two bridges are shut", "Schools stay open", *told]


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        pytest.param('<script type="application/ld+json">{"@graph": [{"@type": "Organization", "headline": "No"}, '
                     '{"@type": ["NewsArticle"], "headline": "Dam bursts"}]}</script><title>News</title>',
                     "<h1>Your town, every day</h1>", "Dam bursts", id="JSON-LD before a slogan"),
        pytest.param('<meta property="og:title" content="Dam bursts"><title>News</title>', "<h1>The Post</h1>",
                     "Dam bursts", id="og:title"),
        pytest.param('<meta property="og:title" content="Dam bursts | The Post">'
                     '<meta property="og:site_name" content="The Post">', "", "Dam bursts", id="the site's name"),
        pytest.param("<title>The Post: Dam bursts again</title>", "<b>Dam bursts again</b>", "Dam bursts again",
                     id="the part that the page shows"),
        pytest.param('<script type="application/ld+json">{"@type": "Article", "headline": </script><title>Dam bursts'
                     "</title>", "", "Dam bursts", id="broken JSON-LD"),
        pytest.param('<meta property="og:title" content="Dam: 9 dead">', "<h1>Nine dead as dam bursts</h1>",
                     "Nine dead as dam bursts", id="as the page words it"),
    ],
)  # fmt: skip
def test_the_headline_is_the_articles(tmp_path: Path, head: str, body: str, headline: str) -> None:
    article = page(tmp_path, f"<html><head>{head}</head><body>{body}<article>{STORY}</article></body></html>")
    assert lines(article)[0] == headline


def test_a_pages_description_is_not_read(tmp_path: Path) -> None:
    head = '<head><title>Dam bursts</title><meta name="description" content="All 40 were saved."></head>'
    assert "40 were saved" not in page(tmp_path, f"<html>{head}<body><article>{STORY}</article></body></html>").text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<html hidden><body><p>Six people swam to the shore.</p></body></html>", "", id="hidden"),
        pytest.param("<p>Six &#xE000;9&#xE001;swam&#57346; to the shore.</p>", "Six 9swam to the shore.", id="icons"),
        pytest.param("<p>According to the <b>mayor</b>&#2; six people swam.</p>",
                     "According to the mayor six people swam.", id="control character"),
        pytest.param("<p>Six people swam &#xD800;&#x7fffffff;to the shore.</p>", "Six people swam to the shore.",
                     id="no character"),
    ],
)  # fmt: skip
def test_odd_pages(tmp_path: Path, markup: str, text: str) -> None:
    assert page(tmp_path, markup).text.strip() == text


def test_a_page_that_no_tree_is_made_of_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is not a readable page"):
        page(tmp_path, '<?xml version="1.0" encoding="utf-16"?><html><svg>')


@pytest.mark.parametrize("markup", ["<b>a</b> " * 200_001, "a" * 2**24 + "<p>"])
def test_a_page_that_no_draft_is_as_large_as_is_one_line(tmp_path: Path, markup: str) -> None:
    with pytest.raises(ReadError, match=r"is too large to be a draft \(save the story by itself\)"):
        page(tmp_path, markup)


def test_paragraphs_are_found_however_a_page_is_built(tmp_path: Path) -> None:
    linked = STORY.replace("council", '<a href="/c">council</a>').replace("homes", "<strong>homes</strong>")
    for markup in (linked.replace("<p>", "<div>").replace("</p>", "</div>"), linked.replace("</p><p>", "<br><br>")):
        article = page(tmp_path, f"<html><body><div><h1>Dam bursts</h1><div>{markup}</div></div></body></html>")
        assert all(f"day {n} of the flood the council said that {n}0 homes had" in article.text for n in range(2, 9))
        assert {article.text[r.start : r.end] for r in article.references} == {"council"}


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


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "http://schemas.openxmlformats.org/package/2006"


def bare_word(body: str, notes: str) -> bytes:
    """Write the least that is a Word file: its document, its footnotes, and what says which is which."""
    file = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    with zipfile.ZipFile(file, "w") as parts:
        for name, content in {
            "[Content_Types].xml": f'<Types xmlns="{PARTS}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
            f'<Override PartName="/word/footnotes.xml" ContentType="{kind}.footnotes+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PARTS}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PARTS}/relationships"><Relationship Id="r2" '
            f'Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}">{notes}</w:footnotes>',
        }.items():
            parts.writestr(name, content)
    return file.getvalue()


def test_the_footnotes_of_a_word_file_are_evidence_and_no_prose(tmp_path: Path) -> None:
    content = bare_word(
        '<w:p><w:r><w:t>Two died.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:t xml:space="preserve"> One lived.</w:t></w:r></w:p>',
        '<w:footnote w:id="2"><w:p><w:r><w:t>City records &amp; maps, page 40.</w:t></w:r></w:p></w:footnote>',
    )
    article = page(tmp_path, content, "draft.docx")
    assert article.text.strip() == "Two died. One lived."
    assert [(r.kind, r.start, r.end, r.target) for r in article.references] == [
        ("footnote", 9, 9, "City records & maps, page 40.")
    ]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        pytest.param('<w:moveFrom w:id="1" w:author="d"><w:r><w:t>far</w:t></w:r></w:moveFrom>', "", id="moved away"),
        pytest.param('<w:moveTo w:id="1" w:author="d"><w:r><w:t>far</w:t></w:r></w:moveTo>', "far", id="moved here"),
        pytest.param("<w:r><w:rPr><w:strike/></w:rPr><w:t>far</w:t></w:r>", "", id="struck out"),
        pytest.param("<w:sdt><w:sdtContent><w:r><w:t>far</w:t></w:r></w:sdtContent></w:sdt>", "far", id="control"),
        pytest.param("<w:r><w:t>fa</w:t><w:softHyphen/><w:t>r</w:t></w:r>", "far", id="soft hyphen"),
    ],
)
def test_the_words_of_a_word_file(tmp_path: Path, markup: str, words: str) -> None:
    content = bare_word(f"<w:p><w:r><w:t>So </w:t></w:r>{markup}<w:r><w:t>.</w:t></w:r></w:p>", "")
    assert page(tmp_path, content, "draft.docx").text.replace(" ", "").strip() == f"So{words}."


def zipped(name: str, content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("draft.docx", zipped("xl/workbook.xml", "<workbook/>"), id="a table"),
        pytest.param("draft.docx", zipped("word/document.xml", "<w:document"), id="cut off"),
        pytest.param("draft.docx", b"no zip", id="not Word"),
        pytest.param("draft.html", b"a\0b", id="binary page"),
    ],
)
def test_what_is_not_of_its_format_is_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ReadError, match=r"is (not|binary)"):
        page(tmp_path, content, name)


@pytest.mark.parametrize("shape", ["<p>{}</p>", "<div>{}</div>", "<section><div><p>{}</p></div></section>"])
def test_short_last_paragraphs_of_a_story_are_read(tmp_path: Path, shape: str) -> None:
    told = ["The mill at Lund burned down on Sunday night, and the village lost the place where it danced." * 2] * 3
    body = "".join(shape.format(words) for words in [*told, "Police said 40 people had come.", "Nobody was hurt."])
    bio = '<div class="author-bio"><p>Ben Ek has covered the north for 20 years.</p></div>'
    page = f"<html><body><main><article><h1>Mill burns</h1>{body}</article>{bio}</main></body></html>"
    (tmp_path / "a.html").write_text(page)
    text = read(str(tmp_path / "a.html")).text
    assert "Police said 40 people had come." in text
    assert "Nobody was hurt." in text
    assert "Ben Ek" not in text


def test_a_bare_page_is_read_by_its_blocks_and_without_its_menu_and_comments(tmp_path: Path) -> None:
    menu = "<header><a href=/>The Post</a><nav><ul><li><a href=/n>12 new</a></li></ul></nav></header>"
    story = "<div class=content><h1>Dam bursts</h1><p>By Ada Kern</p><p>Police said 40 people had come.</p></div>"
    said = "<section class=comments><p>A reader said 500 were there.</p></section><footer><p>12 rights</p></footer>"
    path = tmp_path / "dam.html"
    path.write_text(f"<html><body>{menu}<div>{story}</div>{said}</body></html>", encoding="utf-8")
    assert read(str(path)).text.split("\n\n") == ["Dam bursts", "By Ada Kern", "Police said 40 people had come."]


@pytest.mark.parametrize(
    "table", ["<tr><td>12</td><td>40</td></tr>", "<tr><td>12</td></tr><tr><td>40</td></tr>"], ids=["a row", "a column"]
)
def test_figures_alone_in_a_table_are_kept_and_claim_nothing(tmp_path: Path, table: str) -> None:
    path = tmp_path / "dam.md"
    path.write_text(f"# Dam bursts\n\n<table>{table}</table>\n", encoding="utf-8")
    article = read(str(path))
    assert all(article.is_furniture(at, at + 2) for at in (article.prose.index("12"), article.prose.index("40")))
