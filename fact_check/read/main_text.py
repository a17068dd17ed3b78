"""Find the main text of a page, in the page's own order: what trafilatura keeps, and the parts of the story among it.

trafilatura tells text from furniture better than anything else does, but it leaves captions out, moves lists, and reads
one post of a live blog. So it votes: a block whose words it keeps is text. Captions, headings, standfirsts, key points
and posts that are among such blocks are text too.

Past 250 lines because what is text and what is furniture is decided in one walk of the page.
"""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from html import escape
from itertools import islice
from typing import Any

from fact_check.read.tables import SAYS

BLOCKS = frozenset(
    {"p", "div", "li", "blockquote", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "pre"}
    | {"section", "article", "main", "caption", "address", "summary"}
)
INLINE = {"a", "abbr", "b", "bdi", "br", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small"}
INLINE |= {"span", "strong", "sub", "sup", "time", "u", "wbr", "strike", "img", "picture", "source"}
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
DROPPED = {"script", "style", "noscript", "template", "iframe", "svg", "video", "audio", "object", "select", "textarea"}
DROPPED |= {"del", "s", "strike", "button"}
ASIDE = {"nav", "aside", "footer", "form", "dialog"}

CAPTION = re.compile(r"(?:^|[\s_-])(?:fig)?captions?(?:$|[\s_-])|caption[_-]?text|figcaption", re.IGNORECASE)
CREDIT = re.compile(r"credit|copyright|attribution|photographer|byline", re.IGNORECASE)
STANDFIRST = re.compile(
    r"stand-?first|sub-?(?:title|head(?:line)?|hed)|\bdeks?\b|\bdecks?\b|article-?(?:summary|intro|lead|lede|desc)"
    r"|(?:^|[\s_-])(?:lede|intro|teaser-?text|excerpt|abstract|key-?points?|highlights|bullet-?points?|tl-?dr|at-a-glance)",
    re.IGNORECASE,
)
NO_STORY = re.compile(
    r"shar(?:e|ing)|social|related|recirc|recommend|newsletter|sign-?up|promo|advert|sponsor|(?:^|[\s_-])ads?(?:$|[\s_-])"
    r"|comment|disqus|cookie|consent|breadcrumb|byline|author|bio(?:$|[\s_-])|(?:^|[\s_-])tags?(?:$|[\s_-])|topics|menu"
    r"|side-?bar|outbrain|taboola|most-?(?:read|popular)|trending|paywall|subscri|donat|print-?only|screen-?reader"
    r"|visually-?hidden|sr-only|skip-?link|pagination|more-?(?:on|from|stories)|read-?(?:more|next)|up-?next|toolbar",
    re.IGNORECASE,
)
POST = re.compile(r"post|update|entry|live|block", re.IGNORECASE)
BEHIND = 12
"""How many blocks after the last kept one may still belong to the story."""
FEWEST = 6
"""The fewest words of a post."""
SPACE = re.compile(r"\s+")
BREAKS = re.compile(r"(?:<br>\s*){2,}")
MOST = 0.8
"""The share of the text that is in the element that holds the story."""
SEEN = 0.9
"""The share of trafilatura's words that must be found in the page; below it trafilatura's own text is taken."""
LOOKED_THROUGH = 10**9
"""How many characters are searched for lines that are not a whole block: a second's work."""
NAMED = 400
"""How many characters of an element's class or id are read."""
MANY = 5_000
"""With more blocks, trafilatura asks no other library's opinion: justext takes the square of their number."""
MENU = 200
"""With more elements, what is mostly links is read as one link."""
FOLLOWING = 400
"""How many elements after a heading are searched for its text."""


def main_text(tree: Any, trafilatura: Any) -> str | None:
    """Return the main text of a page as clean HTML of paragraphs, headings, lists, tables and captions.

    None if trafilatura finds none, in a page that is too small or too bare. The tree must hold nothing that is hidden.
    """
    many = sum(1 for _ in tree.iter(*BLOCKS)) > MANY
    kept = trafilatura.extract(_flat(tree), output_format="html", include_comments=False, favor_recall=True, fast=many)
    if kept is None:
        return None
    lines = _lines(kept, trafilatura)
    blocks = [_Block(element) for element in _leaves(tree)]
    chosen = _chosen(blocks, lines)
    if not chosen:
        return str(kept)
    found = _Said((block.words for block in chosen), " ")
    said = sum(len(line.split()) for line in lines)
    if sum(len(line.split()) for line in lines if line in found) < SEEN * said:
        if not _lumped(lines, chosen):
            return str(kept)
        chosen = [b for b in blocks if b.words and not _is_linked(b) and not _is_aside(b, set())]
    return "".join(_written(chosen))


class _Said:
    """The words of some lines."""

    def __init__(self, lines: Iterable[str], between: str) -> None:
        every = list(lines)
        self.lines = frozenset(every)
        self.joined = between.join(every)
        self.left = LOOKED_THROUGH

    def __contains__(self, words: str) -> bool:
        if words in self.lines:
            return True
        self.left -= len(self.joined)
        return self.left > 0 and words in self.joined


class _Block:
    """A run of text in the page that no other block divides."""

    __slots__ = ("element", "flags", "tag", "words")

    def __init__(self, element: Any) -> None:
        self.element = element
        self.tag: str = element.tag
        self.words = _even(_text(element))
        self.flags = f"{_flags(element)} {element.get('itemprop', '')[:NAMED]}"

    @property
    def is_caption(self) -> bool:
        """Tell whether it is a picture's caption, and not a credit."""
        if self.tag in ("figcaption", "caption"):
            return not CREDIT.search(self.flags)
        inner = [
            e for e in self.element if isinstance(e.tag, str) and e.tag in INLINE and _even(_text(e)) == self.words
        ]
        named = any(CAPTION.search(_flags(e)) for e in (self.element, *inner, *_above(self.element, 2)))
        within = any(e.tag == "figcaption" for e in _above(self.element, 3))
        return (named or within) and not CREDIT.search(self.flags)


def _lumped(lines: set[str], chosen: list[_Block]) -> bool:
    """Tell whether all the text of a bare page came as one line, its menus and comments among it."""
    (line,) = lines if len(lines) == 1 else ("",)
    return bool(line) and all(block.words != line for block in chosen)


def _chosen(blocks: list[_Block], lines: set[str]) -> list[_Block]:
    """Return the blocks that are text, in the page's order."""
    said = _Said(lines, "\n")
    kept = [b.words in lines or (len(b.words) > 20 and b.words in said) for b in blocks]
    text = [block for block, is_kept in zip(blocks, kept, strict=True) if is_kept]
    if not text:
        return []
    story = _story(text)
    inside = [n for n, b in enumerate(blocks) if kept[n] and story is not None and story in _above(b.element, 200)]
    first, last = (inside[0], inside[-1]) if inside else (kept.index(True), len(kept) - 1 - kept[::-1].index(True))
    parents = {block.element.getparent() for block in text}
    posts = _posts([block.element for block in text])
    outer = {story, *_above(story, 200)} if story is not None else set()
    title = next((n for n, b in enumerate(blocks[: first + 1]) if b.tag == "h1"), first)
    ends = _ends(blocks, kept, last, outer)
    chosen = []
    for number, (block, is_kept) in enumerate(zip(blocks, kept, strict=True)):
        if is_kept or number in ends:
            chosen.append(block)
            continue
        if not block.words or _is_linked(block) or _is_aside(block, outer):
            continue
        in_post = any(e in posts for e in _above(block.element, 12))
        among = first < number < last and story is not None and story in _above(block.element, 60)
        if block.is_caption:
            near = among or in_post or any(e in parents for e in _above(block.element, 4))
            if near or (story is not None and (title <= number or _in_article(block, outer)) and number <= last + 2):
                chosen.append(block)
        elif in_post:
            chosen.append(block)
        elif any(STANDFIRST.search(_flags(e)) for e in (block.element, *_above(block.element, 3))):
            if title <= number <= last and len(block.words.split()) > 2:
                chosen.append(block)
        elif among:
            sits = block.element.getparent() in parents
            if _leads(block, parents) if block.tag in HEADINGS else sits and block.tag in ("p", "blockquote"):
                chosen.append(block)
    return chosen


def _ends(blocks: list[_Block], kept: list[bool], last: int, outer: set[Any]) -> set[int]:
    """Return the end of a story after the last sentences that trafilatura keeps: it drops short last paragraphs.

    These are sentences, too, and set alike.
    """
    said = [n for n in range(last + 1) if kept[n] and blocks[n].words[-1:] in SAYS and not blocks[n].is_caption]
    if not said:
        return set()
    return {
        said[-1] + n
        for n, block in enumerate(blocks[said[-1] + 1 : said[-1] + BEHIND], 1)
        if block.words[-1:] in SAYS
        and not (block.is_caption or _is_linked(block) or _is_aside(block, outer))
        and _set_alike(blocks[said[-1]].element, block.element)
    }


def _set_alike(one: Any, other: Any) -> bool:
    """Tell whether two elements have one parent, or similar ancestors up to a shared one."""
    for _ in range(4):
        if one is None or other is None or one.tag != other.tag or one.get("class") != other.get("class"):
            return False
        one, other = one.getparent(), other.getparent()
        if one is other:
            return True
    return False


def _in_article(block: _Block, outer: set[Any]) -> bool:
    """Tell whether a block is in the article that holds the story, be it above the headline."""
    return any(e in outer and e.tag in ("article", "main") for e in _above(block.element, 12))


def _posts(kept: list[Any]) -> set[Any]:
    """Return the posts of a live blog: elements alike beside one whose text is kept, each with words of its own."""
    posts: set[Any] = set()
    tried: set[tuple[Any, str, str]] = set()
    for element in kept:
        for above in _above(element, 4):
            parent, named = above.getparent(), above.get("class")
            kind = (parent, above.tag, named)
            if above.tag not in ("article", "section", "li", "div") or parent is None or not named or kind in tried:
                continue
            tried.add(kind)
            alike = [e for e in parent if (e.tag, e.get("class")) == (above.tag, named)]
            if len(alike) > 1 and _is_post(above) and all(_is_post(e) for e in alike):
                posts.update(alike)
    return posts


def _is_post(element: Any) -> bool:
    """Tell whether an element is a post: dated or headed, with a paragraph, not a teaser or a reader's comment."""
    around = [e for e in (element, *_above(element, 4)) if e.tag not in ("body", "html")]
    if any(NO_STORY.search(_flags(e)) for e in around):
        return False
    words = len(_text(element).split())
    if words < FEWEST or 2 * sum(len(_text(a).split()) for a in element.iter("a")) > words:
        return False
    dated = element.find(".//time") is not None
    headed = any(element.find(f".//{tag}") is not None for tag in HEADINGS)
    named = POST.search(_flags(element)) is not None
    return element.find(".//p") is not None and (dated or (headed and named))


def _is_aside(block: _Block, outer: set[Any]) -> bool:
    """Tell whether a block is not part of the story by the elements around it, up to those that hold the story too."""
    for element in (block.element, *_above(block.element, 200)):
        if element in outer:
            return False
        if STANDFIRST.search(_flags(element)):
            return False
        if element.tag in ASIDE or NO_STORY.search(_flags(element)):
            return True
    return False


def _is_linked(block: _Block) -> bool:
    """Tell whether a block is mostly links: a menu, or a teaser of another story."""
    if any(e.tag == "a" for e in _above(block.element, 8)):
        return True
    linked = sum(len(_text(a).split()) for a in block.element.iter("a"))
    return 2 * linked > len(block.words.split())


def _leads(heading: _Block, parents: set[Any]) -> bool:
    """Tell whether kept text follows a heading."""
    return heading.element.getparent() in parents or any(
        e in parents for e in islice(heading.element.itersiblings(), FOLLOWING)
    )


def _story(blocks: list[_Block]) -> Any:
    """Return the innermost element that holds most of the words of some blocks."""
    words = {id(block): len(block.words) for block in blocks}
    most = MOST * sum(words.values())
    longest = max(blocks, key=lambda block: words[id(block)])
    held: dict[Any, int] = {}
    for block in blocks:
        for element in _above(block.element, 200):
            held[element] = held.get(element, 0) + words[id(block)]
    return next((e for e in _above(longest.element, 200) if held[e] >= most), None)


def _leaves(tree: Any) -> Iterator[Any]:
    """Yield every innermost element with text of its own; loose text beside blocks is wrapped."""
    body = tree.find(".//body")
    root = tree if body is None else body
    _wrap(root)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag in BLOCKS and not _is_divided(element):
            yield element


def _is_divided(element: Any) -> bool:
    return any(isinstance(e.tag, str) and e.tag not in INLINE for e in element.iterdescendants())


def _wrap(root: Any) -> None:
    """Put loose text that is beside blocks, with its inline elements, into paragraphs of its own."""
    for parent in [e for e in root.iter() if isinstance(e.tag, str) and e.tag in BLOCKS | {"body", "figure", "header"}]:
        if not _is_divided(parent):
            continue
        run: list[Any] = []
        loose = parent.text or ""
        parent.text = None
        for child in [*parent, None]:
            inline = child is not None and isinstance(child.tag, str) and child.tag in INLINE and not _is_divided(child)
            if inline and child.tag != "br":
                run.append(child)
                continue
            if loose.strip() or any(_text(e).strip() or (e.tail or "").strip() for e in run):
                paragraph = parent.makeelement("p")
                paragraph.text = loose
                if (following := run[0] if run else child) is None:
                    parent.append(paragraph)
                else:
                    following.addprevious(paragraph)
                for each in run:
                    paragraph.append(each)
            if child is None:
                break
            loose, child.tail, run = child.tail or "", None, []


def _flat(tree: Any) -> Any:
    """Return a copy for trafilatura, which loses words beside inline elements and paragraphs with many links.

    Each paragraph is plain text there, and a `div` that is one is a `p`. What is mostly links is a menu, and stays.
    """
    tree = deepcopy(tree)
    for block in list(tree.iter(*BLOCKS)):
        if _is_divided(block):
            continue
        words = len(_text(block).split())
        linked = sum(len(_text(a).split()) for a in block.iter("a"))
        if words <= 2 * linked:
            if len(block) > MENU:
                _link(block)
            continue
        if block.tag == "div":
            block.tag = "p"
        _plain(block)
    return tree


def _plain(block: Any) -> None:
    """Leave a block its words and line breaks: lxml drops tags one by one in the square of their number."""
    lines, breaks = [[block.text]], []
    opened, inside = [block], [iter(block)]
    while inside:
        element = next(inside[-1], None)
        if element is not None:
            if element.tag == "br":
                breaks.append(element)
                lines.append([])
            lines[-1].append(element.text)
            opened.append(element)
            inside.append(iter(element))
            continue
        inside.pop()
        done = opened.pop()
        if done is not block:
            lines[-1].append(done.tail)
    said = ["".join(SPACE.sub(" ", part or "") for part in line) for line in lines]
    for child in list(block):
        block.remove(child)
    block.text = said[0]
    for line, words in zip(breaks, said[1:], strict=True):
        line.text = None
        block.append(line)
        line.tail = words


def _link(block: Any) -> None:
    """Make one link of a menu's many: trafilatura takes the square of their number."""
    words = _text(block)
    for child in list(block):
        block.remove(child)
    block.text = None
    link = block.makeelement("a", href="#")
    link.text = words
    block.append(link)


def _lines(kept: str, trafilatura: Any) -> set[str]:
    tree = trafilatura.load_html(f"<html><body>{kept}</body></html>")
    if tree is None:
        return set()
    return {line for e in _leaves(tree) if (line := _even(_text(e)))}


def _written(blocks: list[_Block]) -> Iterator[str]:
    """Yield each block as HTML; cells of one table together."""
    table: Any = None
    row: Any = None
    gaps: dict[Any, int] = {}
    for block in blocks:
        above = _above(block.element, 6)
        cell = next((e for e in (block.element, *above) if e.tag in ("td", "th")), None)
        cell = None if block.is_caption else cell  # a picture above its caption in a table of its own
        of = next((e for e in above if e.tag == "table"), None) if cell is not None else None
        if of is not table:
            if table is not None:
                yield "</tr></table>"
            table, row = of, None
            if table is not None:
                yield "<table>"
        if table is not None and cell is not None:
            here = next((e for e in above if e.tag == "tr"), None)
            if here is not row:
                yield "<tr>" if row is None else "</tr><tr>"
                row, gaps = here, _gaps(here)
            tag = "th" if cell.tag == "th" else "td"
            yield f"{'<td></td>' * gaps.pop(cell, 0)}<{tag}>{_inner(block.element)}</{tag}>"
        elif block.is_caption:
            yield f"<figcaption>{_inner(block.element)}</figcaption>\n<p></p>"
        elif block.tag in HEADINGS or block.tag in ("h1", "li"):
            yield f"<{block.tag}>{_inner(block.element)}</{block.tag}>"
            if block.tag == "li" and block.element.getnext() is None:
                yield "<p></p>"
        else:
            yield f"<p>{BREAKS.sub('</p><p>', _inner(block.element))}</p>"
    if table is not None:
        yield "</tr></table>"


def _gaps(row: Any) -> dict[Any, int]:
    """Return how many empty cells come right before each cell of a row: without them its columns would move."""
    gaps: dict[Any, int] = {}
    empty = 0
    for cell in () if row is None else row.iterchildren("td", "th"):
        if _text(cell).strip():
            gaps[cell], empty = empty, 0
        else:
            empty += 1
    return gaps


def _inner(element: Any) -> str:
    """Return what is in a block as HTML: its text, links and line breaks."""
    out = [escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in DROPPED:
            if child.tag == "a" and child.get("href"):
                out.append(f'<a href="{escape(child.get("href"))}">{_inner(child)}</a>')
            else:
                out.append("<br>" if child.tag == "br" else _inner(child))
        out.append(escape(child.tail or "", quote=False))
    return "".join(out)


def _text(element: Any) -> str:
    out = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in DROPPED:
            out.append(" " if child.tag == "br" else _text(child))
        out.append(child.tail or "")
    return "".join(out)


def _even(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def _flags(element: Any) -> str:
    return f"{element.get('class', '')[:NAMED]} {element.get('id', '')[:NAMED]}"


def _above(element: Any, most: int) -> list[Any]:
    found = []
    for above in element.iterancestors():
        found.append(above)
        if len(found) == most:
            break
    return found
