"""One claim of a draft, with what was decided, as the flat record that every export starts from."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from fact_check.claims import Claim, Label
from fact_check.ledger.carried import Carried
from fact_check.ledger.draft import Draft


@dataclass(frozen=True, slots=True)
class Row:
    draft: Draft
    claim: Claim
    carried: Carried
    line: int
    """Where the claim begins, counted from 1."""

    @property
    def words(self) -> str:
        """The claim's own words without markup, "…" where its attribution interrupts it."""
        return " … ".join(self.draft.article.words(p.start, p.end) for p in self.claim.pieces)

    @property
    def source(self) -> str:
        """Who states the claim, without markup; "" for nobody."""
        source = self.claim.source
        return self.draft.article.words(source.start, source.end) if source else ""

    @property
    def decision(self) -> str:
        """The word in force: a label, "not a claim", "in conflict", "changed", or "" while undecided."""
        if self.carried.conflict:
            return "in conflict"
        if self.carried.rejected:
            return "not a claim"
        if self.carried.label is not None:
            return str(self.carried.label)
        return "changed" if self.carried.changed else ""

    @property
    def label(self) -> Label | None:
        """The decided label, or the suggested one while nobody has decided."""
        if self.carried.rejected or self.carried.label is not None:
            return self.carried.label
        return self.claim.suggestion.label if self.claim.suggestion else None

    @property
    def deciders(self) -> tuple[str, ...]:
        """Who holds a decision that counts, the adjudicator alone where there is one."""
        final = self.carried.final
        return (final.decision.who,) if final else tuple(h.decision.who for h in self.carried.held if h.counts)


def rows(draft: Draft) -> Iterator[Row]:
    """Yield each claim that the draft has now, in text order."""
    ends = [i for i, character in enumerate(draft.article.text) if character == "\n"]
    for carried in draft.carried:
        if carried.claim is not None:
            yield Row(draft, carried.claim, carried, bisect_left(ends, carried.claim.span.start) + 1)
