"""The full screen: an article, a card, a list; every key goes through the session and into the journal at once.

Past 250 lines: Textual wants an app's wiring (keys, messages, workers, palette) in one class.
"""

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding as Key
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from fact_check.claims import RuleId
from fact_check.errors import FactCheckError
from fact_check.ledger.draft import Draft
from fact_check.read import Article
from fact_check.review import actions as do
from fact_check.review.actions import Action
from fact_check.review.keep import Seen, keep, news
from fact_check.review.keys import Binding, shown
from fact_check.review.panes import asking, picking
from fact_check.review.panes.article import ArticleView
from fact_check.review.panes.bars import LATELY, bottom, minutes_left, top
from fact_check.review.panes.claims import ClaimList
from fact_check.review.panes.dialogs import Reading, all_keys
from fact_check.review.panes.editing import edit_draft
from fact_check.review.panes.facts import facts
from fact_check.review.panes.page import Page
from fact_check.review.panes.themes import COLOURLESS, THEMES, Theme
from fact_check.review.pick import Picker
from fact_check.review.session import Session, act, arrive
from fact_check.rules import Rule

_SIDE_BY_SIDE = 100
"""Cells from which the card stands beside the article, with room to repeat the claim's words."""
LOOK_AGAIN = 2.0
"""Seconds between looks at the journal: what another reviewer writes meanwhile shows up."""


def _now() -> datetime:
    return datetime.now(UTC)


def _again(events: int) -> str:
    """Say that a journal was replaced, and is whole again."""
    return f"the journal was replaced: {events} of its entries {'was' if events == 1 else 'were'} written again"


