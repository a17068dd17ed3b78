"""The list of claims: a line each, the current one lit, those that are gone last."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fact_check.inert import inert_line
from fact_check.ledger import Carried
from fact_check.review.looks import look
from fact_check.review.panes.themes import DARK, Theme
from fact_check.review.session import Session


class ClaimList(ScrollView, can_focus=False):
    """Shows the claims that the session's view lets through; draws only the lines that are seen."""

    class Chosen(Message):
        """A claim was clicked."""

        def __init__(self, carried: Carried) -> None:
            self.carried = carried
            super().__init__()

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._session: Session | None = None
        self._rows: tuple[Carried, ...] = ()
        self._here = -1
        self._look: Theme = DARK
        self._base = Style()

    def show(self, session: Session, looks: Theme) -> None:
        """Show a session's list, scrolled to its current claim."""
        self._session, self._look, self._base = session, looks, self.rich_style
        self._rows = session.listed(session.at[0] if session.at else 0) if session.drafts else ()
        current = session.current
        self._here = next((i for i, c in enumerate(self._rows) if current is not None and c.id == current.id), -1)
        self.virtual_size = Size(self.size.width, len(self._rows))
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        if self._here >= 0 and not top <= self._here < top + height:
            self.scroll_to(y=max(0, self._here - height // 2), animate=False, immediate=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        number = y + int(self.scroll_offset.y)
        base, width = self._base, self.size.width
        if self._session is None or number >= len(self._rows):
            return Strip.blank(width, base)
        carried = self._rows[number]
        found = look(carried, self._session.who, self._look.palette, blind=self._session.blind)
        if number == self._here:
            base += Style.parse(f"bold {self._look.here}")
        said = carried.claim.span.text if carried.claim else carried.was.text if carried.was else ""
        style = Style.parse(found.style)
        text = base + style if carried.rejected or carried.claim is None else base
        line = inert_line(said)
        if len(line) >= width - 6:
            line = line[: max(0, width - 7)] + "…"
        segments = [
            Segment("▌" if number == self._here else " ", base),
            Segment(f"{found.sign} ", base + style),
            Segment(line, text),
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        number = event.get_content_offset_capture(self).y + int(self.scroll_offset.y)
        if 0 <= number < len(self._rows):
            self.post_message(self.Chosen(self._rows[number]))
