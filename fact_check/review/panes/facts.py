"""The current claim's card for the full screen: changed wordings side by side, the facts, the history, what is gone."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fact_check.claims import RuleId
from fact_check.ledger.carried import Carried
from fact_check.output.sanitize import inert_line
from fact_check.review.card import card, history, wordings_of
from fact_check.review.looks import Palette
from fact_check.review.session import Session
from fact_check.rules import Rule

_LATEST = 8
"""How many history lines the card shows unless asked for all."""


def facts(
    session: Session,
    rules: Mapping[RuleId, Rule],
    palette: Palette,
    *,
    finding: bool,
    quote: bool = True,
    whole: bool = False,
) -> RenderableType:
    """Return the card of the current claim; without one, say whether claims are still being found.

    `quote` repeats the claim's words, which the article also shows; `whole` shows all of a long history.
    """
    current = session.current
    if current is None:
        said = "Finding claims. You can read the article meanwhile." if finding else "No claims here. “add” adds one."
        return Text(said, style=palette.dim)
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(style=palette.dim, no_wrap=True, width=9)
    table.add_column(overflow="fold")
    for heading, text in card(session, current, rules, palette, quote=quote, wordings=False, whole=whole):
        table.add_row(heading, text)
    told = list(history(session, current, palette))
    latest = len(told) if whole else _LATEST
    for number, text in enumerate(told[:latest]):
        table.add_row("" if number else "history", text)
    if len(told) > latest:
        table.add_row("", Text(f"and {len(told) - latest} earlier", style=palette.dim))
    for number, text in enumerate(_gone(session, palette)):
        table.add_row("" if number else "gone", text)
    return Group(*_wordings(session, current, palette), table)


def _wordings(session: Session, current: Carried, palette: Palette) -> Iterator[Table]:
    """Yield the old and the new words of a changed claim, side by side."""
    if session.draft is None or not session.is_changed(current):
        return
    both = wordings_of(current, session.draft.article.text, palette)
    if both is None:
        return
    table = Table.grid(padding=(0, 2, 1, 0), expand=True)
    for _ in both:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(Text("was", palette.dim), Text("is now", palette.dim))
    table.add_row(*both)
    yield table


def _gone(session: Session, palette: Palette) -> Iterator[Text]:
    """Yield the words of decided claims that are gone from the draft."""
    for carried in session.draft.carried if session.draft else ():
        if carried.claim is None and carried.was is not None:
            yield Text(inert_line(carried.was.text), style=palette.dim)
