"""Decisions onto the draft as it is now: same, moved, changed or gone."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import is_

from fact_check.claims import Claim, ClaimId, Piece, Relation, Span
from fact_check.ledger.carried import STANDS, Carried, Held, Status
from fact_check.ledger.events import Anchor
from fact_check.ledger.fold import Decision, State
from fact_check.ledger.guard import tokens
from fact_check.ledger.rebuild import rebuilt
from fact_check.ledger.relocation import Ground, Place


def carry(
    state: State, claims: Sequence[Claim], text: str | Ground, *, article: str | None = None
) -> tuple[Carried, ...]:
    """Carry what was decided onto the claims of a draft as it is now.

    `claims` are those that the tool finds in `text` (offsets into it). Returns one Carried for each of them, decided
    or not, and for each claim that only a reviewer knows, in text order; then those that are gone. `article` names
    the draft in claims that only reviewers know. Whoever carries onto one text often keeps a Carrier of it.
    Whatever the words' likeness, a change to a number, negation, modal, name, source or cue is `changed`.
    """
    ground = text if isinstance(text, Ground) else Ground(text)
    name = article if article is not None else claims[0].article if claims else ""
    return Carrier(claims, ground, name).carry(state)


class Carrier:
    """Carries one state after another onto the same claims; what is as it was is the very object of before."""

    def __init__(self, claims: Sequence[Claim], ground: Ground, article: str) -> None:
        """Take what `carry` takes."""
        self.ground = ground
        self._claims = claims
        self._article = article
        self._index = _Index(claims)
        self._stood: dict[int, _Stood] = {}
        self._made: dict[int, tuple[Claim, Sequence[Held], Carried]] = {}

    @cached_property
    def answers(self) -> dict[ClaimId, list[tuple[Relation, ClaimId]]]:
        """Which claims the tool links to a claim, and how; the firm ones only."""
        found: dict[ClaimId, list[tuple[Relation, ClaimId]]] = {}
        for claim in self._claims:
            for link in claim.links:
                if link.is_firm:
                    found.setdefault(link.to, []).append((link.relation, claim.id))
        return found

    def carry(self, state: State) -> tuple[Carried, ...]:
        """Carry a state as the function `carry` does."""
        decisions = [d for d in state.decisions if _says_something(d)]
        groups: dict[ClaimId, list[Held]] = {}
        known: list[Claim] = []
        gone: dict[ClaimId, list[Held]] = {}
        standing = {}
        for decision, place in zip(decisions, _settle(decisions, self.ground), strict=True):
            if place is None:
                gone.setdefault(decision.claim, []).append(Held(decision, Status.GONE))
                continue
            stood = standing[id(decision)] = self._stand(decision, place)
            claim = stood.found or _claim_at(place, decision, known)
            if claim is None:
                claim = stood.built = stood.built or rebuilt(
                    decision.claim, decision.anchor, place, self.ground.text, self._article
                )
                known.append(claim)
                groups[claim.id] = []
            groups.setdefault(claim.id, []).append(stood.held)
        self._stood = standing
        made = {id(claim): self._make(claim, groups.get(claim.id, ())) for claim in (*self._claims, *known)}
        self._made = made
        here = [carried for _, _, carried in made.values()]
        here.sort(key=lambda c: (c.claim.span.start, c.claim.span.end) if c.claim else (0, 0))
        lost = [Carried(None, frozenset({i}), _newest(h), False) for i, h in gone.items()]
        lost.sort(key=lambda c: c.was.start if c.was else 0)
        return (*here, *lost)

    def _stand(self, decision: Decision, place: Place) -> "_Stood":
        before = self._stood.get(id(decision))
        if before is not None and before.held.decision is decision and before.place is place:
            return before
        found = self._index.at(place, decision)
        return _Stood(place, found, _held(decision, place, found, self.ground.text))

    def _make(self, claim: Claim, group: Sequence[Held]) -> tuple[Claim, Sequence[Held], Carried]:
        before = self._made.get(id(claim))
        if before is not None and len(before[1]) == len(group) and all(map(is_, before[1], group)):
            return before
        names = frozenset({claim.id, *(held.decision.claim for held in group)})
        mended = _mended(claim, group, self.ground)
        return claim, group, Carried(mended, names, _newest(group), claim.id in self._index.ids)


@dataclass(slots=True)
class _Stood:
    """Where a decision stands; kept with what it is the key of, so that no other object takes its place."""

    place: Place
    found: Claim | None
    held: Held
    built: Claim | None = None
    """The claim that was made of it alone, where the tool finds none."""


def _says_something(d: Decision) -> bool:
    return d.is_decided or d.added or bool(d.mended or d.notes or d.supports or d.links)


def _settle(decisions: Sequence[Decision], ground: Ground) -> list[Place | None]:
    """Give each decision its place, surest first; two claims of the same words do not share one."""
    options = [ground.places(d.anchor) for d in decisions]
    order = sorted(range(len(decisions)), key=lambda i: -max((p.closeness for p in options[i]), default=0.0))
    taken: dict[tuple[int, int, str], ClaimId] = {}
    settled: list[Place | None] = [None] * len(decisions)
    for i in order:
        decision = decisions[i]
        for place in options[i]:
            key = (place.start, place.end, decision.anchor.text)
            sure = place.intact and place.closeness > 0.99
            if sure or taken.setdefault(key, decision.claim) == decision.claim:
                taken.setdefault(key, decision.claim)
                settled[i] = place
                break
    return settled


class _Index:
    """The found claims by where they stand, so that a long draft's decisions do not each look at all of them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.ids = {c.id for c in claims}
        self._ordered = sorted(claims, key=lambda c: c.span.start)
        self._starts = [c.span.start for c in self._ordered]
        self._longest = max((c.span.end - c.span.start for c in claims), default=0)

    def at(self, place: Place, decision: Decision) -> Claim | None:
        """Find the claim that stands at a place, as `_claim_at` does."""
        first = bisect_left(self._starts, place.start - self._longest)
        return _claim_at(place, decision, self._ordered[first : bisect_left(self._starts, place.end)])


