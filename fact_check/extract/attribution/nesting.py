"""Settle attributions inside each other: one statement is one claim, at the outermost level.

There are two exceptions. A denial or a doubt inside an attribution counts, too, and its content is cut from the outer
one. And a participle after a comma (`said A, adding B`) is the same speaker's next cue, wherever the parse attaches it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from fact_check.claims import Effect
from fact_check.extract.records import Attribution, Tokens
from fact_check.extract.syntax.clauses import FINITE, head_of, pieces

MOSTLY = 0.7
"""A content states nothing else if a silent answer takes this share of it."""


def settle(doc: Doc, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions that remain, in the order of their contents."""
    standing = _without_sequels(doc, _unhedged(list(found)))
    holders = _holders(standing)
    cuts: dict[int, dict[int, Tokens]] = defaultdict(dict)
    tails: dict[int, list[Tokens]] = defaultdict(list)
    kept: dict[int, Attribution] = {}
    for n, inner in enumerate(standing):
        outer = [m for m in holders.get(inner.cue[0], ()) if m != n]
        if not outer:
            if inner.effect.opposes or not _answered(inner, standing, holders):
                kept[n] = inner
        elif inner.effect.opposes and not _alternative(doc, inner.cue):
            kept[n] = replace(inner, source=_inherited(doc, inner, standing[outer[0]]))
            for m in outer:
                if not inner.silent or _fills(_extent(doc, inner), standing[m].content):
                    cuts[m][n] = _extent(doc, inner)
                elif doc[inner.content[0][0]].lower_ == "which":
                    tails[m].append(_extent(doc, inner))
    for m, runs in tails.items():  # "inciting the murder, which he denied"
        if m in kept and (left := tuple(p for run in kept[m].content for p in pieces(doc, run, runs))):
            kept[m] = replace(kept[m], content=left)
    for m, taken in cuts.items():
        if m in kept:
            if left := _left(doc, kept[m].content, list(taken.values())):
                kept[m] = replace(kept[m], content=left)
            elif _hangs(doc, kept[m].content, taken.values()):  # "said they rate it as false because it lacks context"
                for n in taken:
                    kept.pop(n, None)
            else:
                del kept[m]
    return tuple(sorted(_unshared(kept.values()), key=lambda a: (a.content[0], a.cue)))


def _answered(inner: Attribution, found: Sequence[Attribution], holders: dict[int, list[int]]) -> bool:
    """Tell whether a content is only part of a denied one: `called {the story of} the sale a hoax`."""
    first, last = inner.content[0][0], inner.content[-1][1] - 1
    around = set(holders[first]) & set(holders[last])
    return any(found[m].effect.opposes and not found[m].silent and found[m].content != inner.content for m in around)


def _unhedged(found: list[Attribution]) -> list[Attribution]:
    """Drop a hedge beside the cue of a named source: `the agency {reportedly} believes` only reports."""
    named = [a for a in found if a.effect is Effect.REPORTS and a.source is not None]
    beside = {edge for a in named for edge in (a.cue[0], a.cue[1])}
    inside = {i for a in named for i in range(*a.cue)}
    return [
        a
        for a in found
        if a.effect is not Effect.HEDGES
        or a.source is not None
        or not (a.cue[1] in beside or a.cue[0] in beside or a.cue[0] in inside)
    ]


def _holders(found: Sequence[Attribution]) -> dict[int, list[int]]:
    """Map each token to the attributions with that token in their content."""
    holders: dict[int, list[int]] = defaultdict(list)
    for n, a in enumerate(found):
        for start, end in a.content:
            for i in range(start, end):
                holders[i].append(n)
    return holders


def _without_sequels(doc: Doc, found: list[Attribution]) -> list[Attribution]:
    """Cut from each content what begins with a sequel: a participle cue after a comma, of the same speaker."""
    holders = _holders(found)
    for n, inner in enumerate(found):
        start = _sequel(doc, inner)
        for m in holders.get(inner.cue[0], ()) if start is not None else ():
            if m == n or found[m].quoted or found[m].cue[0] > inner.cue[0]:
                continue
            left = tuple(p for run in found[m].content for p in pieces(doc, run, [(start or 0, len(doc))]))
            if left:
                own = inner.source is not None and inner.source[0] > (start or 0)
                found[n] = inner if own else replace(inner, source=found[m].source)
                found[m] = replace(found[m], content=left)
    return found


