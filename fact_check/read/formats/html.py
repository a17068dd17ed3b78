"""HTML: the main text of a page, its headline, captions and links, found with trafilatura (the `html` extra)."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from fact_check.errors import ReadError
from fact_check.read.article import Article
from fact_check.read.extracted import extra, of_html
from fact_check.read.main_text import main_text
from fact_check.rules import Rule

UNSEEN = (
    "//comment() | //processing-instruction() | //template | //noscript"
    " | //*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')]"
)
MOST = 100
"""How many headlines of a page's data, and how many of its headings, are compared."""
ALIKE = 60
"""How similar a heading and the page's title must be, out of 100, to be the same headline."""
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\uf8ff\ufffe\uffff]")
"""Characters that pages do not show and trees cannot hold, and those of private use, which are icons."""
REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}))(?:;|(?![0-9a-fA-F]))")
BETWEEN = re.compile(r"\s*[|–—·:]\s+|\s+-\s+")
"""What separates a headline from the name of a site."""
STORY = re.compile(r"article|posting|report|webpage", re.IGNORECASE)
LARGEST = 16 * 2**20
"""The most characters of a page; the tree of a larger one would take gigabytes."""
MOST_TAGS = 400_000
"""The most tags of a page: each is an element of several trees."""
DEEPEST = 400
"""How many levels of JSON-LD are searched."""


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a page's bytes in any encoding it declares.

    A page too small or too bare to have a main text is taken whole. Raises ReadError without the extra, and for a file
    that is binary, too large, or not a page.
    """
    trafilatura = extra("trafilatura", "html", path)
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("is binary, not a page", where=path, mend="save the page as HTML")
    page = extra("trafilatura.utils", "html", path).decode_file(raw)
    if len(page) > LARGEST or page.count("<") > MOST_TAGS:
        raise ReadError("is too large to be a draft", where=path, mend="save the story by itself")
    page = NO_TEXT.sub("", REFERENCE.sub(_shown, page))
    try:
        tree = trafilatura.load_html(page)
        if tree is None or not isinstance(tree.tag, str):
            return of_html(path, "html", page, furniture)
        title = _title(tree, trafilatura)
        _hide(tree)
        main = main_text(tree, trafilatura)
        whole = _whole(tree, path) if main is None else main
    except (ValueError, AssertionError, AttributeError, RecursionError, LookupError):
        # lxml and trafilatura fail on odd trees in all these ways.
        raise ReadError("is not a readable page", where=path, mend="save the page as HTML") from None
    return of_html(path, "html", whole, furniture, title=title)


def _shown(reference: re.Match[str]) -> str:
    """Return a character reference unchanged, unless pages do not show its character."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    control = code < 0x20 and code not in (9, 10, 13)
    return "" if control or code == 0x7F or 0xD800 <= code <= 0xF8FF or code > 0x10FFFF else reference[0]


def _hide(tree: Any) -> None:
    """Remove what the page does not show; a hidden page becomes empty."""
    for element in tree.xpath(UNSEEN):
        if element.getparent() is not None:
            element.drop_tree()
        elif isinstance(element.tag, str):
            element.text = None
            for child in list(element):
                element.remove(child)


def _whole(tree: Any, path: str) -> str:
    body = tree.find(".//body")
    return str(extra("lxml.html", "html", path).tostring(tree if body is None else body, encoding="unicode"))


def _title(tree: Any, trafilatura: Any) -> str | None:
    """Return the article's headline: the heading that agrees with the page's metadata, or the metadata's.

    The metadata are JSON-LD, `og:title`, then the page's own title, which is often written for search engines. The
    first heading is sometimes the name of the paper or of a newsletter.
    """
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.utils import default_process

    site = _meta(tree, "og:site_name")
    document = trafilatura.extract_metadata(tree)
    data = [*dict.fromkeys(islice(_headlines(tree), MOST)), _meta(tree, "og:title"), _meta(tree, "twitter:title")]
    titles = [_without_site(title, site) for title in data if title and title.strip()]
    titles = [title for title in titles if title.casefold() != (site or "").casefold()]
    if not titles and document and document.title:
        titles = [_without_site(document.title, site)]
    shown = (words for h in islice(tree.iter("h1"), MOST) if (words := " ".join(h.text_content().split())))
    headings = [words for words in shown if words != site]
    if not titles:
        return headings[0] if len(headings) == 1 else None
    rated = [(token_set_ratio(h, t, processor=default_process), len(h), h) for h in headings for t in titles]
    alike = [each for each in rated if each[0] >= ALIKE]
    if not alike:
        return _shown_part(titles[0], tree)
    heading = max(alike)[2]  # which a page may glue a kicker to
    return next((t for t in titles if heading.startswith(t) and heading[len(t) : len(t) + 1].isalnum()), heading)


def _shown_part(title: str, tree: Any) -> str:
    """Return the part of a title that the page shows: "Dam bursts" of "The Post: Dam bursts"."""
    cuts = [(cut.start(), cut.end()) for cut in BETWEEN.finditer(title)]
    parts = [part for start, end in cuts for part in (title[end:], title[:start]) if len(part.split()) > 1]
    if not parts:
        return title
    body = tree.find(".//body")
    shown = {
        " ".join((e.text or "").split()) for e in (tree if body is None else body).iter() if isinstance(e.tag, str)
    }
    return title if title in shown else max((part for part in parts if part in shown), key=len, default=title)


def _meta(tree: Any, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if name in (meta.get("property"), meta.get("name")):
            return " ".join((meta.get("content") or "").split()) or None
    return None


def _without_site(title: str, site: str | None) -> str:
    """Return a title without the site's name at its end: "Dam bursts | The Post"."""
    title = " ".join(title.split())
    if site:
        title = re.sub(rf"\s*[|–—·:-]\s*{re.escape(site)}\s*$", "", title, flags=re.IGNORECASE)
    return title


def _headlines(tree: Any) -> Iterator[str]:
    """Yield the headlines of JSON-LD articles."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            try:
                yield from _in_json(json.loads(script.text or "", strict=False), 0)
            except (ValueError, RecursionError):
                continue


def _in_json(data: Any, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        kinds = data.get("@type")
        kinds = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
        headline = data.get("headline")
        if isinstance(headline, str) and STORY.search(kinds):
            from html import unescape

            yield unescape(headline)
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(each, dict | list):
            yield from _in_json(each, depth + 1)
