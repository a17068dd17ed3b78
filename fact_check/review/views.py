"""Choose which claims are shown: filters and a search, over what the reviewer may see."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from fact_check.claims import Kind, Label, SourceKind
from fact_check.ledger.carried import Carried, Status

_FOUND = 80.0
"""The similarity (rapidfuzz partial ratio, 0 to 100) from which a search matches a claim."""


class Filter(StrEnum):
    """A property of a claim; several filters must all hold."""

    UNDECIDED = "undecided"
    SOURCED = "sourced"
    DENIED = "denied"
    UNEVIDENCED = "unevidenced"
    NOT_A_CLAIM = "not a claim"
    CHANGED = "changed"
    CONFLICT = "in conflict"
    NUMERIC = "numeric"
    ATTRIBUTED = "attributed"
    NOTED = "with notes"
    MINE = "for me"
    PERSON = "source: person"
    ORGANISATION = "source: organisation"
    DOCUMENT = "source: document"
    OUTLET = "source: outlet"
    ANONYMOUS = "source: anonymous"
    NO_SOURCE = "source: none"


@dataclass(frozen=True, slots=True)
class View:
    """Filters and a search; without either, every claim is shown."""

    filters: frozenset[Filter | str] = frozenset()
    """Filters; "tag: NAME" for the desk's own tags, "for: NAME" for claims assigned to NAME."""
    query: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether every claim is shown."""
        return not self.filters and not self.query.strip()

    def shows(self, carried: Carried, who: str, *, blind: bool = False) -> bool:
        """Tell whether a claim is shown; a blind reviewer's filters know only their own labels."""
        return all(_is(f, carried, who, blind) for f in self.filters) and matches(carried, self.query)

    def toggled(self, one: Filter | str) -> "View":
        """Add a filter, or remove it."""
        return View(self.filters ^ {one}, self.query)


EVERYTHING = View()


def matches(carried: Carried, query: str) -> bool:
    """Tell whether a claim, its source or its cue matches a query, allowing for typos."""
    query = query.strip().casefold()
    if not query:
        return True
    claim = carried.claim
    said = (
        [claim.span.text, claim.source.text if claim.source else "", claim.cue.text if claim.cue else ""]
        if claim
        else []
    )
    if claim is None and carried.was is not None:
        said = [carried.was.text]
    text = " ".join(" ".join(said).casefold().split())
    if query in text:
        return True
    # Digits must match exactly: a search for 54 must not find 45.
    return not any(ch.isdigit() for ch in query) and fuzz.partial_ratio(query, text) >= _FOUND


def _is(one: Filter | str, carried: Carried, who: str, blind: bool) -> bool:
    claim = carried.claim
    if not isinstance(one, Filter):
        if one.startswith("for: "):
            return (carried.assigned or "").casefold() == one.removeprefix("for: ").casefold()
        return one.removeprefix("tag: ") in carried.tags
    mine = carried.by(who)
    labels = {mine.decision.label if mine and mine.counts else None} if blind else {carried.label}
    if mine and mine.counts:
        labels.add(mine.decision.label)
    match one:
        case Filter.UNDECIDED:
            return claim is not None and not (mine is not None and mine.counts)
        case Filter.SOURCED | Filter.DENIED | Filter.UNEVIDENCED:
            return Label(one.value) in labels
        case Filter.NOT_A_CLAIM:
            return carried.rejected or bool(mine and mine.counts and mine.decision.rejected)
        case Filter.CHANGED:
            return carried.status is Status.CHANGED
        case Filter.CONFLICT:
            return carried.conflict and not blind
        case Filter.NUMERIC | Filter.ATTRIBUTED:
            return claim is not None and Kind(one.value) in claim.kinds
        case Filter.NOTED:
            return any(not blind or note.who == who for note in carried.notes)
        case Filter.MINE:
            return carried.assigned is not None and carried.assigned.casefold() == who.casefold()
        case Filter.NO_SOURCE:
            return claim is not None and claim.source is None
        case _:
            kind = SourceKind(one.value.removeprefix("source: "))
            return claim is not None and claim.source is not None and claim.source.kind is kind
