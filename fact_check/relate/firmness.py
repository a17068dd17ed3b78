"""Tell which answers can be firm, however near their words are: those whose speaker, mood and target allow it.

`Rather than to contest it`, `questioned his honesty`, `dismissed Kern's charges` after somebody else's: each looks like
a denial of the nearest claim, and none is sure to be one. What is left out here stays a candidate.
"""

import re

from fact_check.claims import Effect, Relation, SourceKind
from fact_check.extract.records import ClaimCandidate
from fact_check.lexicon import any_of, words
from fact_check.relate.hints import (
    FUNCTION,
    SAID,
    TIMES,
    accuses,
    named_by,
    of_document,
    one_number,
    party,
    telling,
    words_of,
)
from fact_check.relate.term_weights import Ground

INFINITIVE = re.compile(r"to\b", re.IGNORECASE)
"""How a cue begins that tells of an aim, not of a deed: `is working {to refute}`."""
QUALITIES = words("relations.qualities")
"""Nouns for what somebody is, not for what they said: `questioned her {honesty}`."""
MISTAKEN = re.compile(rf"\b{any_of('relations.mistaken')}\b", re.IGNORECASE)
PERSONS = words("relations.persons")
"""Pronouns for people: `{she} is wrong` is about a person, and about no claim in particular."""
ADDRESSED = words("relations.addressed")
"""Pronouns of a conversation, whose party the article does not name."""
SUBJECTS = ADDRESSED | {"he", "she", "they"}
FIGURES = words("relations.figures")
STATEMENTS = SAID | FIGURES | words("speech.statements", "relations.money", "relations.remarked")
"""Nouns for what somebody said or gave."""
OWNED = STATEMENTS | words("relations.owned")
PROPOSES = re.compile(rf"\b{any_of('relations.proposing')}", re.IGNORECASE)
HIS = re.compile(r"\W*(her|his)\b", re.IGNORECASE)
SUCH = re.compile(r"\bsuch\b", re.IGNORECASE)
FIRST = 12
"""How many characters may stand before the pronoun of a sentence that denies: `Instead, they were wrong.`"""
MOSTLY = 0.5
"""How much of what a doubt is about a claim must have, by weight."""
PARTLY = 0.3
"""The same beside one number, or `such`."""
ACCUSATIONS = words("relations.accusations", "relations.many")
PLAN = re.compile(rf"^\W*(?:the |any |an? )?{any_of('relations.plans')} of \w+ing\b", re.IGNORECASE)
"""A plan, which is judged and not denied: `{the idea of moving} the school is absurd`."""
PASSING = 10
"""A claim of more terms than this may have one of an answer's by chance."""
OWNER = re.compile(r"([^\W\d_]+)(?:[’']s|(?<=s)[’'])\s+((?:[\w-]+\s+){0,2}?[\w-]+)")
"""Whose claim is denied, and the next words: `dismissed {Kern}'s {charges}`."""


def may_be_firm(ground: Ground, n: int, t: int, relation: Relation) -> bool:
    """Tell whether claim `n` can be sure to deny or doubt claim `t`."""
    answer, target = ground.found[n], ground.found[t]
    if INFINITIVE.match(answer.cue_words) or PLAN.match(answer.words) or answer.terms & QUALITIES:
        return False
    if answer.silent:
        return _is_pointed(answer, target) and not _is_beside(ground, n, t)
    if _is_guessed(answer) or not _is_of_statement(answer, target) or _counts_statements(answer, target):
        return False
    if relation is Relation.DOUBTS and not _is_doubted(ground, n, t):
        return False
    if answer.terms and answer.terms <= answer.names:
        return False  # "have disavowed Kern"
    if is_mistaken(answer) and not _same_speaker(answer, target):
        return False
    return not _is_of_another(answer, target) and not _is_loose(ground, n, t)


def is_mistaken(answer: ClaimCandidate) -> bool:
    """Tell whether the article itself says that a claim's source is wrong: `falsely claimed that`."""
    return bool(MISTAKEN.search(answer.cue_words))


