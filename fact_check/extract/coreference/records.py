"""The records that the resolvers pass to each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from fact_check.extract.coreference.entities import Named

CHOICE = 4
"""The most candidates that are offered."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom a source refers to."""

    resolved: str | None = None
    candidates: tuple[str, ...] = ()
    named: Named | None = None
    """Their name, if it has one."""
    at: int | None = None
    """The noun that it refers to, if that has no name."""
    likely: tuple["Standing", ...] = ()
    """For an unresolved source, the two best candidates."""
    is_person: bool = False
    """It is a name by itself, and a person's."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody who has spoken."""

    token: int
    """The source's head."""
    sentence: int
    named: Named | None
    text: str
    """The fullest wording."""
    at: int
    """The noun that it is, or stands for."""
    pronoun: str
    """The pronoun that it is, else ""."""


def left_open(fitting: Iterable[Named], before: int) -> Standing:
    """Leave a source unresolved, with its candidates, likeliest first."""
    texts = (full.text for n in fitting if (full := n.fullest(before)) is not None)
    return Standing(None, tuple(dict.fromkeys(texts))[:CHOICE])


def settled(named: Named, before: int) -> Standing:
    """Resolve a source to somebody with a name."""
    full = named.fullest(before)
    return Standing(full.text if full is not None else None, (), named)
