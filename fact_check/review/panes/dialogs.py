"""What the full screen asks: a line of text, one of a few, some of many; and the page of all keys."""

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
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fact_check.review.keys import Binding, shown
from fact_check.review.looks import Palette


class Ask(ModalScreen[str | None]):
    """Asks for a line; escape gives none. `live` is told each change as it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Key("escape", "leave", "leave", show=False)]

    def __init__(
        self, question: str, value: str = "", *, hint: str = "", live: Callable[[str], None] | None = None
    ) -> None:
        super().__init__()
        self._question, self._value, self._hint, self._live = question, value, hint, live

    def compose(self) -> ComposeResult:
        with Vertical(classes="ask"):
            yield Static(Text(self._question, style="bold"))
            yield Input(self._value, select_on_focus=False)
            if self._hint:
                yield Static(Text(self._hint), classes="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._live is not None:
            self._live(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        self.dismiss(None)


class Choice(ModalScreen[int | None]):
    """Offers some lines; a number key, enter or a click takes one, escape none. Other keys go to `turn`.

    `turn` may change what is offered (which relation a link is): it returns the new question, or None.
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
        turn: Callable[[str], str | None] | None = None,
        stays: Callable[[int], None] | None = None,
        hint: str = "",
    ) -> None:
        super().__init__()
        self._question, self._offered, self._turn, self._stays, self._hint = question, offered, turn, stays, hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="choice"):
            yield Static(Text(self._question, style="bold"), id="question")
            yield OptionList(*self._options())
            if self._hint:
                yield Static(Text(self._hint), classes="hint")

    def _options(self) -> list[Option]:
        return [Option(text) for text in self._offered()]

    def on_key(self, event: events.Key) -> None:
        offered = len(self._offered())
        if event.character and event.character.isascii() and event.character.isdigit():
            if 0 < int(event.character) <= min(9, offered):
                event.stop()
                self._take(int(event.character) - 1)
        elif self._turn is not None and event.character and (question := self._turn(event.character)) is not None:
            event.stop()
            self.query_one("#question", Static).update(Text(question, style="bold"))
        elif event.key == "space":
            event.stop()
            self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def _take(self, number: int) -> None:
        if self._stays is None:
            self.dismiss(number)
            return
        self._stays(number)
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
    """Something to read, scrolled by the arrows: all keys, or the whole card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Key("escape,q,i,question_mark,enter", "leave", "leave", show=False),
    ]

    def __init__(self, content: RenderableType) -> None:
        super().__init__()
        self._content = content

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page"):
            yield Static(self._content)

    def action_leave(self) -> None:
        self.dismiss()


_TWO_COLUMNS = 76
"""Cells from which the keys stand in two columns."""


def all_keys(found: tuple[Binding, ...], palette: Palette, width: int) -> RenderableType:
    """Write what every key does, and what the signs mean."""
    rows = [(shown(b.key), b.says) for b in found]
    rows += [("↑ ↓", "scroll the article"), ("^p", "every command, by name")]
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
        "  ∅ gone",
    )
    return Group(table, signs)
