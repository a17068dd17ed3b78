"""Check the right of reply: who is accused of something, and whether they answer anywhere in the draft."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from fact_check.claims import Claim, Cue, Effect, Frozen, RuleId
from fact_check.lexicon import any_of, words
from fact_check.rules import Rule

TRAILING = re.compile(
    r"(?:[\s,]+(?:was|were|is|are|has|have|had|been|being|be|also|later|now|who|which|that|already|since|once))*[\s,]*$"
)
NAMED = re.compile(r"(?:[A-Z][\w’'.-]*\s+(?:(?:of|the|and|de|al)\s+(?=[A-Z]))?)*[A-Z][\w’'.-]*$")
DESCRIBED = re.compile(r"\b(?:the|an?|his|her|its|their|two|both)\s+(?:[a-z’'-]+\s+){0,2}[a-z’'-]+$", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:he|she|they|it)$", re.IGNORECASE)
WAS = re.compile(r"\b(?:was|were|is|are|been|being|stands?|faces?|faced|facing)\b", re.IGNORECASE)
CREDITS = re.compile(r"^(?:\w+ )*credit", re.IGNORECASE)
FULL = re.compile(r"\b[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)+")
BACK = 400
"""How many characters back a pronoun's name is searched for."""
SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")


@cache
def _answer() -> re.Pattern[str]:
    """Match words for answering, or for being asked."""
    never = r"(?:did|does|do|has|have|had) ?n[o’']t (?:immediately )?"
    return re.compile(rf"\b(?:{any_of('report.answers')}|{never}{any_of('report.answering')}\w*)\b", re.IGNORECASE)


@cache
def _denial() -> re.Pattern[str]:
    """Match words that are an answer only if the accused, or somebody for them, says them."""
    whose = r"(?:his|her|their|its)"
    denying = rf"{any_of('report.denying')}|protest(?:s|ed) {whose}|maintain(?:s|ed) {whose} innocence"
    return re.compile(rf"\b(?:{denying})\b(?! {any_of('report.refused')}\b)", re.IGNORECASE)


class Accusation(Frozen):
    """Somebody who is accused, and of what."""

    accused: str
    of: str


def accusations(claims: Sequence[Claim], text: str, rules: Iterable[Rule]) -> tuple[Accusation, ...]:
    """Return the accused who don't deny it, aren't quoted, and weren't asked as far as the draft says."""
    accusing = {rule.id: rule.accuses for rule in rules if rule.accuses is not None}
    found: dict[str, Accusation] = {}
    for claim in claims:
        accused = _accused(claim, text, accusing)
        if accused and accused.casefold() not in found and not _answers(accused, claims, text):
            of = " … ".join(text[p.start : p.end] for p in claim.pieces)
            found[accused.casefold()] = Accusation(accused=accused, of=" ".join(of.split()))
    return tuple(found.values())


def _accused(claim: Claim, text: str, accusing: Mapping[RuleId, str]) -> str | None:
    cue = claim.cue
    if cue is None or cue.rule not in accusing or CREDITS.search(cue.text):
        return None
    named = _named(claim, cue, text, governed=accusing[cue.rule] == "object")
    pronoun = named is not None and named.casefold() in words("sources.accused_pronouns")
    return _by_name(claim, cue, text) if pronoun else named


def _by_name(claim: Claim, cue: Cue, text: str) -> str | None:
    """Return whom a pronoun stands for: the only full name just before it, except the source's; None in doubt."""
    source = claim.source.text if claim.source else ""
    near = {m[0].split()[-1]: m[0] for m in FULL.finditer(text, max(0, cue.start - BACK), cue.start)}
    others = [name for name in near.values() if name not in source]
    return others[0] if len(others) == 1 else None


def _named(claim: Claim, cue: Cue, text: str, *, governed: bool) -> str | None:
    """Return the words for the accused: those after an active cue, or before a passive one."""
    before = text[claim.sentence.start : cue.start]
    active = not WAS.search(f"{before[-12:]} {cue.text}") and not re.search(r" (?:of|for|with)$", cue.text)
    if governed and active:
        between = text[cue.end : claim.span.start].strip()
        named = re.sub(r"\s+(?:of|for|with)$", "", between)
        if not named:
            named = re.split(r"\s+(?:of|for|with)\s+", text[claim.span.start : claim.span.end])[0]
        return " ".join(named.split()) or None
    before = TRAILING.sub("", before)
    match = NAMED.search(before) or _last(DESCRIBED, before) or _last(PRONOUN, before)
    return " ".join(match[0].split()) if match else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the shortest match at the end: "the firm" of "the talks with the firm"."""
    starts = [m.start() for m in re.finditer(r"\b\w", text)]
    return next((m for at in reversed(starts) if (m := pattern.match(text, at))), None)


def _answers(accused: str, claims: Sequence[Claim], text: str) -> bool:
    key = accused.split()[-1].casefold()
    for claim in claims:
        if claim.source is None or claim.cue is None:
            continue
        who = f"{claim.source.text} {claim.source.resolved or ''}".casefold()
        if key in who and claim.cue.effect in (Effect.DENIES, Effect.REPORTS, Effect.DOUBTS):
            return True
    return any(key in s[0].casefold() and _replies(s[0], key) for s in SENTENCE.finditer(text))


def _replies(sentence: str, key: str) -> bool:
    """Tell whether a sentence that names the accused says that they answered or were asked."""
    at = sentence.casefold().index(key)
    denial = _denial().search(sentence, at) or re.search(
        rf"\bdenied by [^.]*\b{re.escape(key)}", sentence, re.IGNORECASE
    )
    return bool(_answer().search(sentence) or denial)
