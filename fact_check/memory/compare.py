"""Compare two claims: the same statement, the same thing with another number, or merely similar.

Everything here is a pure function of two texts and what is known about them. Numbers are compared by value, unit and
what they count; the words by how much of them the two share, function words left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fact_check.lexicon import words
from fact_check.memory.parts import as_much, other_parts, turned
from fact_check.memory.statement import Figure, Wording, wording


class Outcome(StrEnum):
    """What a decided claim is to a new one."""

    SAME = "same"
    """The same statement with the same numbers."""
    DIFFERS = "differs"
    """The same thing with another number, another bound, or its opposite."""
    NEAR = "near"
    """Similar, and nothing more."""


ALIKE = 0.83
"""With at least this share of words in common, two claims make the same statement."""
ALIKE_BUT = 0.72
"""With at least this share, they are about the same thing if something else distinguishes them."""
BOTH_SAY_MORE = 0.9
"""From this one on where each has a word that the other lacks: notes here and coins there are two things."""
TELLING = 3
"""With fewer content words than this, a claim says too little to be told from others by its words."""
ANCHORED = 4
"""So many common words tie two claims to one thing where no common name does."""
ENOUGH = 6
"""So many common words do, whomever the pronouns among them stand for."""
MIXED = 0.5
"""Contexts that share so much speak of one thing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The relation of two claims."""

    outcome: Outcome
    share: float
    """How much of their words the two have in common, 0 to 1."""
    because: tuple[str, ...] = ()
    """The difference, the older claim first: "54 then, 110 now"."""


def compare(
    then: str,
    now: str,
    *,
    then_in: Sequence[str | None] = (),
    now_in: Sequence[str | None] = (),
    sources: tuple[str | None, str | None] = (None, None),
) -> Compared:
    """Compare a decided claim with a new one.

    `then_in` and `now_in` are what else is known of each: its sentence, its source, a title; `sources` who states each.
    They decide nothing but whether two claims that say little, or say it of a pronoun, are about the same.
    """
    old, new = wording(then), wording(now)
    if _of_two_speakers(old, new, sources):
        return Compared(Outcome.NEAR, _share(old.content, new.content))
    share = _share(old.content, new.content)
    apart, left_over = _apart(old, new)
    least = ALIKE_BUT if apart else ALIKE
    if old.content - new.content and new.content - old.content:
        least = BOTH_SAY_MORE
    then_in, now_in = (*then_in, _named(sources[0])), (*now_in, _named(sources[1]))
    if share < least or left_over or other_parts(old, new) or not _one_thing(old, new, then_in, now_in, sources):
        return Compared(Outcome.NEAR, share)
    if not apart:
        same = _all_paired(old, new) and as_much(old, new) and not turned(old, new)
        return Compared(Outcome.SAME if same else Outcome.NEAR, share)
    if not _tied(old, new, then_in, now_in):
        return Compared(Outcome.NEAR, share)
    return Compared(Outcome.DIFFERS, share, apart)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _one_thing(
    old: Wording,
    new: Wording,
    then_in: Sequence[str | None],
    now_in: Sequence[str | None],
    sources: tuple[str | None, str | None],
) -> bool:
    """Tell whether two claims may be about one thing: no other names, no other dates, enough words."""
    if old.dates and new.dates and old.dates != new.dates:
        return False
    if not (_names_known(old, new.content, now_in) and _names_known(new, old.content, then_in)):
        return False
    if any(_names_alone(one) or (len(one.content) < TELLING and not one.figures) for one in (old, new)):
        return False
    says_little = min(len(old.content), len(new.content)) < TELLING or old.has_pronoun or new.has_pronoun
    if not says_little and not _is_anybodys(old, new, sources):
        return True
    if _of_two_names(old, new, then_in, now_in):
        return False
    # The sentence of each holds the claim itself, whose own words tie nothing unless there are many.
    own = frozenset[str]() if len(old.content & new.content) >= ENOUGH else old.content | new.content
    return _mixed(then_in, now_in, own) or _tied_names(old, new, then_in, now_in, own)


def _names_alone(one: Wording) -> bool:
    """Tell whether a claim says nothing of whom it names: "that would be Ida Holm"."""
    return bool(one.names) and one.content <= one.names and not one.figures


def _of_two_speakers(old: Wording, new: Wording, sources: tuple[str | None, str | None]) -> bool:
    """Tell whether two sources each speak of themselves, or say so little that each may mean another thing."""
    if not _others(sources):
        return False
    says_little = min(len(old.content), len(new.content)) < TELLING and not (old.figures or new.figures)
    return says_little or old.has_speaker or new.has_speaker


def _others(sources: tuple[str | None, str | None]) -> bool:
    """Tell whether two sources are given that are not one: neither is the other with more words."""
    then, now = (wording(source).content if source else frozenset[str]() for source in sources)
    return bool(then and now) and not (then <= now or now <= then)


def _named(source: str | None) -> str | None:
    """Return a source so that a name at its beginning is one: a noun of many people there is not."""
    if not source or source.split()[0].lower() in words("sources.opening_nouns"):
        return source
    return f"of {source}"


def _of_two_names(old: Wording, new: Wording, then_in: Sequence[str | None], now_in: Sequence[str | None]) -> bool:
    """Tell whether both contexts name somebody or some place beside the claims, and none that is in both."""
    own = old.content | new.content
    then, now = (_names_of(texts) - own for texts in (then_in, now_in))
    return bool(then and now) and not then & now


def _names_of(texts: Sequence[str | None]) -> frozenset[str]:
    return frozenset().union(*(wording(text).names for text in texts if text))


def _is_anybodys(old: Wording, new: Wording, sources: tuple[str | None, str | None]) -> bool:
    """Tell whether two claims that name nothing may each be of another event: "nobody was hurt"."""
    if old.names & new.names:
        return False
    return _others(sources) or (not old.figures and len(old.content & new.content) < ANCHORED)


def _names_known(one: Wording, other: frozenset[str], other_in: Sequence[str | None]) -> bool:
    """Tell whether the other claim, or what is known of it, has every name of one."""
    missing = one.names - other
    return not missing or missing <= frozenset().union(*(wording(text).content for text in other_in if text))


def _tied(old: Wording, new: Wording, then_in: Sequence[str | None], now_in: Sequence[str | None]) -> bool:
    """Tell whether two claims that differ are tied to one thing: by a name, by many words, by their contexts."""
    if old.names & new.names or len(old.content & new.content) >= ANCHORED:
        return True
    return _mixed(then_in, now_in) or _tied_names(old, new, then_in, now_in)


def _mixed(then_in: Sequence[str | None], now_in: Sequence[str | None], own: frozenset[str] = frozenset()) -> bool:
    """Tell whether the contexts of two claims speak of one thing, beside the claims' own words."""
    old, new = (frozenset().union(*(wording(t).content for t in texts if t)) - own for texts in (then_in, now_in))
    return bool(old and new) and _share(frozenset(old), frozenset(new)) >= MIXED


