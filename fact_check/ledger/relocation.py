"""Find where the words of a decision are now, and whether anything it rests on has changed.

An anchor is first searched for word for word, then by the words around it. Either way, the old sentence is aligned with
the new one, token by token, and every difference is judged by what it affects.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from fact_check.claims import Claim
from fact_check.ledger.align import BREAK, Edit, carry_over, edits_before, edits_of
from fact_check.ledger.anchor import AROUND, anchor_of
from fact_check.ledger.changes import SENTENCE_START, Change, judge
from fact_check.ledger.events import Anchor, Mark
from fact_check.ledger.occurrences import Occurrences
from fact_check.ledger.sentences import Sentence, Sentences
from fact_check.ledger.wording import Token, keys, tokens

_KNOWN = 50.0
"""Below this likeness, another sentence has another claim: the old one is gone."""
_TOUCHED = 0.9
"""How alike the 32 characters on either side must be to be the same surroundings."""
_STAYS = 0.25
"""The weight of an unchanged position against that of similar words, 0 to 1."""
_FRAMED = 1500
"""How much of a frame is read on either side: more than any frame of ours, which anybody may write otherwise."""
_LONGEST = 20_000
"""Longer words are looked for as they are, and not by their likeness."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor is in a text."""

    start: int
    end: int
    changes: tuple[Change, ...]
    """What has changed of the decision's grounds; empty if nothing relevant has."""
    fresh: tuple[tuple[int, int], ...]
    """Where the new words are."""
    intact: bool
    """Whether the whole frame is unchanged: then what the finder now sees in it isn't a change."""
    same: bool
    """Whether the words around it are the same as before."""
    closeness: float
    """How sure this place is, from 0 to 1."""


class Ground:
    """A text in which anchors are looked up; results are cached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[Anchor, list[Place]] = {}
        self._seen: dict[int, tuple[Anchor, list[Place]]] = {}
        self._anchors: dict[tuple[str, int, int], Anchor] = {}

    @cached_property
    def _occurrences(self) -> Occurrences:
        return Occurrences(self.text)

    @cached_property
    def _sentences(self) -> Sentences:
        found, at = [], 0
        for m in [*BREAK.finditer(self.text), None]:
            end = m.end() if m else len(self.text)
            if its := self._tokens(at, end):
                found.append(Sentence(at, end, tuple(t.key for t in its)))
            at = end
        return Sentences(found)

    @cached_property
    def _every(self) -> tuple[list[Token], list[int]]:
        """Return all tokens of the text, and where they start."""
        found = tokens(self.text)
        return found, [t.start for t in found]

    def _tokens(self, start: int, end: int) -> list[Token]:
        """Return the tokens that start in a stretch, read in context."""
        found, starts = self._every
        return found[bisect_left(starts, start) : bisect_left(starts, end)]

    def anchor(self, claim: Claim) -> Anchor:
        """Anchor a claim of this text; the many events on one claim share one anchor."""
        key = (claim.id, claim.span.start, claim.span.end)
        if key not in self._anchors:
            self._anchors[key] = anchor_of(claim, self.text)
        return self._anchors[key]

    def places(self, anchor: Anchor) -> list[Place]:
        """Find the possible places of an anchor, likeliest first; empty if it is gone."""
        # An anchor is slow to hash and looked up at every key; nearly always, the object has been seen before.
        known = self._seen.get(id(anchor))
        if known is None:
            if anchor not in self._known:
                self._known[anchor] = self._look_up(anchor)
            known = self._seen[id(anchor)] = (anchor, self._known[anchor])
        return known[1]

    def _look_up(self, anchor: Anchor) -> list[Place]:
        found = [self._judge_exact(anchor, at) for at in self._occurrences.near(anchor.text, anchor.start)]
        if not found or max(p.closeness for p in found) < 0.5:
            near = self._nearest(anchor)
            if near is not None:
                found.append(near)
        return sorted(found, key=lambda p: (-p.closeness, abs(p.start - anchor.start)))

    def _judge_exact(self, anchor: Anchor, at: int) -> Place:
        """Judge a place that has exactly the same words."""
        frame = _frame(anchor)
        end = at + len(anchor.text)
        same = _is_same(self.text, at, end, anchor)
        shift = at - anchor.start
        whole = self.text[frame.start + shift : frame.end + shift] if frame.start + shift >= 0 else ""
        if whole == frame.text and self._stands_alone(frame.start + shift, frame.end + shift):
            close = 0.8 + 0.2 * _likeness(self.text, at, end, anchor)
            return Place(at, end, (), (), anchor.frame is not None, same, close)
        left, right = anchor.start - frame.start, frame.end - anchor.end
        lo = max(0, at - int(left * 1.3) - 48)
        hi = end + int(right * 1.3) + 48
        old_l, old_m, old_r = _split(_framed(frame), anchor.start, anchor.end)
        new_l, new_m, new_r = _split(self._tokens(lo, hi), at, end)
        edits = [
            *edits_before(old_l, new_l),
            *edits_of(old_m, new_m, len(old_l), len(new_l)),
            *edits_of(old_r, new_r, len(old_l) + len(old_m), len(new_l) + len(new_m)),
        ]
        old, new = [*old_l, *old_m, *old_r], [*new_l, *new_m, *new_r]
        changes = judge(anchor, frame, old, self.text, new, edits)
        around = len(old_l) + len(old_r)
        lost = sum(e.i2 - e.i1 for e in edits)
        kept = 1.0 if around == 0 else 1 - lost / around
        alike = _likeness(self.text, at, end, anchor)
        if not changes and around >= 4 and kept < 0.4 and alike < 0.5:
            changes = [Change("it stands in another sentence")]
        return Place(at, end, tuple(changes), _fresh(new, edits), False, same, 0.7 * max(kept, alike) + 0.1 * alike)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Tell whether a stretch is bounded by sentence ends, so that nothing was added to it."""
        before = self.text[max(0, start - 8) : start].lstrip("\ufeff")
        after = self.text[end - 3 : end + 1]
        return (not before or bool(SENTENCE_START.search(before))) and (
            end >= len(self.text) or bool(BREAK.search(after + "\n" if after.endswith(" ") else after))
        )

    def _nearest(self, anchor: Anchor) -> Place | None:
        """Find the sentences most like the anchor's, and the anchor in them."""
        if len(anchor.text) > _LONGEST:
            return None
        frame = _frame(anchor)
        old = _framed(frame)
        width = max(1, len(BREAK.findall(frame.text.rstrip() + "\n")))
        its = [t.key for t in old]
        likest = self._sentences.likest(its, width, frame.start, stays=_STAYS, around=AROUND)
        if likest is None:
            return None
        alike = likest.likeness
        new = self._tokens(likest.start, likest.end)
        edits = edits_of(old, new, 0, 0)
        where = carry_over(anchor, old, new, edits)
        if where is None:
            return None
        start, end = where
        likeness = fuzz.ratio(_bare(anchor.text), _bare(self.text[start:end]))
        if likeness < _KNOWN and alike < 0.6:
            return None
        changes = judge(anchor, frame, old, self.text, new, edits)
        same = _is_same(self.text, start, end, anchor)
        return Place(start, end, tuple(changes), _fresh(new, edits), False, same, 0.5 * likeness / 100 + 0.2 * alike)


