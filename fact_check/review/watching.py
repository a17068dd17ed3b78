"""Watch what other programs do: journals that others write or git replaces, and edited drafts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from fact_check.errors import FactCheckError
from fact_check.ledger.draft import Draft
from fact_check.read import Article
from fact_check.review.keep import news
from fact_check.review.screens import Reviewing
from fact_check.review.session import arrive
from fact_check.runtime.files import Seen

LOOK_AGAIN = 2.0
"""Seconds between checks of the journal, so that other reviewers' decisions show up."""


def again_whole(events: int) -> str:
    """Say that a journal was replaced and has been completed."""
    return f"the journal was replaced: {events} of its entries {'was' if events == 1 else 'were'} written again"


class Watching(Reviewing):
    """Looks at journals and drafts every few seconds."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.journals: dict[int, Seen] = {}
        self._files: dict[str, Seen] = {}
        """The drafts' files as they were when read."""
        self._touched: dict[str, Seen] = {}

    def watch_files(self) -> None:
        """Start watching."""
        self._files = {article.path: Seen.of(Path(article.path)) for article in self.articles}
        self.set_interval(LOOK_AGAIN, self.look_again)

    def found_again(self, number: int, draft: Draft) -> None:
        """Take in an edited draft, and say what became of its decisions."""
        self.waiting = 0
        session = arrive(self.session, number, draft)
        changed = sum(session.is_changed(carried) for carried in draft.carried)
        gone = sum(carried.claim is None for carried in draft.carried)
        self.session = replace(session, said=f"claims found again: {changed} changed, {gone} gone")
        self.show()

    def look_again(self) -> None:
        """Take in what other processes have written to journals or drafts."""
        try:
            self.journals, fresh, again = news(self.session, self.journals)
        except FactCheckError as error:
            self.fail(error)
            return
        for number, written in fresh.items():
            self.session = arrive(self.session, number, self.session.drafts[number].after(written))
        if again:
            self.say(again_whole(again))
        elif fresh:
            self.show()
        if not self.is_finding:
            self._look_at_drafts()

    def _look_at_drafts(self) -> None:
        """Find the claims of a draft again if another program changed it, once it has stopped writing."""
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
                self.say(f"{path} is gone; its decisions stay in the journal")
                continue
            try:
                self.find_again(number, self.reread(path))
            except FactCheckError as error:
                self.say(str(error))
            return

    def find_again(self, number: int, article: Article) -> None:
        """Find the claims of an edited draft again, in a thread."""
        self.articles = (*self.articles[:number], article, *self.articles[number + 1 :])
        self._files[article.path] = Seen.of(Path(article.path))
        self.waiting = 1
        self.picking = None  # the pick refers to the old text
        self.say("the draft has changed; finding its claims again")
        self.run_worker(
            lambda: self.call_from_thread(self.found_again, number, self.opened(article)),
            thread=True,
            exit_on_error=False,
        )
