"""Find statements that contradict a claim without a word of denial: by a `not`, by an opposite, by calling it false.

`No patient died for want of a nurse` answers `four patients died because wards were short of staff`. The claim must be
somebody else's, from a few sentences before or the headline, and the negation must be about a word of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from fact_check.claims import FIRM, Effect
from fact_check.extract.records import ClaimCandidate
from fact_check.lexicon import any_of, word_list, words
from fact_check.relate.families import stem
from fact_check.relate.hints import SAID, TIMES, accuses, another_number, named_by, party
from fact_check.relate.term_weights import HEADLINE, Ground
from fact_check.relate.things import CONCEPT

REACH = 4
"""How many sentences back a contradicted claim may be."""
CANDIDATE = 0.3
LEAST = 0.25
"""The least share of a negated statement, by weight, that the claim must have."""
MOSTLY = 0.6
"""The least share of a statement that the negated claim must have."""
HALF = 0.4
"""The least share that two successive claims must have of each other if the earlier one is negated."""
INSISTED = 0.55
"""The score of an insistence as an answer to the accusation in its sentence."""
INSISTS = re.compile(rf"\b{any_of('relations.insisting')}", re.IGNORECASE)
ACCUSED = 0.42
"""The score of a negated claim as an answer to the accusation right before it."""
NEAR = (0.12, 0.18, 0.12, 0.06, 0.0)
"""What nearness adds to a score, by the number of sentences between."""
FALSE = (0.7, 0.65, 0.45)
"""The score of "that is not true" as an answer to what was said 0, 1 or 2 sentences before."""
ATTITUDES = re.compile(rf"^{any_of('relations.attitudes')}", re.IGNORECASE)
PERCEIVING = words("relations.perceiving")
"""Verbs whose negation is about what somebody knows, not about the facts: `the company had not {seen} the report`."""
NOBODY = re.compile(rf"\b{any_of('relations.nobody')}\b", re.IGNORECASE)
ASIDE = re.compile(r"((of )?(which|who|whom)|don[’']t|do not)\b", re.IGNORECASE)
"""How a clause begins that only adds to another one, or that asks somebody to do nothing."""
NEGATIONS = words("grammar.negations", "relations.nobody")
UNTRUE = re.compile(
    rf"^\W*(?:(?:but|and|well|no),? )?{any_of('relations.pointing')}(?:[’']s|[’']re| {any_of('relations.being')}\b)"
    rf"(?: \w+){{0,2}}? {any_of('relations.untrue')}\b(?! much)",
    re.IGNORECASE,
)
"""A statement that only calls another one false: `{It is simply not true}, and he knows it`."""
CHARGES = re.compile(rf"\b{any_of('relations.charging')}", re.IGNORECASE)
BACK = re.compile(r"\b(it|them|this|that|these|those)\b", re.IGNORECASE)
CORRECTS = re.compile(rf"\b{any_of('relations.correcting')}\b", re.IGNORECASE)
MISTAKEN = re.compile(rf"\b{any_of('relations.mistaken')}\b", re.IGNORECASE)
WOULD_NOT = re.compile(rf"\b{any_of('relations.would_not')}\b", re.IGNORECASE)
"""A negation of what may be or will be: `they {will not} attend` is a plan or a view, and denies no fact."""
WILL = re.compile(rf"\b{any_of('relations.will')}\b", re.IGNORECASE)
REFUSES = re.compile(rf"\b{any_of('relations.refusing')}", re.IGNORECASE)
"""Stems of verbs whose sense is a negation: `{refused} to name the donors`."""
CORRECTED = "it corrects this"
"""Why a correction answers a claim: what is repeated elsewhere may be the corrected text."""
OPPOSITE = "it says the opposite"
PLAIN = 0.68
"""The least score of a plain contradiction."""
NOT_ONE = re.compile(r"\W*(?:no one|nobody|none|nothing|not (?:a|one)|no(?!,))\b", re.IGNORECASE)
"""How a statement begins that denies every case: `{No} decision was made`."""
BELOW = FIRM - 0.01
"""The highest score of a link that is only a candidate."""


class Contradiction(NamedTuple):
    """The claim that another one contradicts, with a score from 0 to 1 and the reason."""

    target: int
    score: float
    because: str


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Return the stems of each stem's opposites."""
    found: dict[str, set[str]] = {}
    for pair in word_list("relations.opposites"):
        one, other = (tuple(stem(word) for word in side.split("/")) for side in pair.split(" : "))
        for a in one:
            found.setdefault(a, set()).update(other)
        for b in other:
            found.setdefault(b, set()).update(one)
    return {word: frozenset(others) for word, others in found.items()}


def contradicted(ground: Ground, n: int) -> list[Contradiction]:
    """Return the claim that claim `n` contradicts, if there is one."""
    answer = ground.found[n]
    if answer.silent or answer.in_headline or answer.claim.is_opposed or ASIDE.match(answer.words):
        return []
    scored = []
    for t in _before(ground, n):
        weight, because = _weighed(ground, n, t)
        if weight >= CANDIDATE:
            most = 0.9 if _is_plain(answer, ground.found[t], weight, because) else BELOW
            scored.append(Contradiction(t, round(min(weight, most), 2), because))
    scored.sort(key=lambda c: (-c.score, n - c.target))
    return scored[:1]


def _before(ground: Ground, n: int) -> Iterator[int]:
    """Yield the claims that others made a few sentences before, and those of the headline."""
    answer = ground.found[n]
    for t in range(n - 1, -1, -1):
        if ground.found[t].sentence < answer.sentence - REACH:
            break
        if _open(answer, ground.found[t]):
            yield t
    for t in range(min(ground.headline, n, HEADLINE)):
        if ground.found[t].sentence < answer.sentence - REACH and _open(answer, ground.found[t]):
            yield t


