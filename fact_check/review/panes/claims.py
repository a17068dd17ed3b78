"""The list of claims: one line each, the current one highlighted, those that are gone last."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fact_check.claims import ClaimId
from fact_check.ledger.carried import Carried
from fact_check.output.sanitize import inert_line
from fact_check.review.looks import look, marks_of, others_alone
from fact_check.review.panes.themes import DARK, Theme
from fact_check.review.session import Session

_NUMBERED = 24
"""The width from which there is room for claim numbers."""
_NAMES = 12
"""How many characters of others' names are shown."""


class _Row(NamedTuple):
    """Everything that determines how a row looks; equal values are drawn alike."""

    here: bool
    number: str
    sign: str
    style: str
    words: str
    quiet: bool
    marks: str = ""
    """Letters for attachments (the keys that make them), and who decided if only others did."""


class ClaimList(ScrollView, can_focus=False):
    """Shows the claims that pass the session's view; repaints only visible rows that changed."""

    class Chosen(Message):
        """A claim was clicked."""

        def __init__(self, carried: Carried) -> None:
            self.carried = carried
            super().__init__()

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._session: Session | None = None
        self._rows: tuple[Carried, ...] = ()
        self._numbers: dict[ClaimId, int] = {}
        self._here = -1
        self._look: Theme = DARK
        self._base = Style()
        self._drawn: dict[int, tuple[_Row | None, Strip]] = {}

    def show(self, session: Session, looks: Theme) -> None:
        """Show a session's list, scrolled to its current claim."""
        if (base := self.rich_style) != self._base or looks is not self._look:
            self._base = base
            self._forget()
        self._session, self._look = session, looks
        self._rows = session.listed(session.number) if session.drafts else ()
        self._numbers = session.numbers(session.number) if session.drafts else {}
        current = session.current
        self._here = next((i for i, c in enumerate(self._rows) if current is not None and c.id == current.id), -1)
        self.virtual_size = Size(self.size.width, len(self._rows))
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        if self._here >= 0 and not top <= self._here < top + height:
            self.scroll_to(y=max(0, self._here - height // 2), animate=False, immediate=True)
        self._redraw()

    def on_resize(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._drawn.clear()
        self.refresh()

    def _redraw(self) -> None:
        """Redraw the visible rows that have changed, and request their repainting."""
        top, drawn = int(self.scroll_offset.y), {}
        for number in range(top, top + self.size.height):
            row = self._row(number)
            known = self._drawn.get(number)
            if known is not None and known[0] == row:
                drawn[number] = known
            else:
                drawn[number] = (row, self._strip(row))
                self.refresh(Region(0, number - top, self.size.width, 1))
        self._drawn = drawn

    def render_line(self, y: int) -> Strip:
        number = y + int(self.scroll_offset.y)
        if number not in self._drawn:
            row = self._row(number)
            self._drawn[number] = (row, self._strip(row))
        return self._drawn[number][1]

    def _row(self, number: int) -> _Row | None:
        if self._session is None or number >= len(self._rows):
            return None
        carried = self._rows[number]
        found = look(carried, self._session.who, self._look.palette, blind=self._session.blind)
        said = carried.claim.span.text if carried.claim else carried.was.text if carried.was else ""
        digits = len(str(len(self._numbers)))
        own = self._numbers.get(carried.id)
        name = f"{own:>{digits}} " if self.size.width >= _NUMBERED and own is not None else ""
        quiet = carried.rejected or carried.claim is None
        marks = marks_of(carried, self._session.who, blind=self._session.blind)
        if not self._session.blind and (others := others_alone(carried, self._session.who)):
            marks = f"{marks} {inert_line(others)[:_NAMES]}".lstrip()
        return _Row(number == self._here, name, found.sign, found.style, inert_line(said), quiet, marks)

    def _strip(self, row: _Row | None) -> Strip:
        base, width = self._base, self.size.width
        if row is None:
            return Strip.blank(width, base)
        if row.here:
            base += Style.parse(f"bold {self._look.here}")
        style = Style.parse(row.style)
        room = width - 5 - len(row.number) - (len(row.marks) + 1 if row.marks else 0)
        words = row.words if len(row.words) <= room else f"{row.words[: max(0, room - 1)]}…"
        segments = [
            Segment("▌" if row.here else " ", base),
            Segment(row.number, base + Style.parse(self._look.palette.dim)),
            Segment(f"{row.sign} ", base + style),
            Segment(f"{words:<{room}} " if row.marks else words, base + style if row.quiet else base),
            Segment(row.marks, base + Style.parse(self._look.palette.cue)),
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        number = event.get_content_offset_capture(self).y + int(self.scroll_offset.y)
        if 0 <= number < len(self._rows):
            self.post_message(self.Chosen(self._rows[number]))
