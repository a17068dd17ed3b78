"""What a reviewer can do: one frozen value each, whatever key, click or menu it came from."""

from dataclasses import dataclass

from fact_check.claims import ClaimId, Label, Relation
from fact_check.review.views import View


@dataclass(frozen=True, slots=True)
class Choose:
    """Label the current claim, and go to the next undecided one."""

    label: Label


@dataclass(frozen=True, slots=True)
class Accept:
    """Take the suggestion, and go on."""


@dataclass(frozen=True, slots=True)
class Reject:
    """Not a claim; go on."""


@dataclass(frozen=True, slots=True)
class Clear:
    """Make the current claim undecided again."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the current claim for later."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to where the reviewer was before."""


@dataclass(frozen=True, slots=True)
class Step:
    """Go to a neighbour: 1 the next, -1 the one before; only undecided ones unless `every`."""

    by: int
    every: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Go to another draft: 1 the next, -1 the one before."""

    by: int


@dataclass(frozen=True, slots=True)
class Go:
    """Go to a claim of the current draft."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class Write:
    """Note something on the current claim."""

    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """Point at what supports the current claim: a stretch of the text, or an address."""

    start: int = 0
    end: int = 0
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Relate:
    """Say what the current claim is to another one."""

    to: ClaimId
    relation: Relation


@dataclass(frozen=True, slots=True)
class Mend:
    """The current claim is this stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Add:
    """This stretch of the text is a claim that was missed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Undo:
    pass


@dataclass(frozen=True, slots=True)
class Redo:
    pass


@dataclass(frozen=True, slots=True)
class Narrow:
    """Look at some of the claims only."""

    view: View


Action = (
    Choose
    | Accept
    | Reject
    | Clear
    | Skip
    | Back
    | Step
    | Turn
    | Go
    | Write
    | Point
    | Relate
    | Mend
    | Add
    | Undo
    | Redo
    | Narrow
)