def _claim_at(place: Place, decision: Decision, claims: Iterable[Claim]) -> Claim | None:
    """Find the claim that stands at a place: the same stretch, or mostly the same."""
    best, share = None, 0.0
    for claim in claims:
        overlap = min(claim.span.end, place.end) - max(claim.span.start, place.start)
        if overlap <= 0:
            continue
        union = max(claim.span.end, place.end) - min(claim.span.start, place.start)
        score = overlap / union
        if claim.id == decision.claim and not decision.added:
            score += 1.0
        if score > share:
            best, share = claim, score
    # A reviewer who adds a claim beside or inside a found one means another claim.
    return best if share >= (0.9 if decision.added else 0.5) else None


def _held(decision: Decision, place: Place, found: Claim | None, text: str) -> Held:
    changed = place.changed
    if changed is None and found is not None:
        changed = _other_grounds(decision.anchor, found, place)
    if changed is None and decision.anchor.source is not None and found is None and not place.intact:
        changed = None if decision.anchor.source.text in text else "the source"
    if changed is not None:
        return Held(decision, Status.CHANGED, changed)
    return Held(decision, Status.SAME if place.same else Status.MOVED)


def _other_grounds(anchor: Anchor, found: Claim, place: Place) -> str | None:
    """Say whether the finder now sees another source or cue; None when it sees the same, or the words stand as before.

    A source or cue that it no longer sees, though the words stand, is the finder's affair and no change.
    """
    who, old = found.source, anchor.source
    if who is not None and old is not None and who.resolved and anchor.resolved:
        a, b = who.resolved.casefold(), anchor.resolved.casefold()
        if a not in b and b not in a:
            return f"who the source is: {anchor.resolved} → {who.resolved}"
    if place.intact:
        return None
    for name, new_mark, old_mark in (("source", who, old), ("cue", found.cue, anchor.cue)):
        if new_mark is None:
            continue
        before = [t.key for t in tokens(old_mark.text)] if old_mark else []
        if before != [t.key for t in tokens(new_mark.text)]:
            return f"the {name}: {old_mark.text if old_mark else 'none'} → {new_mark.text}"
    return None


def _mended(claim: Claim, group: Sequence[Held], ground: Ground) -> Claim:
    """Give a claim the newest span that a reviewer mended it to, where that still stands."""
    mends = [h for h in group if h.decision.mended is not None and h.status in STANDS]
    if not mends:
        return claim
    newest = max(mends, key=lambda h: h.decision.decided).decision.mended
    best = next(iter(ground.places(newest)), None) if newest else None
    if best is None:
        return claim
    span = Span(start=best.start, end=best.end, text=ground.text[best.start : best.end])
    return claim.model_copy(
        update={
            "span": span,
            "pieces": (Piece(start=best.start, end=best.end),),
            "quantities": tuple(q for q in claim.quantities if best.start <= q.start and q.end <= best.end),
        }
    )


def _newest(group: Sequence[Held]) -> tuple[Held, ...]:
    """Keep each reviewer's newest decision, with the notes of their older ones on the same claim."""
    mine: dict[tuple[bool, str], Held] = {}
    for held in sorted(group, key=lambda h: (h.decision.is_decided, h.decision.decided)):
        key = (held.decision.final, held.decision.who)
        older = mine.get(key)
        if older is not None:
            d, o = held.decision, older.decision
            merged = replace(
                d,
                notes=(*o.notes, *d.notes),
                supports=(*o.supports, *d.supports),
                links=(*o.links, *d.links),
                added=d.added or o.added,
                mended=d.mended or o.mended,
            )
            held = replace(held, decision=merged)
        mine[key] = held
    return tuple(mine[key] for key in sorted(mine))