def _tied_names(
    old: Wording,
    new: Wording,
    then_in: Sequence[str | None],
    now_in: Sequence[str | None],
    own: frozenset[str] = frozenset(),
) -> bool:
    """Tell whether the contexts of two claims share a name that is none of the claims' `own`."""
    then, now = _names_of(then_in), _names_of(now_in)
    return bool(((then | old.names) & (now | new.names)) - own)


def _apart(old: Wording, new: Wording) -> tuple[tuple[str, ...], bool]:
    """Say what sets two statements of one thing apart: numbers at odds, a bound, the opposite.

    And tell whether each gives numbers that the other has nothing beside: then they state different things.
    """
    found = []
    alone = 0
    left = list(new.figures)
    unpaired = []
    for figure in old.figures:
        same = next((f for f in left if f.says == figure.says), None)
        if same is not None:
            left.remove(same)
        else:
            unpaired.append(figure)
    for figure in unpaired:
        other = next((f for f in left if _of_one_thing(figure, f)), None)
        if other is not None:
            left.remove(other)
            found.append(f"{figure.text} then, {other.text} now")
        else:
            alone += 1
    if old.negated != new.negated and _answers(old, new) and _answers(new, old):
        found.append("denied then, stated now" if old.negated else "stated then, denied now")
    return tuple(found), bool(alone and left)


def _answers(one: Wording, other: Wording) -> bool:
    """Tell whether what a claim denies is what the other speaks of, and no further thing."""
    return all(not denied or denied & other.content for denied in one.denied)


def _of_one_thing(a: Figure, b: Figure) -> bool:
    if a.unit != b.unit or a.numbers or b.numbers:
        return False
    return not a.counts or not b.counts or bool(a.counts & b.counts)


def _all_paired(old: Wording, new: Wording) -> bool:
    return sorted(f.key for f in old.figures) == sorted(f.key for f in new.figures) and (
        old.dates <= new.dates or new.dates <= old.dates
    )
