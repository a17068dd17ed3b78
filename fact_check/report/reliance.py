"""Find whom a draft rests on: its sources, with those that speak for one another counted together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from fact_check.claims import Claim, Frozen, Kind, Source, SourceKind
from fact_check.lexicon import any_of

NAME = re.compile(r"\b[A-Z][\w’'&.-]*(?:\s+(?:of|the|for|and|de|van|von|al)\s+(?=[A-Z])|\s+(?=[A-Z]))?")
LEADING = re.compile(r"^(?:a|an|the|this|that|its|their|his|her)\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
DOCUMENT = re.compile(r"^(?:[\w-]+\s+){0,2}?(\w+)$")
"""A nameless document: its noun, with a word or two before it ("a new report")."""


@cache
def _other() -> re.Pattern[str]:
    """Match what distinguishes a nameless document from another one in the draft."""
    return re.compile(rf"\b(?:{any_of('report.other')}|\d+)\b", re.IGNORECASE)


class Rest(Frozen):
    """A source with everything that speaks for it, and how many claims rest on it."""

    name: str
    kind: SourceKind
    claims: int
    numeric: int
    voices: tuple[str, ...]
    """The sources counted here, as the draft writes them, most claims first."""
    presumed: tuple[str, ...] = ()
    """The voices that are counted here because the draft names nobody else that they could belong to."""


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
        """Return the noun of a nameless document ("report"); None for anything else."""
        if self.kind is not SourceKind.DOCUMENT or _names(self.name) or _other().search(self.name):
            return None
        found = DOCUMENT.match(self.name)
        return found[1] if found else None


class _Named:
    """The sources of a draft, with its named organisations indexed: a draft may name thousands."""

    def __init__(self, voices: Sequence[_Voice]) -> None:
        self.voices = voices
        self.organisations = [voice for voice in voices if voice.is_named_organisation]
        self._shorts = [voice.short for voice in self.organisations]
        self._by_first: dict[str, list[int]] = {}
        self._by_word: dict[str, list[_Voice]] = {}
        for number, voice in enumerate(self.organisations):
            self._by_first.setdefault(_WORD.findall(self._shorts[number])[0], []).append(number)
            for word in dict.fromkeys(voice.name.casefold().split()):
                self._by_word.setdefault(word, []).append(voice)

    def within(self, name: str) -> Iterator[tuple[_Voice, str]]:
        """Yield, in order, each organisation whose short name may be part of a name, with that short name."""
        numbers = {n for word in _WORD.findall(name) for n in self._by_first.get(word, ())}
        return ((self.organisations[n], self._shorts[n]) for n in sorted(numbers))

    def with_word(self, word: str) -> list[_Voice]:
        """Return the organisations with a word in their name."""
        return self._by_word.get(word.casefold(), [])

    @cached_property
    def only(self) -> _Voice | None:
        """Return the one named organisation that a document can belong to; None if there are several, or none."""
        named = (
            v
            for v in self.organisations
            if v.kind is SourceKind.ORGANISATION and " " in v.short and _spoken_for(v, self) is None
        )
        first = next(named, None)
        return first if next(named, None) is None else None


def resting(claims: Sequence[Claim], text: str = "") -> tuple[Rest, ...]:
    """Rank the identified sources of a draft by how many claims rest on them.

    Whoever speaks for another (an organisation's director, a person's lawyer) counts for that one. So does a document
    whose owner the draft's `text` names, or that nobody else could have written; among several owners, none is chosen.
    Anonymous sources are left out.
    """
    voices = _voices(claims)
    named = _Named(voices)
    groups: dict[str, list[_Voice]] = {}
    presumed = set()
    for voice in voices:
        owner = _spoken_for(voice, named) or _owner(voice, named, text)
        if owner is None and voice.noun and (owner := named.only):
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
    """Gather the identified sources; all forms of a name or of a nameless document are one source."""
    found: dict[str, _Voice] = {}
    people: dict[str, list[str]] = {}
    for claim in claims:
        if claim.source is None or claim.source.kind is SourceKind.ANONYMOUS:
            continue
        voice = _Voice(_full(claim.source), claim.source.kind, [claim])
        document = voice.noun
        if document:
            voice = _Voice(document[:1].lower() + document[1:], voice.kind, [claim])
        key = (voice.short if voice.is_named_organisation and " " in voice.short else voice.name).casefold()
        if voice.kind is SourceKind.PERSON:
            key = next((k for k in people.get(_family(key), ()) if _is_one_person(k, key)), key)
        known = found.get(key)
        if known is None:
            found[key] = voice
            if voice.kind is SourceKind.PERSON:
                people.setdefault(_family(key), []).append(key)
        else:
            known.claims.append(claim)
            if len(voice.name) > len(known.name):
                found[key] = _Voice(voice.name, known.kind, known.claims)
    return list(found.values())


def _is_one_person(name: str, other: str) -> bool:
    """Tell whether two forms can be one person's: one family name, and one form has every word of the other."""
    first, second = _parts(name), _parts(other)
    return first[-1:] == second[-1:] and (set(first) <= set(second) or set(second) <= set(first))


