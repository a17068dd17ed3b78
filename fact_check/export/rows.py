"""Flatten a claim with its decision into the record that every export starts from."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from fact_check.claims import Claim, Label
from fact_check.ledger.carried import Carried
from fact_check.ledger.decision import Support
from fact_check.ledger.draft import Draft, Remembered
from fact_check.ledger.events import Origin


@dataclass(frozen=True, slots=True)
class Row:
    draft: Draft
    claim: Claim
    carried: Carried
    line: int
    """The line where the claim begins, from 1."""

    @property
    def words(self) -> str:
        """Return the claim's own words without markup, with "…" for an interruption."""
        return " … ".join(self.draft.article.words(p.start, p.end) for p in self.claim.pieces)

    @property
    def source(self) -> str:
        """Return who states the claim, without markup; "" for nobody."""
        source = self.claim.source
        return self.draft.article.words(source.start, source.end) if source else ""

    @property
    def cue(self) -> str:
        """Return what attributes the claim, without markup; "" if nothing does."""
        cue = self.claim.cue
        return self.draft.article.words(cue.start, cue.end) if cue else ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the claim's numbers as the article has them, without markup."""
        return tuple(self.draft.article.words(q.start, q.end) for q in self.claim.quantities)

    @property
    def decision(self) -> str:
        """Return the verdict: a label, "not a claim", "in conflict", "changed", or "" while undecided."""
        if self.carried.conflict:
            return "in conflict"
        if self.carried.rejected:
            return "not a claim"
        if self.carried.label is not None:
            return str(self.carried.label)
        return "changed" if self.carried.changed else ""

    @property
    def label(self) -> Label | None:
        """Return the decided label, or the suggested one while nobody has decided."""
        if self.carried.rejected or self.carried.label is not None:
            return self.carried.label
        return self.claim.suggestion.label if self.claim.suggestion else None

    @property
    def supports(self) -> tuple[Support, ...]:
        """Return the support that reviewers gave."""
        return tuple(s for h in self.carried.held for s in h.decision.supports)

    @property
    def origin(self) -> Origin | None:
        """Return where the decision in force was first made, if it was taken over."""
        return next((h.decision.origin for h in self.carried.held if h.counts and h.decision.origin), None)

    @property
    def remembered(self) -> tuple[Remembered, ...]:
        """Return what was decided elsewhere on similar claims, if a policy asks claim memory."""
        return self.draft.remembered.get(self.claim.id, ())

    @property
    def memories(self) -> Iterator[tuple[str, str]]:
        """Yield what claim memory has: its name, and one line of who decided what, when and where."""
        if (origin := self.origin) is not None:
            when = f"{origin.when.day} {origin.when:%b %Y}" if origin.when else None
            yield "taken over", ", ".join(part for part in (origin.who, when, origin.where) if part)
        for one in self.remembered:
            called = "decided before" if one.outcome == "same" else one.outcome
            yield called, f"{'; '.join([*one.because, one.told])}: “{one.claim}”"

    @property
    def corrections(self) -> tuple[str, ...]:
        """Return what reviewers corrected, in a word each: "added", "span", "source"."""
        made = {
            "added": any(h.decision.added for h in self.carried.held),
            "span": any(h.decision.mended for h in self.carried.held),
            "source": any(h.decision.source for h in self.carried.held),
        }
        return tuple(name for name, is_so in made.items() if is_so)

    @property
    def deciders(self) -> tuple[str, ...]:
        """Return who decided it: only the adjudicator, if there is one."""
        final = self.carried.final
        return (final.decision.who,) if final else tuple(h.decision.who for h in self.carried.held if h.counts)


def words_of(support: Support) -> str:
    """Return an address, or the words of the article that support a claim."""
    return support.url or (support.at.text if support.at else "")


def rows(draft: Draft) -> Iterator[Row]:
    """Yield each claim that is in the draft now, in text order."""
    ends = [i for i, character in enumerate(draft.article.text) if character == "\n"]
    for carried in draft.carried:
        if carried.claim is not None:
            yield Row(draft, carried.claim, carried, bisect_left(ends, carried.claim.span.start) + 1)
