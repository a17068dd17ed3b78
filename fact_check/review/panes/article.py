"""The article with every claim marked, the current one with its source, cue and numbers.

A little past 250 lines, because drawing and redrawing are best read side by side.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fact_check.claims import Claim, ClaimId, Piece
from fact_check.ledger.carried import Carried
from fact_check.read import Article
from fact_check.review.card import linked
from fact_check.review.looks import look, marks_of, show_text
from fact_check.review.panes.themes import DARK, Theme
from fact_check.review.panes.wrap import Lines, wrap
from fact_check.review.session import Session

GUTTER = 4
"""Cells left of the text: an arrow at the current claim, and the signs of the claims that begin on the line."""
WIDEST = 100
"""Longer lines are hard to read, so the rest of a wide screen stays empty."""


_PICKED = "reverse"


class _Marked(NamedTuple):
    """A stretch of the text and its style."""

    start: int
    end: int
    style: str


class _Line(NamedTuple):
    """Everything that determines how a line looks; equal values are drawn alike."""

    arrow: bool
    sign: str
    style: str
    marks: tuple[_Marked, ...]


class ArticleView(ScrollView, can_focus=False):
    """Shows one draft; handles only the visible lines, and repaints only those that changed."""

    class Pointed(Message):
        """The mouse was pressed at an offset of the text, or dragged from one to another."""

        def __init__(self, start: int, end: int) -> None:
            self.start = start
            self.end = end
            super().__init__()

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.text = ""
        self.lines_shown: Lines = wrap("", 80)
        self._session: Session | None = None
        self._looks: Theme = DARK
        self._here: Claim | None = None
        self._near: frozenset[ClaimId] = frozenset()
        self._picked: Piece | None = None
        self._of: object = None
        """The claims that the index was made from."""
        self._by_line: dict[int, list[Carried]] = {}
        self._article: Article | None = None
        self._printed: tuple[_Marked, ...] = ()
        """The headline and everything that is not prose."""
        self._drawn: dict[int, tuple[_Line, Strip]] = {}
        self._pressed: int | None = None
        self._base = Style()
        """The widget's own style, kept because asking for it on every line is expensive."""

    def put(self, text: str) -> None:
        """Show a text without marks."""
        shown = show_text(text)
        if shown != self.text:
            self.text = shown
            self._wrap()
            self.scroll_to(0, 0, animate=False)

    def mark(self, session: Session, looks: Theme, picked: Piece | None = None) -> None:
        """Mark the claims of the session's draft, and scroll to the pick or the current claim."""
        draft, current = session.draft, session.current
        if draft is None:
            return
        if draft.article is not self._article:
            self._article = draft.article
            self.put(draft.article.text)
            self._of = None
        if (base := self.rich_style) != self._base:
            self._base = base
            self._drawn.clear()
            self.refresh()
        self._session, self._looks, self._picked = session, looks, picked
        self._here = current.claim if current else None
        self._near = frozenset(c.id for _, c in linked(session, current) if c is not None) if current else frozenset()
        self._printed = tuple(_printed(draft.article, looks))
        self._index(draft.carried)
        if (target := picked or (self._here.span if self._here else None)) is not None:
            self.show_lines(target)
        self._redraw()

    def show_lines(self, piece: Piece) -> None:
        """Scroll as little as necessary to show a stretch with some lines around it."""
        first, last = self.lines_shown.line_of(piece.start), self.lines_shown.line_of(max(piece.start, piece.end - 1))
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        spare = min(3, max(0, (height - (last - first) - 1) // 2))
        if first - spare < top or last - first >= height:
            top = first - spare
        elif last + spare >= top + height:
            top = last + spare - height + 1
        self.scroll_to(y=max(0, top), animate=False, immediate=True)

    def _index(self, carried: tuple[Carried, ...]) -> None:
        """Index the claims by line."""
        if carried is self._of:
            return
        self._of, self._by_line = carried, {}
        line_of = self.lines_shown.line_of
        for one in carried:
            if one.claim is not None:
                span = one.claim.span
                for line in range(line_of(span.start), line_of(max(span.start, span.end - 1)) + 1):
                    self._by_line.setdefault(line, []).append(one)

    def _redraw(self) -> None:
        """Redraw the visible lines that have changed, and request their repainting."""
        top, height = int(self.scroll_offset.y), self.size.height
        drawn = {}
        for number in range(top, top + height):
            line = self._line(number)
            known = self._drawn.get(number)
            if known is not None and known[0] == line:
                drawn[number] = known
            else:
                drawn[number] = (line, self._strip(number, line))
                self.refresh(Region(0, number - top, self.size.width, 1))
        self._drawn = drawn

    def _line(self, number: int) -> _Line:
        """Return everything that determines how a line looks."""
        session, here = self._session, self._here
        if session is None or number >= len(self.lines_shown.spans):
            return _Line(False, "", "", ())
        start, end = self.lines_shown.spans[number]
        marks: list[_Marked] = []
        for printed in self._printed:
            marks += _on([printed], start, end, printed.style)
        sign = style = ""
        for one in self._by_line.get(number, ()):
            claim = one.claim
            assert claim is not None
            found = look(one, session.who, self._looks.palette, blind=session.blind)
            shown = found.style.replace("strike", "")
            if self.lines_shown.line_of(claim.span.start) == number:
                has = "*" if marks_of(one, session.who, blind=session.blind) else ""
                sign, style = f"{sign}{found.sign}{has}", shown
            if claim is not here:
                near = self._looks.linked if one.id in self._near else ""
                marks += _on(claim.pieces, start, end, f"{shown} {near} underline")
        if here is not None:
            # Without colours both the current claim and the pick are reversed, so the claim gives way.
            lit = "underline" if self._picked and self._looks.here == _PICKED else self._looks.here
            marks += _on(here.pieces, start, end, f"bold {lit}")
            marks += _on([here.source] if here.source else [], start, end, self._looks.palette.source)
            marks += _on([here.cue] if here.cue else [], start, end, self._looks.palette.cue)
            marks += _on(here.quantities, start, end, f"bold {lit} {self._looks.palette.number}")
        if self._picked is not None:
            marks += _on([self._picked], start, end, _PICKED)
        arrow = here is not None and self.lines_shown.line_of(here.span.start) == number
        return _Line(arrow, sign if len(sign) <= 2 else f"{sign[0]}+", style, tuple(marks))

    def _wrap(self) -> None:
        width = min(WIDEST, max(10, self.size.width - GUTTER - 2))
        self.lines_shown = wrap(self.text, width)
        self.virtual_size = Size(self.size.width, len(self.lines_shown.spans))
        self._session, self._of, self._by_line = None, None, {}
        self._base = self.rich_style
        self._drawn.clear()
        self.refresh()

    class Rewrapped(Message):
        """The lines have been wrapped again, so the marks must be set again."""

    def on_resize(self, event: events.Resize) -> None:
        self._wrap()
        self.post_message(self.Rewrapped())

    def render_line(self, y: int) -> Strip:
        number = y + int(self.scroll_offset.y)
        if number not in self._drawn:
            line = self._line(number)
            self._drawn[number] = (line, self._strip(number, line))
        return self._drawn[number][1]

    def _strip(self, number: int, line: _Line) -> Strip:
        base = self._base
        width = self.size.width
        if number >= len(self.lines_shown.spans):
            return Strip.blank(width, base)
        start, end = self.lines_shown.spans[number]
        segments = [
            Segment("▌" if line.arrow else " ", base + Style(bold=True)),
            Segment(f"{line.sign:<{GUTTER - 1}}", base + Style.parse(line.style)),
        ]
        cuts = sorted({start, end, *(at for m in line.marks for at in (m.start, m.end))})
        for a, b in pairwise(cuts):
            drawn = base
            for m in line.marks:
                if m.start <= a and b <= m.end:
                    drawn += Style.parse(m.style)
            segments.append(Segment(self.text[a:b].replace("\t", " "), drawn))
        return Strip(segments).adjust_cell_length(width, base)

    def _offset(self, event: events.MouseEvent) -> int | None:
        at = event.get_content_offset_capture(self)
        return self.lines_shown.offset_at(at.y + int(self.scroll_offset.y), at.x - GUTTER)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed = self._offset(event)
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        at = self._offset(event)
        if self._pressed is not None and at is not None and abs(at - self._pressed) > 1:
            self.post_message(self.Pointed(min(at, self._pressed), max(at, self._pressed) + 1))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        if self._pressed is not None and self._offset(event) == self._pressed:
            self.post_message(self.Pointed(self._pressed, self._pressed))
        self._pressed = None


def _printed(article: Article, looks: Theme) -> Iterator[_Marked]:
    """Mark the headline and everything that is not prose."""
    if article.headline is not None:
        piece = article.piece(article.headline.start, article.headline.end)
        yield _Marked(piece.start, piece.end, "bold")
    for furniture in article.furniture:
        piece = article.piece(furniture.start, furniture.end)
        yield _Marked(piece.start, piece.end, looks.palette.dim)


def _on(pieces: Iterable[Piece | _Marked], start: int, end: int, style: str) -> Iterator[_Marked]:
    """Mark the parts of the pieces between two offsets."""
    for piece in pieces:
        if piece.start < end and start < piece.end:
            yield _Marked(max(piece.start, start), min(piece.end, end), style)
