"""Compare two claims: the same statement, the same thing with another number, or merely similar.

Everything here is a pure function of two texts and what is known about them. Numbers are compared by value, unit and
what they count; the words by how much of them the two share, function words left out.

Past 250 lines because what is read of a claim and how it is compared change together, on the same labelled pairs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from fact_check.ledger.wording import Token, tokens
from fact_check.lexicon import words
from fact_check.memory.words import stem


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
HEADLINE, WORDS = 0.6, 6
"""A text of some words with so many capitals writes all of them large: they tell no names."""
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NO = re.compile(r"\W*no, .*\b(?:not|n[o']t|never|no|nobody|\w+n['’]t)\b", re.IGNORECASE | re.DOTALL)
_SPAN = 3
"""How many words after a number say what it counts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a claim: its key, its unit, the words that say what it counts, and its bound."""

    text: str
    key: str
    unit: str
    counts: frozenset[str]
    bounds: frozenset[str]

    @property
    def says(self) -> tuple[str, str, frozenset[str]]:
        """What must be equal for two numbers to be the same."""
        return self.key, self.unit, self.bounds


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a claim is compared."""

    content: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    dates: frozenset[str]
    joined: frozenset[str]
    """Words behind an "and": what a claim says of a further thing."""
    negated: bool
    hedged: bool
    has_pronoun: bool
    has_speaker: bool
    """Whether it says "I" or "we"."""


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
    if share < least or left_over or not _one_thing(old, new, then_in, now_in):
        return Compared(Outcome.NEAR, share)
    if not apart:
        return Compared(Outcome.SAME if _all_paired(old, new) and _as_much(old, new) else Outcome.NEAR, share)
    if not _tied(old, new, then_in, now_in):
        return Compared(Outcome.NEAR, share)
    return Compared(Outcome.DIFFERS, share, apart)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _one_thing(old: Wording, new: Wording, then_in: Sequence[str | None], now_in: Sequence[str | None]) -> bool:
    """Tell whether two claims may be about one thing: no other names, no other dates, enough words."""
    if old.dates and new.dates and old.dates != new.dates:
        return False
    if not (_names_known(old, new.content, now_in) and _names_known(new, old.content, then_in)):
        return False
    if any(_names_alone(one) or (len(one.content) < 2 and not one.figures) for one in (old, new)):
        return False
    says_little = min(len(old.content), len(new.content)) < TELLING or old.has_pronoun or new.has_pronoun
    if not says_little:
        return True
    # The sentence of each holds the claim itself, whose own words tie nothing unless there are many.
    own = frozenset[str]() if len(old.content & new.content) >= ENOUGH else old.content | new.content
    return _mixed(then_in, now_in, own) or _tied_names(old, new, then_in, now_in, own)


def _names_alone(one: Wording) -> bool:
    """Tell whether a claim says nothing of whom it names: "that would be Ida Holm"."""
    return bool(one.names) and one.content <= one.names and not one.figures


def _of_two_speakers(old: Wording, new: Wording, sources: tuple[str | None, str | None]) -> bool:
    """Tell whether two sources each speak of themselves, or say so little that each may mean another thing."""
    then, now = (wording(source).content if source else frozenset[str]() for source in sources)
    if not then or not now or then <= now or now <= then:
        return False
    says_little = min(len(old.content), len(new.content)) < TELLING and not (old.figures or new.figures)
    return says_little or old.has_speaker or new.has_speaker


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
    then, now = (frozenset().union(*(wording(t).names for t in texts if t)) for texts in (then_in, now_in))
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
    if old.negated != new.negated:
        found.append("denied then, stated now" if old.negated else "stated then, denied now")
    return tuple(found), bool(alone and left)


def _of_one_thing(a: Figure, b: Figure) -> bool:
    if a.unit != b.unit:
        return False
    return not a.counts or not b.counts or bool(a.counts & b.counts)


def _all_paired(old: Wording, new: Wording) -> bool:
    return sorted(f.key for f in old.figures) == sorted(f.key for f in new.figures) and (
        old.dates <= new.dates or new.dates <= old.dates
    )


def _as_much(old: Wording, new: Wording) -> bool:
    """Tell whether neither claim says more than the other: a further thing behind an "and", a "may"."""
    return old.hedged == new.hedged and old.joined <= new.content and new.joined <= old.content


@lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """Read of a text what is compared."""
    found = tokens(text)
    function, pronouns, negations = (words(f"memory.{name}") for name in ("function", "pronouns", "negations"))
    months, weekdays = words("calendar.months"), words("calendar.weekdays")
    titles = words("people.titles") | words("people.titles_of_men") | words("people.titles_of_women")
    headline = len(found) >= WORDS and sum(token.capital for token in found) >= HEADLINE * len(found)
    possible = words("grammar.possible")
    joined: set[str] = set()
    content: set[str] = set()
    names: set[str] = set()
    figures: list[Figure] = []
    dates: set[str] = set()
    for at, token in enumerate(found):
        key = token.key.removeprefix("^")
        if token.is_number and key[0].isdigit():
            if _is_date(found, at, months):
                dates.add(key)
            else:
                figures.append(_figure(found, at, text, function))
        elif token.kind in ("a negation", "a bound") or (token.is_number and len(key) < 2):
            continue
        elif key in months or key in weekdays:
            dates.add(key)
        elif key not in function:
            said = {each for part in key.split() if (each := stem(part)) and part not in function}
            content |= said
            if (token.capital and token.start > 0 and not headline and key not in titles) or " " in key:
                names |= said
            if at and found[at - 1].key == "and":
                joined |= said
    return Wording(
        frozenset(content),
        frozenset(names),
        tuple(figures),
        frozenset(dates),
        frozenset(joined),
        (sum(token.key in negations for token in found) - _answers(text)) % 2 == 1,
        any(
            token.key.removeprefix("^") in possible and (headline or not token.start or not token.capital)
            for token in found
        ),
        any(token.key in pronouns for token in found),
        any(token.key in words("memory.speakers") for token in found),
    )


def _answers(text: str) -> bool:
    """Tell whether a text begins with a "no" that its own negation repeats: "No, nobody was hurt"."""
    return bool(_NO.match(text))


def _is_date(found: Sequence[Token], at: int, months: frozenset[str]) -> bool:
    key = found[at].key
    beside = {found[n].key.removeprefix("^") for n in (at - 1, at + 1) if 0 <= n < len(found)}
    if ":" in key or "/" in key:
        return True
    after = found[at - 1].key if at else ""
    return bool(beside & months) or (
        bool(_YEAR.fullmatch(key))
        and (not at or after in ("in", "of", "since", "by", "until", "from") or bool(beside & months))
    )


def _figure(found: Sequence[Token], at: int, text: str, function: frozenset[str]) -> Figure:
    token = found[at]
    value, _, unit = token.key.partition(" ")
    following = found[at + 1 : at + 1 + _SPAN]
    if not unit and following and (following[0].key == "%" or not following[0].key[0].isalpha()):
        unit = following[0].key
    counts = set()
    for each in following:
        if each.is_number or each.key in ("and", "or", "but"):
            break
        if each.key not in function:
            counts.add(stem(each.key.removeprefix("^").split()[0]))
    bounds = {each.key for each in found[max(0, at - 2) : at] if each.kind == "a bound"}
    shown = text[found[at - 1].start if at and found[at - 1].kind == "a bound" else token.start : token.end]
    return Figure(f"{shown}{'%' * (unit == '%')}", value, unit, frozenset(counts), frozenset(bounds))
