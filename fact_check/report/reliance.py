"""Whom a draft rests on: its sources, those that speak for one another counted together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from fact_check.claims import Claim, Frozen, Kind, Source, SourceKind
from fact_check.lexicon import any_of

NAME = re.compile(r"\b[A-Z][\w’'&.-]*(?:\s+(?:of|the|for|and|de|van|von|al)\s+(?=[A-Z])|\s+(?=[A-Z]))?")
LEADING = re.compile(r"^(?:a|an|the|this|that|its|their|his|her)\s+", re.IGNORECASE)
DOCUMENT = re.compile(r"^(?:[\w-]+\s+){0,2}?(\w+)$")
"""A nameless document: its noun, with a word or two before it ("a new report")."""


@cache
def _other() -> re.Pattern[str]:
    """Match what tells one nameless document from the one that a draft speaks of otherwise."""
    return re.compile(rf"\b(?:{any_of('report.other')}|\d+)\b", re.IGNORECASE)


class Rest(Frozen):
    """A source, with all that speaks for it, and how many claims rest on it."""

    name: str
    kind: SourceKind
    claims: int
    numeric: int
    voices: tuple[str, ...]
    """The sources counted here, as the draft writes them, most claims first."""
    presumed: tuple[str, ...] = ()
    """Those among the voices that are counted here because the draft names nobody else they could be of."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """One source of a draft under the fullest of its names, with its claims."""

    name: str
    kind: SourceKind
    claims: list[Claim]

    @property
    def short(self) -> str:
        return _short(self.name)

    @property
    def is_named_organisation(self) -> bool:
        return self.kind is not SourceKind.PERSON and self.kind is not SourceKind.DOCUMENT and bool(_names(self.name))

    @property
    def noun(self) -> str | None:
        """What a nameless document is called ("report"); None for all else."""
        if self.kind is not SourceKind.DOCUMENT or _names(self.name) or _other().search(self.name):
            return None
        found = DOCUMENT.match(self.name)
        return found[1] if found else None


def resting(claims: Sequence[Claim], text: str = "") -> tuple[Rest, ...]:
    """Rank the identified sources of a draft by how many claims rest on them.

    Who speaks for another (an organisation's director, a person's lawyer) counts for that one. So does a document
    whose owner the draft's `text` names, or that nobody else could have written; of several owners none is chosen.
    Anonymous sources rest on nobody and are left out.
    """
    voices = _voices(claims)
    groups: dict[str, list[_Voice]] = {}
    presumed = set()
    for voice in voices:
        owner = _spoken_for(voice, voices) or _owner(voice, voices, text)
        if owner is None and voice.noun and (owner := _only(voices)):
            presumed.add(voice.name)
        groups.setdefault(owner.name if owner else voice.name, []).append(voice)
    kinds = {voice.name: voice.kind for voice in voices}
    found = []
    for head, members in groups.items():
        members.sort(key=lambda voice: -len(voice.claims))
        all_claims = [claim for voice in members for claim in voice.claims]
        found.append(
            Rest(
                name=_short(head) if len(members) > 1 else head,
                kind=kinds[head],
                claims=len(all_claims),
                numeric=sum(Kind.NUMERIC in claim.kinds for claim in all_claims),
                voices=tuple(voice.name for voice in members),
                presumed=tuple(voice.name for voice in members if voice.name in presumed),
            )
        )
    return tuple(sorted(found, key=lambda rest: (-rest.claims, rest.name)))


def _voices(claims: Sequence[Claim]) -> list[_Voice]:
    """Gather the identified sources: the forms of one name, and of one nameless document, are one."""
    found: dict[str, _Voice] = {}
    for claim in claims:
        if claim.source is None or claim.source.kind is SourceKind.ANONYMOUS:
            continue
        voice = _Voice(_full(claim.source), claim.source.kind, [claim])
        document = voice.noun
        if document:
            voice = _Voice(document[:1].lower() + document[1:], voice.kind, [claim])
        key = (voice.short if voice.is_named_organisation and " " in voice.short else voice.name).casefold()
        if voice.kind is SourceKind.PERSON:
            people = (k for k, known in found.items() if known.kind is SourceKind.PERSON)
            key = next((k for k in people if _is_one_person(k, key)), key)
        known = found.get(key)
        if known is None:
            found[key] = voice
        else:
            known.claims.append(claim)
            if len(voice.name) > len(known.name):
                found[key] = _Voice(voice.name, known.kind, known.claims)
    return list(found.values())


def _is_one_person(name: str, other: str) -> bool:
    """Tell whether two forms can be one person's: one family name, and one form has every word of the other."""
    first, second = (re.split(r",| of | from | at ", form)[0].split() for form in (name, other))
    return first[-1:] == second[-1:] and (set(first) <= set(second) or set(second) <= set(first))