def _is_pointed(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether an answer without content is somebody's, or about a thing, and outside of the claim."""
    source, cue = answer.claim.source, answer.claim.cue
    if target.claim.span.start < answer.claim.span.start < target.claim.span.end:
        return False
    pronoun, away = answer.words.casefold(), answer.sentence - target.sentence
    if pronoun == "which" and (away or target.claim.quoted):
        return False
    if target.words.casefold().startswith(f"{pronoun} "):
        return False  # "called {it “{meritless}”}"
    if answer.broad and pronoun in PERSONS:
        return False  # "dismissed them as fools"
    if source is None and answer.claim.quoted and target.claim.quoted and not away:
        return False
    if source is not None:
        return source.fullest.casefold() not in ADDRESSED
    start, end = answer.claim.span.start, target.claim.span.end
    first = start if cue is None else min(start, cue.start)
    begins = first - answer.claim.sentence.start < FIRST or (away == 0 and start - end < FIRST)
    if not begins or not 0 <= away <= 1:
        return False
    if pronoun not in SUBJECTS:
        return True
    return end <= start and target.claim.source is not None and not answer.claim.quoted  # "She was wrong."


def _same_speaker(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether both have sources, and these the same name."""
    mine, theirs = answer.claim.source, target.claim.source
    if mine is None or theirs is None:
        return False
    return bool(named_by(mine.fullest) & named_by(theirs.fullest))


def _is_beside(ground: Ground, n: int, t: int) -> bool:
    """Tell whether an answer without content follows a claim in its own sentence, and another one is meant."""
    answer = ground.found[n]
    before = (f for f in ground.found[t + 1 : n] if not f.silent and f.claim.span.end <= answer.claim.span.start)
    return answer.sentence > ground.found[t].sentence and any(f.sentence == answer.sentence for f in before)


def _is_guessed(answer: ClaimCandidate) -> bool:
    """Tell whether a cue may reject what is no statement, and nothing says that it is one: `rejects the request`."""
    return answer.broad and not answer.terms & OWNED


def _is_of_statement(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether a bare denial is somebody's answer to what was stated: `rejected the idea` may answer a proposal."""
    if answer.terms - STATEMENTS:
        return True
    away, cue = answer.sentence - target.sentence, target.claim.cue
    if cue is not None and PROPOSES.search(cue.text):
        return False
    doubts = answer.claim.cue is not None and answer.claim.cue.effect is Effect.DOUBTS
    return doubts or answer.claim.source is not None or away == 0 or accuses(target)


def _counts_statements(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether an answer counts statements, none of which is meant: `rated 32% of their claims false`."""
    counted = (q.counted or "" for q in answer.claim.quantities if telling(q))
    several = any(words_of(noun) & STATEMENTS or words_of(noun.removesuffix("s")) & STATEMENTS for noun in counted)
    return several and not one_number(answer, target)


def _is_doubted(ground: Ground, n: int, t: int) -> bool:
    """Tell whether a claim has most of what another's doubt is about, or all that it names: `no proof of {that}`."""
    answer, target = ground.found[n], ground.found[t]
    if _same_speaker(answer, target) or target.negated != answer.negated:
        return False
    about = ground.terms[n] - STATEMENTS - TIMES
    share = ground.share(about, ground.terms[t]) if about else 1.0
    such = bool(SUCH.search(answer.words))
    beside = such and 0 <= answer.sentence - target.sentence <= 1
    return beside or share >= MOSTLY or (share >= PARTLY and (such or one_number(answer, target)))


def _is_of_another(answer: ClaimCandidate, target: ClaimCandidate) -> bool:
    """Tell whether an answer names whose claim it is about, and this one is somebody else's."""
    owners = {
        match[1].casefold()
        for match in OWNER.finditer(answer.words)
        if any({word, word.removesuffix("s")} & OWNED for word in match[2].casefold().split())
    } - FUNCTION
    source = target.claim.source
    if (his := HIS.match(answer.words)) and source is not None:
        other = {"his": "she", "her": "he"}[his[1].casefold()]
        if source.kind is not SourceKind.PERSON or source.text.casefold() == other:
            return True
    if not owners or target.in_headline:
        return False
    if source is None:
        return True
    return source.fullest.casefold() not in PERSONS and not owners & words_of(source.fullest)


def _is_loose(ground: Ground, n: int, t: int) -> bool:
    """Tell whether a claim of the article's own shares but one word with an answer, or a bare answer is far away."""
    answer, target = ground.found[n], ground.found[t]
    shared = (ground.terms[n] & ground.terms[t]) - SAID - TIMES
    away = answer.sentence - target.sentence
    if one_number(answer, target) or of_document(answer, target) or accuses(target):
        return False
    if answer.terms & FIGURES and any(map(telling, target.claim.quantities)):
        return False
    if not shared:
        return away > 1 and not (party(answer, target) and answer.terms & ACCUSATIONS)
    if len(shared) > 1 or target.in_headline:
        return False
    return len(ground.terms[t]) > PASSING or (target.claim.cue is None and away > 0)
