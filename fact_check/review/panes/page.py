"""A pane of Rich text that scrolls; a new text is drawn without laying the screen out anew."""

from rich.console import RenderableType
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Page(ScrollView, can_focus=False):
    """Shows what Rich can render, wrapped to its width."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._content: RenderableType = Text()
        self._strips: list[Strip] = []
        self._base = Style()

    def show(self, content: RenderableType) -> None:
        """Show something from its beginning."""
        self._content = content
        self._render_strips()
        self.scroll_to(0, 0, animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        self._render_strips()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._render_strips()

    def _render_strips(self) -> None:
        if not self.is_attached:
            return
        width, self._base = max(1, self.scrollable_content_region.width), self.rich_style
        options = self.app.console.options.update(width=width, height=None)
        lines = self.app.console.render_lines(self._content, options, style=self._base)
        self._strips = [Strip(line, width) for line in lines]
        self.virtual_size = Size(width, len(self._strips))

    def render_line(self, y: int) -> Strip:
        number = y + int(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        if number >= len(self._strips):
            return Strip.blank(width, self._base)
        return self._strips[number]
