"""Read every number of a parsed text, with what it counts and whether it is asserted, and give statements theirs."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from fact_check.claims import Bound, Quantity
from fact_check.extract.quantities.assertiveness import GROUP, KNOWN, ORDINAL, reasons
from fact_check.extract.quantities.counted import counted
from fact_check.extract.quantities.figures import Figure, figures
from fact_check.extract.quantities.figures.values import number
from fact_check.extract.records import Reading, Statement, Tokens
from fact_check.extract.syntax.clauses import sentence
from fact_check.language.columns import columns
from fact_check.language.heads.spans import told
from fact_check.lexicon import words

_GOES_ON = words("numbers.numbers.goes_on")


def readings(doc: Doc) -> tuple[Reading, ...]:
    """Read every number of a Doc in order and without overlap, including ordinals and numbers that assert nothing.

    Offsets are code points of `doc.text`. Deterministic; never raises, whatever the text and however poor the parse.
    """
    return tuple(reading for _, reading in _read(doc))


def quantities(doc: Doc) -> list[Quantity]:
    """Return every quantity of a Doc, claim or not; dates, clock times, bare ordinals and age groups do not count."""
    return [
        r.quantity
        for figure, r in _read(doc)
        if figure.rank != "bare" and not figure.article and r.non_assertive != GROUP
    ]


def _read(doc: Doc) -> list[tuple[Figure, Reading]]:
    text = columns(doc).whole
    found = figures(text)
    runs = [columns(doc).around(figure.start, figure.end) for figure in found]
    whys = _second_opinion(doc, runs, reasons(doc, found, runs))
    read = [
        (figure, Reading(quantity=_quantity(doc, text, figure, run), tokens=run, non_assertive=why))
        for figure, run, why in zip(found, runs, whys, strict=True)
    ]
    return _elliptic(doc, read)


SURE = 0.7
"""How likely, by the encoder's states, a number must be asserted to make a claim against the rules.

Chosen with a view to the totals of the measuring articles: corpus/dev is the same from .65 to .9."""
UNSURE = frozenset({ORDINAL, KNOWN})
"""Reasons of the rules that are wrong more often than not if the encoder's states contradict them."""


def _second_opinion(doc: Doc, runs: Sequence[Tokens], whys: Sequence[str | None]) -> list[str | None]:
    """Let an ordinal or a known count make a claim if the encoder sees one: `in her first trial`, `came second`."""
    seen = told(doc)
    if seen is None:
        return list(whys)
    return [
        None if why in UNSURE and seen.inside(*run).min() >= SURE and _told_of(doc, run) else why
        for why, run in zip(whys, runs, strict=True)
    ]


def _told_of(doc: Doc, run: Tokens) -> bool:
    """Tell whether the sentence of a number has a verb, unlike a heading: `First pictures`."""
    start, end = sentence(doc[run[0]]) if doc.has_annotation("SENT_START") else (0, len(doc))
    pos = columns(doc).pos
    return any(pos[i] in ("VERB", "AUX") for i in range(start, end))


def _quantity(doc: Doc, text: str, figure: Figure, run: Tokens) -> Quantity:
    a = figure.amount
    low, high = number(a.low), number(a.high)
    if a.value is not None and figure.bound in {Bound.AT_LEAST, Bound.MORE_THAN}:
        high = None
    if a.value is not None and figure.bound in {Bound.AT_MOST, Bound.LESS_THAN}:
        low = None
    return Quantity(
        start=figure.start,
        end=figure.end,
        text=text[figure.start : figure.end],
        value=number(a.value),
        low=low,
        high=high,
        unit=a.measure,
        bound=figure.bound,
        counted=counted(doc, figure, run),
    )


def _elliptic(doc: Doc, read: list[tuple[Figure, Reading]]) -> list[tuple[Figure, Reading]]:
    """Let a bare number count what the number before it in its sentence counts: `54 nations …, only 27 have …`."""
    if not doc.has_annotation("SENT_START"):
        return read
    whole: list[tuple[Figure, Reading]] = []
    for figure, reading in read:
        quantity = reading.quantity
        if whole and quantity.unit is None and quantity.counted is None and figure.amount.shape == "number":
            before, start = whole[-1][1], reading.tokens[1]
            follows = doc[start].lower_ if start < len(doc) else ""
            same = sentence(doc[before.tokens[0]]) == sentence(doc[reading.tokens[0]])
            if (
                same
                and before.quantity.unit is None
                and before.quantity.counted
                and (follows in _GOES_ON or not quantity.value)
            ):
                shared = quantity.model_copy(update={"counted": before.quantity.counted})
                reading = replace(reading, quantity=shared)
        whole.append((figure, reading))
    return whole


def with_number_before(
    pieces: tuple[Tokens, ...], starts: Sequence[int], readings: Sequence[Reading], taken: Sequence[Tokens]
) -> tuple[Tokens, ...]:
    """Return a content with the number right before it that is nobody else's: `Police said 10303 people came`.

    `starts` are the first words of the readings, in order; `taken` are the runs of every attribution.
    """
    first, last = pieces[0]
    at = bisect_right(starts, first - 1) - 1
    if at < 0 or readings[at].tokens[1] != first:
        return pieces
    start, end = readings[at].tokens
    if any(a < end and start < b for a, b in taken):
        return pieces
    return ((start, last), *pieces[1:])


def with_its_numbers(statement: Statement) -> Statement | None:
    """Return a statement with the numbers that are wholly in one of its pieces; None if nothing is left of it.

    A piece that cuts a number is extended to all of it unless a cue or a source is in the way.
    """
    pieces = list(statement.pieces)
    said = statement.attribution
    barred = {i for run in (said.cue, said.source or said.cue) for i in range(*run)} if said else set()
    for start, end in (r.tokens for r in statement.readings):
        if not barred.isdisjoint(range(start, end)):
            continue
        for n in range(max(0, bisect_right(pieces, (start, start)) - 1), len(pieces)):
            first, last = pieces[n]
            if first >= end:
                break
            if start < last:
                before = pieces[n - 1][1] if n else 0
                after = pieces[n + 1][0] if n + 1 < len(pieces) else max(last, end)
                pieces[n] = max(before, min(first, start)), min(after, max(last, end))
    inside = tuple(r for r in statement.readings if _holds(pieces, r.tokens))
    if said is None and not inside:
        return None
    return replace(statement, pieces=tuple(pieces), readings=inside)


def _holds(pieces: Sequence[Tokens], run: Tokens) -> bool:
    at = bisect_right(pieces, run[0], key=lambda piece: piece[0]) - 1
    return at >= 0 and run[1] <= pieces[at][1]
