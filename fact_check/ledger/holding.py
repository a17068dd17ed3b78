"""Decide whether a decision still holds for its words as they are now, and if not, why."""

from functools import lru_cache

from fact_check.claims import Claim
from fact_check.ledger.carried import Held, Status
from fact_check.ledger.changes import Change, changes_of_words, told
from fact_check.ledger.decision import Decision
from fact_check.ledger.events import Anchor
from fact_check.ledger.relocation import Place
from fact_check.ledger.wording import keys


def held(decision: Decision, place: Place, found: Claim | None, text: str) -> Held:
    """Say what became of a decision whose words are at a place, with the claim that the tool finds there, if any."""
    changes = list(place.changes)
    if found is not None:
        changes = _with_found(decision, place, found, text)
    elif not changes and decision.anchor.source is not None and not place.intact:
        changes = (
            [] if _says(text, decision.anchor.source.text) else [Change("the source", decision.anchor.source.text)]
        )
    if changes:
        return Held(decision, Status.CHANGED, told(changes))
    return Held(decision, Status.SAME if place.same else Status.MOVED)


def _with_found(decision: Decision, place: Place, found: Claim, text: str) -> list[Change]:
    """Compare a decision with the claim that the tool finds now: the alignment shows which words correspond."""
    anchor = decision.anchor
    grounds = _grounds(anchor, found, place)
    changed = {change.of for change in place.changes}
    ours = decision.mended is None and not decision.added
    apart = not _overlap_well(place, found)
    new_words = any(p.start < end and start < p.end for start, end in place.fresh for p in found.pieces)
    words: list[Change] = []
    if ours and (changed & {"span", ""} or new_words or apart):
        words = changes_of_words("span", _words(anchor), _found_words(found, text, whole=not anchor.pieces))
    seen = {change.of for change in grounds} | ({"span", ""} if words else set())
    return [*words, *(change for change in place.changes if change.of not in seen), *grounds]


def _grounds(anchor: Anchor, found: Claim, place: Place) -> list[Change]:
    """Say whether the finder now sees another source or cue; nothing if it sees the same, or nothing was edited.

    A source or cue that it no longer sees although its words are still there is not a change.
    """
    who, old = found.source, anchor.source
    if who is not None and old is not None and who.resolved and anchor.resolved:
        a, b = who.resolved.casefold(), anchor.resolved.casefold()
        if a not in b and b not in a:
            return [Change("who the source is", anchor.resolved, who.resolved, "source")]
    if place.intact:
        return []
    return [
        change
        for name, new_mark, old_mark in (("source", who, old), ("cue", found.cue, anchor.cue))
        if new_mark is not None
        for change in changes_of_words(name, old_mark.text if old_mark else "", new_mark.text)
    ]


def _says(text: str, words: str) -> bool:
    return words in text or " ".join(keys(words)) in _every_key(text)


@lru_cache(maxsize=4)
def _every_key(text: str) -> str:
    return " ".join(keys(text))


def _overlap_well(place: Place, found: Claim) -> bool:
    overlap = min(found.span.end, place.end) - max(found.span.start, place.start)
    return 2 * overlap >= max(found.span.end, place.end) - min(found.span.start, place.start)


def _words(anchor: Anchor) -> str:
    return " ".join(anchor.text[p.start - anchor.start : p.end - anchor.start] for p in anchor.pieces) or anchor.text


def _found_words(found: Claim, text: str, *, whole: bool) -> str:
    if whole and len(found.pieces) == 1:
        return found.span.text
    return " ".join(text[p.start : p.end] for p in found.pieces)
