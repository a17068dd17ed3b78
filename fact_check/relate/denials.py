"""Link a denial or a doubt to the claims that it is about, across sentences.

For a link speak shared words, words that point back ("such means", "the allegations"), nearness, a party that answers
what was said about it, and "both" after a claim about two; against it, the same speaker. The farther away, the more
words must be shared: "any links to the centres" does not answer "the 54 centres" far above.

Past 250 lines because the candidates of a denial are weighed against each other in one place.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from fact_check.claims import FIRM, Effect, Quantity, Relation
from fact_check.extract.records import ClaimCandidate
from fact_check.lexicon import any_of, words
from fact_check.relate.answer_weights import BELOW, Weighed, weighed
from fact_check.relate.contradictions import contradicted
from fact_check.relate.firmness import STATEMENTS, SUCH, is_mistaken, may_be_firm
from fact_check.relate.hints import (
    ACCUSES,
    COURTS,
    DOCUMENTS,
    SAID,
    TIMES,
    accuses,
    another_number,
    counts,
    listed,
    named,
    named_by,
    of_document,
    one_number,
    party,
    telling,
    whose,
    words_of,
)
from fact_check.relate.number_agreement import same
from fact_check.relate.pair_signs import Field, Meanings
from fact_check.relate.term_weights import HEADLINE, Ground

CANDIDATE = 0.35
OTHERS = words("relations.others")
SLIGHT = 0.25
"""A claim with no more of a denial's words, by weight, is not what is denied unless something else points at it."""
HALF = 0.5
"""The share of an answer that the weights' claim must have for a firm link."""
REACH = 8
"""How many sentences back an answer may reach, besides the headline."""
BODY = 5
"""How many sentences ahead a denial in the headline may reach: the article says below what was denied."""
MOST = 3
"""An answer is about this many claims at most."""
ADDED = 0.4
"""How likely a link must be that is added where the rules are sure of another."""
WORDED = 1.2
"""What the rules' score by words counts at most as a sign."""
FIGURES = words("relations.figures")
"""Nouns for a number that somebody gave: `disputed the figure`."""
MONEY = words("relations.money")
"""Nouns for what is counted in money: `the profit figure`."""
FEW = 4
MANY = words("relations.many")
"""Plural nouns for everything that somebody has just said: `the claims`."""
ACCUSATIONS = words("relations.accusations")
"""Nouns that only the accused use: they answer an accusation and no other statement."""
POINTS = re.compile(r"\b(such|these|those|this|that|there)\b", re.IGNORECASE)
JOINS = re.compile(rf"\b{any_of('relations.said')}s? that\b", re.IGNORECASE)
"""A `that` that points at nothing: `a rumour that he had left`."""
BRIEF = 3
"""The most words of a noun phrase that points back: `that view`."""
SHORT = 6
"""The most words of a phrase that points back after its first word: `meeting those men`."""
REMARK = re.compile(
    rf"^\W*(?:the|these|those|such|his|her|its|their) (?:\w+ )?{any_of('relations.remarked')}\b", re.IGNORECASE
)
"""A statement of others that somebody gives a name to: `called {the allegation} "reckless"`."""
CALLS = re.compile(rf"\b{any_of('relations.calling')}", re.IGNORECASE)
ADMITS = re.compile(rf"\b{any_of('relations.admitting')}", re.IGNORECASE)
"""Words for admitting: what somebody admits is not denied in passing (`two admitted theft; the third pleaded not
guilty`)."""
ACCUSERS = COURTS | words("relations.accusers")
"""Nouns for those who bring or hear a charge."""
ACCUSED = 0.6
"""The score of a denial by the accused as an answer to the accusation a few sentences before."""
CHARGED = 0.55
"""The score of a plea as an answer to an accusation far above."""
NEAR = {0: 0.75, 1: 0.6, 2: 0.45, 3: 0.3}
"""The score of a denial without content of its own, by how many sentences the claim is away."""
NO_SUCH = re.compile(r"\b(no|not any) such\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """Claim number `answer` denies or doubts claim number `target`."""

    answer: int
    target: int
    relation: Relation
    score: float
    because: str
    named: bool
    """Whether the answer names what it is about: by a word, a number or the document."""


class Weight(NamedTuple):
    """How sure it is that an answer is about a claim, from 0 to 1, why, and whether the answer names it."""

    score: float
    because: str
    named: bool = False


LEAD = 20
"""An answer with a number may reach this many of the first claims that give it, too: the story is about them."""

FAR = 500
"""An answer may reach this many claims back, besides the headline's: more than articles have."""


def replies(ground: Ground, meanings: Meanings | None = None) -> Iterator[Reply]:
    """Yield what each denial and doubt of an article is about, surest first.

    Rules find the plain ones; where words have `meanings`, what was learned from marked articles adds its own.
    """
    field = Field(ground, meanings) if meanings is not None else None
    for n, answer in enumerate(ground.found):
        relation = relation_of(answer)
        if relation is not None:
            found = _targets(ground, n, relation)
        else:
            found = [Reply(n, t, Relation.DENIES, score, why, named=True) for t, score, why in contradicted(ground, n)]
        if field is not None and not answer.silent:
            found = _with_learned(field, n, relation, found)
        yield from found


def _with_learned(field: Field, n: int, relation: Relation | None, found: list[Reply]) -> list[Reply]:
    """Add to what the rules found what the weights find besides: a candidate at most where the rules are sure."""
    told = rule_signs(field.ground, n) if relation is not None else None
    sure = any(reply.score >= FIRM for reply in found)
    known = {reply.target for reply in found}
    learned = [
        Reply(n, one.target, relation or Relation.DENIES, _kept(field, n, one, relation), one.because, named=False)
        for one in weighed(field, n, relation, told, sure=not sure)
        if one.target not in known and not (sure and one.score < ADDED)
    ]
    return sorted([*found, *learned], key=lambda reply: -reply.score)[:MOST]


def _kept(field: Field, n: int, one: Weighed, relation: Relation | None) -> float:
    """Return the score of what the weights found, as that of a candidate where nothing more may come of it."""
    ground, t = field.ground, one.target
    firm = relation is None or (may_be_firm(ground, n, t, relation) and _is_told(ground, n, t))
    return one.score if firm else min(one.score, BELOW)


def _is_told(ground: Ground, n: int, t: int) -> bool:
    """Tell whether a claim has half of what an answer is about."""
    about = _about(ground, n) - STATEMENTS
    return bool(about) and ground.share(about, ground.terms[t]) >= HALF


def rule_signs(ground: Ground, n: int) -> Callable[[int], dict[str, float]]:
    """Return what gives the signs, by the rules, that a claim is what claim `n` denies or doubts."""
    answer = ground.found[n]
    about = _about(ground, n)
    headline = _numbers(ground)

    def told(t: int) -> dict[str, float]:
        target = ground.found[t]
        points = _points(answer, about, ground.terms[t])
        return {
            "worded": min(_worded(ground, answer, t, about).score, WORDED),
            "bare": _bare(answer, target, headline).score if points else 0.0,
            "says nothing": not about,
            "an accusation": bool(answer.terms & ACCUSATIONS),
            "figure of a number": bool(answer.terms & FIGURES) and any(map(telling, target.claim.quantities)),
        }

    return told


def _about(ground: Ground, n: int) -> frozenset[str]:
    """Return the terms of an answer that say what it is about."""
    return frozenset() if _remarks(ground.found[n]) else ground.terms[n] - SAID - TIMES


def _numbers(ground: Ground) -> list[Quantity]:
    """Return the numbers of the headline."""
    return [q for found in ground.found[: min(ground.headline, HEADLINE)] for q in found.claim.quantities]


def names_no_more(ground: Ground, reply: Reply) -> bool:
    """Tell whether an answer only has a noun for a claim in its own sentence: "said X, but they denied the claim"."""
    answer, target = ground.found[reply.answer], ground.found[reply.target]
    text = answer.claim.span.text
    bare = not answer.terms - SAID and not answer.claim.quantities and len(text.split()) <= FEW
    return bare and answer.sentence == target.sentence and target.claim.span.end <= answer.claim.span.start


def relation_of(found: ClaimCandidate) -> Relation | None:
    cue = found.claim.cue
    if cue is None:
        return None
    if cue.effect is Effect.DOUBTS:
        return Relation.DOUBTS
    if cue.effect is Effect.DENIES or _remarks(found) or NO_SUCH.search(found.claim.span.text):
        return Relation.DENIES
    return None


def _targets(ground: Ground, n: int, relation: Relation) -> list[Reply]:
    answer = ground.found[n]
    remarks = _remarks(answer)
    about = _about(ground, n)
    headline = _numbers(ground)
    open_to = [
        t
        for t in _reachable(ground, n)
        if not (ground.found[t].silent or not ground.found[t].terms or _own(answer, ground.found[t], relation))
    ]
    named_near = any(about & ground.terms[t] for t in open_to)
    accused = bool(about - FIGURES) and any(_accused(answer, ground.found[t]) for t in open_to)
    scored = []
    for t in open_to:
        target = ground.found[t]
        weight = _worded(ground, answer, t, about)
        if not _admitted(target):
            if not (remarks and answer.terms & DOCUMENTS) and _points(answer, about, ground.terms[t]):
                bare = _bare(answer, target, headline)
                sure = _is_brief(answer, about) and not accused  # the accused answer the charge, not what is nearest
                weight = max(weight, bare if sure else bare._replace(score=min(bare.score, BELOW)))
            if _charged(answer, target):
                weight = max(weight, Weight(CHARGED, "it answers the charge"))
            if not named_near and _accused(answer, target):
                weight = max(weight, Weight(ACCUSED, "it comes from the one accused"))
        if weight.score >= CANDIDATE:
            score = min(weight.score, 0.95 if may_be_firm(ground, n, t, relation) else BELOW)
            scored.append(Reply(n, t, relation, round(score, 2), weight.because, weight.named))
    scored.sort(key=lambda r: (-r.score, abs(r.answer - r.target)))
    return _best(ground, answer, scored)


def _remarks(found: ClaimCandidate) -> bool:
    """Tell whether an answer only calls a statement of others something: `called the allegation "reckless"`."""
    cue = found.claim.cue
    return cue is not None and bool(CALLS.search(cue.text) and REMARK.match(found.words))


def _points(answer: ClaimCandidate, about: frozenset[str], terms: frozenset[str]) -> bool:
    """Tell whether nearness alone may link an answer to a claim that has none of its words."""
    if answer.silent:
        return True
    if any(map(telling, answer.claim.quantities)):
        return False
    pointing = bool(POINTS.search(JOINS.sub(" ", answer.claim.span.text)) or answer.terms & FIGURES)
    return not about or (pointing and not about & terms)


def _is_brief(answer: ClaimCandidate, about: frozenset[str]) -> bool:
    """Tell whether an answer says no more than what it points at: `that view`, `meeting those men`, `such ends`."""
    if answer.silent or not about or answer.terms & FIGURES or SUCH.search(answer.words):
        return True
    said = answer.claim.span.text.split()
    at = next((k for k, word in enumerate(said) if POINTS.search(word)), None)
    return (at == 0 and len(said) <= BRIEF and about <= STATEMENTS) or (bool(at) and len(said) <= SHORT)


def _best(ground: Ground, answer: ClaimCandidate, scored: list[Reply]) -> list[Reply]:
    """Return the surest links; for a bare plural ("the claims"), everything that one source has just said."""
    if not scored:
        return []
    first = scored[0]
    many = not answer.silent and bool(MANY & set(answer.claim.span.text.casefold().split()))
    pleads = not answer.silent and bool(answer.terms & ACCUSATIONS)
    source = named(ground.found[first.target])
    kept = [first]
    for reply in scored[1:]:
        target = ground.found[reply.target]
        if pleads and reply.score >= FIRM and accuses(target) and accuses(ground.found[first.target]):
            kept.append(reply)  # a plea answers the charge wherever it is, even in the headline
            continue
        if reply.score < first.score - (0.25 if many else 0.1):
            break
        together = bool(source) and named(target) == source and not target.negated
        beside = bool(answer.terms - SAID) and target.sentence == ground.found[first.target].sentence
        shared = ground.terms[reply.answer] & ground.terms[reply.target] - SAID - TIMES
        told = len(shared) > 1 or one_number(answer, target) or not DOCUMENTS.isdisjoint(answer.terms)
        alike = told and reply.score >= FIRM and reply.named and first.named
        if together or beside or alike:
            kept.append(reply)
    return kept[:MOST]


def _reachable(ground: Ground, n: int) -> Iterator[int]:
    """Yield the claims that an answer may be about: nearest first, then those of the headline and of its document."""
    here = ground.found[n].sentence
    near = range(n - 1, max(n - 1 - FAR, -1), -1)
    headline = takewhile(lambda t: t < n - FAR and ground.found[t].in_headline, range(min(n, HEADLINE)))
    for t in (*near, *headline):
        target = ground.found[t]
        if (
            target.sentence >= here - REACH
            or (target.in_headline and t < HEADLINE)
            or of_document(ground.found[n], target)
            or (t < LEAD and one_number(ground.found[n], target))
        ):
            yield t
    after = here + (BODY if ground.found[n].in_headline else 0)
    for t in range(n + 1, len(ground.found)):  # "Though he denied it, prosecutors said that …"
        if ground.found[t].sentence > after:
            break
        yield t


def _own(answer: ClaimCandidate, target: ClaimCandidate, relation: Relation) -> bool:
    """Tell whether an answer can't be about a claim: it is by the same speaker, or an answer on the same side.

    Nor does the article deny a number by saying that another one is false.
    """
    if target.claim.cue is not None and target.claim.cue.effect is Effect.DENIES and relation is Relation.DENIES:
        return True
    if is_mistaken(answer):
        return False
    mine, theirs = answer.claim.source, target.claim.source
    if mine is None and relation is Relation.DENIES and another_number(answer, target):
        return True
    apart = answer.silent and answer.sentence != target.sentence
    if mine is None or theirs is None or (relation is Relation.DOUBTS and not apart):
        return False
    return bool(named_by(mine.fullest) & named_by(theirs.fullest))


def _bare(answer: ClaimCandidate, target: ClaimCandidate, headline: Sequence[Quantity]) -> Weight:
    """Score a denial without content of its own ("denied the accusations", "which he denied") by nearness.

    `headline` are the numbers of the headline: "disputed the scale" is about the number that the story is about.
    """
    away = abs(answer.sentence - target.sentence)
    if answer.silent and away > 1:
        return Weight(0.0, "")
    main = False
    score = NEAR.get(away, 0.0)
    if target.claim.span.start > answer.claim.span.start:
        score -= 0.3
    if answer.terms & FIGURES:
        score += 0.25 if any(map(telling, target.claim.quantities)) else -0.3
        main = any(same(number, theirs) for number in headline for theirs in target.claim.quantities)
        if answer.terms & MONEY:
            score += 0.2 if any(map(_is_money, target.claim.quantities)) else -0.3
            main = main and target.claim.source is None
        score += 0.35 * main
    if target.negates and not answer.silent:
        score -= 0.25
    if target.claim.cue is None:
        score -= 0.2
    elif accuses(target):
        score += 0.12
    if party(answer, target):
        score += 0.18
    elif answer.terms & ACCUSATIONS and not answer.silent and not accuses(target):
        score -= 0.3
    where = "the same sentence" if away == 0 else "the sentence before" if away == 1 else f"{away} sentences before"
    return Weight(score, f"it answers what was said in {where}", named=main)


def _is_money(quantity: Quantity) -> bool:
    return quantity.unit is not None and len(quantity.unit) == 3 and quantity.unit.isupper()


def _charged(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether an answer is a plea or denies a charge, and the claim an accusation, however far away."""
    if answer.silent or not _denies(answer) or not answer.terms & ACCUSATIONS:
        return False
    named_in, source = party(answer, target), target.claim.source
    if named_in and source is not None and words_of(source.text) & ACCUSERS:
        return True
    return accuses(target) and (target.in_headline or named_in)


def _accused(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether whoever denies is whom the claim accuses: `accused {Ms Kern} of hiding numbers`."""
    cue = target.claim.cue
    accuses = cue is not None and bool(ACCUSES.search(cue.text))
    return accuses and _denies(answer) and not answer.silent and party(answer, target)


def _denies(found: ClaimCandidate) -> bool:
    return found.claim.cue is not None and found.claim.cue.effect is Effect.DENIES


def _admitted(target: ClaimCandidate) -> bool:
    cue = target.claim.cue
    return cue is not None and bool(ADMITS.search(cue.text))


def _worded(ground: Ground, answer: ClaimCandidate, t: int, about: frozenset[str]) -> Weight:
    """Score a denial by the words, the numbers and the document in it."""
    target, terms = ground.found[t], ground.terms[t]
    away = abs(answer.sentence - target.sentence)
    shared = about & terms
    like = ground.likeness(about, terms)
    score = 0.45 * ground.share(about, terms) + 0.3 * like if about else 0.0
    reasons = [f"they share {listed(shared)}"] if shared else []
    number, document = one_number(answer, target), of_document(answer, target)
    if number:
        score += 0.45 if about else 0.6  # "does not accept the figure of 214 days"
        reasons.append("they give one number")
    if document:
        score += 0.55
        reasons.append("it is about the document that states this")
    if whose(answer, target):
        score += 0.3
        reasons.append("it is about what this source says")
    if away <= 2 and shared and POINTS.search(answer.claim.span.text):
        score += 0.2
        reasons.append("it points back")
    if away <= 2 and counts(answer, target):
        score += 0.4
        reasons.append("it comes from those just counted")
    if away <= 2 and shared and accuses(target):
        score += 0.1
        reasons.append("it is an accusation")
    accused = target.claim.cue is not None and bool(ACCUSES.search(target.claim.cue.text))
    if away <= 2 and party(answer, target):
        score += 0.3 if accused else 0.15
        reasons.append("it comes from the one accused" if accused else "it comes from the party concerned")
    if not reasons:
        return Weight(0.0, "")
    pointed = number or document or whose(answer, target) or counts(answer, target) or accused
    score += {0: 0.3, 1: 0.25, 2: 0.12, 3: 0.06}.get(away, 0.0)
    if target.claim.cue is None and not number:
        score -= 0.15  # the article's own words: somebody else's are answered
    if target.claim.span.start > answer.claim.span.start and not answer.in_headline:
        score -= 0.2
    if away > 3 and like < FIRM and not document and not number:
        score = min(score, FIRM - 0.1)
    if OTHERS & words_of(answer.words) and not OTHERS & words_of(target.words):
        score = min(score, CANDIDATE - 0.01)  # "a second man died" is not about the first
    if not pointed and (shared <= answer.names or ground.share(about, terms) < SLIGHT):
        score = min(score, CANDIDATE - 0.01)
    return Weight(score, "; ".join(reasons), bool(shared) or number or document)