def _open(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether a claim is somebody else's and not denied by its own cue."""
    cue, by, theirs = target.claim.cue, answer.claim.source, target.claim.source
    span, mine = target.claim.span, answer.claim.span
    overlap = span.start < mine.start < span.end or span == mine
    if target.silent or overlap or cue is None or (cue.effect is Effect.DENIES and not MISTAKEN.search(cue.text)):
        return False
    return by is None or theirs is None or not named_by(by.fullest) & named_by(theirs.fullest)


def _is_plain(answer: ClaimCandidate, target: ClaimCandidate, weight: float, because: str) -> bool:
    """Tell whether one statement says the opposite of another plainly: both about facts, and in most of their words.

    Two statements that share a word, one with a `not`, are seldom about one thing, unless it is `no` or `nobody`.
    """
    if because.startswith(OPPOSITE) and weight < PLAIN and not NOT_ONE.match(answer.words):
        return False
    return not (WOULD_NOT.search(answer.words) or WILL.search(target.words) or REFUSES.search(target.words))


def _is_last(ground: Ground, n: int, t: int) -> bool:
    """Tell whether a claim is the last one before another, but for what the same source has just said."""
    source = ground.found[t].claim.source
    between = [f.claim.source for f in ground.found[t + 1 : n] if not f.silent]
    return all(one is None or (source is not None and one.fullest == source.fullest) for one in between)


def _weighed(ground: Ground, n: int, t: int) -> tuple[float, str]:
    answer, target = ground.found[n], ground.found[t]
    away = answer.sentence - target.sentence
    if _corrects(answer, target):
        return 0.65 - 0.1 * away, CORRECTED
    if answer.claim.source is None:
        return 0.0, ""
    if UNTRUE.match(answer.words) and away < len(FALSE) and _is_last(ground, n, t):
        return FALSE[away] + 0.08 * party(answer, target), "it says that the claim just before is not true"
    accused = target.claim.cue is not None and bool(CHARGES.search(target.claim.cue.text))
    if accused and not away and answer.claim.cue is not None and INSISTS.search(answer.claim.cue.text):
        return INSISTED, "it answers the accusation in its sentence"
    pair = _Pair.of(ground, n, t)
    near = NEAR[away] if away < len(NEAR) else 0.0
    score = 0.3 * pair.mine + 0.15 * pair.theirs + near + 0.12 * accuses(target) + 0.12 * party(answer, target)
    if bool(answer.negates) == bool(target.negates):
        told = pair.opposite and (pair.shared or (away <= 1 and BACK.search(answer.words)))
        return (score + 0.2, pair.because) if told else (0.0, "")
    if answer.negates:
        if not (answer.negated or NOBODY.search(answer.words)):
            return 0.0, ""  # "a pretext for not reporting it"
        score += 0.08 * bool(NOBODY.search(answer.words))
        if pair.focus and pair.mine >= LEAST:
            far = away > REACH and min(pair.mine, pair.theirs) < HALF
            return min(0.25 + score, BELOW if far else 1.0), pair.because
        if away == 1 and accused:
            return min(ACCUSED + 0.15 * party(answer, target), BELOW), "it may answer the accusation before it"
    elif pair.focus and len(pair.shared) >= 2 and pair.mine >= MOSTLY:
        return 0.2 + score, pair.because
    elif away <= 1 and pair.shared and min(pair.mine, pair.theirs) >= HALF:
        return min(score + 0.05, BELOW), pair.because
    return 0.0, ""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What two claims have in common, by word families."""

    shared: frozenset[str]
    """The terms of the answer that the claim has, too, without names."""
    focus: frozenset[str]
    """The shared terms that the negation is about."""
    mine: float
    """The share of the answer that the claim has, too, by weight or by words: 0 to 1."""
    theirs: float
    opposite: str
    """A term of the answer whose opposite the claim has."""

    @classmethod
    def of(cls, ground: Ground, n: int, t: int) -> "_Pair":
        answer, target = ground.found[n], ground.found[t]
        about, terms = (ground.terms[k] - SAID - TIMES - NEGATIONS for k in (n, t))
        stems, other = {stem(w) for w in about}, {stem(w) for w in terms}
        both = frozenset(w for w in about if stem(w) in other)
        back = frozenset(w for w in terms if stem(w) in stems)
        negated = {
            stem(CONCEPT.get(w, w))
            for w in answer.negates | target.negates
            if w not in PERCEIVING and not ATTITUDES.match(w)
        }
        shared = both - answer.names
        opposites = _opposites()
        opposite = next((w for w in sorted(about) if opposites.get(stem(w), frozenset()) & other), "")
        return cls(
            shared=shared,
            focus=frozenset(w for w in shared if stem(w) in negated),
            mine=max(ground.mass(both) / (ground.mass(about) or 1.0), len(both) / (len(about) or 1)),
            theirs=max(ground.mass(back) / (ground.mass(terms) or 1.0), len(back) / (len(terms) or 1)),
            opposite=opposite,
        )

    @property
    def because(self) -> str:
        """Say why the one answers the other."""
        words = sorted({*self.shared, *([self.opposite] if self.opposite else [])})
        shared = ", ".join(f"“{w}”" for w in words[:4])
        return f"{OPPOSITE}; they share {shared}" if shared else "it answers what was just said"


def _corrects(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether a claim gives the right number in place of a wrong one."""
    if answer.sentence - target.sentence not in (0, 1) or not another_number(answer, target):
        return False
    cue = target.claim.cue
    if cue is not None and MISTAKEN.search(cue.text):
        return True
    units = {q.unit for q in answer.claim.quantities} & {q.unit for q in target.claim.quantities} - {None}
    return bool(units) and bool(CORRECTS.search(answer.words))
