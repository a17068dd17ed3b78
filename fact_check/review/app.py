"""The full screen: article, card and list; every key goes through the session and straight into the journal.

A little past 250 lines: Textual wants an app's wiring (keys, messages, workers, palette) in one class.
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
from string import ascii_letters, digits
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.app import ComposeResult, SystemCommand
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
from fact_check.review.driver import driver_class
from fact_check.review.early import Early
from fact_check.review.handing import Handing
from fact_check.review.keep import keep
from fact_check.review.keys import Binding, shown, with_way_out
from fact_check.review.panes import asking, picking
from fact_check.review.panes.article import ArticleView
from fact_check.review.panes.asking import Question, Step
from fact_check.review.panes.bars import LATELY, bottom, minutes_left, top
from fact_check.review.panes.claims import ClaimList
from fact_check.review.panes.dialogs import Acted, Choice, Reading, all_keys
from fact_check.review.panes.facts import facts
from fact_check.review.panes.page import Page
from fact_check.review.panes.picking import Picking, Purpose, Wanted
from fact_check.review.panes.themes import COLOURLESS, THEMES, Theme
from fact_check.review.remembering import listing
from fact_check.review.session import Session, act, arrive
from fact_check.review.watching import again_whole
from fact_check.rules import Rule

_PICKS = ("left_parenthesis", "right_parenthesis", "left_curly_bracket", "right_curly_bracket")
"""Keys that only picking uses, besides letters and digits."""
_SIDE_BY_SIDE = 100
"""The width from which the card sits beside the article, with room to repeat the claim's words."""


def _now() -> datetime:
    return datetime.now(UTC)


