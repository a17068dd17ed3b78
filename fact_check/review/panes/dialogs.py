"""Dialogs of the full screen: a line of text, a choice, and pages to read.

A little past 250 lines: they share one frame, and each is short.
"""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding as Key
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from fact_check.output.sanitize import inert
from fact_check.review.actions import Action
from fact_check.review.editor import edited
from fact_check.review.keys import Binding, shown
from fact_check.review.looks import Palette


class Acted(Message):
    """A dialog asks for an action while it stays open."""

    def __init__(self, action: Action) -> None:
        self.action = action
        super().__init__()


class _Lines(TextArea):
    """A text area in which ⏎ submits and ^j starts a new line."""

    class Answered(Message):
        """⏎ was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Answered())
        elif event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)


class Ask(ModalScreen[str | None]):
    """Asks for a line, or with `editor` for several; escape gives None. `live` maps each change to an action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Key("escape", "leave", "leave", show=False, priority=True),
        Key("ctrl+e", "editor", show=False, priority=True),
    ]

    def __init__(
        self,
        question: str,
        value: str = "",
        *,
        hint: str = "",
        live: Callable[[str], Action] | None = None,
        editor: bool = False,
    ) -> None:
        super().__init__()
        self._question, self._value, self._hint, self._live, self._editor = question, value, hint, live, editor

    def compose(self) -> ComposeResult:
        with Vertical(classes="ask"):
            yield Static(Text(self._question, style="bold"))
            if self._editor:
                yield _Lines(self._value, soft_wrap=True, show_line_numbers=False)
            else:
                yield Input(self._value, select_on_focus=False)
            if self._hint:
                yield Static(Text(self._hint), classes="hint")

    def on_mount(self) -> None:
        if self._editor:
            lines = self.query_one(_Lines)
            lines.focus()
            lines.move_cursor(lines.document.end)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed before the input has the focus."""
        if not self._editor and self.focused is None and event.is_printable and event.character is not None:
            self.query_one(Input).insert_text_at_cursor(event.character)
            event.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._live is not None:
            self.post_message(Acted(self._live(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def on__lines_answered(self) -> None:
        self.dismiss(self.query_one(_Lines).text)

    def action_editor(self) -> None:
        """Continue in $EDITOR."""
        if not self._editor:
            return
        lines = self.query_one(_Lines)
        with self.app.suspend():
            said, written = edited(lines.text)
        lines.load_text(written)
        if said:
            self.query_one(".hint", Static).update(Text(said))

    def action_leave(self) -> None:
        self.dismiss(None)


class Choice(ModalScreen[int | str | None]):
    """Offers some lines: a number key, enter or a click chooses one, escape none; a key in `leaves_by` returns itself.

    With `stays`, a choice is an action and the dialog stays open. With `turn`, other keys are actions, too, or change
    the question.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Key("escape,q", "leave", "leave", show=False),
        Key("j", "move(1)", show=False),
        Key("k", "move(-1)", show=False),
    ]

    def __init__(
        self,
        question: str,
        offered: Callable[[], Sequence[Text]],
        *,
        turn: Callable[[str], Action | str | None] | None = None,
        stays: Callable[[int], Action] | None = None,
        leaves_by: str = "",
        hint: str = "",
    ) -> None:
        super().__init__()
        self._question, self._offered, self._turn, self._stays, self._hint = question, offered, turn, stays, hint
        self._leaves_by = leaves_by

    def compose(self) -> ComposeResult:
        with Vertical(classes="choice"):
            yield Static(Text(self._question, style="bold"), id="question")
            yield OptionList(*self._options())
            if self._hint:
                yield Static(Text(self._hint), classes="hint")

    def _options(self) -> list[Option]:
        return [Option(_inert(text)) for text in self._offered()]

    def on_key(self, event: events.Key) -> None:
        typed = event.character or ""
        if typed and typed in self._leaves_by:
            event.stop()
            self.dismiss(typed)
        elif typed.isascii() and typed.isdigit():
            if 0 < int(typed) <= min(9, len(self._offered())):
                event.stop()
                self._take(int(typed) - 1)
        elif self._turn is not None and typed and (turned := self._turn(typed)) is not None:
            event.stop()
            if isinstance(turned, str):
                self.query_one("#question", Static).update(Text(turned, style="bold"))
            else:
                self.post_message(Acted(turned))
        elif event.key == "space":
            event.stop()
            self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def _take(self, number: int) -> None:
        if self._stays is None:
            self.dismiss(number)
        else:
            self.post_message(Acted(self._stays(number)))

    def refreshed(self) -> None:
        """Refresh the lines after an action."""
        options = self.query_one(OptionList)
        here = options.highlighted
        options.clear_options()
        options.add_options(self._options())
        options.highlighted = here

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        (options.action_cursor_down if by > 0 else options.action_cursor_up)()

    def action_leave(self) -> None:
        self.dismiss(None)


class Reading(ModalScreen[None]):
    """A page to read, scrolled with the arrows: all keys, or the whole card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Key("escape,q,i,R,question_mark,enter", "leave", "leave", show=False),
    ]

    def __init__(self, content: RenderableType) -> None:
        super().__init__()
        self._content = content

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page"):
            yield Static(self._content)

    def action_leave(self) -> None:
        self.dismiss()


def _inert(text: Text) -> Text:
    """Return a line with its styles and nothing that acts: tags are the policy's, notes and names the journal's."""
    shown = text.copy()
    shown.plain = inert(text.plain)
    return shown


_TWO_COLUMNS = 76
"""The width from which the keys are in two columns."""


def all_keys(found: tuple[Binding, ...], palette: Palette, width: int) -> RenderableType:
    """Return what every key does, and what the signs mean."""
    rows = [(shown(b.key), b.says) for b in found]
    rows += [
        ("↑ ↓", "scroll the article"),
        ("^p", "every command, by name"),
        ("mouse", "click a claim; drag to add a missed one"),
    ]
    columns = 2 if width >= _TWO_COLUMNS else 1
    height = -(-len(rows) // columns)
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(columns):
        table.add_column(justify="right", style="bold", no_wrap=True)
        table.add_column()
    for first, *others in zip_longest(*(rows[i : i + height] for i in range(0, len(rows), height)), fillvalue=("", "")):
        table.add_row(*first, *(cell for other in others for cell in other))
    p = palette
    signs = Text.assemble(
        "\n",
        ("✓ sourced", p.sourced),
        ("  ✗ denied", p.denied),
        ("  ? unevidenced", p.unevidenced),
        "  – not a claim",
        "  ○ undecided",
        ("  ≠ changed  ! in conflict", p.alert),
        "  ∅ gone\n",
        ("Letters in the list are the keys that gave a claim what it has; beside the article * says", p.dim),
        (" that it has something, + that there is more than fits.", p.dim),
    )
    return Group(table, signs)
