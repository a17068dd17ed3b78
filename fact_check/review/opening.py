"""Open the review once its claims are being found: which screen, for whom, on which drafts."""

import signal
import sys
from collections.abc import Callable, Sequence

from rich.console import Console

from fact_check.claims import Claim
from fact_check.drafts.driver import annotate_drafts
from fact_check.drafts.policies import Policies
from fact_check.errors import FactCheckError
from fact_check.ledger.draft import open_draft
from fact_check.ledger.journal import check_writable, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.memory.door import memory
from fact_check.memory.recall import Recaller
from fact_check.output.counting import count
from fact_check.output.notices import notice
from fact_check.output.sanitize import ACTIVE
from fact_check.read import Article, read
from fact_check.review.keep import news
from fact_check.review.keys import bindings
from fact_check.review.parting import parting
from fact_check.review.reviewer import reviewer
from fact_check.review.session import begin
from fact_check.review.taste import remember, remembered
from fact_check.review.views import EVERYTHING, View
from fact_check.rules import furniture_rules, load_rules


def open_review(
    names: Sequence[str],
    policies: Policies,
    find: Callable[[str], tuple[Article, tuple[Claim, ...]]],
    *,
    by: str | None = None,
    is_plain: bool = False,
    blind: bool = False,
    adjudicates: bool = False,
    by_risk: bool = False,
    for_: str | None = None,
) -> None:
    """Review drafts, whose claims `find` finds, on the full screen or line by line.

    Raises JournalError or ConfigError up front for anything that would fail later.
    """
    policy = policies.base
    keys = bindings(policy.keys, where=f"{policy.file}: keys")
    for name in names:
        check_writable(journal_of(name))
        read_journal(journal_of(name))
    who = (by or "").strip() or reviewer()
    if ACTIVE.search(who):
        raise FactCheckError("has characters that cannot be shown", where=f"--by {who}", mend="use a plain name")
    view = View(frozenset({f"for: {for_.strip()}"})) if for_ and for_.strip() else EVERYTHING
    desks = [policies.of(name) for name in names]
    rules = {rule.id: rule for desk in desks for rule in load_rules(desk.rule_files, desk.disable)}

    with memory(policy, notice) as (store, _):
        told = Recaller(store, policy)
        if is_plain:
            _on_signals(_leave)
            from fact_check.review import plain as lines

            drafts_ = tuple(open_draft(article, claims) for article, claims in annotate_drafts(names, policies))
            console = Console(highlight=False, markup=False, emoji=False)
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
            lambda article: open_draft(*find(article.path)),
            rules=rules,
            keys=keys,
            reread=article_of,
            theme=remembered() or policy.theme,
            tags=policy.tags,
            remember=remember,
        )
        _on_signals(lambda number: setattr(app, "ended_by", number))  # until the app listens itself
        app.run()
        if app.failure is not None:
            raise app.failure
        _, _, again = news(app.session, app.journals)
        if again:
            print(f"the journal was replaced: {count(again, 'entry', 'entries')} written again", file=sys.stderr)
        if app.ended_by is not None:
            raise SystemExit(128 + app.ended_by)
        print(parting(app.session), file=sys.stderr)


def _leave(number: int) -> None:
    """Leave by an exception, so that whatever put the terminal into single-key mode restores it."""
    raise SystemExit(128 + number)


def _on_signals(do: Callable[[int], None]) -> None:
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), lambda number, _: do(number))
