"""Find where the content of a network's mark begins and ends: whole clauses, without what frames them."""

from collections.abc import Sequence

from spacy.tokens import Doc

from fact_check.extract.attribution.heard import is_heading
from fact_check.extract.attribution.moods import ENDS
from fact_check.extract.quotations.linking import Speech
from fact_check.extract.records import Tokens, overlaps
from fact_check.extract.syntax.clauses import OPENING, antecedent, head_of, pieces, sentence, subject, unlead
from fact_check.language.attribution import Marked
from fact_check.language.columns import columns

SIGHT = 50
"""How many tokens from its cue the component still sees a quotation well."""


def marked_content(doc: Doc, mark: Marked, spoken: Speech) -> tuple[Tokens, ...]:
    """Return a mark's content without its frame: quotation marks, stops, `that`, its own cue and source."""
    apart = [mark.cue, *([mark.source] if mark.source is not None else [])]
    near = sentence(doc[mark.cue[0]])
    kept = [
        run
        for n, run in enumerate(mark.content)
        if n == 0 or near[0] <= run[0] < near[1] or spoken.inside(run[0]) or _opens(doc, run[0], mark, spoken)
    ]
    kept = _in_sight(kept, mark.cue, spoken)
    kept = [run for run in kept if doc[run[0] - 1].lower_ != "how"] or kept  # "unclear how {many jobs would go}"
    kept = [_from_quote(doc, run) if n else run for n, run in enumerate(kept)]
    if len(kept) > 1 and is_heading(spoken, kept[0], mark.cue):
        kept = kept[1:]
    ends = (_to_end(doc, _whole(doc, _to_end(doc, run, spoken), mark.cue), spoken) for run in kept)
    runs = [p for run in ends for p in pieces(doc, run, apart)]
    if runs:
        runs[0] = _with_subject(doc, runs[0], apart)
    runs = [_named(doc, run, apart) for run in runs] if len(runs) > 1 else runs
    return tuple(q for n, run in enumerate(runs) for q in pieces(doc, unlead(doc, run) if n == 0 else run))


def _in_sight(runs: Sequence[Tokens], cue: Tokens, spoken: Speech) -> list[Tokens]:
    """Return runs with a long quotation whole if they hold most of what the component sees of it from its cue.

    What it marks farther away comes in fragments.
    """
    found: list[Tokens] = []
    for run in runs:
        quotation = spoken.inside(run[0])
        if quotation is None or overlaps(cue, [quotation.whole]):
            found.append(run)
            continue
        start, end = quotation.words
        seen = max(start, cue[0] - SIGHT), min(end, cue[0] + SIGHT)
        if seen != (start, end) and holds_most(runs, seen):
            run = (start, end)
        if run not in found:
            found.append(run)
    return found


def holds_most(runs: Sequence[Tokens], stretch: Tokens) -> bool:
    """Tell whether runs hold more than half of the tokens of a stretch, which is half-open; of an empty one, never."""
    held = sum(max(0, min(b, stretch[1]) - max(a, stretch[0])) for a, b in runs)
    return 2 * held > stretch[1] - stretch[0] > 0


def _from_quote(doc: Doc, run: Tokens) -> Tokens:
    """Return a run from the quotation mark on that a conjunction leads to: `“A,” she said, but {“B”}`."""
    start, end = run
    leads = end - start > 2 and doc[start].pos_ == "CCONJ" and doc[start + 1].text in OPENING
    return (start + 1, end) if leads else run


def _named(doc: Doc, run: Tokens, apart: Sequence[Tokens]) -> Tokens:
    """Replace a relative pronoun by its antecedent: `{The firm}, which was blamed {for the leak}`."""
    if run[1] - run[0] > 1 or doc[run[0]].tag_ not in ("WDT", "WP"):
        return run
    found = antecedent(doc, run[0])
    return found if found is not None and not overlaps(found, apart) else run


def _with_subject(doc: Doc, run: Tokens, apart: Sequence[Tokens]) -> Tokens:
    """Return a run with the subject right before it: `{The boy} reportedly lost the race, she said`."""
    start, end = run
    who = subject(head_of(doc, run))
    if who is None or who.right_edge.i + 1 != start or who.tag_ in ("WP", "WDT"):
        return run
    first = who.left_edge.i
    return run if any(first < b and a < start for a, b in apart) else (first, end)


def _opens(doc: Doc, token: int, mark: Marked, spoken: Speech) -> bool:
    """Tell whether a token opens a sentence of the paragraph that a mark's cue is in."""
    return bool(doc[token].is_sent_start) and spoken.paragraph(token) == spoken.paragraph(mark.cue[0])


def _to_end(doc: Doc, run: Tokens, spoken: Speech) -> Tokens:
    """Return a run up to the semicolon or the line's end, which end an attribution outside quotations.

    In direct speech it goes on to the end of the quotation if it ends with a sentence: the component loses sight of its
    cue in a long one.
    """
    start, end = run
    text = columns(doc).text
    quotation = spoken.inside(start)
    if quotation is not None:
        last = quotation.words[1]
        stopped = end < last and (text[end - 1] in ENDS or text[end] in ENDS)
        return (start, last) if stopped else run
    if text[start] in OPENING:
        return run
    return start, next((i for i in range(start + 1, end) if text[i] == ";" or "\n" in text[i]), end)


def _whole(doc: Doc, run: Tokens, cue: Tokens) -> Tokens:
    """Return a run up to the end of what it says: complete, and without what its speaker does next.

    `the coalition that {holds the hills}`, `that was {not enough}`; `confirmed her death` of `… but gave no cause`.
    """
    start, end = run
    words = columns(doc)
    for i in range(start, end):
        if start < i and words.dep[i] == "conj" and cue[0] <= words.head[i] < cue[1] <= start:
            first = doc[i].left_edge.i
            return (start, first) if start < first else run
    last = doc[end - 1].head if words.dep[end - 1] == "fixed" else doc[end - 1]  # "so that"
    opens = last.tag_ in ("WDT", "WP", "WP$", "WRB") or last.dep_ in ("mark", "cop", "aux", "aux:pass", "case")
    if not opens or end - start < 2 or last.head.i < end:
        return run
    return start, min(last.head.right_edge.i + 1, sentence(last)[1])
