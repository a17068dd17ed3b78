"""From what a user typed to a review: which screen, whose, on which drafts."""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial

from rich.console import Console

from fact_check.claims import Claim
from fact_check.drafts.driver import annotate_drafts
from fact_check.drafts.policies import Policies
from fact_check.errors import FactCheckError
from fact_check.ledger.draft import open_draft
from fact_check.ledger.journal import check_writable, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.lexicon import bind_run, bound
from fact_check.memory.door import memory
from fact_check.memory.recall import Recaller
from fact_check.output.counting import count
from fact_check.output.sanitize import ACTIVE, inert_line
from fact_check.read import Article, drafts, read
from fact_check.review.keep import news
from fact_check.review.keys import bindings
from fact_check.review.parting import parting
from fact_check.review.reviewer import reviewer
from fact_check.review.session import begin
from fact_check.review.taste import remember, remembered
from fact_check.review.views import EVERYTHING, View
from fact_check.rules import furniture_rules, load_rules
from fact_check.runtime.companion import Companion, Way


def review(
    paths: Sequence[str],
    policies: Policies,
    *,
    by: str | None = None,
    plain: bool = False,
    blind: bool = False,
    adjudicates: bool = False,
    by_risk: bool = False,
    for_: str | None = None,
) -> None:
    """Review drafts on the full screen; line by line when asked to, without a terminal, or in a dumb one.

    Raises ReadError, JournalError or ConfigError before anything is shown that would fail later.
    """
    policy = policies.base
    keys = bindings(policy.keys, where=f"{policy.file}: keys")
    names = list(drafts(paths, include=policies.includes, exclude=policies.excludes))
    for name in names:
        check_writable(journal_of(name))
        read_journal(journal_of(name))
    who = (by or "").strip() or reviewer()
    if ACTIVE.search(who):
        raise FactCheckError("has characters that cannot be shown", where=f"--by {who}", mend="use a plain name")
    view = View(frozenset({f"for: {for_.strip()}"})) if for_ and for_.strip() else EVERYTHING
    desks = [policies.of(name) for name in names]
    bind_run(desk.lexicon_files for desk in desks)
    rules = {rule.id: rule for desk in desks for rule in load_rules(desk.rule_files, desk.disable)}

    find = partial(_find, policies)

    is_plain = plain or _is_plain()
    # The screen's process has Textual to import, to paint and to listen: claims are found beside it, from now on.
    beside = nullcontext(find) if is_plain or not names else _Beside(policies, names[0])
    with beside as find_beside, memory(policy, _say) as (store, _):
        told = Recaller(store, policy)
        if is_plain:
            _leave_on_signals()
            from fact_check.review import plain as lines

            drafts_ = tuple(open_draft(article, claims) for article, claims in annotate_drafts(names, policies))
            console = Console(highlight=False)
            session = begin(who, drafts_, blind=blind, adjudicates=adjudicates, by_risk=by_risk, view=view, memory=told)
            keyboard = lines.keyboard(console)
            lines.review(session, rules, keys, console, keyboard, reopen=lambda name: open_draft(*find(name)))
            return
        from fact_check.review.app import ReviewApp

        def article_of(name: str) -> Article:
            desk = policies.of(name)
            return read(name, furniture_rules(load_rules(desk.rule_files, desk.disable)), others=desk.other_languages)

        app = ReviewApp(
            begin(who, (), blind=blind, adjudicates=adjudicates, by_risk=by_risk, view=view, memory=told),
            tuple(map(article_of, names)),
            lambda article: open_draft(*find_beside(article.path)),
            rules=rules,
            keys=keys,
            reread=article_of,
            theme=remembered() or policy.theme,
            tags=policy.tags,
            remember=remember,
        )
        app.run()
        if app.failure is not None:
            raise app.failure
        _, _, again = news(app.session, app.journals)
        if again:
            print(f"the journal was replaced: {count(again, 'entry', 'entries')} written again", file=sys.stderr)
        if app.ended_by is not None:
            raise SystemExit(128 + app.ended_by)
        print(parting(app.session), file=sys.stderr)


class _Beside:
    """Finds claims beside the screen: a process for each set of word lists, the first one from the start."""

    def __init__(self, policies: Policies, first: str) -> None:
        self._policies = policies
        self._lock = threading.Lock()
        self._every: dict[tuple[str, ...], Companion[str, tuple[Article, tuple[Claim, ...]]]] = {}
        self._of(first)

    def __call__(self, name: str) -> tuple[Article, tuple[Claim, ...]]:
        return self._of(name)(name)

    def __enter__(self) -> "_Beside":
        return self

    def __exit__(self, *raised: object) -> None:
        for each in self._every.values():
            each.close()

    def _of(self, name: str) -> Companion[str, tuple[Article, tuple[Claim, ...]]]:
        with self._lock:
            lists = self._policies.of(name).lexicon_files
            if lists not in self._every:
                # One that is forked has the lists of this process.
                way: Way | None = None if not self._every and lists == bound() else "spawn"
                self._every[lists] = Companion(partial(_find, self._policies), name, way=way)
            return self._every[lists]


def _find(policies: Policies, name: str) -> tuple[Article, tuple[Claim, ...]]:
    """Return a draft as it is read now, with its claims."""
    (found,) = annotate_drafts([name], policies)
    return found


def _say(said: str) -> None:
    print(f"fact-check: {inert_line(said)}", file=sys.stderr)


def _leave_on_signals() -> None:
    """Leave by an exception, so that what has set the terminal to take single keys sets it back."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), leave)


def _is_plain() -> bool:
    """Tell whether the full screen would not work here."""
    return not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "") in ("", "dumb")
