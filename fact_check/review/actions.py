"""What a reviewer can do: one frozen value each, whatever key, click or menu it came from."""

from dataclasses import dataclass

from fact_check.claims import ClaimId, Label, Relation, SourceKind
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
class TakeOver:
    """Decide as somebody did before on the same statement, and go on."""


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
class Open:
    """Look at a draft by its number, whether it has claims or not."""

    number: int


@dataclass(frozen=True, slots=True)
class Reorder:
    """Go by place in the text, or by what matters first; the other one than now."""


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
class Correct:
    """The current claim is stated by these words of the text, of this kind; by nobody without them."""

    start: int | None = None
    end: int = 0
    kind: SourceKind | None = None


@dataclass(frozen=True, slots=True)
class Divide:
    """The current claim is two: the second begins at an offset of the text."""

    at: int


@dataclass(frozen=True, slots=True)
class Unite:
    """The current claim and the next one of the text are one."""


@dataclass(frozen=True, slots=True)
class Part:
    """The current claim is not that to another one, or with `back` that one not to it, whoever said so."""

    to: ClaimId
    relation: Relation
    back: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """Take back a note, a support or a link of one's own, by its event."""

    event: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Write a note of one's own again."""

    event: str
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """Put one of the desk's tags on the current claim, or take it off."""

    tag: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody is to look at the current claim; nobody in particular with an empty name."""

    to: str


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
