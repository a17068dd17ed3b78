"""Read what is compared of two claims: their words, names, numbers and dates, and who does what to whom.

A little past 250 lines: what is read is one value, and each part of it takes a few lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from fact_check.ledger.wording import Token, tokens
from fact_check.lexicon import pairs, word_list, words
from fact_check.memory.words import stem

HEADLINE, WORDS = 0.85, 4
"""The share of capitalised words, function words aside, in a text of at least this many, from which capitals are no
sign of names."""
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NO = re.compile(r"\W*no, .*\b(?:not|n[o']t|never|no|nobody|\w+n['’]t)\b", re.IGNORECASE | re.DOTALL)
_ORDINAL = ("st", "nd", "rd", "th")
_SPAN = 3
"""How many words after a number say what it counts."""
_BEHIND = 2
"""How many words after a preposition say what is meant."""
_LONGEST = 40
"""The most characters of a phrase that bounds a number."""
_NAMES = 5
"""How many words after a negation are searched for those that it is about."""

Behind = tuple[tuple[str, ...], ...]
"""The first words after each occurrence of a word."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a claim: its key, its unit, the words that say what it counts, and its bound."""

    text: str
    key: str
    unit: str
    counts: frozenset[str]
    bound: str
    """"at_least", "about" and so on; "" for none."""
    numbers: bool
    """Whether it says which of several is meant: "the third bridge", but not "came third"."""

    @property
    def says(self) -> tuple[str, str, str]:
        """Return what must be equal for two numbers to be the same."""
        return self.key, self.unit, self.bound


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a claim."""

    content: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    dates: frozenset[str]
    joined: frozenset[str]
    """Words after an "and": what a claim says of a further thing."""
    roles: dict[str, Behind]
    """The first words after each preposition, and after "than", "before" and the like."""
    order: tuple[str, ...]
    """Names and other capitalised words that no preposition governs, in order."""
    core: tuple[str, ...]
    """All words that no preposition governs, in order."""
    told: tuple[str, ...]
    """All names and figures, in order."""
    framed: frozenset[str]
    """What changes a statement without a word of its own: a condition, the future, "most" and "some"."""
    negated: bool
    denied: tuple[frozenset[str], ...]
    """The first words after each negation."""
    hedged: bool
    names_doer: bool
    """Whether it says "by", so that the agent may come last."""
    has_pronoun: bool
    """Whether a pronoun comes before every name."""
    has_speaker: bool
    """Whether it says "I" or "we", or refers to its speaker in another way: "the company"."""


@lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """Read what is compared of a text."""
    found = tokens(text)
    function, pronouns, negations = (words(f"memory.{name}") for name in ("function", "pronouns", "negations"))
    months, weekdays = words("calendar.months"), words("calendar.weekdays")
    titles = words("people.titles", "people.titles_of_men", "people.titles_of_women", "people.offices")
    spoken = [token for token in found if token.key[0].isalpha() and token.key not in function]
    headline = len(spoken) >= WORDS and sum(token.capital for token in spoken) >= HEADLINE * len(spoken)
    possible, governing = words("grammar.possible"), words("memory.governing")
    joined: set[str] = set()
    content: set[str] = set()
    names: set[str] = set()
    order: list[str] = []
    core: list[str] = []
    told: list[str] = []
    figures: list[Figure] = []
    has_pronoun = False
    dates: set[str] = set()
    for at, token in enumerate(found):
        key = token.key.removeprefix("^")
        has_pronoun |= token.key in pronouns and not told
        if token.is_number and key[0].isdigit():
            if _is_date(found, at, months):
                dates.add(key)
            else:
                figures.append(_figure(found, at, text, function))
                told.append(key)
        elif token.kind in ("a negation", "a bound") or (token.is_number and len(key) < 2):
            continue
        elif key in months or key in weekdays:
            dates.add(key)
        elif key not in function:
            said = [each for part in key.split() if (each := _root(part)) and part not in function]
            content.update(said)
            capital = token.capital and not headline and key not in titles
            if (capital and token.start > 0) or " " in key:
                names.update(said)
            told += said if capital else ()
            if not _governed(found, at, governing):
                core += said
                order += said if capital else ()
            if at and found[at - 1].key == "and":
                joined.update(said)
    return Wording(
        frozenset(content),
        frozenset(names),
        tuple(figures),
        frozenset(dates),
        frozenset(joined),
        _roles(found, function),
        tuple(dict.fromkeys(order)),
        tuple(dict.fromkeys(core)),
        tuple(dict.fromkeys(told)),
        frozenset(_framed(found)),
        (sum(_negates(found, at, negations) for at in range(len(found))) - _answers(text)) % 2 == 1,
        tuple(_denied(found, negations, function)),
        any(
            token.key.removeprefix("^") in possible and (headline or not token.start or not token.capital)
            for token in found
        ),
        any(token.key == "by" for token in found),
        has_pronoun,
        any(token.key in words("memory.speakers") for token in found) or _stands_in(found, text),
    )


def _negates(found: Sequence[Token], at: int, negations: frozenset[str]) -> bool:
    """Tell whether a word negates a statement, unlike in "not just" and "not only"."""
    return found[at].key in negations and not (at + 1 < len(found) and found[at + 1].key in words("memory.adding"))


def _denied(found: Sequence[Token], negations: frozenset[str], function: frozenset[str]) -> Iterator[frozenset[str]]:
    for at in range(len(found)):
        if _negates(found, at, negations):
            behind = (
                each.key.removeprefix("^") for each in found[at + 1 : at + 1 + _SPAN * _NAMES] if not each.is_number
            )
            told = (_root(key.split()[0]) for key in behind if key not in function and key not in negations)
            yield frozenset(islice(told, _SPAN))


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
            counts.add(_root(each.key.removeprefix("^").split()[0]))
    before = _before().search(text, max(0, token.start - _LONGEST), token.start)
    shown = text[before.start(1) if before else token.start : token.end]
    numbers = bool(following) and following[0].key not in function and value.endswith(_ORDINAL)
    bound = _bounds()[" ".join(before[1].lower().split())] if before else ""
    return Figure(f"{shown}{'%' * (unit == '%')}", value, unit, frozenset(counts), bound, numbers)


@cache
def _bounds() -> dict[str, str]:
    """Return the bound of each phrase before a number."""
    names = ("at_least", "more_than", "at_most", "less_than", "about")
    return {phrase: name for name in names for phrase in word_list(f"numbers.bounds.before_{name}")}


@cache
def _before() -> re.Pattern[str]:
    phrases = (r"\s+".join(map(re.escape, phrase.split())) for phrase in _bounds())
    return re.compile(rf"(?<!\w)({'|'.join(phrases)})\s*$", re.IGNORECASE)


def _governed(found: Sequence[Token], at: int, governing: frozenset[str]) -> bool:
    """Tell whether a name's part is marked by a word beside it, not by its position: "in Selby", "at Selby Hall"."""
    before = [token.key for token in found[max(0, at - _BEHIND) : at]]
    if before and (before[-1] in governing or (before[0] in governing and before[-1] not in words("memory.function"))):
        return True
    return at + 1 < len(found) and found[at + 1].key == "'s"


