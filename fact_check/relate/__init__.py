"""Link claims: a denial to what it denies, a restatement to the original, two numbers that disagree.

Pure functions of the candidates that extract returns; nothing is parsed here. Every link has a score and a reason; a
link that is not firm is shown to the reviewer but never counts for a label.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fact_check.claims import FIRM, Claim, Effect, Link, Relation, Source
from fact_check.extract.records import ClaimCandidate
from fact_check.relate.conflicts import conflicts
from fact_check.relate.contradictions import CORRECTED
from fact_check.relate.denials import names_no_more, replies
from fact_check.relate.firmness import is_mistaken
from fact_check.relate.pair_signs import Meanings
from fact_check.relate.restatements import Repeat, repeats, says_the_same
from fact_check.relate.term_weights import Ground

__all__ = ["Answer", "Related", "relate"]


SPREAD = 0.55
"""The highest score of an answer to a claim that only restates the one it was given to."""
ALIKE = 4
"""An answer spreads to at most this many restatements: a sentence that is repeated can have thousands."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial or a doubt about a claim, made elsewhere in the article or by a bare "he denied it"."""

    effect: Effect
    words: str
    """The cue as written: "denied"."""
    by: Source | None
    score: float
    spreads: bool = True
    """Whether it holds for restatements, too: what repeats a corrected statement may be the corrected text."""

    @property
    def is_firm(self) -> bool:
        """Tell whether the answer is sure enough to count for a label."""
        return self.score >= FIRM


@dataclass(frozen=True, slots=True)
class Related:
    """A claim with its links set, and the answers to it, surest first."""

    claim: Claim
    answers: tuple[Answer, ...] = ()
    in_headline: bool = False
    terms: frozenset[str] = frozenset()
    """Its terms, by concept and with names: enough to tell how much of it another statement repeats."""
    cue_wording: str | None = None
    """The words of its cue without the draft's markup; None if they are the same."""

    @property
    def cue_words(self) -> str:
        """Return the words that attribute it, as a reader sees them; "" if none do."""
        if self.cue_wording is not None:
            return self.cue_wording
        return self.claim.cue.text if self.claim.cue is not None else ""


def relate(found: Sequence[ClaimCandidate], meanings: Meanings | None = None) -> tuple[Related, ...]:
    """Link an article's claims to each other, and drop those that only answer others.

    `found` is in text order; with the `meanings` of words, more answers are found than by rules alone. A denied noun
    without content of its own ("rejected the claims") is dropped, too, if the claim that it stands for is in the same
    sentence.
    """
    ground = Ground(found)
    links: dict[int, list[Link]] = defaultdict(list)
    answers: dict[int, list[Answer]] = defaultdict(list)

    def link(n: int, to: int, relation: Relation, score: float, because: str) -> None:
        links[n].append(Link(to=found[to].claim.id, relation=relation, score=score, because=because))

    spoken = list(replies(ground, meanings))
    told = {r.answer for r in spoken if r.score >= FIRM and names_no_more(ground, r)}
    for reply in spoken:
        claim = found[reply.answer].claim
        effect = Effect.DENIES if reply.relation is Relation.DENIES else Effect.DOUBTS
        by_cue = claim.cue is not None and claim.cue.effect is not Effect.REPORTS
        words = found[reply.answer].cue_words if by_cue else found[reply.answer].words
        by = None if is_mistaken(found[reply.answer]) else claim.source
        answers[reply.target].append(Answer(effect, words, by, reply.score, reply.because != CORRECTED))
        if not found[reply.answer].silent and reply.answer not in told:
            link(reply.answer, reply.target, reply.relation, reply.score, reply.because)
    said_again = list(repeats(ground))
    for n, to, relation, score, because in _said_of_all(found, links, said_again):
        link(n, to, relation, score, because)
    for repeat in said_again:
        link(repeat.later, repeat.first, Relation.RESTATES, repeat.score, repeat.because)
    for conflict in conflicts(ground):
        link(conflict.later, conflict.first, Relation.CONFLICTS, conflict.score, conflict.because)
        link(conflict.first, conflict.later, Relation.CONFLICTS, conflict.score, _turned(conflict.because))
    return tuple(
        Related(
            claim=f.claim.model_copy(update={"links": tuple(links[n])}) if n in links else f.claim,
            answers=tuple(sorted(answers[n], key=lambda a: -a.score)),
            in_headline=f.in_headline,
            terms=ground.terms[n],
            cue_wording=f.cue_wording,
        )
        for n, f in enumerate(found)
        if not f.silent and n not in told
    )


def _said_of_all(
    found: Sequence[ClaimCandidate], links: Mapping[int, Sequence[Link]], repeated: Sequence[Repeat]
) -> list[tuple[int, int, Relation, float, str]]:
    """Return the links that spread a denial to restatements of the claim that it denies."""
    alike: dict[int, list[int]] = defaultdict(list)
    for repeat in repeated:
        pair = repeat.first, repeat.later
        if says_the_same(repeat.score, headline=any(found[n].in_headline for n in pair)):
            for n, other in (pair, pair[::-1]):
                if len(alike[n]) < ALIKE:
                    alike[n].append(other)
    number = {f.claim.id: n for n, f in enumerate(found)}
    added = []
    for n, own in links.items():
        there = {number[one.to] for one in own}
        for one in own:
            same = alike[number[one.to]] if one.is_firm and one.because != CORRECTED else []
            for other in same:
                if other not in there and other != n:
                    there.add(other)
                    because = "it answers the same statement elsewhere"
                    added.append((n, other, one.relation, min(one.score, SPREAD), because))
    return added


def _turned(because: str) -> str:
    here, _, there = because.partition(" here, ")
    return f"{there.removesuffix(' there')} here, {here} there"
