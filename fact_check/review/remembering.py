"""Show earlier decisions on claims like the current one, and take them over."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from fact_check.ledger.events import Origin
from fact_check.memory.compare import Outcome
from fact_check.memory.entries import Entry
from fact_check.memory.recall import Match
from fact_check.output.sanitize import inert_line
from fact_check.review.looks import Palette

_QUOTED = 160
"""How many characters of an earlier claim the card repeats."""


def rows(found: Sequence[Match], palette: Palette) -> Iterator[tuple[str, Text]]:
    """Yield the card's rows for the first same and the first differing claim; else for the closest."""
    said: set[Outcome] = set()
    for match in found:
        if match.outcome in said or (match.outcome is Outcome.NEAR and said):
            continue
        said.add(match.outcome)
        yield _HEADINGS[match.outcome], line(match, palette)
    if said and len(found) > len(said):
        yield "", Text(f"and {len(found) - len(said)} more like it", style=palette.dim)


_HEADINGS = {Outcome.SAME: "before", Outcome.DIFFERS: "differs", Outcome.NEAR: "near"}


def line(match: Match, palette: Palette) -> Text:
    """Describe one earlier decision: what differs, who decided what, when and where, and the words."""
    text = Text()
    if match.compared.because:
        text.append(f"{inert_line('; '.join(match.compared.because))} · ", style=palette.alert)
    words = inert_line(match.entry.claim)
    words = words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
    strong = "" if match.outcome is not Outcome.NEAR else palette.dim
    text.append(f"{match.entry.told}: ", style=strong)
    return text.append(f"“{words}”", style=palette.dim)


def listing(found: Sequence[Match], palette: Palette) -> Text:
    """List all earlier decisions on claims like this one, a paragraph each."""
    if not found:
        return Text("nothing similar was decided before", style=palette.dim)
    parts = [Text(f"{match.outcome}: ", style=palette.cue).append_text(line(match, palette)) for match in found]
    return Text("\n\n").join(parts)


def origin_of(entry: Entry) -> Origin:
    """Return the origin of a decision that is taken over."""
    return Origin(where=entry.where, claim=entry.id, text=entry.claim, who=entry.who, when=entry.when)


def not_taken(match: Match | None) -> str:
    """Say why there is no decision to take over."""
    if match is None or match.outcome is Outcome.NEAR:
        return "this statement was not decided before"
    if match.outcome is Outcome.DIFFERS:
        return f"not taken over; it differs: {inert_line('; '.join(match.compared.because))}"
    if not match.entry.decided:
        return "not taken over; nobody has decided it there"
    return f"not taken over; the verdict is none of our labels: {inert_line(match.entry.verdict)}"
