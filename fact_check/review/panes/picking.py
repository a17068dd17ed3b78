"""Picking a stretch of the article on the full screen: for a support, a mended span, a missed claim."""

from enum import StrEnum
from typing import TYPE_CHECKING

from rich.text import Text

from fact_check.review import actions as do
from fact_check.review.looks import Palette
from fact_check.review.panes.article import ArticleView
from fact_check.review.panes.bars import key_hint, packed
from fact_check.review.panes.dialogs import Ask
from fact_check.review.pick import Picker, picker

if TYPE_CHECKING:
    from fact_check.review.app import ReviewApp


class Purpose(StrEnum):
    """What words are picked for."""

    SUPPORT = "support"
    MEND = "mend"
    ADD = "add"


_SAYS = {
    Purpose.SUPPORT: "the support",
    Purpose.MEND: "the claim's own words",
    Purpose.ADD: "the claim that was missed",
}


def hint(purpose: Purpose, palette: Palette, width: int) -> Text:
    """Say which keys pick words."""
    keys = [("←→↑↓", "move"), ("␣", "from here on"), ("⇥", "other end"), ("⏎", "take"), ("esc", "leave")]
    if purpose is Purpose.SUPPORT:
        keys.insert(4, ("u", "an address"))
    hints = [key_hint(key, says, palette) for key, says in keys]
    lines = packed([Text(f"Pick {_SAYS[purpose]}", style=palette.alert), *hints], width, 3)
    return Text("\n").join(lines)


def pick_key(app: "ReviewApp", key: str) -> None:
    """Let a key move, stretch, take or leave the pick."""
    pick = app.picker
    if pick is None or app.picking is None:
        return
    match key:
        case "left" | "h" | "right" | "l":
            app.picker = pick.to(pick.cursor + (1 if key in ("right", "l") else -1))
        case "up" | "k" | "down" | "j":
            app.picker = _other_line(app, pick, 1 if key in ("down", "j") else -1)
        case "space":
            app.picker = pick.begun()
        case "tab":
            app.picker = pick.other_end()
        case "escape" | "q":
            app.picking = app.picker = None
        case "u" if app.picking is Purpose.SUPPORT:
            app.picking = app.picker = None
            app.push_screen(Ask("Address of the support", "https://"), lambda url: _point(app, url))
        case "enter":
            _take(app, pick)
            return
        case _:
            return
    app.show()


def point(app: "ReviewApp", start: int, end: int) -> None:
    """Take a press or a drag of the mouse: to pick words, or to go to a claim."""
    draft = app.session.draft
    if draft is None or len(app.screen_stack) > 1:
        return
    if app.picking is None and start == end:
        here = [c for c in draft.carried if c.claim is not None and c.claim.span.start <= start < c.claim.span.end]
        if here:
            smallest = min(here, key=lambda c: c.claim.span.end - c.claim.span.start if c.claim else 0)
            app.do(do.Go(smallest.id))
        return
    if app.picking is None:
        app.picking = Purpose.ADD
        app.picker = picker(draft.article.text, start, end, whole=True)
    if app.picker is not None:
        app.picker = app.picker.dragged(start, max(end, start + 1))
    app.show()


def begin(app: "ReviewApp", purpose: Purpose) -> None:
    draft, current = app.session.draft, app.session.current
    if draft is None:
        return
    claim = current.claim if current else None
    if claim is not None:
        start, end = claim.span.start, claim.span.end
    else:
        view = app.query_one(ArticleView)
        start = end = view.lines_shown.starts[min(int(view.scroll_offset.y), len(view.lines_shown.starts) - 1)]
    app.picker = picker(draft.article.text, start, end, whole=purpose is Purpose.MEND)
    app.picking = purpose if app.picker is not None else None
    app.show()


def _other_line(app: "ReviewApp", pick: Picker, by: int) -> Picker:
    """Go to the word above or below the moving one."""
    lines = app.query_one(ArticleView).lines_shown
    at = pick.words[pick.cursor].start
    line = lines.line_of(at)
    column = at - lines.spans[line][0]
    to = line + by
    while 0 <= to < len(lines.spans) and not lines.text[slice(*lines.spans[to])].strip():
        to += by
    if not 0 <= to < len(lines.spans):
        return pick
    start, end = lines.spans[to]
    return pick.to(pick.word_at(min(start + column, max(start, end - 1))))


def _take(app: "ReviewApp", pick: Picker) -> None:
    purpose, piece = app.picking, pick.piece
    app.picking = app.picker = None
    match purpose:
        case Purpose.SUPPORT:
            app.do(do.Point(piece.start, piece.end))
        case Purpose.MEND:
            app.do(do.Mend(piece.start, piece.end))
        case Purpose.ADD:
            app.do(do.Add(piece.start, piece.end))


def _point(app: "ReviewApp", url: str | None) -> None:
    if url and url.strip() not in ("", "https://"):
        app.do(do.Point(url=url))
    else:
        app.show()
