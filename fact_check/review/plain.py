"""The plain review: one claim, one key at a time, line by line, in any terminal or from a pipe."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import TextIOWrapper

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fact_check.claims import RuleId
from fact_check.errors import FactCheckError
from fact_check.ledger.carried import Carried
from fact_check.ledger.draft import Draft
from fact_check.output.counting import count
from fact_check.output.sanitize import inert_line
from fact_check.review.card import card
from fact_check.review.editor import edit
from fact_check.review.keep import keep, news
from fact_check.review.keys import Binding, named, plain_keys, shown, with_way_out
from fact_check.review.looks import TERMINAL, look, mark, paragraph_around, show_text
from fact_check.review.parting import parting
from fact_check.review.prompts import Keyboard, asked
from fact_check.review.remembering import listing
from fact_check.review.session import Session, act, arrive
from fact_check.review.typed import Typed
from fact_check.rules import Rule
from fact_check.runtime.files import Seen

_CONTEXT = 640
"""Characters of article around a claim: eight lines of 80, which leaves room for the card on 24 lines."""


def keyboard(console: Console) -> Keyboard:
    """Return the terminal's keys if there is one, else the characters of standard input."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # invalid UTF-8 is no key; in a note it shows as replacement characters
    if sys.stdin.isatty():
        typed = Typed(lambda prompt: _ask(console, prompt))
        return Keyboard(typed.key, typed.line)
    return Keyboard(lambda: next(_characters(), ""), lambda prompt: sys.stdin.readline().strip("\r\n") or None)


def _never(path: str) -> Draft:
    raise FactCheckError("cannot be edited from here", where=path)


def review(
    session: Session,
    rules: Mapping[RuleId, Rule],
    bindings: tuple[Binding, ...],
    console: Console,
    keys: Keyboard,
    *,
    reopen: Callable[[str], Draft] = _never,
) -> Session:
    """Show a claim, take a key, save what it wrote, and repeat until `q` or the end of input.

    `reopen` finds the claims of a draft again after an edit. Raises JournalError if a journal can no longer be written;
    everything before that is saved.
    """
    by_key = plain_keys(bindings)
    _gone(session, console)
    if session.current is None:
        console.print("no claims to review")
        return session
    prompt = _prompt(by_key)
    journals: dict[int, Seen] = {}
    while True:
        _show(session, rules, console)
        console.print(prompt)
        typed = keys.key()
        binding = by_key.get(named(typed))
        if typed == "" or (binding is not None and binding.name == "quit"):
            break
        if binding is None:
            console.print(Text(f"{shown(named(typed))} does nothing here; ? lists the keys", style="dim"))
            continue
        if binding.name == "help":
            _legend(by_key, console)
            continue
        if binding.name == "remembered":
            if session.current is not None:
                console.print(listing(session.remembered(session.current), TERMINAL))
            continue
        if binding.name == "open":
            session = _edited(session, reopen, console)
            continue
        action = binding.action if binding.action is not None else asked(binding.name, session, console, keys)
        if action is None:
            continue
        session, written = act(session, action, datetime.now(UTC))
        journals, again = keep(session, written, journals)
        session, journals, more = _caught_up(session, journals)
        if again + more:
            console.print(
                Text(f"the journal was replaced: {count(again + more, 'entry', 'entries')} written again", style="bold")
            )
        if session.said:
            console.print(Text(with_way_out(session.said, bindings), style="bold"))
    console.print(Text(parting(session)))
    return session


def _caught_up(session: Session, journals: dict[int, Seen]) -> tuple[Session, dict[int, Seen], int]:
    """Take in what others have written to the journals meanwhile."""
    journals, fresh, again = news(session, journals)
    for number, events in fresh.items():
        session = replace(arrive(session, number, session.drafts[number].after(events)), said=session.said)
    return session, journals, again


def _edited(session: Session, reopen: Callable[[str], Draft], console: Console) -> Session:
    """Let the reviewer edit the current draft, and find its claims again."""
    if session.draft is None or session.at is None:
        return session
    path = session.draft.article.path
    try:
        edit(path)
        return arrive(session, session.at[0], reopen(path))
    except FactCheckError as error:
        console.print(Text(inert_line(str(error)), style="bold"))
        return session


