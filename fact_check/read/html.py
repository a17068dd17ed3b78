"""HTML: the main text of a page, its title and its links, found by trafilatura (the `html` extra)."""

import re
from html import escape
from typing import Any

from fact_check.errors import ReadError
from fact_check.read.article import Article
from fact_check.read.extracted import extra, of_html
from fact_check.rules import Rule

UNSEEN = (
    "//comment() | //processing-instruction()"
    " | //*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')]"
)
ALIKE = 60
"""Of 100: how alike a heading and the page's title are when they are the same headline."""
SPACE = re.compile(r"\s+")
BLOCKS = ("p", "div", "li", "blockquote", "td", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption")
INLINE = {"a", "abbr", "b", "bdi", "br", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small"}
INLINE |= {"span", "strong", "sub", "sup", "time", "u", "wbr"}
OPEN, SHUT, END = "\ue000\ue001\ue002"
"""Round a link's number and its words while trafilatura reads; of Unicode's private use, in no article's words."""
LINK = re.compile(f"{OPEN}(\\d+){SHUT}(.*?){END}", re.DOTALL)


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a page's bytes in whatever encoding it declares.

    A page too small or too bare to have a main text is taken whole. Raises ReadError without the extra, and for
    what is binary.
    """
    trafilatura = extra("trafilatura", "html", path)
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("is binary, not a page", where=path, mend="save the page as HTML")
    page = extra("trafilatura.utils", "html", path).decode_file(raw)
    page = re.sub(f"[{OPEN}{SHUT}{END}]", "", page)
    tree = trafilatura.load_html(page)
    if tree is None:
        return of_html(path, "html", page, furniture)
    title = _title(tree, trafilatura)
    targets = _plain(tree)
    main = trafilatura.extract(
        tree, output_format="html", include_links=True, include_comments=False, favor_recall=True
    )
    if main is None:
        return of_html(path, "html", page, furniture, title=title)
    linked = LINK.sub(lambda link: f'<a href="{escape(targets[int(link[1])])}">{link[2]}</a>', main)
    return of_html(path, "html", linked, furniture, title=title)


def _title(tree: Any, trafilatura: Any) -> str | None:
    """Return the page's headline: the heading that says what the page's own title says, or that title.

    The two differ: a title is often written for search engines, a first heading is sometimes the paper's name.
    """
    from rapidfuzz.fuzz import token_set_ratio

    document = trafilatura.extract_metadata(tree)
    title = document.title if document else None
    headings = [words for h in tree.iter("h1") if (words := " ".join(h.text_content().split()))]
    if not title:
        return headings[0] if len(headings) == 1 else None
    return max((h for h in headings if token_set_ratio(h, title) >= ALIKE), key=len, default=title)


def _plain(tree: Any) -> list[str]:
    """Make a page's paragraphs plain text, each link's words marked by the number of its target; return the targets.

    For trafilatura, which else loses words beside an inline element and paragraphs with many links. A `div` that is
    a paragraph becomes a `p`. What is mostly links is a menu, and stays as it is.
    """
    for element in tree.xpath(UNSEEN):
        element.drop_tree()
    targets: list[str] = []
    for block in list(tree.iter(*BLOCKS)):
        inner = list(block.iterdescendants())
        words = len(block.text_content().split())
        linked = sum(len(a.text_content().split()) for a in block.iter("a"))
        if words <= 2 * linked or any(element.tag not in INLINE for element in inner):
            continue
        if block.tag == "div":
            block.tag = "p"
        block.text = SPACE.sub(" ", block.text or "")
        for element in inner:
            element.text = SPACE.sub(" ", element.text or "")
            element.tail = SPACE.sub(" ", element.tail or "")
            if element.tag == "a" and element.get("href"):
                element.text = f"{OPEN}{len(targets)}{SHUT}{element.text}"
                element.tail = f"{END}{element.tail}"
                targets.append(element.get("href"))
            if element.tag != "br":
                element.drop_tag()
    return targets