def _fresh(new: list[Token], edits: list[Edit]) -> tuple[tuple[int, int], ...]:
    return tuple((new[e.j1].start, new[e.j2 - 1].end) for e in edits if e.j2 > e.j1)


def _split(old: list[Token], start: int, end: int) -> Iterator[list[Token]]:
    yield [t for t in old if t.start < start]
    yield [t for t in old if start <= t.start < end]
    yield [t for t in old if t.start >= end]


def _frame(anchor: Anchor) -> Mark:
    """Return the words around an anchor that are compared."""
    frame = anchor.frame or Mark(
        start=anchor.start - len(anchor.prefix), text=anchor.prefix + anchor.text + anchor.suffix
    )
    first = max(0, anchor.start - frame.start - _FRAMED)
    last = max(first, anchor.end - frame.start + _FRAMED)
    if first == 0 and last >= len(frame.text):
        return frame
    return Mark(start=frame.start + first, text=frame.text[first:last])


@lru_cache(maxsize=1)  # of one frame for all the places of its anchor
def _framed(frame: Mark) -> list[Token]:
    return tokens(frame.text, frame.start)


def _is_same(text: str, start: int, end: int, anchor: Anchor) -> bool:
    """Tell whether the same words are in the same place, or in almost the same context."""
    if text[start:end] != anchor.text and keys(text[start:end]) != keys(anchor.text):
        return False
    return start == anchor.start or _likeness(text, start, end, anchor) >= _TOUCHED


def _likeness(text: str, start: int, end: int, anchor: Anchor) -> float:
    before = fuzz.ratio(text[max(0, start - AROUND) : start], anchor.prefix)
    after = fuzz.ratio(text[end : end + AROUND], anchor.suffix)
    return float(before + after) / 200


def _bare(text: str) -> str:
    return " ".join(keys(text))