def _sequel(doc: Doc, inner: Attribution) -> int | None:
    """Return where an attribution begins that continues the one before it; None if it doesn't.

    `, adding that B`, `and warned that B`, `, but she said that B`, `, and a neighbour said B`.
    """
    at = inner.cue[0]
    if inner.effect is not Effect.REPORTS or at < 2:
        return None
    verb = head_of(doc, inner.cue)
    if verb.tag_ == "VBG" and doc[at - 1].text == ",":
        return at - 1
    if doc[at - 1].lower_ in ("and", "but") and verb.tag_ in FINITE and verb.dep_ == "conj":
        return at - 1
    if inner.source is not None and inner.source[1] == at:
        first = inner.source[0]
        parted = doc[first - 1].lower_ in ("and", "but", "while") and doc[first - 2].text == ","
        if parted and (doc[first].pos_ == "PRON" or verb.tag_ in FINITE):
            return first - 2
    return None


def _inherited(doc: Doc, inner: Attribution, outer: Attribution) -> Tokens | None:
    """Return the source of a denial inside an attribution: its own, or the outer one if it is `we` or missing."""
    if inner.source is None or doc[inner.source[0] : inner.source[1]].text.lower() in ("i", "we", "it", "there"):
        return outer.source
    return inner.source


def _extent(doc: Doc, a: Attribution) -> Tokens:
    """Return the run of an attribution from first to last word; a speaker outside its quotation is not in it.

    Nor is one whom a relative pronoun takes up: `Mr Kern, {who denies it}`.
    """
    said = [a.cue, *a.content]
    if a.source is not None:
        start, end = a.source
        between = doc[slice(*sorted((a.cue[1], start)))]
        if doc[end : end + 1].text == "," and doc[end + 1 : end + 2].text.lower() in ("who", "which"):
            said.append((end + 1, end + 2))
        elif not (a.silent and any(t.is_quote for t in between)):
            said.append(a.source)
    return min(r[0] for r in said), max(r[1] for r in said)


def _fills(run: Tokens, content: Sequence[Tokens]) -> bool:
    """Tell whether a run is nearly all of a content: `said that {this is unverified}` states nothing else."""
    whole = sum(end - start for start, end in content)
    inside = sum(max(0, min(end, run[1]) - max(start, run[0])) for start, end in content)
    return inside >= MOSTLY * whole


def _left(doc: Doc, content: Sequence[Tokens], cuts: Sequence[Tokens]) -> tuple[Tokens, ...]:
    """Return what a content states besides the answers in it: `said {Mr Kern}, who denies it, {took 40 boats}`."""
    left = tuple(p for run in content for p in pieces(doc, run, cuts))
    whole = tuple(p for p in left if _clausal(doc, [p]))
    if whole and all(_subordinate(doc, p) for p in whole):
        return ()
    aside = all(
        p[1] < cut[0] or cut[1] < p[0] or doc[p[1] if p[1] <= cut[0] else p[0] - 1].is_punct
        for p in left
        for cut in cuts
    )
    return whole or (left if aside and _clausal(doc, left) else ())


def _hangs(doc: Doc, content: Sequence[Tokens], cuts: Iterable[Tokens]) -> bool:
    """Tell whether all that a cut leaves is a subordinate clause, which states nothing without what is cut."""
    left = [p for run in content for p in pieces(doc, run, list(cuts)) if _clausal(doc, [p])]
    return bool(left) and all(_subordinate(doc, p) for p in left)


def _alternative(doc: Doc, cue: Tokens) -> bool:
    """Tell whether an answer is one of two things that may be: `either ignored or {contradicted} the advice`."""
    before = cue[0] - 1
    while before > 0 and doc[before].pos_ == "ADV":
        before -= 1
    return before >= 0 and doc[before].lower_ in ("or", "nor")


def _subordinate(doc: Doc, run: Tokens) -> bool:
    """Tell whether a run begins with a conjunction that its verb depends on: `because they lack context`."""
    first = doc[run[0]]
    return first.dep_ == "mark" and first.tag_ == "IN" and first.lower_ != "that"


def _clausal(doc: Doc, runs: Sequence[Tokens]) -> bool:
    tokens = [t for start, end in runs for t in doc[start:end]]
    return any(t.pos_ in ("VERB", "AUX") for t in tokens) and any(t.dep_.startswith("nsubj") for t in tokens)


def _unshared(found: Iterable[Attribution]) -> list[Attribution]:
    """Keep, of two attributions of one content, the one that denies or doubts it, else the one that names a source.

    The cue of the other one was only beside it.
    """
    best: dict[tuple[Tokens, ...], Attribution] = {}
    for a in found:
        other = best.get(a.content)
        if other is None or _telling(a) > _telling(other):
            best[a.content] = a
    return list(best.values())


def _telling(a: Attribution) -> tuple[bool, bool]:
    return a.effect.opposes, a.source is not None
