"""The data model of a claim, as frozen pydantic models. Imports nothing else of the package.

Offsets are Unicode code points, half-open, into the article's text: the file's own text for `.txt` and `.md`, the
extracted text for other formats.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NewType, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = 1

ClaimId = NewType("ClaimId", str)
RuleId = NewType("RuleId", str)


class Kind(StrEnum):
    NUMERIC = "numeric"
    ATTRIBUTED = "attributed"


class Label(StrEnum):
    SOURCED = "sourced"
    DENIED = "denied"
    UNEVIDENCED = "unevidenced"


class Effect(StrEnum):
    """What a cue does to its content."""

    REPORTS = "reports"
    DENIES = "denies"
    DOUBTS = "doubts"
    """Says that evidence is missing."""
    HEDGES = "hedges"
    """Names no source."""

    @property
    def opposes(self) -> bool:
        """Tell whether it opposes its content: a denial, or a doubt."""
        return self in (Effect.DENIES, Effect.DOUBTS)


class Bound(StrEnum):
    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    VAGUE = "vague"


class SourceKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    OUTLET = "outlet"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    DENIES = "denies"
    DOUBTS = "doubts"
    RESTATES = "restates"
    CONFLICTS = "conflicts"


class Frozen(BaseModel):
    """An immutable value; an unknown field is an error."""

    # Building all schemas at import takes 50 ms, which a cached check would pay for nothing.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Piece(Frozen):
    start: int
    end: int


class Span(Piece):
    text: str
    """The text between `start` and `end`, repeated as a checksum on the offsets."""


class Source(Span):
    """Who states a claim: the full noun phrase, as written."""

    kind: SourceKind
    resolved: str | None = None
    """The fullest earlier mention of a pronoun or short name, where that is safe; or a name without the markup that the
    file writes in it."""
    candidates: tuple[str, ...] = ()
    """What it may refer to, likeliest first, where that is not safe."""

    @property
    def fullest(self) -> str:
        """Return its fullest known name."""
        return self.resolved or self.text


class Cue(Span):
    """The words that attribute, and the rule that matched them."""

    effect: Effect
    rule: RuleId


class Quantity(Span):
    """A number as read: a value or a range, and what it counts."""

    value: int | float | None
    """The number; None for a range without a midpoint and for vague words ("dozens")."""
    low: int | float | None
    high: int | float | None
    unit: str | None = None
    """"percent", an ISO 4217 code ("USD"), a singular measure ("kilometre"); None for a count."""
    bound: Bound = Bound.EXACTLY
    counted: str | None = None
    candidates: tuple[str, ...] = Field(default=(), exclude_if=lambda found: not found)
    """For a bare `$`, read as USD: the currencies that the places in the article suggest, likeliest first. Omitted from
    JSON if there are none."""


class Evidence(Frozen):
    """A link, footnote or named document in the article that supports a claim."""

    kind: str
    """"link", "footnote" or "document"."""
    start: int
    end: int
    text: str
    target: str | None = None
    """The URL or the footnote's text."""


FIRM = 0.5
"""The score from which a link is firm: it counts towards labels, findings and reports. Below, it is a candidate."""


class Link(Frozen):
    """A directed relation to another claim in the same article."""

    to: ClaimId
    relation: Relation
    score: float = 1.0
    """How safe the link is, from 0 to 1. Below 0.5 it is a candidate for the reviewer and never affects a label."""
    because: str = ""

    @property
    def is_firm(self) -> bool:
        """Tell whether the link is more than a candidate for the reviewer."""
        return self.score >= FIRM


class Suggestion(Frozen):
    """The label that the article itself supports, and the reason."""

    label: Label
    rule: RuleId
    because: str
    also: tuple[str, ...] = ()
    """Reasons for another label that also applied, in the guidelines' order."""


class Claim(Frozen):
    """A passage of an article that states something that can be checked."""

    article: str
    id: ClaimId
    kinds: tuple[Kind, ...]
    quoted: bool
    span: Span
    """From the start of the first piece to the end of the last."""
    pieces: tuple[Piece, ...]
    """The parts of the claim, if its own attribution interrupts it; otherwise one piece."""
    sentence: Piece
    source: Source | None = None
    cue: Cue | None = None
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()
    suggestion: Suggestion | None = None
    caption: bool = Field(default=False, exclude_if=lambda on: not on)
    """Whether it is in a picture's caption; omitted from JSON if not."""

    @property
    def is_opposed(self) -> bool:
        """Tell whether the article denies or doubts it in stating it."""
        return self.cue is not None and self.cue.effect.opposes

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        parts = (self.span, self.sentence, self.source, self.cue, *self.pieces, *self.quantities, *self.evidence)
        for part in parts:
            if part is not None and not 0 <= part.start <= part.end:
                raise ValueError(f"{part.start} to {part.end} is no stretch of a text")
        return self

    @model_validator(mode="after")
    def _is_its_pieces(self) -> Self:
        if any(after.start < before.end for before, after in pairwise(self.pieces)):
            raise ValueError("the claim's pieces overlap, or stand in another order than the text")
        if not self.pieces or (self.span.start, self.span.end) != (self.pieces[0].start, self.pieces[-1].end):
            raise ValueError("the claim's span does not go from its first piece to its last")
        return self

    @model_validator(mode="after")
    def _holds_its_quantities(self) -> Self:
        for q in self.quantities:
            if not any(p.start <= q.start and q.end <= p.end for p in self.pieces):
                raise ValueError(f"the quantity {q.text!r} ({q.start} to {q.end}) is outside the claim's pieces")
        return self

    def __json__(self) -> str:
        """Return the claim as JSON: how spaCy's `srsly` writes what `Doc.to_json(underscore=["claims"])` gives."""
        return self.model_dump_json()


_QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'", "‚": "'"})


def words(text: str, pieces: Iterable[Piece]) -> str:
    """Return a claim's wording with case, spacing and the style of quotation marks normalised."""
    joined = " ".join(text[p.start : p.end] for p in pieces)
    return " ".join(joined.translate(_QUOTES).casefold().split())


def claim_ids(wordings: Sequence[str], seen: Counter[str] | None = None) -> list[ClaimId]:
    """Give each wording of an article, in text order, an id that an edit elsewhere does not change.

    An id is "c" and 11 hex digits of SHA-256 over the wording and which occurrence of it this is. `seen` has the counts
    of earlier stretches, and is updated.
    """
    seen = Counter() if seen is None else seen
    ids = []
    for wording in wordings:
        digest = hashlib.sha256(f"{wording}\0{seen[wording]}".encode("utf-8", "surrogatepass")).hexdigest()
        ids.append(ClaimId("c" + digest[:11]))
        seen[wording] += 1
    return ids
