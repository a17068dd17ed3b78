"""Decisions onto the draft as it is now: same, moved, changed or gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fact_check.claims import Claim, ClaimId, Cue, Effect, Kind, Label, Piece, RuleId, Source, SourceKind, Span
from fact_check.ledger.anchor import Ground, Place, sentence_around
from fact_check.ledger.events import Anchor
from fact_check.ledger.fold import Decision, Note, State
from fact_check.ledger.guard import tokens

BY_REVIEWER = RuleId("review.added")
"""The rule of a cue that no rule of today's draft vouches for: the journal does."""


class Status(StrEnum):
    """What became of a decision when the draft was edited."""

    SAME = "same"
    MOVED = "moved"
    """The words stand elsewhere, or a word that nothing rests on has changed."""
    CHANGED = "changed"
    """A number, a negation, a modal, a name, the source or the cue is another: to be reviewed again."""
    GONE = "gone"


STANDS = frozenset({Status.SAME, Status.MOVED})


@dataclass(frozen=True, slots=True)
class Held:
    """One reviewer's decision, and what became of it."""

    decision: Decision
    status: Status
    changed: str | None = None
    """What changed, for the reviewer; None unless the status is changed."""

    @property
    def counts(self) -> bool:
        """Tell whether it decides the claim as it stands now."""
        return self.decision.is_decided and self.status in STANDS


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim of the draft as it is now with all that was decided on it, or a claim that is gone."""

    claim: Claim | None
    """As it stands now, mended where a reviewer mended it; rebuilt from its anchor where only a reviewer knows it.
    None when it is gone."""
    ids: frozenset[ClaimId]
    """The names it has had, today's among them."""
    held: tuple[Held, ...] = ()
    """Each reviewer's newest decision, in name order, and the adjudication last."""
    is_found: bool = True
    """The tool finds it itself."""

    @property
    def id(self) -> ClaimId:
        return self.claim.id if self.claim is not None else min(self.ids)

    @property
    def status(self) -> Status | None:
        """What became of what was decided; None when nobody has yet."""
        if self.claim is None:
            return Status.GONE
        group = [h for h in self.held if h.decision.is_decided] or list(self.held)
        kept = [h.status for h in group if h.status in STANDS]
        if kept:
            return Status.MOVED if Status.MOVED in kept else Status.SAME
        return Status.CHANGED if group else None

    @property
    def final(self) -> Held | None:
        """The adjudication, if it still stands."""
        return next((h for h in self.held if h.decision.final and h.counts), None)

    @property
    def words(self) -> frozenset[Label | None]:
        """The different words in force: labels, and None for "not a claim"; more than one is a conflict."""
        if self.claim is None:
            return frozenset()
        said = [self.final] if self.final else [h for h in self.held if h.counts]
        return frozenset(h.decision.label for h in said)

    @property
    def label(self) -> Label | None:
        """The label in force; None while undecided, in conflict, changed, or not a claim."""
        return next(iter(self.words)) if len(self.words) == 1 else None

    @property
    def rejected(self) -> bool:
        """Tell whether it is in force that this is not a claim."""
        return self.words == {None}

    @property
    def conflict(self) -> bool:
        return len(self.words) > 1

    @property
    def undecided(self) -> bool:
        """Tell whether a reviewer is still to decide: new, changed, cleared; a conflict is not undecided."""
        return self.claim is not None and not self.words

    @property
    def was(self) -> Anchor | None:
        """The old words, of the newest decision: what a changed or gone claim was."""
        newest = max(self.held, key=lambda h: h.decision.decided, default=None)
        return newest.decision.anchor if newest else None

    @property
    def changed(self) -> str | None:
        """What changed since the newest decision."""
        return next((h.changed for h in self.held if h.changed), None) if self.status is Status.CHANGED else None

    @property
    def notes(self) -> tuple[Note, ...]:
        """Everybody's notes, oldest first."""
        return tuple(sorted((n for h in self.held for n in h.decision.notes), key=lambda n: n.when))

    def by(self, who: str) -> Held | None:
        """What one reviewer holds."""
        return next((h for h in self.held if h.decision.who == who and not h.decision.final), None)


