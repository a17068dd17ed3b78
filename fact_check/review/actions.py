"""What a reviewer can do: one frozen value per action, whichever key, click or menu it came from."""

from dataclasses import dataclass

from fact_check.claims import ClaimId, Label, Relation, SourceKind
from fact_check.review.views import View


@dataclass(frozen=True, slots=True)
class Choose:
    """Label the current claim and move on to the next undecided one."""

    label: Label


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept the suggestion and move on."""


@dataclass(frozen=True, slots=True)
class Reject:
    """Mark it as not a claim and move on."""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Take over an earlier decision on the same statement and move on."""


@dataclass(frozen=True, slots=True)
class Clear:
    """Make the current claim undecided again."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the current claim for later."""


@dataclass(frozen=True, slots=True)
class Back:
    """Go back to where the reviewer was before."""


@dataclass(frozen=True, slots=True)
class Step:
    """Step to the next (1) or previous (-1) claim; only to undecided ones unless `every`."""

    by: int
    every: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Go to the next (1) or previous (-1) draft."""

    by: int


@dataclass(frozen=True, slots=True)
class Open:
    """Open a draft by its number, whether or not it has claims."""

    number: int


@dataclass(frozen=True, slots=True)
class Reorder:
    """Switch between reading order and order of risk."""


@dataclass(frozen=True, slots=True)
class Go:
    """Go to a claim of the current draft."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class Write:
    """Write a note on the current claim."""

    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """Mark what supports the current claim: a stretch of the text, or a URL."""

    start: int = 0
    end: int = 0
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Relate:
    """Link the current claim to another one."""

    to: ClaimId
    relation: Relation


@dataclass(frozen=True, slots=True)
class Mend:
    """Change the current claim to this stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Add:
    """Add this stretch of the text as a claim that was missed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correct:
    """Correct the source of the current claim to these words of the text; without them, to nobody."""

    start: int | None = None
    end: int = 0
    kind: SourceKind | None = None


@dataclass(frozen=True, slots=True)
class Divide:
    """Split the current claim in two at an offset of the text."""

    at: int


@dataclass(frozen=True, slots=True)
class Unite:
    """Merge the current claim with the next one in the text."""


@dataclass(frozen=True, slots=True)
class Part:
    """Remove a link to another claim, or with `back` one from it, whoever made it."""

    to: ClaimId
    relation: Relation
    back: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove one of the reviewer's own notes, supports or links, by its event."""

    event: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Rewrite one of the reviewer's own notes."""

    event: str
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """Add one of the desk's tags to the current claim, or remove it."""

    tag: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Assign the current claim to somebody; an empty name unassigns it."""

    to: str


@dataclass(frozen=True, slots=True)
class Undo:
    pass


@dataclass(frozen=True, slots=True)
class Redo:
    pass


@dataclass(frozen=True, slots=True)
class Narrow:
    """Show only some of the claims."""

    view: View


Action = (
    Choose
    | Accept
    | Reject
    | TakeOver
    | Clear
    | Skip
    | Back
    | Step
    | Turn
    | Open
    | Reorder
    | Go
    | Write
    | Point
    | Relate
    | Mend
    | Add
    | Correct
    | Divide
    | Unite
    | Part
    | Remove
    | Rewrite
    | Tag
    | Hand
    | Undo
    | Redo
    | Narrow
)