def _roles(found: Sequence[Token], function: frozenset[str]) -> dict[str, Behind]:
    """Return the first words after each preposition and the like; "more than 5" is not a comparison."""
    kept: dict[str, Behind] = {}
    markers = words("memory.roles", "memory.governing")
    for at, token in enumerate(found):
        bounds = token.key == "than" and at + 1 < len(found) and found[at + 1].is_number
        if token.key not in markers or bounds:
            continue
        behind: list[str] = []
        for each in islice(found, at + 1, None):
            if (behind and each.key in markers) or len(behind) == _BEHIND:
                break
            if each.key not in function and (token.key == "from" or not each.is_number):
                behind.append(_root(each.key.removeprefix("^").split()[0]) or each.key)
        kept[token.key] = (*kept.get(token.key, ()), tuple(behind))
    return kept


def _framed(found: Sequence[Token]) -> Iterator[str]:
    """Yield what changes a statement without a content word; "some 40" is a bound."""
    future, lasting, shares = (words(f"memory.{name}") for name in ("future", "lasting", "shares"))
    for at, token in enumerate(found):
        if token.kind == "a condition":
            yield "if"
        elif token.key in future:
            yield "will"
        elif token.key in lasting or (token.key in shares and not (at + 1 < len(found) and found[at + 1].is_number)):
            yield token.key


def _stands_in(found: Sequence[Token], text: str) -> bool:
    """Tell whether a claim refers to its speaker by kind: "the company", "the ministry"."""
    bodies = words("organisations.institutions")
    return any(token.key in bodies and text[max(0, token.start - 4) : token.start].lower() == "the " for token in found)


def _root(word: str) -> str:
    """Return the root of all forms of a word: "sent" and "sends" have the same."""
    return stem(_verbs().get(word, word))


@cache
def _verbs() -> dict[str, str]:
    return {form: verb for verb, forms in pairs("verbs.irregular").items() for form in forms.split()}
