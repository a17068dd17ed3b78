"""A scrolling pane of Rich text; new text is painted only where it differs, without a new layout."""

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Page(Widget, can_focus=False):
    """Shows any Rich renderable, wrapped to its width.

    It has its own scroll bar: Textual's would lay out the whole screen whenever a text gets longer.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._content: RenderableType = Text()
        self._strips: list[Strip] = []
        self._shown: list[Strip] = []
        self._top = 0
        self._base = Style()

    def show(self, content: RenderableType) -> None:
        """Show a renderable from its beginning."""
        self._content, self._top = content, 0
        self._wrap()

    def scroll_by(self, rows: int) -> None:
        """Scroll down or up."""
        self._top = max(0, min(len(self._strips) - self.size.height, self._top + rows))
        self._paint()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_by(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_by(-2)

    def on_resize(self) -> None:
        self._wrap()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._wrap()

    def _wrap(self) -> None:
        if not self.is_attached:
            return
        width, self._base = max(1, self.size.width - 1), self.rich_style
        options = self.app.console.options.update(width=width, height=None)
        lines = self.app.console.render_lines(self._content, options, style=self._base)
        self._strips = [Strip(line, width) for line in lines]
        self._paint()

    def _paint(self) -> None:
        """Combine the visible lines with the bar, and request repainting of those that changed."""
        width, height = self.size.width, self.size.height
        shown = []
        for y in range(height):
            number = self._top + y
            strip = self._strips[number] if number < len(self._strips) else Strip.blank(max(1, width - 1), self._base)
            shown.append(Strip([*strip, self._bar(y)], width))
        for y, strip in enumerate(shown):
            if y >= len(self._shown) or self._shown[y] != strip:
                self.refresh(Region(0, y, width, 1))
        self._shown = shown

    def _bar(self, y: int) -> Segment:
        """Return the bar's cell on a line; a blank if there is nothing to scroll."""
        height, every = self.size.height, len(self._strips)
        if every <= height:
            return Segment(" ", self._base)
        length = max(1, height * height // every)
        first = round((height - length) * self._top / (every - height))
        style = self._base + Style(color=self.styles.scrollbar_color.rich_color)
        return Segment("▐" if first <= y < first + length else " ", style)

    def render_line(self, y: int) -> Strip:
        if y < len(self._shown):
            return self._shown[y]
        return Strip.blank(self.size.width, self._base)
