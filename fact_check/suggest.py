"""A claim, its cue, its source and its links → one label and why. No parse.

Every reason that applies is gathered; the guidelines' order decides which one gives the label: denied, then said to
lack evidence, then sourced, then unevidenced because nothing is offered. The others are kept beside it.

A little past 250 lines: the reasons for all three labels are in one place, in the order in which they decide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fact_check.claims import Claim, ClaimId, Effect, Kind, Label, Relation, RuleId, Source, SourceKind, Suggestion
from fact_check.lexicon import any_of, words
from fact_check.output.mentions import named
from fact_check.relate import Answer, Related
from fact_check.relate.number_agreement import same
from fact_check.relate.restatements import says_the_same
from fact_check.relate.signs import kind
from fact_check.relate.things import CALENDAR

DEFINITE = words("sources.definite")
SOME = words("sources.some")
ANYBODYS = SOME | words("sources.one_of_several")
"""First words of a phrase for one of several, whom nobody knows."""
GROUPS = words("sources.groups")
SORTS = words("sources.sorts")
"""What sort of group speaks says not which, in a headline's capitals too: "Militant Group"."""
ANYBODY = words("sources.anybody")
PRONOUNS = words("sources.pronouns")
UNNAMED = re.compile(rf"\b{any_of('sources.unnamed')}\b", re.IGNORECASE)
HEARSAY = words("sources.hearsay")
OFFICES = words("sources.offices")
BARE = words("sources.bare")
"""What a headline calls a document that the article below it names."""
PLURAL = re.compile(rf"{any_of('sources.plural_endings')}$")
COVERED = 0.6
"""So many of a claim's terms another statement gives before it backs the claim."""
MOST = 0.8
"""The same in the body, where neither is short for the other."""
SURE = 0.8
"""How sure a link in the body must be before one claim backs the other, where neither is short for the other."""
TERSE = 0.2
"""The same as COVERED beside a headline, whose shorthand uses other words."""
TOLD = 0.35
"""The same as COVERED of a headline's claim that has a source of its own."""
FEW = 3
"""A claim of so few terms may be in another one that says something else."""
POINTING = re.compile(r"\bsuch\b", re.IGNORECASE)
"""What takes its sense from elsewhere: `such a step`."""
SPOKEN_FOR = re.compile(r"\bspokes", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule of rules/suggest.toml that applies to a claim."""

    rule: RuleId
    label: Label
    because: str


def suggest(related: Sequence[Related]) -> tuple[Claim, ...]:
    """Give each claim of an article the label that the article itself supports, with the rule and the reason.

    `related` is what relate() returned for the whole article: the label looks at all of it.
    """
    alike = _restatements(related)
    below = _named_below(related)
    return tuple(r.claim.model_copy(update={"suggestion": _suggestion(r, alike[r.claim.id], below)}) for r in related)


def reasons(related: Related, alike: Sequence[Related] = (), below: Mapping[str, Source] | None = None) -> list[Reason]:
    """Return every reason that applies to a claim, in the guidelines' order.

    `alike` are the other claims of the article that state the same; `below` the sources that its body names, by the
    word that a headline may have for them.
    """
    claim = related.claim
    found = [*_denied(related, alike), *_doubted(related, alike), *_sourced(related, alike)]
    if not found and below and related.in_headline and claim.source is not None:
        meant = below.get(claim.source.text.casefold())
        if meant is not None:
            return [_reason("identified-source", Label.SOURCED, f"attributed to {named(meant)} ({meant.kind})")]
    return found or [_nothing(related)]


def _named_below(related: Sequence[Related]) -> dict[str, Source]:
    """Return whom and what a headline may mean, of the sources that the body names, by one word in lower case.

    Documents are found by the words of BARE, people by the last word of their full names.
    """
    sources = (r.claim.source for r in related if not r.in_headline)
    found: dict[str, Source] = {}
    for source in sources:
        if source is None or not identified(source):
            continue
        if source.kind is SourceKind.DOCUMENT:
            for word in BARE & set(source.text.casefold().split()):
                found.setdefault(word, source)
        elif source.kind is SourceKind.PERSON and len(name := named(source).split()) > 1 and name[-1].istitle():
            found.setdefault(name[-1].casefold(), source)
    return found


def identified(source: Source) -> bool:
    """Tell whether a reader learns who or what the source is.

    A person or an unknown source without a name is identified only by what makes it the one of its kind: "the
    mayor", "her lawyer", "a spokesman"; not "one former driver", "farmers", "a majority of every age group".
    """
    if source.text.casefold() in PRONOUNS and source.fullest.split()[0].casefold() in ANYBODYS:
        return identified(source.model_copy(update={"text": source.fullest, "resolved": None}))  # "one former driver"
    if SPOKEN_FOR.search(source.text):
        return True
    first = source.text.split()[0].casefold()
    if first in SOME and source.text[1:].islower():
        return False
    if source.kind is SourceKind.ANONYMOUS or UNNAMED.search(source.text) or source.text.casefold() in HEARSAY:
        return False
    words = source.text.split()
    if source.kind is SourceKind.ORGANISATION and words[-1] in GROUPS and source.text.islower():
        return words[0] in DEFINITE
    if len(words) == 2 and words[0].casefold() in SORTS and words[1].casefold() in GROUPS:
        return False
    if source.resolved is not None or source.kind not in (SourceKind.PERSON, SourceKind.UNKNOWN):
        return True
    if words[0].casefold() in SOME or _anybody(words):
        return False
    if any(w[:1].isupper() for w in words[1:]) or not OFFICES.isdisjoint(words[:3]):
        return True
    first = words[0].casefold()
    if first in PRONOUNS or first in DEFINITE or "’s" in source.text or "'s" in source.text:
        return True
    if words[0][:1].isupper() and (len(words) == 1 or words[1] in ("and", "&") or words[0].endswith(",")):
        return not (first in ANYBODY or PLURAL.search(first))
    return False


def _anybody(words: list[str]) -> bool:
    """Tell whether a phrase ends or begins in a noun for anybody: "College Student", "Boy who found it"."""
    if words[0].casefold() in DEFINITE or any(w.endswith(("’s", "'s")) for w in words) or _has_name(words):
        return False
    begins = words[0].casefold() in ANYBODY and (len(words) == 1 or words[1].islower())
    return begins or words[-1].casefold() in ANYBODY


def _has_name(words: list[str]) -> bool:
    """Tell whether a phrase in lower case has a name of two words: "student protester Ada Kern"."""
    pairs = pairwise(w.strip(",.()") for w in words)
    return any(w.islower() for w in words) and any(a.istitle() and b.istitle() for a, b in pairs)


def _suggestion(related: Related, alike: Sequence[Related], below: Mapping[str, Source]) -> Suggestion:
    first, *rest = reasons(related, alike, below)
    also = dict.fromkeys(r.because for r in rest if r.label is not first.label)
    return Suggestion(label=first.label, rule=first.rule, because=first.because, also=tuple(also))


def _denied(related: Related, alike: Sequence[Related]) -> Iterator[Reason]:
    cue, source = related.claim.cue, related.claim.source
    if cue is not None and cue.effect is Effect.DENIES:
        who = f"by {_speaker(source)}" if source is not None else "in the article"
        yield _reason("denial", Label.DENIED, f"denied {who} (“{related.cue_words}”)")
    yield from _answered(related, alike, Effect.DENIES, "answered", Label.DENIED, "denied")


def _doubted(related: Related, alike: Sequence[Related]) -> Iterator[Reason]:
    cue = related.claim.cue
    if cue is not None and cue.effect is Effect.DOUBTS:
        because = f"the article says that evidence is missing (“{related.cue_words}”)"
        yield _reason("no-evidence", Label.UNEVIDENCED, because)
    yield from _answered(related, alike, Effect.DOUBTS, "doubted", Label.UNEVIDENCED, "doubted")


def _answered(
    related: Related, alike: Sequence[Related], effect: Effect, rule: str, label: Label, verb: str
) -> Iterator[Reason]:
    for answer in _firm(related.answers, effect):
        yield _reason(rule, label, f"{verb} elsewhere in the article{_by(answer)}")
        return
    claim_by = related.claim.source
    for other in alike:
        near = related.in_headline or _linked(related.claim, other.claim) > 0
        for answer in _firm(other.answers, effect) if near else ():
            if answer.by is not None and claim_by is not None and named(answer.by) == named(claim_by):
                continue  # nobody denies what they say themselves
            if not answer.spreads:
                continue
            yield _reason(rule, label, f"the same statement is {verb} elsewhere in the article{_by(answer)}")
            return


def _firm(answers: Iterable[Answer], effect: Effect) -> list[Answer]:
    return [a for a in answers if a.effect is effect and a.is_firm]


def _by(answer: Answer) -> str:
    return f" by {named(answer.by)} (“{answer.words}”)" if answer.by is not None else f" (“{answer.words}”)"


def _sourced(related: Related, alike: Sequence[Related]) -> Iterator[Reason]:
    """Yield what backs a claim; a denial or doubt of it is no backing, so its own source counts only otherwise."""
    claim, source = related.claim, related.claim.source
    if source is not None and identified(source) and not claim.is_opposed:
        yield _reason("identified-source", Label.SOURCED, _attributed(source))
    if claim.evidence:
        first = claim.evidence[0]
        yield _reason("evidence", Label.SOURCED, f"backed by a {first.kind}: {first.target or first.text}")
    if (source is None or not identified(source)) and not claim.is_opposed:
        backing = _backing(related, alike)
        if backing is not None:
            because = f"stated elsewhere in the article, attributed to {named(backing)}"
            yield _reason("restated", Label.SOURCED, because)


def _backing(related: Related, alike: Sequence[Related]) -> Source | None:
    """Return the source of another statement that says what a claim says, None where the article gives it nowhere.

    Together the sourced statements give each of the claim's numbers, and one of them most of its terms, or, beside
    the same numbers, is a short form of it ("support at 1 percent"). Beside a headline some of them are enough.
    """
    sourced = [o for o in alike if o.claim.source and identified(o.claim.source) and not o.claim.is_opposed]
    every = related.claim.quantities
    numbers = [n for n in every if n.unit not in CALENDAR or kind(n) == "age"] or every  # "its lowest for three years"
    given = [number for other in sourced for number in other.claim.quantities]
    if not all(any(same(number, theirs) for theirs in given) for number in numbers):
        return None
    return next((o.claim.source for o in sourced if _backs(related, o, bool(numbers))), None)


def _backs(related: Related, other: Related, numbered: bool) -> bool:
    """Tell whether a sourced statement says enough of a claim; `numbered` if the claim's numbers are given too."""
    link = _linked(related.claim, other.claim)
    own, theirs = related.terms, other.terms
    shared, shorter = len(own & theirs), numbered and len(theirs) < len(own)
    said = len(theirs) if shorter else len(own)
    if related.in_headline:
        return shared >= (TERSE if related.claim.source is None else TOLD) * said
    if not link:
        return False  # both restate a third one, each in its own way
    if other.in_headline:
        return shared >= TOLD * said
    if shorter:
        return shared >= COVERED * said
    whole = len(own) > FEW and own <= theirs and not POINTING.search(related.claim.span.text)
    return shared >= MOST * said and (whole or link >= SURE)


def _linked(one: Claim, other: Claim) -> float:
    """Return the score of the surest link between two claims, 0 where they have none."""
    links = [k.score for k in one.links if k.to == other.id] + [k.score for k in other.links if k.to == one.id]
    return max(links, default=0.0)


def _attributed(source: Source) -> str:
    """Say whom a claim is attributed to; of a pronoun that was left open, who may be meant."""
    if source.resolved is not None or source.text.casefold() not in PRONOUNS:
        return f"attributed to {named(source)} ({source.kind})"
    if not source.candidates:
        return f"attributed to “{source.text}”; the article does not say who that is"
    return f"attributed to {_speaker(source)}"


def _speaker(source: Source) -> str:
    """Name a source; of a pronoun that was left open, say who may be meant."""
    if source.resolved is not None or source.text.casefold() not in PRONOUNS:
        return named(source)
    may = f", who may be {' or '.join(source.candidates[:2])}" if source.candidates else ""
    return f"“{source.text}”{may}"


def _nothing(related: Related) -> Reason:
    claim, cue, source = related.claim, related.claim.cue, related.claim.source
    if source is not None:
        because = f"only an unnamed source: {source.text}"
        return _reason("anonymous-source", Label.UNEVIDENCED, because)
    if cue is not None and cue.effect is Effect.HEDGES:
        return _reason("hedged", Label.UNEVIDENCED, f"“{related.cue_words}”, and nobody is named")
    if Kind.NUMERIC in claim.kinds and cue is None:
        return _reason("number-without-source", Label.UNEVIDENCED, "a number, and the article names no source for it")
    return _reason("nothing-offered", Label.UNEVIDENCED, "the article names no source for it")


def _reason(rule: str, label: Label, because: str) -> Reason:
    return Reason(RuleId(f"suggest.{rule}"), label, because)


def _restatements(related: Sequence[Related]) -> dict[ClaimId, list[Related]]:
    """Return for each claim the others that state the same, over firm links, in text order."""
    parent: dict[ClaimId, ClaimId] = {r.claim.id: r.claim.id for r in related}

    def root(one: ClaimId) -> ClaimId:
        while parent[one] != one:
            one = parent[one]
        return one

    headlines = {r.claim.id for r in related if r.in_headline}
    for r in related:
        for link in r.claim.links:
            sure = says_the_same(link.score, headline=r.in_headline or link.to in headlines)
            if link.relation is Relation.RESTATES and sure and link.to in parent:
                parent[root(r.claim.id)] = root(link.to)
    groups: dict[ClaimId, list[Related]] = {}
    for r in related:
        groups.setdefault(root(r.claim.id), []).append(r)
    return {r.claim.id: [o for o in groups[root(r.claim.id)] if o is not r] for r in related}
