"""The same article as a content management system shows it, and as a reporter sends it in Word."""

import io
import random
import re
import zipfile
from collections.abc import Sequence
from html import escape

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

NAMED = {"“": "&ldquo;", "”": "&rdquo;", "’": "&rsquo;", "–": "&ndash;", "é": "&eacute;", "£": "&pound;"}

NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/u">News</a></li><li><a href="/n">12 new</a></li></ul></nav>'
SHARE = (
    '<div class="share-buttons"><span>Share</span><a href="https://x.example/share?u=1">Post</a>'
    '<a href="https://f.example/share?u=1">Share</a><a href="mailto:?subject=1">Email</a></div>'
)
RELATED = (
    '<aside class="related"><h3>Related</h3><ul><li><a href="/a/1">Council says 9,000 homes are without water</a></li>'
    '<li><a href="/a/2">Minister denies 14 clinics will shut</a></li></ul></aside>'
)
FIGURE = (
    '<figure class="wp-caption"><img src="/i/7.jpg" alt="Police said 300 people had gathered" width="640">'
    "<figcaption>The scene on Friday. Photograph: Jo Roe/Agency</figcaption></figure>"
)
LETTER = (
    '<div class="newsletter-signup"><h4>Sign up to our newsletter</h4><form action="/join"><input type="email">'
    "<button>Sign up</button></form><p>Join 40,000 readers.</p></div>"
)
FOOT = (
    '<footer><p>&copy; 2024 The Post Ltd. All rights reserved.</p><ul><li><a href="/terms">Terms</a></li>'
    '<li><a href="/privacy">Privacy</a></li></ul></footer>'
)
COMMENTS = (
    '<section id="comments" class="comments"><h3>2 comments</h3>'
    '<div class="comment"><p>A reader said 500 were there.</p></div></section>'
)
HIDDEN = "<p hidden>Live: 77 people are reading this.</p>"
MORE = '<p><strong>Read more: <a href="/a/903">Ten ferries lost in 2019 storm</a></strong></p>'
SCRIPT = '<script>window.dataLayer=[{"deaths":90}];</script><style>p{margin:0}</style>'


def page(paragraphs: Sequence[str], chance: random.Random) -> str:
    """Set an article as a page: head, navigation, share buttons, pictures, related stories, comments, foot."""
    title, *story = paragraphs
    body = []
    block = chance.choice(["<p>{}</p>"] * 4 + ["<div>{}</div>", "<section><div><p>{}</p></div></section>"])
    for number, paragraph in enumerate(story):
        body.append(block.format(_inline(paragraph, chance)))
        if chance.random() < 0.12:
            body.append(chance.choice([FIGURE, RELATED, LETTER, SCRIPT, HIDDEN, MORE]))
        if number == 1:
            body.append(FIGURE)
    head = f"<h1>{_text(title, chance)}</h1>"
    shells = [
        f'<main><article><header>{head}<p class="byline">By Ana Poe</p></header>{SHARE}{{}}</article>{RELATED}</main>',
        f'<div id="page"><div class="post">{head}{SHARE}<div class="entry-content">{{}}</div></div>'
        f'<div class="sidebar">{RELATED}{LETTER}</div></div>',
        f'<div class="wrap"><div class="content"><div class="article-body" itemprop="articleBody">{head}{{}}</div>'
        f"{SHARE}</div></div>",
        f'<h1 class="logo">The Post</h1><div class="top">{head}</div><div class="story">{{}}</div>{SHARE}',
    ]
    story_of = chance.choice(shells).format("\n".join(body))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | The Post</title>'
        f'<meta property="og:title" content="{escape(title)}">{SCRIPT}</head><body>'
        f'<header class="site"><a href="/">The Post</a>{NAV}</header>{story_of}{COMMENTS}{FOOT}</body></html>'
    )


def _text(words: str, chance: random.Random) -> str:
    named = chance.random() < 0.5
    return "".join(NAMED.get(c, c) if named else c for c in escape(words, quote=False))


