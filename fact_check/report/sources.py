"""Whom a draft rests on: its sources, those that speak for one another counted together."""

import re
from collections.abc import Sequence

from fact_check.claims import Claim, Frozen, Kind, Source, SourceKind

NAME = re.compile(r"\b[A-Z][\w’'&.-]*(?:\s+(?:of|the|for|and|de|van|von|al)\s+(?=[A-Z])|\s+(?=[A-Z]))?")
LEADING = re.compile(r"^(?:a|an|the|this|that|its|their|his|her)\s+", re.IGNORECASE)


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


def resting(claims: Sequence[Claim]) -> tuple[Rest, ...]:
    """Rank the identified sources of a draft by how many claims rest on them.

    Who speaks for another (an organisation's director, a person's lawyer) counts for that one, and so does a document
    that nobody else could have written.
    Anonymous sources rest on nobody and are left out.
    """
    said: dict[str, list[Claim]] = {}
    kinds: dict[str, SourceKind] = {}
    for claim in claims:
        if claim.source is not None and claim.source.kind is not SourceKind.ANONYMOUS:
            name = _full(claim.source)
            said.setdefault(name, []).append(claim)
            kinds.setdefault(name, claim.source.kind)
    heads = {name: _head(name, kinds) for name in kinds}
    presumed = _presumed(kinds, heads)
    groups: dict[str, list[str]] = {}
    for name in kinds:
        groups.setdefault(presumed or heads[name] if _is_nameless(name, kinds) else heads[name], []).append(name)
    found = []
    for head, names in groups.items():
        names.sort(key=lambda name: -len(said[name]))
        all_claims = [claim for name in names for claim in said[name]]
        found.append(
            Rest(
                name=_short(head) if len(names) > 1 else head,
                kind=kinds[head],
                claims=len(all_claims),
                numeric=sum(Kind.NUMERIC in claim.kinds for claim in all_claims),
                voices=tuple(names),
                presumed=tuple(name for name in names if heads[name] != head),
            )
        )
    return tuple(sorted(found, key=lambda rest: (-rest.claims, rest.name)))


def _full(source: Source) -> str:
    return LEADING.sub("", " ".join((source.resolved or source.text).split()))


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


def _head(name: str, kinds: dict[str, SourceKind]) -> str:
    """Return the source that this one speaks for: one whose name its own words hold, or itself."""
    for other, kind in kinds.items():
        short = _short(other)
        if (
            other != name
            and kind is not SourceKind.PERSON
            and _names(other)
            and len(short.split()) > 1
            and short in name
        ):
            return _head(other, {n: k for n, k in kinds.items() if n != name})
    return name


def _is_named(name: str) -> bool:
    """Tell whether a source has a proper name long enough to be nobody else's."""
    return bool(_names(name)) and len(_short(name).split()) > 1


def _is_nameless(name: str, kinds: dict[str, SourceKind]) -> bool:
    return kinds[name] is SourceKind.DOCUMENT and not _names(name)


def _presumed(kinds: dict[str, SourceKind], heads: dict[str, str]) -> str | None:
    """Return the one named organisation that nameless documents can be of; None when there are several, or none."""
    named = {
        heads[n] for n, k in kinds.items() if k is SourceKind.ORGANISATION and len(_short(n).split()) > 1 and _names(n)
    }
    return next(iter(named)) if len(named) == 1 else None