class ReviewApp(App[None]):
    """A review of drafts that arrive one by one, as they are parsed."""

    TITLE = "fact-check"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (App declares it so)
        (0, "-narrow"),
        (70, "-stacked"),
        (_SIDE_BY_SIDE, "-wide"),
    ]
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Key("ctrl+c", "quit", show=False, priority=True),
        Key("ctrl+z", "suspend_process", show=False, priority=True),
        Key("tab", "press('tab')", show=False, priority=True),
    ]

    def __init__(
        self,
        session: Session,
        articles: tuple[Article, ...],
        open_: Callable[[Article], Draft],
        *,
        rules: Mapping[RuleId, Rule],
        keys: tuple[Binding, ...],
        reread: Callable[[str], Article],
        theme: str = "dark",
        now: Callable[[], datetime] = _now,
    ) -> None:
        """`session` has no drafts yet; `open_` finds an article's claims (in a thread) and `reread` reads it again."""
        # With NO_COLOR, Textual greys what is not ANSI, and only what is loses its colours altogether.
        self.has_colour = not os.environ.get("NO_COLOR")
        super().__init__(ansi_color=not self.has_colour)
        self.session = session
        self.articles = articles
        self.keys = keys
        self.rules = rules
        self.picker: Picker | None = None
        self.picking: picking.Purpose | None = None
        self.decided: list[datetime] = []
        self.opened, self.reread, self._now = open_, reread, now
        self._waiting = len(articles)
        self.journals: dict[int, Seen] = {}
        self._files: dict[str, Seen] = {article.path: Seen.of(Path(article.path)) for article in articles}
        """The drafts as they were when they were read."""
        self._touched: dict[str, Seen] = {}
        self._keys_shown: Text | None = None
        for look in THEMES.values():
            self.register_theme(look.colours)
        self.theme = theme
        for binding in keys:
            self.bind(binding.key, f"press({binding.key!r})", description=binding.says, show=False)
        taken = {binding.key for binding in keys}
        for key in ("left", "right", "escape", "h"):
            if key not in taken:
                self.bind(key, f"press({key!r})", show=False)
        for key, rows in (("up", -1), ("down", 1), ("pageup", -10), ("pagedown", 10)):
            self.bind(key, f"scroll({rows})", show=False)

    @property
    def look(self) -> Theme:
        """The theme in use."""
        return THEMES[self.theme] if self.has_colour else COLOURLESS

    @property
    def is_finding(self) -> bool:
        """Claims are still being found."""
        return self._waiting > 0

    def compose(self) -> ComposeResult:
        yield Static(id="top")
        with Container(id="body"):
            yield ArticleView(id="article")
            with Container(id="side"):
                yield Page(id="card")
                yield ClaimList(id="claims")
        yield Static(id="keys")

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):  # Windows has no SIGHUP
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(getattr(signal, name), self._end, getattr(signal, name))
        self.theme_changed_signal.subscribe(self, lambda _: self.show())
        if self.articles:
            self.query_one(ArticleView).put(self.articles[0].text)
        self.show()
        # Importing spaCy and parsing take the interpreter for themselves; the article is painted before.
        self.call_after_refresh(self.set_timer, 0.05, self._begin)
        self.set_interval(LOOK_AGAIN, self._look_again)

    def _begin(self) -> None:
        self.run_worker(self._find, thread=True, exit_on_error=False)

    def _find(self) -> None:
        """Find the claims of each article, in a thread; the first one is reviewed while the others are read."""
        for number, article in enumerate(self.articles):
            self.call_from_thread(self._arrived, number, self.opened(article))
        # What the pipeline has built stays; looking through all of it for garbage would stop a key for a good while.
        gc.collect()
        gc.freeze()

    def _arrived(self, number: int, draft: Draft) -> None:
        self._waiting = len(self.articles) - number - 1
        self.session = arrive(self.session, number, draft)
        self.show()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            # Raised where the app was started: one line and exit 2 for what a user can mend, a traceback for a bug.
            self._fail(event.worker.error)

    failure: BaseException | None = None
    ended_by: int | None = None
    """The signal that ended the screen."""

    def _end(self, number: int) -> None:
        """Leave on a signal as on `q`, so that the terminal is as it was."""
        self.ended_by = number
        self.exit()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def on_article_view_rewrapped(self) -> None:
        self.show()

    def show(self) -> None:
        """Put the session on the screen."""
        if not self.is_running or not self.screen_stack:
            return
        main = self.screen_stack[0]
        look, session = self.look, self.session
        main.query_one(ArticleView).mark(session, look, self.picker.piece if self.picker else None)
        main.query_one(ClaimList).show(session, look)
        main.query_one(Page).show(self._facts(quote=self.size.width >= _SIDE_BY_SIDE))
        done, every = session.done()
        total = len(self.articles)
        waiting = f"finding claims, {total - self._waiting} of {total}" if self._waiting else ""
        left = minutes_left(self.decided, every - done)
        width = self.size.width
        paths = [article.path for article in self.articles]
        line = top(session, look.palette, width, paths=paths, waiting=waiting, left=left)
        main.query_one("#top", Static).update(line, layout=False)
        useful = tuple(b for b in self.keys if not (session.blind and b.action == do.Accept()))
        keys = bottom(useful, look.palette, width, session.said)
        if self.picking is not None:
            lines = keys.plain.count("\n")
            keys = picking.hint(self.picking, look.palette, width)
            keys.append("\n" * (lines - keys.plain.count("\n")))  # the panes above stay where they are
        if keys != self._keys_shown:
            taller = self._keys_shown is None or keys.plain.count("\n") != self._keys_shown.plain.count("\n")
            self._keys_shown = keys
            main.query_one("#keys", Static).update(keys, layout=taller)

    def _facts(self, *, quote: bool, whole: bool = False) -> RenderableType:
        return facts(self.session, self.rules, self.look.palette, finding=self.is_finding, quote=quote, whole=whole)

    def do(self, action: Action) -> None:
        """Do one thing to the session: kept first, shown then."""
        before = self.session.done()[0]
        session, written = act(self.session, action, self._now())
        try:
            self.journals, again = keep(session, written, self.journals)
        except FactCheckError as error:
            self._fail(error)
            return
        self.session = replace(session, said=_again(again)) if again else session
        if session.done()[0] > before:
            self.decided = [*self.decided, self._now()][-LATELY:]
        self.show()

    def say(self, what: str) -> None:
        """Say something in the line of keys."""
        self.session = replace(self.session, said=what)
        self.show()

    def action_press(self, key: str) -> None:
        """Do what a key means; while words are picked, keys pick."""
        if len(self.screen_stack) > 1:
            return
        if self.picking is not None:
            picking.pick_key(self, key)
            return
        binding = next((b for b in self.keys if b.key == key), None)
        if binding is None:
            return
        if binding.action is not None:
            self.do(binding.action)
        elif binding.name == "quit":
            self.exit()
        elif binding.name == "help":
            self.push_screen(Reading(all_keys(self.keys, self.look.palette, self.size.width)))
        elif binding.name == "card":
            self.push_screen(Reading(self._facts(quote=True, whole=True)))
        elif binding.name == "open":
            edit_draft(self)
        elif binding.name == "theme":
            names = list(THEMES)
            self.theme = names[(names.index(self.theme) + 1) % len(names)]
        else:
            asking.ask(self, binding.name)

    def action_scroll(self, rows: int) -> None:
        """Scroll the article; while words are picked, go to the line above or below."""
        if self.picking is not None:
            picking.pick_key(self, "up" if rows < 0 else "down")
            return
        self.query_one(ArticleView).scroll_relative(y=rows, animate=False)

    def on_claim_list_chosen(self, event: ClaimList.Chosen) -> None:
        if event.carried.claim is not None:
            self.do(do.Go(event.carried.id))

    def on_article_view_pointed(self, event: ArticleView.Pointed) -> None:
        picking.point(self, event.start, event.end)

    def found_again(self, number: int, draft: Draft) -> None:
        """Take in a draft that its reviewer has edited, and say what became of what was decided."""
        self._waiting = 0
        session = arrive(self.session, number, draft)
        changed = sum(session.is_changed(carried) for carried in draft.carried)
        gone = sum(carried.claim is None for carried in draft.carried)
        self.session = replace(session, said=f"found again: {changed} changed, {gone} gone")
        self.show()

    def _look_again(self) -> None:
        """Take in what another process has written to a journal, or to a draft."""
        try:
            self.journals, fresh, again = news(self.session, self.journals)
        except FactCheckError as error:
            self._fail(error)
            return
        for number, events in fresh.items():
            self.session = arrive(self.session, number, self.session.drafts[number].after(events))
        if again:
            self.say(_again(again))
        elif fresh:
            self.show()
        if not self.is_finding:
            self._look_at_drafts()

    def _look_at_drafts(self) -> None:
        """Find the claims again of a draft that another program has changed, once it has stopped writing."""
        for number, article in enumerate(self.articles):
            path = article.path
            now = Seen.of(Path(path))
            if now == self._files[path]:
                continue
            if self._touched.get(path) != now:
                self._touched[path] = now
                continue
            self._files[path] = now
            if now == Seen():
                self.say(f"{path} is gone; what was decided stays in its journal")
                continue
            try:
                self.find_again(number, self.reread(path))
            except FactCheckError as error:
                self.say(str(error))
            return

    def find_again(self, number: int, article: Article) -> None:
        """Find the claims of an edited draft anew, in a thread."""
        self.articles = (*self.articles[:number], article, *self.articles[number + 1 :])
        self._files[article.path] = Seen.of(Path(article.path))
        self._waiting = 1
        self.picking = self.picker = None  # what is picked are words of the draft as it was
        self.say("the draft has changed: finding the claims again")
        self.run_worker(
            lambda: self.call_from_thread(self.found_again, number, self.opened(article)),
            thread=True,
            exit_on_error=False,
        )

    def _fail(self, error: BaseException) -> None:
        """End the screen; who opened it raises what ended it."""
        self.failure = error
        self.exit()

    def get_system_commands(self, screen: Screen[object]):  # type: ignore[no-untyped-def]
        """Offer every key's doing by name, and the themes."""
        for binding in self.keys:
            yield SystemCommand(binding.says, f"key {shown(binding.key)}", partial(self.action_press, binding.key))
        for name in THEMES:
            yield SystemCommand(f"{name} theme", "how the screen looks", partial(setattr, self, "theme", name))
