"""How things look on both screens: a word and a sign first, then a style, colour last."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from fact_check.claims import Claim, Label, Piece
from fact_check.ledger.carried import Carried, Status
from fact_check.output.sanitize import inert, inert_line


@dataclass(frozen=True, slots=True)
class Look:
    """A sign, a word, and a style that also works without colour."""

    sign: str
    word: str
    style: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The styles of a screen; signs and words are the same everywhere."""

    sourced: str
    denied: str
    unevidenced: str
    undecided: str
    rejected: str
    alert: str
    claim: str
    source: str
    cue: str
    number: str
    dim: str
    other: str
    """A claim that is not the current one."""


TERMINAL = Palette(
    sourced="blue",
    denied="bold red",
    unevidenced="italic yellow",
    undecided="bold",
    rejected="dim strike",
    alert="bold magenta",
    claim="bold reverse",
    source="underline cyan",
    cue="italic magenta",
    number="bold underline reverse yellow",
    dim="dim",
    other="underline",
)
"""The terminal's own sixteen colours, which fit any theme. People with the common forms of colour blindness can tell
blue, red and yellow apart, and each has a style of its own as well."""


def look_of(label: Label | None, rejected: bool, palette: Palette) -> Look:
    """Return how a decision looks; without label and rejection it is undecided."""
    if rejected:
        return Look("–", "not a claim", palette.rejected)
    match label:
        case Label.SOURCED:
            return Look("✓", "sourced", palette.sourced)
        case Label.DENIED:
            return Look("✗", "denied", palette.denied)
        case Label.UNEVIDENCED:
            return Look("?", "unevidenced", palette.unevidenced)
        case None:
            return Look("○", "undecided", palette.undecided)


def look(carried: Carried, who: str, palette: Palette, *, blind: bool = False) -> Look:
    """Return how a claim looks to a reviewer; a decision by others alone is dim and names them."""
    if carried.claim is None:
        return Look("∅", "gone", palette.dim)
    mine = carried.by(who)
    own = mine.decision if mine is not None and mine.counts else None
    if blind:
        return look_of(own.label if own else None, own is not None and own.rejected, palette)
    words = carried.words
    if len(words) > 1:
        return Look("!", f"in conflict, yours: {own.label or 'not a claim'}" if own else "in conflict", palette.alert)
    if not words and carried.status is Status.CHANGED:
        return Look("≠", "changed", palette.alert)
    label = next(iter(words), None)
    found = look_of(label, bool(words) and label is None, palette)
    if others := others_alone(carried, who):
        return Look(found.sign, f"{found.word}, by {inert_line(others)}", palette.dim)
    return found


def others_alone(carried: Carried, who: str) -> str:
    """Name those who decided a claim that this reviewer has not; empty if the reviewer has, or nobody has."""
    deciding = [h.decision.who for h in carried.held if h.counts]
    return "" if who in deciding else ", ".join(dict.fromkeys(deciding))


def marks_of(carried: Carried, who: str, *, blind: bool = False) -> str:
    """Return a letter for each kind of attachment to a claim: the key that attaches it."""
    found = set()
    for held in carried.held:
        d = held.decision
        if blind and d.who != who:
            continue
        attached = {"n": d.notes, "e": d.supports, "l": d.links or d.unlinked, "w": d.source, "m": d.mended}
        found |= {letter for letter, has in attached.items() if has}
    if carried.tags:
        found.add("T")
    if carried.assigned:
        found.add("p")
    return "".join(letter for letter in "nelwmTp" if letter in found)


def show_text(text: str) -> str:
    """Make article text safe to show: inert, with Windows line ends and byte order mark blanked. Offsets stay valid."""
    if text.startswith("\ufeff"):
        text = f" {text[1:]}"
    return inert(text.replace("\r\n", " \n"))


def paragraph_around(text: str, claim: Claim, widest: int) -> Piece:
    """Return the lines that hold a claim, its source and its cue, cut to about `widest` characters around the claim."""
    holds: list[Piece] = [claim.span, *(p for p in (claim.source, claim.cue) if p is not None)]
    near = [p for p in holds if abs(p.start - claim.span.start) < widest]
    start, end = min(p.start for p in near), max(p.end for p in near)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    spare = max(40, (widest - (end - start)) // 2)
    if start - first > spare:
        space = text.find(" ", start - spare, start)
        first = space + 1 if space >= 0 else start - spare
    if last - end > spare:
        space = text.rfind(" ", end, end + spare)
        last = space if space >= 0 else end + spare
    return Piece(start=first, end=last)


def mark(shown: Text, offset: int, claim: Claim, palette: Palette) -> None:
    """Mark a claim with its source, cue and numbers in a text that begins at `offset` of the article."""

    def put(style: str, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            start, end = max(0, piece.start - offset), min(len(shown), piece.end - offset)
            if start < end:
                shown.stylize(Style.parse(style), start, end)

    put(palette.claim, claim.pieces)
    put(palette.source, [claim.source] if claim.source else [])
    put(palette.cue, [claim.cue] if claim.cue else [])
    put(palette.number, claim.quantities)
