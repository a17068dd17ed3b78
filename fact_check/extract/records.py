"""The values that the finders pass to each other and on to relate: frozen, and without a parse."""

from collections.abc import Iterable
from dataclasses import dataclass

from fact_check.claims import Claim, Effect, Quantity, RuleId

Tokens = tuple[int, int]
"""A half-open range of tokens of one Doc."""


def within(run: Tokens, outer: Tokens) -> bool:
    """Tell whether a run is wholly inside another."""
    return outer[0] <= run[0] and run[1] <= outer[1]


def overlaps(run: Tokens, others: Iterable[Tokens]) -> bool:
    """Tell whether a run shares a token with one of the others."""
    return any(start < run[1] and run[0] < end for start, end in others)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its one content and its source, in tokens."""

    cue: Tokens
    effect: Effect
    rule: RuleId
    content: tuple[Tokens, ...]
    """In order; more than one run if the attribution interrupts it."""
    source: Tokens | None
    quoted: bool = False
    silent: bool = False
    """Its content is only a pronoun: it answers a claim without being one ("which he denied")."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as read, in prose offsets, and whether it asserts anything."""

    quantity: Quantity
    tokens: Tokens
    non_assertive: str | None = None
    """Why it makes no claim by the guidelines ("age that identifies", "part of a name"); None if it does."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What becomes one claim, in tokens: words, who states them, and the numbers in them."""

    pieces: tuple[Tokens, ...]
    attribution: Attribution | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def silent(self) -> bool:
        """Tell whether it answers a claim without being one."""
        return self.attribution is not None and self.attribution.silent


@dataclass(frozen=True, slots=True)
class Measure:
    """What one number of a claim counts: two numbers are compared if they count the same thing."""

    head: str | None = None
    """Lemma of what is counted ("people"); None if the text leaves it out ("killed 12")."""
    of: frozenset[str] = frozenset()
    """Lemmas of the content words of the counted noun phrase, with its head's."""
    deed: str | None = None
    """Lemma of the predicate that the number belongs to: "kill", "dead", "cost"."""
    part: bool = False
    """It counts a part of a whole ("including 3 children", "12 of them", "another 12")."""
    when: frozenset[str] = frozenset()
    """Lower-case words that date it, in its clause: "monday", "2019", "previous"."""
    back: bool = False
    """Its words point back to a number that was given before ("the 54 centres", "all nine", "these five weeks")."""


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """A claim, with what is needed to relate it to others, so that nothing after `extract` touches the parse.

    The claim's offsets are already those of the text; it has no links and no suggestion yet.
    """

    claim: Claim
    terms: frozenset[str]
    """Lower-case lemmas of its content words, without numbers."""
    negated: bool
    in_headline: bool
    paragraph: int
    sentence: int
    names: frozenset[str] = frozenset()
    """The terms that are proper nouns."""
    negates: frozenset[str] = frozenset()
    """The terms that a negation is about: `find` and `phone` in "no phone was found"."""
    measures: tuple[Measure, ...] = ()
    """One for each of the claim's quantities, in their order."""
    broad: bool = False
    """Its cue also rejects what is no statement, as its rule says (`Rule.broad`)."""
    silent: bool = False
    """It answers another claim without being one: its content is only a pronoun ("he denied it", "which he denied",
    "that has not been confirmed"). It is related to the claim that it answers, and never published."""

    wording: str | None = None
    """Its words without the draft's markup; None if they are those of its span."""
    cue_wording: str | None = None
    """The words of its cue, likewise."""
    numbers: tuple[str, ...] = ()
    """The words of its quantities, likewise; empty if they are those of the text."""

    @property
    def words(self) -> str:
        """Return the words of the claim, as a reader sees them."""
        return self.wording if self.wording is not None else self.claim.span.text

    @property
    def cue_words(self) -> str:
        """Return the words that attribute it, as a reader sees them; "" if none do."""
        if self.cue_wording is not None:
            return self.cue_wording
        return self.claim.cue.text if self.claim.cue is not None else ""

    def number(self, number: int) -> str:
        """Return one of its quantities, as a reader sees it."""
        return self.numbers[number] if number < len(self.numbers) else self.claim.quantities[number].text

    def measure(self, number: int) -> Measure:
        """Return what one of its quantities counts."""
        return self.measures[number] if number < len(self.measures) else Measure()


@dataclass(frozen=True, slots=True)
class Signal:
    """A score from 0 to 1, and what it is for; from `bound` on, it decides alone."""

    says: str
    score: float
    bound: float | None = None
