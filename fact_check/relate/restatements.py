"""Link a restatement to the first statement: body to headline, or a bare repeat to an attributed claim.

One claim restates another if nearly all terms of the shorter one are in the longer one and their numbers agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fact_check.claims import FIRM
from fact_check.extract.records import ClaimCandidate
from fact_check.relate.number_agreement import at_odds, same
from fact_check.relate.term_weights import MOST_NUMBERS, Ground
from fact_check.relate.things import CALENDAR, alike

CANDIDATE = 0.42
SAME = 0.6
"""The least score of a restatement with which both claims count as one."""
FEWEST = 2
"""How many terms two claims must share; with a number in common, one is enough."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Claim number `later` repeats claim number `first`."""

    later: int
    first: int
    score: float
    because: str


def says_the_same(score: float, *, headline: bool) -> bool:
    """Tell whether a restatement is sure enough, by its score from 0 to 1, for both claims to count as one.

    `headline`: one of them is in the headline, which says less, and restates the article anyway.
    """
    return score >= (FIRM if headline else SAME)


def repeats(ground: Ground) -> Iterator[Repeat]:
    """Yield, for each claim, the earlier one that it restates best, if there is one."""
    for n, later in enumerate(ground.found):
        if later.silent or later.claim.is_opposed:
            continue
        best: tuple[float, int, str] | None = None
        for t in ground.partners(n):
            first = ground.found[t]
            if (
                first.silent
                or first.claim.is_opposed
                or first.negated != later.negated
                or first.sentence == later.sentence
            ):
                continue
            score, number = _score(ground, t, n)
            if score >= CANDIDATE and (best is None or score > best[0]):
                best = round(min(score, 0.95), 2), t, number
        if best is not None:
            score, t, number = best
            yield Repeat(n, t, score, _because(ground, t, n, number))


def _score(ground: Ground, t: int, n: int) -> tuple[float, str]:
    """Return how much claim `n` looks like a repeat of claim `t`, and the number they share ("" for none)."""
    first, later = ground.found[t], ground.found[n]
    shared = ground.terms[t] & ground.terms[n]
    both = bool(first.claim.quantities) and bool(later.claim.quantities)
    if len(shared) + both < FEWEST:
        return 0.0, ""
    numbers, calendar = _numbers(first, later)
    if numbers is None or len(shared) + bool(numbers) < FEWEST:
        return 0.0, ""
    if not numbers and shared <= first.names & later.names:
        return 0.0, ""  # both are about one person or place
    small, large = sorted((ground.terms[t], ground.terms[n]), key=ground.mass)
    cover = ground.share(small, large)
    like = ground.likeness(small, large)
    score = 0.55 * cover + 0.45 * like
    if numbers:
        score += 0.1 if calendar else 0.3
    elif both:
        score -= 0.25
    elif bool(first.claim.quantities) != bool(later.claim.quantities):
        score -= 0.1
    if first.in_headline:
        score += 0.08
    elif bool(first.negates) != bool(later.negates):
        score -= 0.25
    if (first.names or later.names) and not first.names & later.names and not first.in_headline:
        score -= 0.1
    return score, numbers


def _because(ground: Ground, t: int, n: int, number: str) -> str:
    shared = ground.terms[t] & ground.terms[n]
    what = ", ".join(f"“{t}”" for t in sorted(shared, key=lambda t: (-ground.weight(t), t))[:4])
    if not what:
        return f"they share the number {number}"
    return f"they share {what}{f' and the number {number}' if number else ''}"


def _numbers(first: ClaimCandidate, later: ClaimCandidate) -> tuple[str | None, bool]:
    """Return the text of a number that both give for the same thing, and whether it is only a span of time.

    The text is "" if they share no number, None if two numbers for the same thing are at odds.
    """
    agreed, calendar, apart = "", False, False
    for i, a in enumerate(first.claim.quantities[:MOST_NUMBERS]):
        for j, b in enumerate(later.claim.quantities[:MOST_NUMBERS]):
            if same(a, b):
                if (not agreed or calendar) and alike(first.measure(i), later.measure(j)) is not False:
                    agreed, calendar = later.number(j), b.unit in CALENDAR
            elif at_odds(a, b) and not _elsewhere(first, later, i, j):
                kin = alike(first.measure(i), later.measure(j))
                if kin:
                    return None, False
                apart = apart or (kin is None and a.unit is not None)
    return (None if apart and not agreed else agreed), calendar


def _elsewhere(first: ClaimCandidate, later: ClaimCandidate, i: int, j: int) -> bool:
    """Tell whether one claim gives both numbers: `from five to six`."""
    a, b = first.claim.quantities[i], later.claim.quantities[j]
    mine, theirs = (found.claim.quantities[:MOST_NUMBERS] for found in (first, later))
    return any(same(a, q) for q in theirs) or any(same(b, q) for q in mine)