def _full(source: Source) -> str:
    name = " ".join(source.fullest.split())
    bare = LEADING.sub("", name)
    return bare.casefold() if source.kind is SourceKind.DOCUMENT and " " not in bare else bare


def _names(text: str) -> list[str]:
    """Return the proper names of a noun phrase, as words that begin with a capital stand together."""
    runs: list[str] = []
    end = -1
    for match in NAME.finditer(text):
        if runs and match.start() == end:
            runs[-1] += match[0]
        else:
            runs.append(match[0])
        end = match.end()
    return [run.strip() for run in runs]


def _short(name: str) -> str:
    """Return the longest proper name of a noun phrase, or the whole of it when there is none."""
    return max(_names(name), key=len, default=name)


def _spoken_for(voice: _Voice, voices: Sequence[_Voice]) -> _Voice | None:
    """Return whom a source speaks for: an organisation that its own words name, or "the charity" of one that is one."""
    for other in voices:
        if other is voice or not other.is_named_organisation:
            continue
        enough = " " in other.short or voice.kind is SourceKind.DOCUMENT
        if enough and re.search(rf"\b{re.escape(other.short)}\b", voice.name):
            return _spoken_for(other, [v for v in voices if v is not voice]) or other
    if voice.kind is SourceKind.ORGANISATION and not _names(voice.name):
        same = [v for v in voices if v.is_named_organisation and voice.name.casefold() in v.name.casefold().split()]
        return same[0] if len(same) == 1 else None
    return None


def _owner(voice: _Voice, voices: Sequence[_Voice], text: str) -> _Voice | None:
    """Return the organisation that the draft names as a document's owner; None where it names none, or several."""
    if voice.kind is not SourceKind.DOCUMENT or _names(voice.name):
        return None
    possessor = re.match(r"([\w-]+)['’]s? ", voice.name)
    organisations = [other for other in voices if other.is_named_organisation]
    if possessor:
        owners = [other for other in organisations if possessor[1].casefold() in other.name.casefold().split()]
    elif noun := voice.noun:
        owners = [other for other in organisations if _owns(other.short, noun, text)]
    else:
        owners = []
    return owners[0] if len(owners) == 1 else None


def _owns(name: str, noun: str, text: str) -> bool:
    """Tell whether a draft says that a document is somebody's: "X's new report", "in its report", "a report by X"."""
    who, what = re.escape(name), rf"(?:[\w-]+\s+){{0,3}}{re.escape(noun)}\b"
    its = rf"\b{who}(?:['’]s?\s+{what}|[^.!?\n]{{0,60}}\bin\s+(?:its|their)\s+{what})"
    by = rf"\b{re.escape(noun)}\s+(?:[\w-]+\s+){{0,3}}(?:by|from)\s+(?:[\w-]+\s+){{0,4}}{who}\b"
    published = rf"\b{who}\s+(?:has |had )?{any_of('report.publishing')}\s+{what}"
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in (its, by, published))


def _only(voices: Sequence[_Voice]) -> _Voice | None:
    """Return the one named organisation of a draft that a document can be of; None when there are several, or none."""
    named = [
        v
        for v in voices
        if v.kind is SourceKind.ORGANISATION and " " in v.short and _names(v.name) and _spoken_for(v, voices) is None
    ]
    return named[0] if len(named) == 1 else None