def carry(state: State, claims: Sequence[Claim], text: str) -> tuple[Carried, ...]:
    """Carry what was decided onto the claims of a draft as it is now.

    `claims` are those that the tool finds in `text` (offsets into it). Returns one Carried for each of them,
    decided or not, and for each claim that only a reviewer knows, in text order; then those that are gone.
    Whatever the words' likeness, a change to a number, negation, modal, name, source or cue is `changed`.
    """
    ground = Ground(text)
    decisions = [d for d in state.decisions if _says_something(d)]
    places = _settle(decisions, ground)
    groups: dict[ClaimId, list[Held]] = {c.id: [] for c in claims}
    ids: dict[ClaimId, set[ClaimId]] = {c.id: {c.id} for c in claims}
    known: list[Claim] = []
    gone: dict[ClaimId, list[Held]] = {}
    for decision, place in zip(decisions, places, strict=True):
        if place is None:
            gone.setdefault(decision.claim, []).append(Held(decision, Status.GONE))
            continue
        claim = _claim_at(place, decision, claims) or _claim_at(place, decision, known)
        if claim is None:
            claim = _rebuilt(decision, place, text, claims)
            known.append(claim)
            groups[claim.id], ids[claim.id] = [], {claim.id}
        held = _held(decision, place, claim if claim not in known else None, text)
        groups[claim.id].append(held)
        ids[claim.id].add(decision.claim)
    found = {c.id for c in claims}
    here = [
        Carried(_mended(c, groups[c.id], text), frozenset(ids[c.id]), _newest(groups[c.id]), c.id in found)
        for c in (*claims, *known)
    ]
    here.sort(key=lambda c: (c.claim.span.start, c.claim.span.end) if c.claim else (0, 0))
    lost = [Carried(None, frozenset({i}), _newest(h), False) for i, h in gone.items()]
    lost.sort(key=lambda c: c.was.start if c.was else 0)
    return (*here, *lost)


def _says_something(d: Decision) -> bool:
    return d.is_decided or d.added or bool(d.mended or d.notes or d.supports or d.links)


def _settle(decisions: Sequence[Decision], ground: Ground) -> list[Place | None]:
    """Give each decision its place, surest first; two claims of the same words do not share one."""
    options = {d.anchor: ground.places(d.anchor) for d in dict.fromkeys(decisions)}
    order = sorted(
        range(len(decisions)), key=lambda i: -max((p.closeness for p in options[decisions[i].anchor]), default=0.0)
    )
    taken: dict[tuple[int, int, str], ClaimId] = {}
    settled: list[Place | None] = [None] * len(decisions)
    for i in order:
        decision = decisions[i]
        for place in options[decision.anchor]:
            key = (place.start, place.end, decision.anchor.text)
            sure = place.intact and place.closeness > 0.99
            if sure or taken.setdefault(key, decision.claim) == decision.claim:
                taken.setdefault(key, decision.claim)
                settled[i] = place
                break
    return settled


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


def _rebuilt(decision: Decision, place: Place, text: str, claims: Sequence[Claim]) -> Claim:
    """Make a claim of an anchor: one that a reviewer added, or that the tool no longer finds."""
    anchor, words = decision.anchor, text[place.start : place.end]
    numeric = any(t.key[0].isdigit() for t in tokens(words))
    attributed = anchor.cue is not None or anchor.source is not None
    shift = place.start - anchor.start
    pieces = anchor.pieces if words == anchor.text else ()
    return Claim(
        article=claims[0].article if claims else "",
        id=decision.claim,
        kinds=((Kind.NUMERIC,) if numeric or not attributed else ()) + ((Kind.ATTRIBUTED,) if attributed else ()),
        quoted=False,
        span=Span(start=place.start, end=place.end, text=words),
        pieces=tuple(Piece(start=p.start + shift, end=p.end + shift) for p in pieces)
        or (Piece(start=place.start, end=place.end),),
        sentence=sentence_around(text, place.start, place.end),
        source=_standing_source(anchor, shift, text),
        cue=_standing_cue(anchor, shift, text),
    )


def _standing_source(anchor: Anchor, shift: int, text: str) -> Source | None:
    mark = anchor.source
    if mark is None or mark.start + shift < 0 or text[mark.start + shift : mark.end + shift] != mark.text:
        return None
    return Source(
        start=mark.start + shift,
        end=mark.end + shift,
        text=mark.text,
        kind=SourceKind.UNKNOWN,
        resolved=anchor.resolved,
    )


def _standing_cue(anchor: Anchor, shift: int, text: str) -> Cue | None:
    mark = anchor.cue
    if mark is None or mark.start + shift < 0 or text[mark.start + shift : mark.end + shift] != mark.text:
        return None
    return Cue(start=mark.start + shift, end=mark.end + shift, text=mark.text, effect=Effect.REPORTS, rule=BY_REVIEWER)


def _mended(claim: Claim, group: Sequence[Held], text: str) -> Claim:
    """Give a claim the newest span that a reviewer mended it to, where that still stands."""
    mends = [h for h in group if h.decision.mended is not None and h.status in STANDS]
    if not mends:
        return claim
    newest = max(mends, key=lambda h: h.decision.decided).decision.mended
    best = next(iter(Ground(text).places(newest)), None) if newest else None
    if best is None:
        return claim
    span = Span(start=best.start, end=best.end, text=text[best.start : best.end])
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