class ReviewApp(Early, Handing):
    """Review drafts that arrive one by one as they are parsed."""

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
        tags: tuple[str, ...] = (),
        remember: Callable[[str], None] = lambda _: None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """`session` has no drafts yet; `open_` finds an article's claims (in a thread), and `reread` reads it again.

        `tags` are the desk's own; `remember` receives the theme that was chosen.
        """
        # With NO_COLOR, Textual turns other colours grey; only ANSI colours disappear altogether.
        self.has_colour = not os.environ.get("NO_COLOR")
        super().__init__(driver_class=driver_class(), ansi_color=not self.has_colour)
        self.session = session
        self.articles = articles
        self.keys = keys
        self.rules = rules
        self.picking: Picking | None = None
        self.tags, self._remember = tags, remember
        self.decided: list[datetime] = []
        self.opened, self.reread, self._now = open_, reread, now
        self.waiting = len(articles)
        self._keys_shown: Text | None = None
        for look in THEMES.values():
            self.register_theme(look.colours)
        self.theme = theme
        for binding in keys:
            self.bind(binding.key, f"press({binding.key!r})", description=binding.says, show=False)
        taken = {binding.key for binding in keys}
        for key in ("left", "right", "escape", *_PICKS, *ascii_letters, *digits):
            if key not in taken:
                self.bind(key, f"press({key!r})", show=False)
        for key, rows in (("up", -1), ("down", 1), ("pageup", -10), ("pagedown", 10)):
            self.bind(key, f"scroll({rows})", show=False)

    @property
    def look(self) -> Theme:
        """The theme in use."""
        return THEMES[self.theme] if self.has_colour else COLOURLESS

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
        if self.ended_by is not None:  # while the screen was being created
            self.exit()
        self.theme_changed_signal.subscribe(self, lambda _: self.show())
        if self.articles:
            self.query_one(ArticleView).put(self.articles[0].text)
        self.show()
        # Importing spaCy and parsing hold the interpreter, so the article is painted first.
        self.call_after_refresh(self.set_timer, 0.05, self._begin)
        self.watch_files()

    def _begin(self) -> None:
        self.run_worker(self._find, thread=True, exit_on_error=False)

    def _find(self) -> None:
        """Find the claims of each article, in a thread; the first can be reviewed while the others are read."""
        for number, article in enumerate(self.articles):
            self.call_from_thread(self._arrived, number, self.opened(article))
        # What the pipeline has built stays; scanning all of it for garbage would delay a key noticeably.
        gc.collect()
        gc.freeze()

    def _arrived(self, number: int, draft: Draft) -> None:
        self.waiting = len(self.articles) - number - 1
        self.session = arrive(self.session, number, draft)
        self.show()
        self.press_early_keys()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            # Raised where the app was started: one line and exit 2 if the user can fix it, a traceback for a bug.
            self.fail(event.worker.error)

    failure: BaseException | None = None
    ended_by: int | None = None
    """The signal that ended the screen."""

    def _end(self, number: int) -> None:
        """Leave on a signal as on `q`, so that the terminal is restored."""
        self.ended_by = number
        self.exit()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def on_article_view_rewrapped(self) -> None:
        self.show()

    def show(self) -> None:
        """Show the session on the screen."""
        if not self.is_running or not self.screen_stack:
            return
        main = self.screen_stack[0]
        look, session = self.look, self.session
        main.query_one(ArticleView).mark(session, look, self.picking.piece if self.picking else None)
        main.query_one(ClaimList).show(session, look)
        main.query_one(Page).show(self._facts(quote=self.size.width >= _SIDE_BY_SIDE))
        done, every = session.done()
        total = len(self.articles)
        waiting = f"finding claims, {total - self.waiting} of {total}" if self.waiting else ""
        left = minutes_left(self.decided, every - done)
        width = self.size.width
        paths = [article.path for article in self.articles]
        line = top(session, look.palette, width, paths=paths, waiting=waiting, left=left)
        main.query_one("#top", Static).update(line, layout=False)
        useful = tuple(b for b in self.keys if not (session.blind and b.action == do.Accept()))
        keys = bottom(useful, look.palette, width, with_way_out(session.said, self.keys))
        if self.picking is not None:
            lines = keys.plain.count("\n")
            keys = picking.hint(self.picking.purpose, look.palette, width)
            keys.append("\n" * (lines - keys.plain.count("\n")))  # the panes above stay where they are
        if keys != self._keys_shown:
            taller = self._keys_shown is None or keys.plain.count("\n") != self._keys_shown.plain.count("\n")
            self._keys_shown = keys
            main.query_one("#keys", Static).update(keys, layout=taller)

    def _facts(self, *, quote: bool, whole: bool = False) -> RenderableType:
        return facts(self.session, self.rules, self.look.palette, finding=self.is_finding, quote=quote, whole=whole)

    def do(self, action: Action) -> None:
        """Apply an action to the session: save it first, then show it."""
        before = self.session.done()[0]
        session, written = act(self.session, action, self._now())
        try:
            self.journals, again = keep(session, written, self.journals)
        except FactCheckError as error:
            self.fail(error)
            return
        self.session = replace(session, said=again_whole(again)) if again else session
        if session.done()[0] > before:
            self.decided = [*self.decided, self._now()][-LATELY:]
        self.show()

    def say(self, what: str) -> None:
        """Show a message in the key bar."""
        self.session = replace(self.session, said=what)
        self.show()

    def action_press(self, key: str) -> None:
        """Do what a key is bound to; while words are being picked, keys pick."""
        if len(self.screen_stack) > 1:
            return
        if self.picking is not None:
            self._pick(key)
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
        elif binding.name == "remembered" and self.session.current is not None:
            found = self.session.remembered(self.session.current)
            self.push_screen(Reading(listing(found, self.look.palette)))
        elif binding.name == "open":
            self.edit_draft()
        elif binding.name == "theme":
            names = list(THEMES)
            self.theme = names[(names.index(self.theme) + 1) % len(names)]
            self._remember(self.theme)
        elif binding.name == "copy":
            self.copy_claim()
        elif binding.name == "visit":
            self.visit_support()
        else:
            self.follow(asking.question(binding.name, lambda: self.session, tags=self.tags))

    def follow(self, step: Step | Wanted) -> None:
        """Follow up on a question or a pick: with an action, another question, words to pick, or a message."""
        if isinstance(step, Wanted):
            step = asking.asked_while_picking(step, self.session)
        if isinstance(step, Purpose):
            view = self.query_one(ArticleView)
            starts = view.lines_shown.starts
            step = picking.begin(self.session, step, starts[min(int(view.scroll_offset.y), len(starts) - 1)])
        self.picking = step if isinstance(step, Picking) else None
        if isinstance(step, Question):
            then = step.then
            self.push_screen(step.screen, lambda answer: self.follow(then(answer)))
        elif isinstance(step, str):
            self.say(step)
        elif step is None or isinstance(step, Picking):
            self.show()
        else:
            self.do(step)

    def _pick(self, key: str) -> None:
        view = self.query_one(ArticleView)
        if self.picking is not None:
            rows = max(1, view.size.height - 2)
            self.follow(picking.press(self.picking, key, self.session, view.lines_shown, rows))

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text for the support while one is being picked."""
        if len(self.screen_stack) == 1 and self.picking is not None and self.picking.purpose is Purpose.SUPPORT:
            pasted = event.text.strip().partition("\n")[0].strip()
            self.follow(Wanted("address", self.picking, pasted))

    def on_acted(self, event: Acted) -> None:
        """Do what an open question asks for, and refresh it."""
        self.do(event.action)
        if isinstance(self.screen, Choice):
            self.screen.refreshed()

    def action_scroll(self, rows: int) -> None:
        """Scroll the article; while words are being picked, move by lines or pages."""
        if self.picking is not None:
            way = "up" if rows < 0 else "down"
            self._pick(way if abs(rows) == 1 else f"page{way}")
            return
        self.query_one(ArticleView).scroll_relative(y=rows, animate=False)

    def on_claim_list_chosen(self, event: ClaimList.Chosen) -> None:
        if event.carried.claim is not None:
            self.do(do.Go(event.carried.id))

    def on_article_view_pointed(self, event: ArticleView.Pointed) -> None:
        if len(self.screen_stack) == 1:
            step = picking.pointed(self.picking, self.session, event.start, event.end)
            if step is not None:
                self.follow(step)

    def fail(self, error: BaseException) -> None:
        """End the screen; whoever opened it raises the error."""
        self.failure = error
        self.exit()

    def get_system_commands(self, screen: Screen[object]):  # type: ignore[no-untyped-def]
        """Offer every key's action by name, and the themes."""
        for binding in self.keys:
            yield SystemCommand(binding.says, f"key {shown(binding.key)}", partial(self.action_press, binding.key))
        for name in THEMES:
            yield SystemCommand(f"{name} theme", "theme of the screen", partial(self._choose_theme, name))

    def _choose_theme(self, name: str) -> None:
        self.theme = name
        self._remember(name)