def _show(session: Session, rules: Mapping[RuleId, Rule], console: Console) -> None:
    """Print the position, the words around the claim, and its card."""
    current, draft = session.current, session.draft
    if current is None or draft is None or session.at is None:
        return
    number = session.at[0]
    numbers = session.numbers(number)
    done, every = session.done()
    found = look(current, session.who, TERMINAL, blind=session.blind)
    head = Text("\n")
    if len(session.drafts) > 1:
        head.append(f"draft {number + 1} of {len(session.drafts)} · ", style="dim")
    head.append(inert_line(draft.article.path), style="bold")
    whose = " by you" if session.has_others else ""
    head.append(f" · claim {numbers.get(current.id, 0)} of {len(numbers)}", style="dim")
    head.append(f" · {done} of {every} decided{whose} · ", style="dim")
    head.append(f"{found.sign} {found.word}", style=found.style)
    console.print(head)
    if current.claim is not None:
        console.print(Padding(_context(current, draft.article.text, console), (1, 2)))
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(style="dim", no_wrap=True, width=9)
    table.add_column(overflow="fold")
    for heading, text in card(session, current, rules, TERMINAL, quote=False):
        table.add_row(heading, text)
    console.print(table)


def _context(current: Carried, text: str, console: Console) -> Text:
    claim = current.claim
    assert claim is not None
    around = paragraph_around(text, claim, _CONTEXT)
    shown = Text(show_text(text)[around.start : around.end])
    mark(shown, around.start, claim, TERMINAL)
    if not console.is_terminal or console.is_dumb_terminal:
        shown = _bracketed(shown.plain, [(p.start - around.start, p.end - around.start) for p in claim.pieces])
    before = "… " if around.start > 0 and text[around.start - 1] != "\n" else ""
    after = " …" if around.end < len(text) and text[around.end] != "\n" else ""
    return Text(before).append_text(shown).append(after)


def _bracketed(text: str, pieces: list[tuple[int, int]]) -> Text:
    """Put brackets round a claim where styles are not visible."""
    for start, end in sorted(pieces, reverse=True):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return Text(text)


def _gone(session: Session, console: Console) -> None:
    """List the decided claims that are gone from the drafts."""
    for draft in session.drafts:
        lost = [c for c in draft.carried if c.claim is None and not (session.blind and c.by(session.who) is None)]
        for carried in lost:
            text = Text(f"gone from {inert_line(draft.article.path)}: ", style="bold")
            console.print(text.append(inert_line(carried.was.text if carried.was else ""), style="not bold"))


_PROMPTED = ("sourced", "denied", "unevidenced", "accept", "reject", "skip", "undo", "quit", "help")
_SHORT = {"reject": "no", "help": ""}


def _prompt(by_key: Mapping[str, Binding]) -> Text:
    """Return the keys that a first review needs, on one line of 80."""
    text = Text()
    for name in _PROMPTED:
        key, binding = [(k, b) for k, b in by_key.items() if b.name == name][-1]
        says = _SHORT.get(name, binding.short or binding.says)
        text.append("  " if text else "").append(shown(key), style="bold").append(
            f" {says}" if says else "", style="dim"
        )
    return text


def _legend(by_key: Mapping[str, Binding], console: Console) -> None:
    """Print all keys."""
    text = Text()
    told: set[str] = set()
    for binding in by_key.values():
        if binding.name in told:
            continue
        names = [shown(k) for k, b in by_key.items() if b.name == binding.name]
        told.add(binding.name)
        text.append(" ".join(names), style="bold").append(f" {binding.says}   ", style="dim")
    console.print(text)


def _ask(console: Console, prompt: str) -> str | None:
    try:
        return console.input(Text(prompt, style="bold"))
    except EOFError:
        return None


def _characters() -> Iterator[str]:
    """Yield the keys of a pipe; line ends are formatting, not keys."""
    while True:
        typed = sys.stdin.read(1)
        if typed == "":
            return
        if typed not in "\r\n":
            yield typed
