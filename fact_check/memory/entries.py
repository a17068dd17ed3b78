"""What memory keeps of a decided claim."""

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
"""Characters of a claim, at most: longer ones are texts, not claims."""
NOT_A_CLAIM = "not a claim"
IN_CONFLICT = "in conflict"

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)]


BYTES = 384
"""Of a vector."""
SPACE = "all-MiniLM-L6-v2"
"""The name under which comparable vectors are kept: their model's."""


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
    """A decided claim, of a journal or of another desk's checks."""

    claim: Annotated[Text, StringConstraints(min_length=1)]
    """Its words, as they stood when it was decided."""
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
    """The claim's name in its draft."""
    title: Line | None = None
    """What the check is called."""
    context: Text | None = None
    """The sentences that hold it."""
    quantities: tuple[Quantity, ...] = ()
    """The numbers as the finder read them; empty where nobody did."""
    decided: bool = True
    """False for what an archive claims: somebody wrote it, nobody has judged it."""
    meaning: dict[str, Vector] | None = None
    """What the claim means, by the name of a model: 384 signed bytes, a vector of length 127. A batch makes them."""

    @property
    def verdict(self) -> str:
        """The label, or the verdict instead of one."""
        if self.label is not None:
            return self.label.value
        return self.rating or ("decided" if self.decided else "not decided")

    @property
    def told(self) -> str:
        """Who decided what, when and where, without the claim, inert: "sourced, Ana, 3 May 2026, mill.md"."""
        when = f"{self.when.day} {self.when:%b %Y}" if self.when else None
        return inert_line(", ".join(part for part in (self.verdict, self.who, when, self.where) if part))


def entries_of(events: Iterable[Event], where: str) -> Iterator[Entry]:
    """Yield what a journal amounts to: an entry for each wording that is decided, by the decisions that stand.

    Of one reviewer's decisions on the same words the newest holds, so one that was cleared under a claim's later name
    is gone. An adjudication decides alone; reviewers who differ make an entry that says so.
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
