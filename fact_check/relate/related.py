"""What relating gives to suggest: each claim with its links, and what the article says against it."""

from dataclasses import dataclass

from fact_check.claims import FIRM, Claim, Effect, Source


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial or a doubt about a claim, made elsewhere in the article or by a bare "he denied it"."""

    effect: Effect
    words: str
    """The cue as written: "denied"."""
    by: Source | None
    score: float

    @property
    def is_firm(self) -> bool:
        """Tell whether the answer counts for a label, as a link of its score does."""
        return self.score >= FIRM


@dataclass(frozen=True, slots=True)
class Related:
    """A claim with its links set, and the answers to it, surest first."""

    claim: Claim
    answers: tuple[Answer, ...] = ()
    in_headline: bool = False
