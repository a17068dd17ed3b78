"""What the finders hand to each other, and on to relate: plain frozen values, no parse."""

from dataclasses import dataclass

from fact_check.claims import Claim, Effect, Quantity, RuleId

Tokens = tuple[int, int]
"""A half-open run of token numbers of one Doc."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its one content and its source, in token numbers."""

    cue: Tokens
    effect: Effect
    rule: RuleId
    content: tuple[Tokens, ...]
    """In order; more than one where the attribution interrupts it."""
    source: Tokens | None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as read, in prose offsets, and whether it asserts anything."""

    quantity: Quantity
    tokens: Tokens
    idle: str | None = None
    """Why it makes no claim by the guidelines ("age that identifies", "part of a name"); None when it does."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim, with what relating it to others needs, so that nothing after find touches the parse.

    The claim's offsets are already the text's; it has no links and no suggestion yet.
    """

    claim: Claim
    terms: frozenset[str]
    """Lower-case lemmas of its content words, without numbers."""
    negated: bool
    in_headline: bool
    paragraph: int
    sentence: int
