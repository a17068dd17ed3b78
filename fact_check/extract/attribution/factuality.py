"""Decide whether a cue reports, denies, doubts or hedges its content, or doesn't state it at all.

This is decided nowhere else. `wording` and `marked` read the parse; `force` decides by plain values.
"""

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from fact_check.claims import Effect
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import head_of, sentence
from fact_check.language.columns import columns
from fact_check.language.cues import Match
from fact_check.lexicon import words


class Force(StrEnum):
    """What a cue does to its content: the effects that make a claim, and those that don't."""

    REPORTS = "reports"
    DENIES = "denies"
    DOUBTS = "doubts"
    HEDGES = "hedges"
    ASKS = "asks"
    DEMANDS = "demands"
    WISHES = "wishes"
    PLANS = "plans"
    SUPPOSES = "supposes"
    """`might say`."""
    WITHHOLDS = "withholds"
    """`did not say`, `refused to say`."""


STATED = frozenset([Force.REPORTS, Force.DENIES, Force.DOUBTS, Force.HEDGES])
"""The forces that make a claim of the content."""
POSSIBLE = words("grammar.possible")
PROCEEDING = words("speech.proceeding")
"""Verbs whose infinitive does happen: `went on to say`."""
ABOVE = {
    **dict.fromkeys(words("speech.withholding"), Force.WITHHOLDS),
    **dict.fromkeys(words("speech.wishing"), Force.WISHES),
    **dict.fromkeys(words("speech.planning"), Force.PLANS),
    **dict.fromkeys(words("speech.demanding"), Force.DEMANDS),
}
"""What verbs do to their infinitive: whoever refuses or wants to say something has not said it."""
ASKING = words("speech.asking")
"""Cues of questions."""
NEGATIONS = words("grammar.negations", "grammar.hardly")
INSTEAD = words("grammar.instead")
"""Words before a participle that doesn't happen: `without saying so`."""
LONG = 3
"""The fewest words of a cue that is more than a verb: `was quoted as saying`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a cue is worded."""

    effect: Effect
    """The effect that its rule gives; `REPORTS` if no rule matches it."""
    lemma: str
    """Of the verb that carries the content, in lower case."""
    tag: str = ""
    """Its Penn tag."""
    root: bool = False
    """It is the verb of its sentence."""
    auxiliaries: frozenset[str] = frozenset()
    infinitive: bool = False
    """`to` comes before it."""
    above: str = ""
    """The lemma of the verb whose infinitive it is."""
    negated: bool = False
    words: int = 1


def force(cue: Wording) -> Force:
    """Return what a cue does to its content."""
    effect = Force(cue.effect)
    if effect in (Force.DOUBTS, Force.HEDGES):
        return effect
    if cue.negated:
        return Force.WITHHOLDS
    if effect is Force.DENIES:
        return effect
    if cue.lemma in ASKING:
        return Force.ASKS
    if cue.tag == "VB":
        if cue.above in ABOVE:
            return ABOVE[cue.above]
        if cue.root and not cue.auxiliaries:
            return Force.DEMANDS
        if cue.infinitive and cue.above not in PROCEEDING and cue.words < LONG:
            return Force.PLANS
    if cue.auxiliaries & POSSIBLE and "have" not in cue.auxiliaries and cue.words < LONG:
        return Force.SUPPOSES
    return effect


def wording(doc: Doc, match: Match) -> Wording:
    """Read how a rule's cue is worded."""
    assert match.effect is not None
    verb = carrier(doc, (match.start, match.end))
    return _read(verb, match.effect, match.end - match.start, _negated(doc, match))


def marked(doc: Doc, cue: Tokens) -> Wording:
    """Read the wording of any cue; a negation or a question may be one of its words."""
    words = doc[cue[0] : cue[1]]
    negated = any(t.dep_ == "neg" or t.lower_ in NEGATIONS or _instead(t) for t in words)
    asking = next((t for t in words if t.lemma_.lower() in ASKING), None)
    verb = asking if asking is not None else carrier(doc, cue)
    return _read(verb, Effect.REPORTS, cue[1] - cue[0], negated)


def carrier(doc: Doc, cue: Tokens) -> Token:
    """Return the word of a cue that governs its content: the last verb, else the head."""
    words = columns(doc)
    verbs = (i for i in range(cue[1] - 1, cue[0] - 1, -1) if words.pos[i] == "VERB" and words.tag[i][:1] == "V")
    last = next(verbs, None)
    return doc[last] if last is not None else head_of(doc, cue)


def _read(verb: Token, effect: Effect, words: int, negated: bool) -> Wording:
    if verb.pos_ != "VERB":
        return Wording(effect, verb.lemma_.lower(), negated=negated, words=words)
    return Wording(
        effect,
        verb.lemma_.lower(),
        verb.tag_,
        root=verb.dep_ == "ROOT",
        auxiliaries=frozenset(c.lower_ for c in verb.children if c.dep_ == "aux" and c.lower_ != "to"),
        infinitive=any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children),
        above=verb.head.lemma_.lower() if verb.dep_ == "xcomp" else "",
        negated=negated,
        words=words,
    )


def _negated(doc: Doc, match: Match) -> bool:
    """Tell whether a negation comes before a cue, on one of its verbs: `did not say`, `never confirmed`.

    What is said may be one itself: `“It is {not},” he said`.
    """
    if (NEGATIONS | INSTEAD).isdisjoint(columns(doc).lower[sentence(doc[match.start])[0] : match.start]):
        return False
    verbs = [t for t in doc[match.start : match.end] if t.pos_ == "VERB"]
    return any(map(_instead, verbs)) or any(
        c.lower_ in NEGATIONS and c.i < match.start and c.dep_ != "ccomp" for verb in verbs for c in verb.children
    )


def _instead(verb: Token) -> bool:
    """Tell whether a participle is about what doesn't happen: `without {saying} so`."""
    if verb.tag_ not in ("VBG", "VBN"):
        return False
    return any(c.dep_ == "mark" and c.lower_ in INSTEAD for c in verb.children)
