"""The article, every claim in it marked; the current one with its source, cue and numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fact_check.claims import Claim, ClaimId, Piece
from fact_check.review.card import linked
from fact_check.review.looks import Look, look, show_text
from fact_check.review.panes.themes import Theme
from fact_check.review.panes.wrap import Lines, wrap
from fact_check.review.session import Session

GUTTER = 4
"""Cells left of the text: an arrow at the current claim, and the sign of the claim that begins on the line."""
WIDEST = 100
"""Longer lines are hard to read; the rest of a wide screen stays empty."""


Seen = dict[ClaimId, Look]
"""How each claim looks to the reviewer."""


@dataclass(frozen=True, slots=True)
class _Marked:
    start: int
    end: int
    style: Style


class ArticleView(ScrollView, can_focus=False):
    """Shows one draft; draws only the lines that are seen, so that its length does not matter."""

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
        self._marks: list[_Marked] = []
        self._by_line: dict[int, list[_Marked]] = {}
        self._signs: dict[int, tuple[str, Style]] = {}
        self._arrow: int | None = None
        self._strips: dict[int, Strip] = {}
        self._pressed: int | None = None
        self._base = Style()
        """The widget's own style; asking for it on every line is dear."""

    def put(self, text: str) -> None:
        """Show a text, without marks yet."""
        shown = show_text(text)
        if shown != self.text:
            self.text = shown
            self._wrap()
            self.scroll_to(0, 0, animate=False)

    def mark(self, session: Session, looks: Theme, picked: Piece | None = None) -> None:
        """Mark the claims of the session's draft, and bring the current one, or what is picked, into view."""
        draft, current = session.draft, session.current
        if draft is None:
            return
        self.put(draft.article.text)
        here = current.claim if current else None
        seen = {
            c.id: look(c, session.who, looks.palette, blind=session.blind) for c in draft.carried if c.claim is not None
        }
        self._marks = list(self._all(session, looks, here, seen))
        if picked is not None:
            self._marks.append(_Marked(picked.start, picked.end, Style(reverse=True)))
        self._index(session, here, seen)
        self._strips.clear()
        self._base = self.rich_style
        target = picked or (here.span if here else None)
        if target is not None:
            self.show_lines(target)
        self.refresh()

    def show_lines(self, piece: Piece) -> None:
        """Scroll as little as need be to show a stretch with some lines around it."""
        first, last = self.lines_shown.line_of(piece.start), self.lines_shown.line_of(max(piece.start, piece.end - 1))
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        spare = min(3, max(0, (height - (last - first) - 1) // 2))
        if first - spare < top or last - first >= height:
            top = first - spare
        elif last + spare >= top + height:
            top = last + spare - height + 1
        self.scroll_to(y=max(0, top), animate=False, immediate=True)

    def _all(self, session: Session, looks: Theme, here: Claim | None, seen: Seen) -> Iterator[_Marked]:
        """Yield what to mark, what matters most last."""
        assert session.draft is not None
        palette, current, article = looks.palette, session.current, session.draft.article
        if article.headline is not None:
            headline = article.piece(article.headline.start, article.headline.end)
            yield _Marked(headline.start, headline.end, Style(bold=True))
        for furniture in article.furniture:
            piece = article.piece(furniture.start, furniture.end)
            yield _Marked(piece.start, piece.end, Style.parse(palette.dim))
        near = {c.id for _, c in linked(session, current) if c is not None} if current is not None else set()
        for carried in session.draft.carried:
            if carried.claim is None or carried.claim is here:
                continue
            style = f"{seen[carried.id].style} {looks.linked if carried.id in near else ''} underline"
            parsed = Style.parse(style.replace("strike", ""))
            for piece in carried.claim.pieces:
                yield _Marked(piece.start, piece.end, parsed)
        if here is None:
            return
        base = Style.parse(f"bold {looks.here}")
        for piece in here.pieces:
            yield _Marked(piece.start, piece.end, base)
        for part, named in ((here.source, palette.source), (here.cue, palette.cue)):
            if part is not None:
                yield _Marked(part.start, part.end, Style.parse(named))
        for quantity in here.quantities:
            yield _Marked(quantity.start, quantity.end, base + Style.parse(palette.number))

    def _index(self, session: Session, here: Claim | None, seen: Seen) -> None:
        self._by_line, self._signs = {}, {}
        for marked in self._marks:
            last = self.lines_shown.line_of(max(marked.start, marked.end - 1))
            for line in range(self.lines_shown.line_of(marked.start), last + 1):
                self._by_line.setdefault(line, []).append(marked)
        assert session.draft is not None
        for carried in session.draft.carried:
            if carried.claim is not None:
                found = seen[carried.id]
                line = self.lines_shown.line_of(carried.claim.span.start)
                sign = self._signs.get(line, ("", Style()))[0] + found.sign
                style = Style.parse(found.style.replace("strike", ""))
                self._signs[line] = (sign if len(sign) <= 2 else sign[0] + "+", style)
        self._arrow = self.lines_shown.line_of(here.span.start) if here else None

    def _wrap(self) -> None:
        width = min(WIDEST, max(10, self.size.width - GUTTER - 2))
        self.lines_shown = wrap(self.text, width)
        self.virtual_size = Size(self.size.width, len(self.lines_shown.spans))
        self._marks, self._by_line, self._signs, self._arrow = [], {}, {}, None
        self._base = self.rich_style
        self._strips.clear()

    class Rewrapped(Message):
        """The lines are others than before: the marks must be put again."""

    def on_resize(self, event: events.Resize) -> None:
        self._wrap()
        self.post_message(self.Rewrapped())

    def render_line(self, y: int) -> Strip:
        number = y + int(self.scroll_offset.y)
        if number not in self._strips:
            self._strips[number] = self._strip(number)
        return self._strips[number]

    def _strip(self, number: int) -> Strip:
        base = self._base
        width = self.size.width
        if number >= len(self.lines_shown.spans):
            return Strip.blank(width, base)
        start, end = self.lines_shown.spans[number]
        sign, style = self._signs.get(number, ("", Style()))
        arrow = "▌" if number == self._arrow else " "
        segments = [Segment(arrow, base + Style(bold=True)), Segment(f"{sign:<{GUTTER - 1}}", base + style)]
        marks = self._by_line.get(number, [])
        cuts = sorted({start, end, *(min(max(at, start), end) for m in marks for at in (m.start, m.end))})
        for a, b in pairwise(cuts):
            drawn = base
            for m in marks:
                if m.start <= a and b <= m.end:
                    drawn += m.style
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