def _inline(paragraph: str, chance: random.Random) -> str:
    out = []
    for word in re.split(r"( )", paragraph):
        written, draw = _text(word, chance), chance.random()
        if word.isalnum() and draw < 0.03:
            written = f'<a href="https://x.example/{len(out)}">{written}</a>'
        elif word.isalnum() and draw < 0.06:
            written = chance.choice(["<strong>{}</strong>", "<em>{}</em>", "<span class=x>{}</span>"]).format(written)
        out.append("\n" if word == " " and draw > 0.93 else "&nbsp;" if word == " " and draw > 0.92 else written)
    return "".join(out)


STYLES = ("Normal", "Heading1", "Quote", "ListBullet", "DefaultParagraphFont")


def word(paragraphs: Sequence[str], chance: random.Random) -> bytes:
    """Set an article as a Word file: a heading, runs that begin within words, links, tracked changes, a comment."""
    document = docx.Document()
    for style in list(document.styles.element):  # the template has hundreds, and each file's are read three times
        if style.get(qn("w:styleId")) not in STYLES:
            document.styles.element.remove(style)
    for number, paragraph in enumerate(paragraphs):
        if number and chance.random() < 0.1:
            document.add_paragraph("")
        style = "Heading 1" if not number else chance.choice(["Normal"] * 8 + ["Quote", "List Bullet"])
        _runs(document.add_paragraph(style=style), paragraph, chance)
    last = document.paragraphs[-1]
    if last.runs:
        document.add_comment(last.runs, text="Was it 500?", author="desk", initials="d")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _runs(paragraph: Paragraph, text: str, chance: random.Random) -> None:
    at = 0
    while at < len(text):
        end = min(len(text), at + chance.randint(1, 40))
        draw = chance.random()
        if draw < 0.05:
            _change(paragraph, "w:del", "some 700 ", chance)
        if draw < 0.1:
            _change(paragraph, "w:ins", text[at:end], chance)
        elif draw < 0.15:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(f"https://x.example/{at}", LINKED, is_external=True))
            link.append(_run("w:t", text[at:end]))
            paragraph._p.append(link)
        else:
            run = paragraph.add_run(text[at:end])
            run.bold, run.italic = draw > 0.9, draw > 0.8
        at = end


LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _change(paragraph: Paragraph, tag: str, words: str, chance: random.Random) -> None:
    change = OxmlElement(tag)
    change.set(qn("w:id"), str(chance.randint(1, 10**6)))
    change.set(qn("w:author"), "desk")
    change.append(_run("w:delText" if tag == "w:del" else "w:t", words))
    paragraph._p.append(change)


def _run(tag: str, words: str) -> object:
    run, text = OxmlElement("w:r"), OxmlElement(tag)
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    return run


OPEN = "urn:oasis:names:tc:opendocument:xmlns"
DELETED = (
    '<text:tracked-changes><text:deletion text:id="d"><text:p>some 700 </text:p></text:deletion></text:tracked-changes>'
)


def opendocument(paragraphs: Sequence[str], chance: random.Random) -> bytes:
    """Set an article as an OpenDocument text: a heading, spans that begin within words, links, a comment, changes."""
    title, *story = paragraphs
    body = [DELETED, f'<text:h text:outline-level="1">{escape(title, quote=False)}</text:h>']
    for paragraph in story:
        within = _spans(paragraph, chance)
        listed = f"<text:list><text:list-item><text:p>{within}</text:p></text:list-item></text:list>"
        body.append(listed if chance.random() < 0.1 else f"<text:p>{within}</text:p>")
    spaces = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "text", "style", "table"))
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        f"{''.join(body)}</office:text></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return file.getvalue()


def _spans(text: str, chance: random.Random) -> str:
    out, at = [], 0
    while at < len(text):
        end = min(len(text), at + chance.randint(1, 40))
        words, draw = escape(text[at:end], quote=False), chance.random()
        if draw < 0.05:
            words = f'<text:a xlink:href="https://x.example/{at}">{words}</text:a>'
        elif draw < 0.2:
            words = f'<text:span text:style-name="T1">{words}</text:span>'
        elif draw < 0.23:
            words += "<office:annotation><text:p>Was it 500?</text:p></office:annotation>"
        elif draw < 0.26:
            words = words.replace(" ", "<text:s/>")
        out.append(words)
        at = end
    return "".join(out)
