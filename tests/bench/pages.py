"""What is read of saved pages, beside trafilatura and readability: python -m tests.bench.pages [FOLDER]

Pages are set here, each article of the corpus in some of two dozen layouts as content management systems have them, so
that what is text is known to the word. With a FOLDER of saved pages it tells what is lost of the words that trafilatura
keeps, page by page.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from fact_check.errors import ReadError
from fact_check.read import Article, read_bytes, read_text
from fact_check.rules import furniture_rules, load_rules

CORPUS = Path(__file__).parents[2] / "corpus"
EACH = 4
"""How many articles each layout is set with."""
SITE = "The Northern Post"

CAPTIONS = (
    "Some 60 volunteers filled sandbags on Quay Street.",
    "The hall had room for 300 people until the roof fell in.",
    "Ada Holm says the tower will be open by May.",
)
STANDFIRST = "Four things that the week has told us, and one that it has not."
POINTS = ("Nine bridges stay shut", "The council meets on Thursday", "Schools have lost 14 days")
FURNITURE = (
    "Sign up for our briefing and join 90,000 readers",
    "Eleven ferries were lost in the storm of 1987",
    "Minister denies that 40 clinics will close",
    "A reader says that 77 trees were felled",
    "Ben Ek has covered the north for 20 years",
    "All rights reserved by the Northern Post Group",
)
LETTER, RELATED, SECOND, COMMENT, BIO, FOOT = FURNITURE
RULES = furniture_rules(load_rules())
PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Page:
    """A page and the truth about it."""

    name: str
    html: str
    headline: str
    story: tuple[str, ...]
    captions: tuple[str, ...]


@dataclass(frozen=True)
class Got:
    """What a reader made of a page."""

    headline: str
    text: str


def _head(title: str, *, ld: bool = False, og: bool = True, page_title: str | None = None) -> str:
    data = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":'
        f'"{SITE}"}},{{"@type":"NewsArticle","headline":"{escape(title)}"}}]}}</script>'
    )
    meta = f'<meta property="og:title" content="{escape(title)}"><meta property="og:site_name" content="{SITE}">'
    shown = escape(page_title or f"{title} | {SITE}")
    about = f'<meta name="description" content="{escape(RELATED)}">'
    return f'<head><meta charset="utf-8"><title>{shown}</title>{about}{meta if og else ""}{data if ld else ""}</head>'


def _p(words: Sequence[str], cls: str = "") -> str:
    name = f' class="{cls}"' if cls else ""
    return "\n".join(f"<p{name}>{escape(each, quote=False)}</p>" for each in words)


def _list(words: Sequence[str], cls: str) -> str:
    return f'<ul class="{cls}">' + "".join(f"<li>{each}</li>" for each in words) + "</ul>"


def _figure(caption: str, cls: str = "wp-block-image", credit: str = "") -> str:
    shown = f'<span class="credit">{credit}</span>' if credit else ""
    return f'<figure class="{cls}"><img src="/i.jpg" alt="40 men"><figcaption>{caption} {shown}</figcaption></figure>'


NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/n">North</a></li><li><a href="/s">12 new</a></li></ul></nav>'
MORE = f'<aside class="related"><h3>Related</h3><ul><li><a href="/1">{RELATED}</a></li><li><a href="/2">{SECOND}</a></li></ul></aside>'
JOIN = f'<div class="newsletter-signup"><h4>Newsletter</h4><p>{LETTER}</p><form><input><button>Sign up</button></form></div>'
SAID = f'<section id="comments" class="comments-area"><h2>1 comment</h2><ol><li class="comment"><p>{COMMENT}.</p></li></ol></section>'
END = f"<footer class=\"site-footer\"><p>{FOOT}.</p><ul><li><a href='/t'>Terms</a></li></ul></footer>"
WHO = f'<div class="author-bio"><img src="/a.jpg"><p>{BIO}.</p></div>'
SHARE = '<div class="share"><a href="https://x.example/s">Post</a><a href="https://f.example/s">Share</a></div>'

Layout = Callable[[str, list[str]], tuple[str, Sequence[str], Sequence[str]]]
"""From headline and paragraphs: the page, more that is text beside them, the captions."""


def _shell(head: str, body: str, cls: str = "") -> str:
    return f'<!doctype html><html lang="en">{head}<body class="{cls}">{body}</body></html>'


def wordpress(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<div id="page" class="site"><header id="masthead"><h1 class="site-title"><a href="/">{SITE}</a></h1>{NAV}</header>'
        f'<div id="content" class="content-area has-sidebar"><main><article class="post type-post"><header><h1 class="entry-title">'
        f'{escape(title)}</h1><span class="posted-on">May 4, 2024</span></header><div class="entry-content">{_p(story[:2])}'
        f'<div id="attachment_9" class="wp-caption alignnone"><img src="/7.jpg"><p class="wp-caption-text">{CAPTIONS[0]}</p></div>'
        f'{_p(story[2:])}{SHARE}</div></article>{SAID}</main><aside id="secondary" class="widget-area">{MORE}{JOIN}</aside></div>{END}</div>'
    )
    return _shell(_head(title), body, "single single-post has-sidebar comments-open"), (), CAPTIONS[:1]


def gutenberg(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    gallery = '<figure class="wp-block-gallery">' + "".join(_figure(c) for c in CAPTIONS[1:]) + "</figure>"
    body = (
        f'<div class="wp-site-blocks"><header class="wp-block-template-part">{NAV}</header><main class="wp-block-group">'
        f'<h1 class="wp-block-post-title">{escape(title)}</h1><div class="entry-content wp-block-post-content">{_p(story[:1])}'
        f'{_figure(CAPTIONS[0], "wp-block-image size-large")}{_p(story[1:3])}<h2 class="wp-block-heading">What is next</h2>{_p(story[3:])}'
        f"{gallery}</div></main>{MORE}{END}</div>"
    )
    return _shell(_head(title, ld=True), body), ("What is next",) if story[3:] else (), CAPTIONS


def guardian(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<header data-component="header"><a href="/">{SITE}</a>{NAV}</header><main data-layout="Standard"><article><div data-gu-name="media">'
        f'<figure id="a1"><img><figcaption class="dcr-1"><span class="dcr-2">{CAPTIONS[0]}</span></figcaption></figure></div>'
        f'<div data-gu-name="headline"><h1 class="dcr-3">{escape(title)}</h1></div><div data-gu-name="standfirst" class="dcr-standfirst"><p>{STANDFIRST}</p></div>'
        f'<div data-gu-name="body"><div id="maincontent" class="article-body-viewer">{_p(story[:2], "dcr-4")}<figure class="element element-image"><img>'
        f'<figcaption class="dcr-1">{CAPTIONS[1]}</figcaption></figure>{_p(story[2:], "dcr-4")}</div></div>{SHARE}</article></main>{JOIN}{MORE}{END}'
    )
    return _shell(_head(title, ld=True, og=False), body), (STANDFIRST,), CAPTIONS[:2]


def broadcaster(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-1"><div class="ssrcss-2">{_p([p])}</div></div>' for p in story
    )
    image = (
        f'<div data-component="image-block"><figure><div><img></div><div data-component="caption-block" class="ssrcss-caption">'
        f'<figcaption class="e6i104o0">{CAPTIONS[2]}</figcaption></div></figure></div>'
    )
    body = (
        f'<header>{NAV}</header><main id="main-content"><article><div data-component="headline-block"><h1 id="main-heading" tabindex="-1">'
        f'{escape(title)}</h1></div>{image}{blocks}<section data-component="tag-list">Topics</section></article>'
        f'<div data-component="links-block"><h2>Related</h2><ul><li><a href="/1">{RELATED}</a></li></ul></div></main>{END}'
    )
    return _shell(_head(title, page_title=f"{title} - {SITE}"), body), (), CAPTIONS[2:]


def arc(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<div id="fusion-app"><div class="b-header">{NAV}</div><main class="c-stack"><h1 class="b-headline">{escape(title)}</h1><h2 class="b-subheadline">'
        f'{STANDFIRST}</h2><figure class="c-media-item b-lead-art"><img><div class="c-media-item__fig-caption"><figcaption class="c-media-item__caption">'
        f'{CAPTIONS[0]}</figcaption><span class="c-media-item__credit">Ben Ek</span></div></figure><article class="b-article-body">'
        f'{_p(story[:3], "c-paragraph")}<div class="b-ad">Advertisement</div>{_p(story[3:], "c-paragraph")}</article>{WHO}</main>{MORE}{END}</div>'
    )
    return _shell(_head(title, ld=True), body), (STANDFIRST,), CAPTIONS[:1]


def drupal(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<div class="dialog-off-canvas-main-canvas"><div class="region region-header"><h1 class="site-name">{SITE}</h1>{NAV}</div><div class="region region-content">'
        f'<div class="block block-page-title"><h1 class="page-title"><span class="field field--name-title">{escape(title)}</span></h1></div>'
        f'<div class="node node--type-article"><div class="field field--name-field-subtitle">{STANDFIRST}</div><div class="field field--name-body field__item">{_p(story[:2])}'
        f'<div role="group" class="caption caption-img align-right"><img><div class="caption-text">{CAPTIONS[1]}</div></div>{_p(story[2:])}</div></div></div>'
        f'<div class="region region-sidebar-second">{MORE}{JOIN}</div>{END}</div>'
    )
    return _shell(_head(title, og=False), body), (STANDFIRST,), CAPTIONS[1:2]


def ghost(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<div class="gh-viewport"><header class="gh-navigation">{NAV}</header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header">'
        f'<h1 class="gh-article-title">{escape(title)}</h1><p class="gh-article-excerpt">{STANDFIRST}</p></header><section class="gh-content gh-canvas">{_p(story[:2])}'
        f'<figure class="kg-card kg-image-card kg-card-hascaption"><img><figcaption><span>{CAPTIONS[0]}</span></figcaption></figure>{_p(story[2:])}</section></article></main>'
        f'<section class="gh-container is-list gh-recommended"><h2>Read more</h2><a href="/1"><h3>{RELATED}</h3></a></section>{END}</div>'
    )
    return _shell(_head(title), body), (STANDFIRST,), CAPTIONS[:1]


def substack(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<div id="main" class="main"><div class="topbar">{NAV}</div><article class="newsletter-post post"><div class="post-header"><h1 class="post-title">{escape(title)}</h1>'
        f'<h3 class="subtitle">{STANDFIRST}</h3></div><div class="available-content"><div class="body markup">{_p(story[:2])}<div class="captioned-image-container">'
        f'<figure><img><figcaption class="image-caption">{CAPTIONS[2]}</figcaption></figure></div>{_p(story[2:])}</div></div></article>'
        f'<div class="subscribe-footer"><p>{LETTER}</p></div><div class="comments-page"><p>{COMMENT}</p></div>{END}</div>'
    )
    return _shell(_head(title), body), (STANDFIRST,), CAPTIONS[2:]


def medium(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<div id="root"><div class="a b c">{NAV}</div><article><section><div class="ab ca"><h1 class="pw-post-title">{escape(title)}</h1><h2 class="pw-subtitle-paragraph">{STANDFIRST}</h2>'
        f'{_p(story[:2], "pw-post-body-paragraph")}<figure class="me mf"><img><figcaption class="mg">{CAPTIONS[1]}</figcaption></figure>{_p(story[2:], "pw-post-body-paragraph")}'
        f'</div></section></article><div class="recommended"><h2>{RELATED}</h2><p>{SECOND}</p></div>{END}</div>'
    )
    return _shell(_head(title), body), (STANDFIRST,), CAPTIONS[1:2]


def blogger(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    table = f'<table class="tr-caption-container"><tbody><tr><td><img></td></tr><tr><td class="tr-caption">{CAPTIONS[0]}</td></tr></tbody></table>'
    body = (
        f'<div class="header"><h1 class="title"><a href="/">{SITE}</a></h1></div><div class="post hentry"><h3 class="post-title entry-title">{escape(title)}</h3>'
        f'<div class="post-body entry-content">{"<br><br>".join(escape(p, quote=False) for p in story[:2])}<br>{table}{"<br><br>".join(escape(p, quote=False) for p in story[2:])}</div></div>'
        f'<div class="sidebar"><h2>Archive</h2>{MORE}</div>{END}'
    )
    return _shell(_head(title), body), (), CAPTIONS[:1]


def tabloid(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<div class="masthead">{NAV}</div><div id="js-article-text" class="article-text wide"><h2>{escape(title)}</h2>{_list(POINTS, "mol-bullets-with-font article-summary")}'
        f'<div itemprop="articleBody">{_p(story[:2], "mol-para-with-font")}<div class="artSplitter mol-img-group"><img><p class="imageCaption">{CAPTIONS[0]}</p></div>'
        f'{_p(story[2:], "mol-para-with-font")}</div></div><div class="puff-right">{MORE}</div>{SAID}{END}'
    )
    return _shell(_head(title), body), POINTS, CAPTIONS[:1]


def liveblog(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    heads = [f"Update {n}: the town waits" for n in range(len(story))]
    posts = "".join(
        f'<article class="live-post" id="p{n}"><time datetime="2024-05-04">{14 - n % 10}:0{n % 6}</time><h2>{head}</h2>{_p([p])}<p class="author">Posted by Ben Ek</p></article>'
        for n, (head, p) in enumerate(zip(heads, story, strict=True))
    )
    body = f'<header>{NAV}</header><main><h1>{escape(title)}</h1>{_list(POINTS, "keypoints")}<div class="live-feed">{posts}</div></main>{MORE}{END}'
    told = [each for pair in zip(heads, story, strict=True) for each in pair]
    return _shell(_head(title, ld=True), body), [*POINTS, *told], ()


def live_list(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    heads = [f"Moment {n} in the valley" for n in range(len(story))]
    posts = "".join(
        f'<li class="lx-stream__post-container"><div class="post"><h3><time>{n}m ago</time> <span>{head}</span></h3><div class="post-body">{_p([p])}</div></div></li>'
        for n, (head, p) in enumerate(zip(heads, story, strict=True))
    )
    body = f'<header>{NAV}</header><main><div class="hero"><h1>{escape(title)}</h1></div><div class="summary"><h2>Summary</h2>{_list(POINTS, "summary-points key-points")}</div><ol class="lx-stream">{posts}</ol></main>{END}'
    return _shell(_head(title), body), POINTS, ()


def amp(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<amp-sidebar id="s">{NAV}</amp-sidebar><div class="content"><div class="article-header"><h1>{escape(title)}</h1></div><amp-img src="/i.jpg"></amp-img><div class="caption">{CAPTIONS[1]}</div>'
        f'<div class="article-body">{_p(story[:2])}<amp-ad></amp-ad>{_p(story[2:])}</div></div>{END}'
    )
    return _shell(_head(title, ld=True), body), (), CAPTIONS[1:2]


def old_table(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<table width="780"><tr><td colspan="2"><b>{SITE}</b></td></tr><tr><td width="120"><a href="/">Home</a><br><a href="/n">North</a></td><td><font size="5"><b>{escape(title)}</b></font>'
        f'{_p(story[:2])}<table align="right"><tr><td><img src="/i.gif"></td></tr><tr><td class="caption">{CAPTIONS[2]}</td></tr></table>{_p(story[2:])}</td></tr></table>{END}'
    )
    return _shell(_head(title, og=False, page_title=f"{SITE}: {title}"), body), (), CAPTIONS[2:]


def divs(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    lines = "".join(f'<div class="t">{escape(p, quote=False)}</div>' for p in story)
    body = f'<div class="top"><h1 class="logo">{SITE}</h1>{NAV}</div><div class="main"><div class="hl"><h1>{escape(title)}</h1></div><div class="photo"><img><div class="photo-caption">{CAPTIONS[0]}</div></div><div class="story">{lines}</div>{SHARE}</div>{MORE}{END}'
    return _shell(_head(title), body), (), CAPTIONS[:1]


def breaks(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    text = "<br><br>\n".join(escape(p, quote=False) for p in story)
    body = f'<div id="wrap">{NAV}<div id="content"><h1>{escape(title)}</h1><div class="entry">{text}</div>{WHO}</div>{MORE}{END}</div>'
    return _shell(_head(title, page_title="News"), body), (), ()


def sections(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    parts = "".join(f'<section class="chapter"><h2>Part {n}</h2>{_p([p])}</section>' for n, p in enumerate(story))
    body = f'<header class="site-header"><p class="tagline">{SITE}</p>{NAV}</header><main><header><h1>{escape(title)}</h1><p class="dek">{STANDFIRST}</p></header>{_figure(CAPTIONS[0], "hero")}{parts}{_figure(CAPTIONS[1], "end", "Ben Ek")}</main>{JOIN}{END}'
    return _shell(_head(title, ld=True), body), [STANDFIRST, *(f"Part {n}" for n in range(len(story)))], CAPTIONS[:2]


def squarespace(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<div id="siteWrapper"><header>{NAV}</header><main><article class="blog-item-wrapper h-entry"><div class="blog-item-top-wrapper"><h1 class="entry-title p-name">{escape(title)}</h1></div>'
        f'<div class="blog-item-content e-content"><div class="sqs-layout"><div class="sqs-block html-block"><div class="sqs-block-content">{_p(story[:2])}</div></div><div class="sqs-block image-block">'
        f'<div class="image-block-outer-wrapper"><img><div class="image-caption-wrapper"><div class="image-caption"><p>{CAPTIONS[0]}</p></div></div></div></div>'
        f'<div class="sqs-block html-block"><div class="sqs-block-content">{_p(story[2:])}</div></div></div></div></article></main>{SAID}{END}</div>'
    )
    return _shell(_head(title), body), (), CAPTIONS[:1]


def slogan(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = (
        f'<header><h1>Your town, your news, every day</h1>{NAV}</header><article><h2 class="headline" itemprop="headline">{escape(title)}</h2><div class="body">{_p(story[:3])}'
        f'<div class="inline-promo">{LETTER}</div>{_p(story[3:])}</div></article>{MORE}{END}'
    )
    return _shell(_head(title, ld=True), body), (), ()


def search_title(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    body = f'<header>{NAV}</header><main><h1 data-testid="headline">{escape(title)}</h1><div class="at-a-glance"><h3>In short</h3>{_list(POINTS, "bullets")}</div><div data-testid="body">{_p(story)}</div></main>{MORE}{END}'
    return (
        _shell(_head(title, page_title=f"{' '.join(title.split()[:3])} latest news today - {SITE}"), body),
        POINTS,
        (),
    )


def links(title: str, story: list[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    chance = random.Random(title)
    paragraphs = []
    for paragraph in story:
        out = [
            f'<a href="/{n}">{escape(w)}</a>' if chance.random() < 0.08 else escape(w)
            for n, w in enumerate(paragraph.split())
        ]
        paragraphs.append(f"<p>{' '.join(out)}</p>")
    body = f'<header>{NAV}</header><div class="article__content">{"".join(paragraphs[:2])}{_figure(CAPTIONS[0])}{"".join(paragraphs[2:])}</div>{MORE}{END}'
    return _shell(_head(title), f"<h1>{escape(title)}</h1>{body}"), (), CAPTIONS[:1]


LAYOUTS: tuple[Layout, ...] = (
    wordpress, gutenberg, guardian, broadcaster, arc, drupal, ghost, substack, medium, blogger, tabloid, liveblog,
    live_list, amp, old_table, divs, breaks, sections, squarespace, slogan, search_title, links,
)  # fmt: skip


def pages(each: int = EACH) -> Iterator[Page]:
    """Set articles of the corpus in every layout, so many in each."""
    articles = sorted(CORPUS.glob("*/*.txt"))
    for number, layout in enumerate(LAYOUTS):
        for turn in range(each):
            text = articles[(number * EACH + turn) % len(articles)].read_text(encoding="utf-8")
            title, *lines = [even(p) for p in PARAGRAPH.split(text.strip())]
            story = [line for line in lines if line in even(_story(read_text(f"{title}\n\n{line}", RULES)))]
            html, more, captions = layout(title, story)
            told = tuple(more) if set(story) <= set(more) else (*story, *more)
            yield Page(f"{layout.__name__}-{turn}", html, title, told, tuple(captions))


def ours(html: str) -> Got:
    """Read a page as `fact-check` does; what it marks as furniture is no text."""
    article = read_bytes("page.html", html.encode(), RULES)
    head = article.headline
    return Got(article.prose[head.start : head.end] if head else "", _story(article))


def _story(article: Article) -> str:
    out, at = [], 0
    for f in article.furniture:
        out.append(article.prose[at : max(at, f.start)])
        at = max(at, f.end)
    return "".join([*out, article.prose[at:]])


def by_trafilatura(html: str) -> Got:
    import trafilatura

    document = trafilatura.extract_metadata(html)
    text = trafilatura.extract(html, favor_recall=True, include_comments=False)
    return Got((document.title if document else "") or "", text or "")


def by_readability(html: str) -> Got:
    from lxml.html import fromstring
    from readability import Document

    document = Document(html)
    summary = fromstring(document.summary())
    return Got(
        document.short_title(),
        "\n".join(e.text_content() for e in summary.iter("p", "li", "h2", "h3", "td", "figcaption", "div")),
    )


READERS: dict[str, Callable[[str], Got]] = {
    "fact-check": ours,
    "trafilatura, favor_recall": by_trafilatura,
    "readability-lxml": by_readability,
}


def even(text: str) -> str:
    return " ".join(text.split())


def table(found: Sequence[Page]) -> str:
    """Return the table: of each reader, what it got right."""
    rows = [
        "| reader | headline right | text kept | captions kept | furniture let in |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, reader in READERS.items():
        right = kept = captions = furniture = 0
        for page in found:
            got = reader(page.html)
            text = even(got.text)
            right += even(got.headline) == page.headline
            kept += sum(words in text for words in page.story)
            captions += sum(words in text for words in page.captions)
            furniture += sum(words in text for words in FURNITURE)
        story = sum(len(page.story) for page in found)
        shown = sum(len(page.captions) for page in found)
        rows.append(
            f"| {name} | {100 * right / len(found):.1f} % | {100 * kept / story:.1f} % | {100 * captions / shown:.1f} % | {furniture} |"
        )
    return f"{len(found)} pages, {len(LAYOUTS)} layouts\n\n" + "\n".join(rows)


def lost(folder: Path) -> str:
    """Return, for saved pages, how many of the words that trafilatura keeps are read, and the headlines."""
    rows = []
    for file in sorted(folder.rglob("*.htm*")):
        html = file.read_text(encoding="utf-8", errors="replace")
        try:
            theirs, mine = by_trafilatura(html), ours(html)
        except ReadError as error:
            rows.append(f"{file.name}: {error.what}")
            continue
        text = even(read_bytes("page.html", html.encode()).text)
        lines = [even(line).lstrip("- ") for line in theirs.text.splitlines() if line.strip()]
        words = sum(len(line.split()) for line in lines)
        here = sum(len(line.split()) for line in lines if line in text)
        rows.append(
            f"{file.name}: {here} of {words} words, {len(text.split())} read; {mine.headline!r}, {theirs.headline!r}"
        )
    return "\n".join(rows)


def details(found: Sequence[Page]) -> str:
    """Return what is missed on each page, for whoever mends it."""
    rows = []
    for page in found:
        got = ours(page.html)
        text = even(got.text)
        if even(got.headline) != page.headline:
            rows.append(f"{page.name}: headline {got.headline!r}, not {page.headline!r}")
        rows += [f"{page.name}: lost {words[:60]!r}" for words in (*page.story, *page.captions) if words not in text]
        rows += [f"{page.name}: let in {words[:60]!r}" for words in FURNITURE if words in text]
    return "\n".join(rows)


if __name__ == "__main__":
    if sys.argv[1:] == ["--details"]:
        print(details(list(pages())))
    else:
        print(lost(Path(sys.argv[1])) if sys.argv[1:] else table(list(pages())))
