"""Carry decisions onto the draft as it is now: same, moved, changed or gone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import is_

from fact_check.claims import Claim, ClaimId, Relation
from fact_check.ledger.carried import STANDS, Carried, Held, Status
from fact_check.ledger.corrections import corrected
from fact_check.ledger.decision import Decision
from fact_check.ledger.fold import State
from fact_check.ledger.holding import held
from fact_check.ledger.placed import Placed
from fact_check.ledger.rebuild import rebuilt
from fact_check.ledger.relocation import Ground, Place


def carry(
    state: State, claims: Sequence[Claim], text: str | Ground, *, article: str | None = None
) -> tuple[Carried, ...]:
    """Carry what was decided onto the claims of a draft as it is now.

    `claims` are those that the tool finds in `text` (offsets into it). Returns one Carried for each of them, decided or
    not, and for each claim that only a reviewer knows, in text order; then those that are gone. `article` names the
    draft in claims that only reviewers know. To carry onto one text repeatedly, keep a Carrier. Another word in the
    claim, its source or its cue is always a change, however similar the words are; see `wording`.
    """
    ground = text if isinstance(text, Ground) else Ground(text)
    name = article if article is not None else claims[0].article if claims else ""
    return Carrier(claims, ground, name).carry(state)


class Carrier:
    """Carries one state after another onto the same claims, reusing the objects that have not changed."""

    def __init__(self, claims: Sequence[Claim], ground: Ground, article: str) -> None:
        """Take the same arguments as `carry`."""
        self.ground = ground
        self._claims = claims
        self._article = article
        self._index = Placed(sorted(claims, key=lambda claim: claim.span.start))
        self._stood: dict[int, _Stood] = {}
        self._made: dict[int, tuple[Claim, Sequence[Held], Carried]] = {}

    @cached_property
    def answers(self) -> dict[ClaimId, list[tuple[Relation, ClaimId]]]:
        """Return which claims the tool firmly links to a claim, and how."""
        found: dict[ClaimId, list[tuple[Relation, ClaimId]]] = {}
        for claim in self._claims:
            for link in claim.links:
                if link.is_firm:
                    found.setdefault(link.to, []).append((link.relation, claim.id))
        return found

    def carry(self, state: State) -> tuple[Carried, ...]:
        """Carry a state as the function `carry` does."""
        decisions = [d for d in state.decisions if d.says_something]
        groups: dict[ClaimId, list[Held]] = {}
        deciders: defaultdict[ClaimId, set[ClaimId]] = defaultdict(set)
        known: list[Claim] = []
        added = Placed()
        gone: dict[ClaimId, list[Held]] = {}
        standing = {}
        unmatched: list[_Stood] = []
        for decision, place in zip(decisions, _settle(decisions, self.ground), strict=True):
            if place is None:
                gone.setdefault(decision.claim, []).append(Held(decision, Status.GONE))
                continue
            stood = standing[id(decision)] = self._stand(decision, place)
            if stood.found is not None:
                groups.setdefault(stood.found.id, []).append(stood.held)
                deciders[stood.found.id].add(decision.claim)
            else:
                unmatched.append(stood)
        for stood in sorted(unmatched, key=lambda s: not s.held.decision.added):
            decision = stood.held.decision
            claim = added.at(stood.place, decision)
            if claim is None and not decision.added:
                claim = self._index.near(stood.place, decision, deciders)
                if claim is not None:
                    groups.setdefault(claim.id, []).append(stood.beside(claim, self.ground.text))
                    deciders[claim.id].add(decision.claim)
                    continue
            if claim is None:
                claim = stood.built = stood.built or rebuilt(
                    decision.claim, decision.anchor, stood.place, self.ground.text, self._article
                )
                known.append(claim)
                added.add(claim)
                groups[claim.id] = []
            groups.setdefault(claim.id, []).append(stood.held)
            deciders[claim.id].add(decision.claim)
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
        if found is None and decision.found is not None:
            # A reviewer fixed the span, but the tool finds the old one: it finds that again.
            origin = next(iter(self.ground.places(decision.found)), None)
            found = self._index.at(origin, decision) if origin is not None else None
        return _Stood(place, found, held(decision, place, found, self.ground.text))

    def _make(self, claim: Claim, group: Sequence[Held]) -> tuple[Claim, Sequence[Held], Carried]:
        before = self._made.get(id(claim))
        if before is not None and len(before[1]) == len(group) and all(map(is_, before[1], group)):
            return before
        names = frozenset({claim.id, *(h.decision.claim for h in group)})
        mended = corrected(claim, group, self.ground)
        return claim, group, Carried(mended, names, _newest(group), claim.id in self._index)


@dataclass(slots=True)
class _Stood:
    """Where a decision is now, stored with its key so that the key's id stays unique."""

    place: Place
    found: Claim | None
    held: Held
    built: Claim | None = None
    """The claim that was rebuilt from it, if the tool finds none."""
    _beside: tuple[Claim, Held] | None = None

    def beside(self, claim: Claim, text: str) -> Held:
        """Say what becomes of it on a claim that is mostly its own."""
        if self._beside is None or self._beside[0] is not claim:
            self._beside = claim, held(self.held.decision, self.place, claim, text)
        return self._beside[1]


def _settle(decisions: Sequence[Decision], ground: Ground) -> list[Place | None]:
    """Give each decision its place, surest first; two claims with the same words don't share one."""
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


def _newest(group: Sequence[Held]) -> tuple[Held, ...]:
    """Return each reviewer's newest decision that still counts, else their newest, with the notes of older ones."""
    mine: dict[tuple[bool, str], Held] = {}
    for one in sorted(group, key=lambda h: (h.decision.is_decided, h.status in STANDS, h.decision.decided)):
        key = (one.decision.final, one.decision.who)
        older = mine.get(key)
        if older is not None:
            one = replace(one, decision=one.decision.with_older(older.decision))
        mine[key] = one
    return tuple(mine[key] for key in sorted(mine))
