"""The entries of memory: what it keeps of a decided claim."""

import binascii
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field, PlainSerializer, StringConstraints

from fact_check.claims import ClaimId, Frozen, Label, Quantity
from fact_check.ledger.decision import Decision
from fact_check.ledger.events import Event
from fact_check.ledger.fold import fold
from fact_check.ledger.wording import keys
from fact_check.output.sanitize import inert_line

MOST = 4_000
"""The most characters of a claim; a longer one is a text."""
NOT_A_CLAIM = "not a claim"
IN_CONFLICT = "in conflict"

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)]


BYTES = 384
"""The bytes of a vector."""
SPACE = "all-MiniLM-L6-v2"
"""The name of the model whose vectors are kept, and can be compared."""


def _decoded(value: object) -> object:
    try:
        return b64decode(value, validate=True) if isinstance(value, str) else value
    except binascii.Error as error:
        raise ValueError(f"not base64: {error}") from None


Vector = Annotated[
    bytes,
    Field(min_length=BYTES, max_length=BYTES),
    BeforeValidator(_decoded),
    PlainSerializer(lambda vector: b64encode(vector).decode(), when_used="json"),
]


class Entry(Frozen):
    """A decided claim, from a journal or from another desk's checks."""

    claim: Annotated[Text, StringConstraints(min_length=1)]
    """Its words when it was decided."""
    label: Label | None = None
    rating: Line | None = None
    """A verdict other than our labels: "False", "not a claim", "in conflict"."""
    source: Line | None = None
    """Who states it."""
    who: Line | None = None
    """Who decided: the reviewers of a journal, the publisher of a check."""
    when: AwareDatetime | None = None
    where: Line
    """The draft, from the root of the policy, or the address of the check."""
    id: ClaimId | None = None
    """The claim's id in its draft."""
    title: Line | None = None
    """The title of the check."""
    context: Text | None = None
    """The sentences around it."""
    quantities: tuple[Quantity, ...] = ()
    """The numbers as the finder read them; empty if it didn't."""
    decided: bool = True
    """False for a claim of an archive: somebody wrote it, but nobody has judged it."""
    meaning: dict[str, Vector] | None = None
    """What the claim means, by the name of a model: 384 signed bytes, a vector of length 127. A batch makes them."""

    @property
    def verdict(self) -> str:
        """Return the label, or the other verdict instead of one."""
        if self.label is not None:
            return self.label.value
        return self.rating or ("decided" if self.decided else "not decided")

    @property
    def told(self) -> str:
        """Say who decided what, when and where, inert and without the claim: "sourced, Ana, 3 May 2026, mill.md"."""
        when = f"{self.when.day} {self.when:%b %Y}" if self.when else None
        return inert_line(", ".join(part for part in (self.verdict, self.who, when, self.where) if part))


def entries_of(events: Iterable[Event], where: str) -> Iterator[Entry]:
    """Yield an entry for each wording that a journal's decisions in force have decided.

    Of a reviewer's decisions on the same words, the newest counts, so that one that was cleared under a later id of the
    claim is gone. An adjudication decides alone; reviewers who differ make an entry that says so.
    """
    groups: dict[tuple[str, ...], dict[tuple[str, bool], Decision]] = defaultdict(dict)
    for decision in fold(events).decisions:
        group, key = groups[keys(decision.anchor.text)], (decision.who, decision.final)
        if key not in group or group[key].decided <= decision.decided:
            group[key] = decision
    for group in groups.values():
        decided = [d for d in group.values() if d.is_decided and d.merged is None]
        said = [d for d in decided if d.final] or decided
        if said:
            yield _entry(said, where)


def _entry(said: list[Decision], where: str) -> Entry:
    newest = max(said, key=lambda d: d.decided)
    anchor = newest.anchor
    verdicts = {d.label for d in said}
    label = newest.label if len(verdicts) == 1 else None
    rating = IN_CONFLICT if len(verdicts) > 1 else NOT_A_CLAIM if label is None else None
    source = anchor.resolved or (anchor.source.text if anchor.source else None)
    if newest.source is not None:
        source = newest.source.at.text if newest.source.at else None
    return Entry(
        claim=anchor.text[:MOST],
        label=label,
        rating=rating,
        source=source[:1_000] if source else None,
        who=", ".join(sorted({d.who for d in said}))[:1_000],
        when=newest.decided,
        where=where,
        id=newest.claim,
        context=anchor.frame.text if anchor.frame else None,
    )