def _family(name: str) -> str:
    return " ".join(_parts(name)[-1:])


def _parts(name: str) -> list[str]:
    return re.split(r",| of | from | at ", name)[0].split()


def _full(source: Source) -> str:
    name = " ".join(source.fullest.split())
    bare = LEADING.sub("", name)
    return bare.casefold() if source.kind is SourceKind.DOCUMENT and " " not in bare else bare


def _names(text: str) -> list[str]:
    """Return the proper names of a noun phrase: runs of words with a capital."""
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
    """Return the longest proper name of a noun phrase, or all of it if there is none."""
    return max(_names(name), key=len, default=name)


def _spoken_for(voice: _Voice, named: _Named, without: tuple[_Voice, ...] = ()) -> _Voice | None:
    """Return whom a source speaks for: an organisation in its own words, by name or by kind ("the charity")."""
    without = (*without, voice)
    for other, short in named.within(voice.name):
        if any(other is each for each in without):
            continue
        enough = " " in short or voice.kind is SourceKind.DOCUMENT
        if enough and re.search(rf"\b{re.escape(short)}\b", voice.name):
            return _spoken_for(other, named, without) or other
    if voice.kind is SourceKind.ORGANISATION and not _names(voice.name):
        same = [v for v in named.with_word(voice.name) if not any(v is each for each in without)]
        return same[0] if len(same) == 1 else None
    return None


def _owner(voice: _Voice, named: _Named, text: str) -> _Voice | None:
    """Return the organisation that the draft names as a document's owner; None if it names none, or several."""
    if voice.kind is not SourceKind.DOCUMENT or _names(voice.name):
        return None
    possessor = re.match(r"([\w-]+)['’]s? ", voice.name)
    if possessor:
        owners = named.with_word(possessor[1])
    elif noun := voice.noun:
        owners = [other for other in named.organisations if _owns(other.short, noun, text)]
    else:
        owners = []
    return owners[0] if len(owners) == 1 else None


def _owns(name: str, noun: str, text: str) -> bool:
    """Tell whether a draft gives a document an owner: "X's new report", "in its report", "a report by X"."""
    who, what = re.escape(name), rf"(?:[\w-]+\s+){{0,3}}{re.escape(noun)}\b"
    its = rf"\b{who}(?:['’]s?\s+{what}|[^.!?\n]{{0,60}}\bin\s+(?:its|their)\s+{what})"
    by = rf"\b{re.escape(noun)}\s+(?:[\w-]+\s+){{0,3}}(?:by|from)\s+(?:[\w-]+\s+){{0,4}}{who}\b"
    published = rf"\b{who}\s+(?:has |had )?{any_of('report.publishing')}\s+{what}"
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in (its, by, published))
