"""Pick words of the article on the full screen: for a support, a span, a source or a split."""

from dataclasses import dataclass, replace
from enum import StrEnum

from rich.text import Text

from fact_check.claims import Piece
from fact_check.review import actions as do
from fact_check.review.actions import Action
from fact_check.review.corrections import splits
from fact_check.review.looks import Palette
from fact_check.review.panes.bars import key_hint, packed
from fact_check.review.panes.wrap import Lines
from fact_check.review.pick import Picker, find_words, picker
from fact_check.review.session import Session


class Purpose(StrEnum):
    """What words are picked for."""

    SUPPORT = "support"
    MEND = "mend"
    ADD = "add"
    SOURCE = "source"
    SPLIT = "split"


_TWO_LINES = 80
"""The width from which the keys fit on two lines, as the key bar does."""

_SAYS = {
    Purpose.SUPPORT: "Pick the support",
    Purpose.MEND: "Pick the claim's words",
    Purpose.ADD: "Pick the claim that was missed",
    Purpose.SOURCE: "Pick the source",
    Purpose.SPLIT: "Where does the second claim begin?",
}


@dataclass(frozen=True, slots=True)
class Picking:
    """Words that are being picked, and what for."""

    purpose: Purpose
    pick: Picker

    @property
    def piece(self) -> Piece:
        return self.pick.piece


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question that a pick must have answered first: "address", "words", or the kind of a source."""

    name: str
    picking: Picking
    typed: str = ""
    """The part of the answer that is already typed."""


def begin(session: Session, purpose: Purpose, top: int) -> Picking | str:
    """Start picking at the current claim, else at an offset; or say why not."""
    draft, current = session.draft, session.current
    if draft is None:
        return "no draft yet"
    claim, text = current.claim if current else None, draft.article.text
    if purpose is Purpose.SPLIT and claim is not None:
        likely = splits(claim, text)
        middle = text.rfind(" ", claim.span.start, (claim.span.start + claim.span.end) // 2) + 1
        at = likely[0] if likely else max(claim.span.start, middle)
        pick = picker(text, at, at, whole=False)
    elif purpose is Purpose.SOURCE and claim is not None and claim.source is not None:
        pick = picker(text, claim.source.start, claim.source.end, whole=True)
    else:
        start, end = (claim.span.start, claim.span.end) if claim is not None else (top, top)
        pick = picker(text, start, end, whole=purpose is Purpose.MEND)
    return Picking(purpose, pick) if pick is not None else "no words here"


def press(picking: Picking, key: str, session: Session, lines: Lines, rows: int) -> Picking | Action | Wanted | None:
    """Let a key move, stretch, take or cancel a pick; `rows` is the height of a page.

    Returns the new pick, an action, a question, or None if it was cancelled.
    """
    pick, draft = picking.pick, session.draft
    if draft is None:
        return None
    text = draft.article.text
    match key:
        case _ if picking.purpose is Purpose.SUPPORT and _types(key):
            return Wanted("address", picking, key)
        case "left" | "h" | "right" | "l":
            moved = pick.to(pick.cursor + (1 if key in ("right", "l") else -1))
        case "up" | "k" | "down" | "j":
            moved = _other_line(pick, lines, 1 if key in ("down", "j") else -1)
        case "pageup" | "pagedown":
            moved = _other_line(pick, lines, rows if key == "pagedown" else -rows)
        case "left_parenthesis" | "right_parenthesis":
            moved = pick.beyond(text, 1 if key.startswith("right") else -1)
        case "left_curly_bracket" | "right_curly_bracket":
            moved = pick.beyond(text, 1 if key.startswith("right") else -1, paragraph=True)
        case "space":
            moved = pick.begun()
        case "tab" if picking.purpose is Purpose.SPLIT:
            moved = _next_split(pick, session)
        case "tab":
            moved = pick.other_end()
        case "slash":
            return Wanted("words", picking)
        case "u" if picking.purpose is Purpose.SUPPORT:
            return Wanted("address", picking)
        case "x" if picking.purpose is Purpose.SUPPORT:
            return Wanted("supports", picking)
        case "escape" | "q":
            return None
        case "enter":
            return taken(picking)
        case _:
            return picking
    return replace(picking, pick=moved)


def _types(key: str) -> bool:
    """Tell whether a key starts typing a support; the others pick, cancel or remove."""
    return len(key) == 1 and key.isalnum() and key not in "uxq"


def taken(picking: Picking) -> Action | Wanted:
    """Return what taking a pick does."""
    piece = picking.piece
    match picking.purpose:
        case Purpose.SUPPORT:
            return do.Point(piece.start, piece.end)
        case Purpose.MEND:
            return do.Mend(piece.start, piece.end)
        case Purpose.ADD:
            return do.Add(piece.start, piece.end)
        case Purpose.SPLIT:
            return do.Divide(piece.start)
        case Purpose.SOURCE:
            return Wanted("kind", picking)


def searched(picking: Picking, text: str, typed: str) -> Picking | str:
    """Move a pick to the next occurrence of typed words, or say that there is none."""
    here = picking.pick.words[picking.pick.cursor].end
    ahead = find_words(text[here:], typed, near=0)
    found = Piece(start=ahead.start + here, end=ahead.end + here) if ahead else find_words(text, typed, near=here)
    return replace(picking, pick=picking.pick.at_words(found)) if found else "those words are not in the article"


def pointed(picking: Picking | None, session: Session, start: int, end: int) -> Picking | Action | None:
    """Handle a click or drag: pick words, or go to a claim; None if it does neither."""
    draft = session.draft
    if draft is None:
        return None
    if picking is None and start == end:
        here = [c for c in draft.carried if c.claim is not None and c.claim.span.start <= start < c.claim.span.end]
        smallest = min(here, key=lambda c: c.claim.span.end - c.claim.span.start if c.claim else 0, default=None)
        return do.Go(smallest.id) if smallest is not None else None
    if picking is None:
        pick = picker(draft.article.text, start, end, whole=True)
        picking = Picking(Purpose.ADD, pick) if pick is not None else None
    return replace(picking, pick=picking.pick.dragged(start, max(end, start + 1))) if picking is not None else None


def hint(purpose: Purpose, palette: Palette, width: int) -> Text:
    """Return the key bar shown while picking."""
    keys = [
        ("←→↑↓", "move"),
        ("( )", "sentence"),
        ("{ }", "paragraph"),
        ("/", "find"),
        ("⏎", "take"),
        ("esc", "cancel"),
    ]
    if purpose is Purpose.SPLIT:
        keys = [("←→", "move"), ("⇥", "next likely split"), ("⏎", "split here"), ("esc", "cancel")]
    else:
        keys[1:1] = [("␣", "from here"), ("⇥", "other end")]
        keys.append(("mouse", "drag"))
    if purpose is Purpose.SUPPORT:
        keys[-3:-3] = [("u", "type or paste a URL"), ("x", "remove one")]
    hints = [key_hint(key, says, palette) for key, says in keys]
    most = 2 if width >= _TWO_LINES else 3
    return Text("\n").join(packed([Text(_SAYS[purpose], style=palette.alert), *hints], width, most))


def _next_split(pick: Picker, session: Session) -> Picker:
    current, draft = session.current, session.draft
    likely = splits(current.claim, draft.article.text) if current and current.claim and draft else []
    if not likely:
        return pick
    here = pick.words[pick.cursor].start
    at = likely[(likely.index(here) + 1) % len(likely)] if here in likely else likely[0]
    return pick.to(pick.word_at(at))


def _other_line(pick: Picker, lines: Lines, by: int) -> Picker:
    """Go to the word above or below the cursor, skipping empty lines."""
    at = pick.words[pick.cursor].start
    line = lines.line_of(at)
    column = at - lines.spans[line][0]
    to = max(0, min(len(lines.spans) - 1, line + by))
    way = 1 if by > 0 else -1
    while 0 <= to < len(lines.spans) and not lines.text[slice(*lines.spans[to])].strip():
        to += way
    if not 0 <= to < len(lines.spans):
        return pick
    start, end = lines.spans[to]
    return pick.to(pick.word_at(min(start + column, max(start, end - 1))))
