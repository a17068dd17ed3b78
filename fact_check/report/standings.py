"""Say, claim by claim, what its label is and whether somebody decided it or the tool only suggests it."""

from typing import Literal

from fact_check.claims import Frozen, Label
from fact_check.ledger.carried import Carried
from fact_check.ledger.decision import Decision

How = Literal["decided", "suggested", "changed", "in conflict", "not a claim", "undecided"]


class Standing(Frozen):
    """The state of one claim."""

    words: str
    label: Label | None
    """The label that was decided, or else the suggested one; None without either."""
    how: How
    """Where the label comes from, or why there is none. A "changed" claim was decided before it was reworded."""
    by: tuple[str, ...] = ()
    """Who decided; in a conflict with what."""
    suggested: Label | None = None

    @property
    def overrules(self) -> bool:
        """Tell whether the decision goes against the suggestion."""
        return self.how == "decided" and self.suggested not in (None, self.label)

    @property
    def told(self) -> str:
        """Say the same in a few words."""
        who = ", ".join(self.by)
        match self.how:
            case "decided":
                return f"decided by {who}" + (f"; suggested: {self.suggested}" if self.overrules else "")
            case "suggested":
                return "only suggested"
            case "changed":
                return (
                    f"reworded since {who} decided; only suggested" if self.label else f"reworded since {who} decided"
                )
            case "not a claim":
                return f"not a claim: {who}"
            case "in conflict":
                return f"in conflict: {who}"
            case "undecided":
                return "undecided"


def standing(carried: Carried, words: str) -> Standing:
    """Return the state of a claim that is still in its draft; `words` are its own."""
    suggestion = carried.claim.suggestion if carried.claim is not None else None
    suggested = suggestion.label if suggestion is not None else None
    deciding = [h.decision for h in ([carried.final] if carried.final else carried.held) if h.counts]
    if carried.conflict:
        said = tuple(f"{d.who}: {d.label or 'not a claim'}" for d in deciding)
        return Standing(words=words, label=None, how="in conflict", by=said, suggested=suggested)
    if deciding:
        how: How = "not a claim" if carried.rejected else "decided"
        who = tuple(map(_name, deciding))
        return Standing(words=words, label=carried.label, how=how, by=who, suggested=suggested)
    if carried.changed is not None:
        who = tuple(_name(h.decision) for h in carried.held if h.decision.is_decided)
        return Standing(words=words, label=suggested, how="changed", by=who, suggested=suggested)
    return Standing(words=words, label=suggested, how="suggested" if suggested else "undecided", suggested=suggested)


def _name(decision: Decision) -> str:
    return f"{decision.who} (final)" if decision.final else decision.who
