"""Claims in an editor: which one is meant, its card, the outline, the count on top, the colours."""

import re
from collections import Counter
from collections.abc import Iterator

from lsprotocol import types

from fact_check.claims import Claim, Kind
from fact_check.ledger.carried import Carried
from fact_check.lsp.positions import Lines, length
from fact_check.lsp.reading import Reading
from fact_check.output.counting import count
from fact_check.output.sanitize import inert_line
from fact_check.review.card import card, history, linked
from fact_check.review.looks import TERMINAL

TOKEN_TYPES = ("class", "keyword", "number")
"""Sources, cues and numbers, by names that every editor's theme colours."""

_MARKED = re.compile(r"([\\`*_\[\]<>#|~&!]|(?<=\bwww)\.|:(?=//)|@(?=\w))", re.IGNORECASE)
"""What Markdown acts on, and what editors make links of: addresses, with and without a scheme."""
_HISTORY = 6


def at(reading: Reading, start: int, end: int) -> list[Carried]:
    """Return the claims that overlap a stretch, the narrowest first."""
    found = [
        (c.claim.span.end - c.claim.span.start, c)
        for c in reading.draft.carried
        if c.claim is not None and any(p.start <= end and start <= p.end for p in c.claim.pieces)
    ]
    return [c for _, c in sorted(found, key=lambda pair: pair[0])]


def card_of(reading: Reading, carried: Carried) -> str:
    """Return a claim's card as Markdown: source, numbers as read, suggestion and why, people, history, rules."""
    rows = [(heading, text.plain) for heading, text in card(reading.session, carried, reading.rules, TERMINAL)]
    said: list[str] = []
    for heading, text in rows:
        words = "  \n".join(escaped(line) for line in text.splitlines() if line.strip())
        if heading:
            said.append(f"**{escaped(heading)}** {words}")
        elif said:
            said[-1] += f"  \n{words}"
    done = [escaped(line.plain) for line in history(reading.session, carried, TERMINAL)]
    if done:
        said.append("**history** " + "  \n".join(done[:_HISTORY]))
    return "\n\n".join(said)


def escaped(text: str) -> str:
    """Escape words for Markdown: an article's text is not trusted."""
    # Two spaces set things apart on a terminal's card.
    return _MARKED.sub(r"\\\1", inert_line(re.sub(r" {2,}", " · ", text.strip())))


def others(reading: Reading, carried: Carried, lines: Lines, uri: str) -> list[types.Location]:
    """Return the places of the claims linked to a claim, in either direction."""
    found = [other.claim.span for _, other in linked(reading.session, carried) if other and other.claim]
    return [types.Location(uri=uri, range=lines.range(s.start, s.end)) for s in found]


def symbols(reading: Reading, lines: Lines) -> list[types.DocumentSymbol]:
    """Return the claims of a draft as its outline."""
    found = []
    for carried in reading.draft.carried:
        claim = carried.claim
        if claim is None:
            continue
        where = lines.range(claim.span.start, claim.span.end)
        found.append(
            types.DocumentSymbol(
                name=_short(claim.span.text),
                detail=standing(carried),
                kind=types.SymbolKind.Number if Kind.NUMERIC in claim.kinds else types.SymbolKind.String,
                range=where,
                selection_range=where,
            )
        )
    return found


def standing(carried: Carried) -> str:
    """Return a claim's decision, or else its suggestion, in a few words."""
    if carried.rejected:
        return "not a claim"
    if carried.label is not None:
        return str(carried.label.value)
    if carried.conflict:
        return "reviewers disagree"
    suggestion = carried.claim.suggestion if carried.claim is not None else None
    again = "changed, " if carried.changed is not None else ""
    return f"{again}undecided, suggested: {suggestion.label.value}" if suggestion else f"{again}undecided"


def summary(reading: Reading) -> str:
    """Count the claims of a draft: how many there are, are undecided, and have each label."""
    here = [c for c in reading.draft.carried if c.claim is not None]
    told = [count(len(here), "claim"), f"{sum(c.undecided for c in here)} undecided"]
    labels = Counter(c.label.value for c in here if c.label is not None)
    told += [f"{n} {label}" for label, n in sorted(labels.items())]
    rejected, conflicts = sum(c.rejected for c in here), sum(c.conflict for c in here)
    told += [f"{rejected} not claims"] * bool(rejected) + [f"{conflicts} in conflict"] * bool(conflicts)
    return " · ".join(told)


def tokens(reading: Reading, lines: Lines) -> list[int]:
    """Return sources, cues and numbers as semantic tokens: five numbers each, from the token before it."""
    marks: dict[tuple[int, int], int] = {}
    for carried in reading.draft.carried:
        for start, end, type_ in _marks(carried.claim):
            marks.setdefault((start, end), type_)
    data: list[int] = []
    last, line, column = 0, 0, 0
    for (start, end), type_ in sorted(marks.items()):
        if start < last:
            continue
        last = end
        for begin, stop in _by_line(lines, start, end):
            position = lines.position(begin)
            step = position.line - line
            wide = length(lines.text[begin:stop], lines.units)
            data += [step, position.character - (0 if step else column), wide, type_, 0]
            line, column = position.line, position.character
    return data


def _marks(claim: Claim | None) -> Iterator[tuple[int, int, int]]:
    if claim is None:
        return
    if claim.source is not None:
        yield claim.source.start, claim.source.end, 0
    if claim.cue is not None:
        yield claim.cue.start, claim.cue.end, 1
    for quantity in claim.quantities:
        yield quantity.start, quantity.end, 2


def _by_line(lines: Lines, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch, line by line: few editors accept a token that spans lines."""
    at = start
    for part in re.split(r"(\r\n|\n|\r)", lines.text[start:end]):
        if part.strip("\r\n"):
            yield at, at + len(part)
        at += len(part)


def _short(text: str, most: int = 80) -> str:
    words = inert_line(text) or "…"
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
