"""What relating gives to suggest: each claim with its links, and what the article says against it."""

from dataclasses import dataclass

from fact_check.claims import Claim, Effect, Source

FIRM = 0.5
"""From this score on a link is safe enough to count for a label; below it is a candidate for the reviewer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial or a doubt about a claim, made elsewhere in the article or by a bare "he denied it"."""

    effect: Effect
    words: str
    """The cue as written: "denied"."""
    by: Source | None
    score: float


@dataclass(frozen=True, slots=True)
class Related:
    """A claim with its links set, and the answers to it, surest first."""

    claim: Claim
    answers: tuple[Answer, ...] = ()
    in_headline: bool = False
