"""The top line (position, progress, time left) and the key bar."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from rich.style import Style
from rich.text import Text

from fact_check.output.sanitize import inert_line
from fact_check.review.keys import Binding, shown
from fact_check.review.looks import Palette, look, look_of, others_alone
from fact_check.review.session import Session

_ENOUGH = 3
"""Decisions needed to estimate a pace."""
LATELY = 20
"""How many of the latest decisions the pace is based on."""
_IDLE = timedelta(minutes=3)
"""A longer pause is a break and doesn't count."""
_NARROW = 70
"""The width below which the keys need a third line."""
_ALWAYS = ("undo", "help", "quit")
"""The keys that are shown however short the room."""


def minutes_left(decided: list[datetime], left: int) -> int | None:
    """Estimate the minutes left at the pace of the latest decisions; None while that is unknown."""
    times = decided[-LATELY:]
    gaps = [b - a for a, b in pairwise(times) if b - a < _IDLE]
    if len(gaps) < _ENOUGH - 1 or left == 0:
        return None
    pace = sum(gaps, timedelta()) / len(gaps)
    return max(1, round(pace * left / timedelta(minutes=1)))


def top(
    session: Session, palette: Palette, width: int, *, paths: Sequence[str], waiting: str, left: int | None
) -> Text:
    """Return the top line: the draft, the reviewer, decisions by label, progress and time left."""
    number = session.number
    text = Text(no_wrap=True, overflow="ellipsis")
    if len(paths) > 1:
        text.append(f" {number + 1} of {len(paths)}", palette.dim)
    text.append(f" · reviewer: {inert_line(session.who)}", palette.dim)
    if session.blind:
        text.append(" · blind", palette.alert)
    if session.adjudicates:
        text.append(" · adjudicating", palette.alert)
    if not session.view.is_open:
        asked = [str(f) for f in sorted(session.view.filters)] + (
            [f"“{session.view.query}”"] if session.view.query else []
        )
        text.append(f" · {inert_line(', '.join(asked))}", palette.cue)
    if waiting:
        text.append(f" · {waiting}", palette.cue)
    done, every = session.done()
    right = Text()
    if width >= 70:
        for sign, count, style in _counts(session, palette):
            right.append(f"{sign} {count}  ", style)
    if width >= 100 and every:
        full = round(16 * done / every)
        right.append("━" * full, palette.sourced).append("─" * (16 - full), palette.dim).append(" ")
    right.append(f"{done} of {every}", "bold")
    if session.has_others:
        right.append(" by you", palette.dim)
    if left is not None:
        right.append(f" · {left} min", palette.dim)
    right.append(" ")
    room = max(10, width - right.cell_len - 2)
    if paths:
        path = paths[number].rpartition("/")[2] if width < 100 else paths[number]
        name = Text(inert_line(path), "bold")
        # A long name is cut before what follows it: which draft it is, whose review, the filter.
        name.truncate(max(8, room - text.cell_len), overflow="ellipsis")
        text = name.append_text(text)
    text = Text(" ").append_text(text)
    text.truncate(room + 1, overflow="ellipsis")
    text.append(" " * max(1, width - text.cell_len - right.cell_len))
    return text.append_text(right)


def _counts(session: Session, palette: Palette) -> list[tuple[str, int, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for draft in session.drafts:
        for carried in draft.carried:
            if carried.claim is not None:
                seen = look(carried, session.who, palette, blind=session.blind)
                if not session.blind and not session.adjudicates and others_alone(carried, session.who):
                    seen = look_of(None, False, palette)
                found[(seen.sign, seen.style.replace("strike", ""))] += 1
    order = "✓✗?–○≠!"
    return [(sign, n, style) for (sign, style), n in sorted(found.items(), key=lambda item: order.find(item[0][0]))]


def bottom(found: tuple[Binding, ...], palette: Palette, width: int, said: str) -> Text:
    """Return the keys, each clickable, on two lines (three on a narrow screen), after any message.

    If there is not room for all, the first are shown, with undo, help and quit. A message takes no extra line, so the
    screen does not jump.
    """
    often: list[Text] = []
    always: list[Text] = []
    for binding in found:
        if binding.short is not None:
            hint = key_hint(shown(binding.key), binding.short, palette)
            hint.stylize(Style.from_meta({"@click": f"app.press({binding.key!r})"}))
            (always if binding.name in _ALWAYS else often).append(hint)
    most = 2 if width >= _NARROW else 3
    lines = packed(often, width, most, always=always)
    if said:
        lines = packed([Text(inert_line(said), palette.alert), *often], width, len(lines), always=always)
    return Text("\n").join(lines)


def key_hint(key: str, says: str, palette: Palette) -> Text:
    """Return a key with what it does."""
    return Text.assemble((key, Style(bold=True)), (f" {says}", palette.dim))


def packed(hints: Sequence[Text], width: int, most: int, *, always: Sequence[Text] = ()) -> list[Text]:
    """Lay out hints on at most `most` lines without breaking any; drop those without room, except `always`."""
    lines = [Text(" ")]
    reserved = sum(hint.cell_len + 2 for hint in always)
    for number, hint in enumerate([*hints, *always]):
        if len(lines) < most:
            if lines[-1].cell_len > 1 and lines[-1].cell_len + 2 + hint.cell_len > width:
                lines.append(Text(" "))
        elif number < len(hints) and lines[-1].cell_len + 2 + hint.cell_len + reserved > width:
            continue
        lines[-1].append("  " if lines[-1].cell_len > 1 else "").append_text(hint)
    for line in lines:
        line.truncate(width, overflow="ellipsis")
    return lines
