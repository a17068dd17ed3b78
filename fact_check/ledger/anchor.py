"""Where words that were decided on stand now, and whether anything that the decision rests on has changed.

An anchor is first looked for word for word, then by the words around it; either way the old sentence is aligned
with the new one, token by token, and every difference is judged by what it touches.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from fact_check.claims import Claim, Piece
from fact_check.ledger.events import Anchor, Mark
from fact_check.ledger.guard import Token, reverses, tokens

AROUND = 32
"""Characters of context on either side, as W3C's text-quote examples have."""
_FRAME = 1200
"""A frame is at most this long: enough for a quote that runs on, too short to copy a draft into its journal."""
_SURVIVES = 80.0
"""Word similarity (rapidfuzz ratio, 0 to 100) from which a claim in other words is still the same claim."""
_KNOWN = 50.0
"""Below this, and in another sentence, it is somebody else's claim: the old one is gone."""
_TOUCHED = 0.9
"""How alike the 32 characters on either side must be to be the same surroundings."""
_BESIDE = 3
"""How many words away "not" or "about" still counts as said of a claim, a source or a cue."""
_NEAREST = 24
"""Occurrences of the same words that are looked at, nearest first."""

_BREAK = re.compile(r"[.!?…]+[\"'”’)\]]*\s|\n")
_SENTENCE_START = re.compile(r"(?:^|[.!?…]+[\"'”’)\]]*\s+|\n\s*)[\"'“‘(\[]*$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands in a text."""

    start: int
    end: int
    changed: str | None
    """What has changed ("a number: 54 → 45"); None when nothing that counts has."""
    intact: bool
    """The whole frame stands as it stood: what the finder now makes of it is no news."""
    same: bool
    """The words around it are the old ones."""
    closeness: float
    """0 to 1: how surely it is this place and no other."""


def anchor_of(claim: Claim, text: str) -> Anchor:
    """Anchor a claim in the text that its offsets count in."""
    source, cue = claim.source, claim.cue
    holds = [claim.sentence, claim.span, *([source] if source else []), *([cue] if cue else [])]
    return anchor_at(
        text,
        claim.span.start,
        claim.span.end,
        pieces=claim.pieces if len(claim.pieces) > 1 else (),
        source=Mark(start=source.start, text=source.text) if source else None,
        resolved=source.resolved if source else None,
        cue=Mark(start=cue.start, text=cue.text) if cue else None,
        frame=_frame(text, [Piece(start=h.start, end=h.end) for h in holds], claim),
    )


def anchor_at(
    text: str,
    start: int,
    end: int,
    *,
    pieces: tuple[Piece, ...] = (),
    source: Mark | None = None,
    resolved: str | None = None,
    cue: Mark | None = None,
    frame: Mark | None = None,
) -> Anchor:
    """Anchor a stretch of a text that no claim may stand for; its frame is the sentence around it."""
    if frame is None:
        around = sentence_around(text, start, end)
        frame = Mark(start=around.start, text=text[around.start : around.end])
    return Anchor(
        start=start,
        text=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        pieces=pieces,
        source=source,
        resolved=resolved,
        cue=cue,
        frame=frame if len(frame.text) <= _FRAME else None,
    )


def sentence_around(text: str, start: int, end: int) -> Piece:
    """Find the sentence, or sentences, that hold a stretch, by full stops and line ends."""
    left = 0
    for m in _BREAK.finditer(text, max(0, start - _FRAME), start):
        left = m.end()
    if left == 0 and start > _FRAME:
        left = start - AROUND
    m2 = _BREAK.search(text, max(start, end - 1))
    right = m2.end() if m2 else len(text)
    piece = text[left:right]
    return Piece(start=left + len(piece) - len(piece.lstrip()), end=max(end, right - len(piece) + len(piece.rstrip())))


def _frame(text: str, holds: list[Piece], claim: Claim) -> Mark | None:
    for wanted in (holds, holds[:2]):
        start, end = min(h.start for h in wanted), max(h.end for h in wanted)
        if end - start <= _FRAME:
            return Mark(start=start, text=text[start:end])
    return Mark(start=claim.span.start, text=claim.span.text)


class Ground:
    """A text as it is now, to look anchors up in."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def sentences(self) -> list[tuple[int, int, list[str]]]:
        """Start, end and word keys of each sentence."""
        found, at = [], 0
        for m in [*_BREAK.finditer(self.text), None]:
            end = m.end() if m else len(self.text)
            keys = [t.key for t in tokens(self.text[at:end])]
            if keys:
                found.append((at, end, keys))
            at = end
        return found

    def places(self, anchor: Anchor) -> list[Place]:
        """Find where an anchor may stand, likeliest first; empty when it is gone."""
        found = [self._judge_exact(anchor, at) for at in self._occurrences(anchor)]
        if not found or max(p.closeness for p in found) < 0.5:
            near = self._nearest(anchor)
            if near is not None:
                found.append(near)
        return sorted(found, key=lambda p: (-p.closeness, abs(p.start - anchor.start)))

    def _occurrences(self, anchor: Anchor) -> list[int]:
        found, at = [], self.text.find(anchor.text)
        while at >= 0 and anchor.text:
            if self._is_bounded(at, at + len(anchor.text)):
                found.append(at)
            at = self.text.find(anchor.text, at + 1)
        return sorted(found, key=lambda at: abs(at - anchor.start))[:_NEAREST]

    def _is_bounded(self, start: int, end: int) -> bool:
        """Tell whether a stretch begins and ends between words: "40 died" does not stand in "140 died"."""
        text = self.text
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        if before and _joins(before[-1], text[start]):
            return False
        if text[start].isdigit() and re.fullmatch(r".?[$€£¥+<>~−–-]|\d[.,]", before or " "):
            return False
        if after and _joins(text[end - 1], after[0]):
            return False
        return not (text[end - 1].isdigit() and re.match(r"[%‰]|[.,]\d", after))

    def _judge_exact(self, anchor: Anchor, at: int) -> Place:
        """Judge a place where the very words stand."""
        frame = anchor.frame or Mark(start=anchor.start - len(anchor.prefix), text=_context(anchor))
        end = at + len(anchor.text)
        same = _is_same(self.text, at, end, anchor)
        shift = at - anchor.start
        whole = self.text[frame.start + shift : frame.end + shift] if frame.start + shift >= 0 else ""
        if whole == frame.text and self._stands_alone(frame.start + shift, frame.end + shift):
            close = 0.8 + 0.2 * _likeness(self.text, at, end, anchor)
            return Place(at, end, None, anchor.frame is not None, same, close)
        left, right = anchor.start - frame.start, frame.end - anchor.end
        lo = max(0, at - int(left * 1.3) - 48)
        hi = end + int(right * 1.3) + 48
        old_l, old_m, old_r = _split(tokens(frame.text, frame.start), anchor.start, anchor.end)
        new_l = tokens(self.text[lo:at], lo)
        new_m, new_r = tokens(self.text[at:end], at), tokens(self.text[end:hi], end)
        edits = [
            *_edits_before(old_l, new_l),
            *_edits(old_m, new_m, len(old_l), len(new_l)),
            *_edits(old_r, new_r, len(old_l) + len(old_m), len(new_l) + len(new_m)),
        ]
        old, new = [*old_l, *old_m, *old_r], [*new_l, *new_m, *new_r]
        changed = _judge(anchor, frame, old, self.text, new, edits)
        around = len(old_l) + len(old_r)
        lost = sum(e.i2 - e.i1 for e in edits)
        kept = 1.0 if around == 0 else 1 - lost / around
        alike = _likeness(self.text, at, end, anchor)
        if changed is None and around >= 4 and kept < 0.4 and alike < 0.5:
            changed = "it stands in another sentence"
        return Place(at, end, changed, False, same, 0.7 * max(kept, alike) + 0.1 * alike)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Tell whether a stretch is bounded by the ends of sentences, so that nothing was put to it."""
        before = self.text[max(0, start - 8) : start].lstrip("\ufeff")
        after = self.text[end - 3 : end + 1]
        return (not before or bool(_SENTENCE_START.search(before))) and (
            end >= len(self.text) or bool(_BREAK.search(after + "\n" if after.endswith(" ") else after))
        )

    def _nearest(self, anchor: Anchor) -> Place | None:
        """Find the sentences most like the anchor's, and the anchor in them."""
        frame = anchor.frame or Mark(start=anchor.start - len(anchor.prefix), text=_context(anchor))
        old = tokens(frame.text, frame.start)
        keys = [t.key for t in old]
        if not keys or not self.sentences:
            return None
        width = max(1, len(_BREAK.findall(frame.text.rstrip() + "\n")))
        best, alike = (0, 0), 0.0
        wanted = set(keys)
        shares = [len(wanted.intersection(s[2])) for s in self.sentences]
        for size in (width, width + 1):
            for first in range(len(self.sentences) - size + 1):
                if sum(shares[first : first + size]) * 3 < len(wanted):
                    continue
                window = [key for s in self.sentences[first : first + size] for key in s[2]]
                score = Indel.normalized_similarity(keys, window)
                if score > alike:
                    best, alike = (self.sentences[first][0], self.sentences[first + size - 1][1]), score
        if alike == 0.0:
            return None
        new = tokens(self.text[best[0] : best[1]], best[0])
        edits = _edits(old, new, 0, 0)
        where = _carry_over(anchor, old, new, edits)
        if where is None:
            return None
        start, end = where
        likeness = fuzz.ratio(_bare(anchor.text), _bare(self.text[start:end]))
        if likeness < _KNOWN and alike < 0.6:
            return None
        changed = _judge(anchor, frame, old, self.text, new, edits)
        if changed is None and likeness < _SURVIVES:
            changed = "the wording"
        same = _is_same(self.text, start, end, anchor)
        return Place(start, end, changed, False, same, 0.5 * likeness / 100 + 0.2 * alike)


@dataclass(frozen=True, slots=True)
class _Edit:
    """Old tokens i1 to i2 went, new tokens j1 to j2 came."""

    i1: int
    i2: int
    j1: int
    j2: int


def _edits(old: list[Token], new: list[Token], i: int, j: int) -> list[_Edit]:
    """Find how one run of tokens became another, each stretch of difference as one edit."""
    found: list[_Edit] = []
    for op in Indel.opcodes([t.key for t in old], [t.key for t in new]):
        if op.tag == "equal":
            continue
        edit = _Edit(op.src_start + i, op.src_end + i, op.dest_start + j, op.dest_end + j)
        if found and found[-1].i2 == edit.i1 and found[-1].j2 == edit.j1:
            edit = _Edit(found[-1].i1, edit.i2, found[-1].j1, edit.j2)
            found.pop()
        found.append(edit)
    return found


def _edits_before(old: list[Token], new: list[Token]) -> list[_Edit]:
    """Find the edits of what leads up to a claim: of equal matches, those nearest to it."""
    m, n = len(old), len(new)
    return [_Edit(m - e.i2, m - e.i1, n - e.j2, n - e.j1) for e in reversed(_edits(old[::-1], new[::-1], 0, 0))]


def _judge(
    anchor: Anchor, frame: Mark, old: list[Token], text: str, new: list[Token], edits: list[_Edit]
) -> str | None:
    """Say what of an anchor's grounds an alignment has changed; None when nothing has."""
    roles = [_role(anchor, t) for t in old]
    core = [i for i, role in enumerate(roles) if role]
    if not core:
        return None
    before = _Told(frame.text, frame.start)
    now = _Told(text, 0)
    for e in edits:
        went, came = old[e.i1 : e.i2], new[e.j1 : e.j2]
        for what in ("source", "cue"):
            if what in roles[e.i1 : e.i2]:
                return _said(f"the {what}", went, came)
            inside = came and e.i1 > 0 and e.i2 < len(old) and roles[e.i1 - 1] == what == roles[e.i2]
            if inside:
                return _said(f"the {what}", went, came)
        if came and _touches_source(e, roles, came, old, new, now):
            return _said("the source", went, came)
        in_span = "span" in roles[e.i1 : e.i2] or (
            e.i1 > 0 and e.i2 < len(old) and roles[e.i1 - 1] == "span" and roles[e.i2] == "span"
        )
        if in_span:
            for token in (*[t for t, r in zip(went, roles[e.i1 : e.i2], strict=True) if r == "span"], *came):
                if token.is_guarded:
                    return _said(_kind(token), went, came)
            names = [t for t in went if t.capital and not before.opens(t.start)]
            names += [t for t in came if t.capital and not now.opens(t.start)]
            if names:
                return _said("a name", went, came)
            if any(reverses(a.key, b.key) for a in went for b in came):
                return _said("a negation", went, came)
        for i in range(e.i1, e.i2):
            near = min(core, key=lambda k: abs(k - i))
            if _weighs(old[i], old[near], abs(near - i)) and before.together(old[i], old[near]):
                return _said(_kind(old[i]), went, came)
        right = next((k for k in core if k >= e.i2), None)
        left = next((k for k in reversed(core) if k < e.i1), None)
        for j in range(e.j1, e.j2):
            for k, away in ((right, e.j2 - j + (right or 0) - e.i2), (left, j - e.j1 + e.i1 - (left or 0))):
                if k is None:
                    continue
                beside = new[e.j2] if k == e.i2 and e.j2 < len(new) else new[e.j1 - 1] if k == e.i1 - 1 else None
                together = beside is None or now.together(new[j], beside)
                if _weighs(new[j], old[k], away) and together:
                    return _said(_kind(new[j]), went, came)
    return None


def _weighs(token: Token, core: Token, away: int) -> bool:
    """Tell whether a word that came or went beside a core one bears on it."""
    return (token.frames and away <= _BESIDE) or (away == 1 and token.is_number and core.is_number)


def _touches_source(
    e: _Edit, roles: list[str], came: list[Token], old: list[Token], new: list[Token], now: "_Told"
) -> bool:
    """Tell whether what came makes another source of it: "Jones and" before "Smith said"."""
    beside = []
    if e.i2 < len(old) and roles[e.i2] == "source" and e.j2 < len(new) and now.together(came[-1], new[e.j2]):
        beside.append(came[-1])
    if e.i1 > 0 and roles[e.i1 - 1] == "source":
        beside.append(came[0])
    return any(t.key in ("and", "or") or (t.capital and not now.opens(t.start)) for t in beside)


@dataclass(frozen=True, slots=True)
class _Told:
    """A text whose characters are counted from `start`."""

    text: str
    start: int

    def opens(self, at: int) -> bool:
        """Tell whether a sentence opens at an offset, where any word has a capital."""
        at -= self.start
        return bool(_SENTENCE_START.search(self.text[max(0, at - 8) : at])) or at <= 0

    def together(self, a: Token, b: Token) -> bool:
        """Tell whether two words stand in one sentence."""
        first, second = (a, b) if a.start <= b.start else (b, a)
        return not _BREAK.search(self.text[first.end - self.start : second.start - self.start])


def _role(anchor: Anchor, token: Token) -> str:
    for role, mark in (("source", anchor.source), ("cue", anchor.cue)):
        if mark is not None and mark.start <= token.start < mark.end:
            return role
    return "span" if anchor.start <= token.start < anchor.end else ""


def _kind(token: Token) -> str:
    if token.is_number:
        return "a number"
    return "a negation or modal" if token.is_guarded else "a word"


def _said(what: str, went: list[Token], came: list[Token]) -> str:
    def words(of: list[Token]) -> str:
        return " ".join(t.key for t in of[:8]) or "nothing"

    return f"{what}: {words(went)} → {words(came)}"


def _carry_over(anchor: Anchor, old: list[Token], new: list[Token], edits: list[_Edit]) -> tuple[int, int] | None:
    """Carry the anchor's first and last words through an alignment; None when nothing of it is left."""
    span = [i for i, t in enumerate(old) if anchor.start <= t.start < anchor.end]
    if not span:
        return None
    to: dict[int, tuple[int, int]] = {}
    i = j = 0
    for e in [*edits, _Edit(len(old), len(old), len(new), len(new))]:
        while i < e.i1:
            to[i] = (j, j + 1)
            i, j = i + 1, j + 1
        inner = [k for k in range(e.i1, e.i2) if span[0] <= k <= span[-1]]
        if inner and e.j2 > e.j1:
            # Of what came, the claim's share stands where its own words stood in what went.
            skip = min(e.j2 - e.j1 - 1, inner[0] - e.i1)
            left = min(e.j2 - e.j1 - 1 - skip, e.i2 - 1 - inner[-1])
            for k in inner:
                to[k] = (e.j1 + skip, e.j2 - left)
        i, j = e.i2, e.j2
    reached = [to[k] for k in span if k in to]
    if not reached:
        return None
    return new[min(a for a, _ in reached)].start, new[max(b for _, b in reached) - 1].end


def _split(old: list[Token], start: int, end: int) -> Iterator[list[Token]]:
    yield [t for t in old if t.start < start]
    yield [t for t in old if start <= t.start < end]
    yield [t for t in old if t.start >= end]


def _context(anchor: Anchor) -> str:
    return anchor.prefix + anchor.text + anchor.suffix


def _is_same(text: str, start: int, end: int, anchor: Anchor) -> bool:
    """Tell whether the same words stand at the same place, or amid the same words but for a touch."""
    if _bare(text[start:end]) != _bare(anchor.text):
        return False
    return start == anchor.start or _likeness(text, start, end, anchor) >= _TOUCHED


def _likeness(text: str, start: int, end: int, anchor: Anchor) -> float:
    before = fuzz.ratio(text[max(0, start - AROUND) : start], anchor.prefix)
    after = fuzz.ratio(text[end : end + AROUND], anchor.suffix)
    return float(before + after) / 200


def _bare(text: str) -> str:
    return " ".join(t.key for t in tokens(text))


def _joins(a: str, b: str) -> bool:
    return (a.isalnum() or a == "_") and (b.isalnum() or b == "_")
