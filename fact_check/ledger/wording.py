"""Compare wordings by meaning: two with the same keys say the same.

A key normalises what cannot change the meaning (rules/lexicon/wording.toml): spelling, typography, articles,
contractions, British against American, an abbreviation against its full name, a number in words or in digits.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from fact_check.ledger.figures import amounts, dates, times
from fact_check.lexicon import pairs, words

_TOKEN = re.compile(
    r"\]\([^()\s]*\)"  # where a link of Markdown leads
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)"  # 1 000 with a space that no line breaks at
    r"|(?<![\w.,)\]])\.\d+"
    r"|\d+(?:[.,:/]\d+)*"  # 1,000.5 and 9/11 are one number each
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"  # don't
    r"|[%‰$€£+<>~±½¼¾⅓⅔&?′″]"
    r"|[-−–](?=\d)"
    r"|(?<=[A-Z])-(?=[\s.,;:!?\")\]]|$)"  # a grade: A-
    r"|[^\x00-\x7f\w\s]"  # signs of money and mathematics, and pictures: see _IS_SIGN
    r"|:"  # a colon between a speaker and the words is a cue
)
_IS_SIGN = frozenset({"Sc", "Sm", "So"})
"""Unicode's categories of signs that carry meaning."""
_SAYS_NOTHING = re.compile("[©®™°\u25a0-\u25ff]")
"""Marks and bullets."""
_THOUSANDS = re.compile("[\u00a0\u2009\u202f]")
_EVEN = str.maketrans({"’": "'", "‘": "'", "−": "-", "–": "-", "‑": "-", "‐": "-"})
_ISE = re.compile(r"(?<=[a-z]{3})(i|y)s(e|ed|es|er|ers|ing|ation|ations)$")
_OPENS = re.compile(r"(?:^|[.!?…:]+[\"'”’)\]]*\s+|\n\s*)[\"'“‘(\[]*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign with its offsets; what is compared is `key`."""

    key: str
    start: int
    end: int
    capital: bool = False

    @property
    def is_number(self) -> bool:
        return self.key in _numbers() or any(character.isnumeric() for character in self.key)

    @property
    def frames(self) -> bool:
        """Tell whether it modifies its neighbours: "not", "could", "if", "about"."""
        return self.kind in ("a bound", "a direction", "a negation", "a modal", "a condition")

    @property
    def kind(self) -> str:
        """Return what the reason for a new review calls it."""
        if self.key == "?":
            return "a question mark"
        for name, called in _KINDS:
            if self.key in words(f"wording.kinds.{name}"):
                return called
        return "a number" if self.is_number else "a word"


_KINDS: tuple[tuple[str, str], ...] = (
    ("negations", "a negation"),
    ("modals", "a modal"),
    ("conditions", "a condition"),
    ("bounds", "a bound"),
    ("directions", "a direction"),
)


@cache
def _numbers() -> frozenset[str]:
    return words("wording.kinds.numbers")


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Split a text into what can carry meaning, skipping other punctuation; offsets count from `offset`."""
    # Each character stays one character, or offsets would no longer count in the text.
    even = text if text.isascii() else text.translate(_EVEN)
    found: list[Token] = []
    numeric = False
    for m in _TOKEN.finditer(even):
        raw, start = m[0], m.start()
        if raw[0] == "]" or _says_nothing(raw):
            continue
        parts, capital, tells = _word(raw)
        if numeric and raw.replace(".", "").casefold() in ("am", "pm"):
            parts = (raw.replace(".", "").casefold(),)
        elif numeric and raw.casefold() in words("wording.case_units"):
            parts = (raw.removeprefix("K").removeprefix("k"),) if len(raw) > 2 else (raw,)
        elif tells and capital and not _OPENS.search(even[max(0, start - 8) : start]):
            parts = (f"^{parts[0]}",)
        if len(parts) == 1:
            found.append(Token(parts[0], start + offset, m.end() + offset, capital))
        else:
            found.extend(_several(parts, start + offset, m.end() + offset, capital))
        numeric = raw[0].isdigit()
    articles = _articles()
    return [token for token in amounts(dates(times(list(_phrases(found))))) if token.key not in articles]


def _says_nothing(raw: str) -> bool:
    """Tell whether a mark has no meaning: a bullet, a quotation mark, a dash."""
    if len(raw) > 1 or raw.isascii() or raw.isalnum() or raw in "′″":
        return False
    return unicodedata.category(raw) not in _IS_SIGN or bool(_SAYS_NOTHING.match(raw))


def same(went: Sequence[Token], came: Sequence[Token]) -> bool:
    """Tell whether two runs of tokens with different keys say the same: "it's", "it is"; "lay-off", "layoff"."""
    a, b = [t.key for t in went], [t.key for t in came]
    if a == b:
        return True
    if len(a) == len(b) == 1:
        ends = {end: means.split() for end, means in pairs("wording.contraction_means").items()}
        return b[0] in ends.get(a[0], ()) or a[0] in ends.get(b[0], ())
    joined = "".join(a)
    return bool(a and b) and joined == "".join(b) and joined.isalpha() and joined not in words("wording.not_joined")


@lru_cache(maxsize=4096)
def keys(text: str) -> tuple[str, ...]:
    """Return the keys of a text, for comparison."""
    return tuple(t.key for t in tokens(text))


def _several(parts: Sequence[str], start: int, end: int, capital: bool) -> Iterator[Token]:
    """Give each part of a contraction a share of its characters."""
    at = start
    for number, part in enumerate(parts):
        to = end if number == len(parts) - 1 else min(end - 1, at + len(part))
        yield Token(part, at, to, capital and number == 0)
        at = to


@lru_cache(maxsize=8192)
def _word(raw: str) -> tuple[tuple[str, ...], bool, bool]:
    """Return the keys of a word, whether it has a capital, and whether a capital makes it another word."""
    capital = raw[0].isupper()
    bare = raw.replace(".", "") if raw[0].isalpha() else raw
    abbreviations = pairs("wording.abbreviations")
    short = abbreviations.get(bare) or (abbreviations.get(bare.casefold()) if bare.istitle() else None)
    if short is not None:
        return (short,), capital, False
    parts = _parts(_THOUSANDS.sub("", f"0{raw}" if raw[0] == "." else bare).casefold())
    return parts, capital, parts[0] in words("wording.case_tells")


def _parts(word: str) -> tuple[str, ...]:
    """Return the words that a contraction stands for."""
    whole = pairs("wording.contractions").get(word)
    if whole is not None:
        return tuple(whole.split())
    if "'" in word:
        for end, means in pairs("wording.contraction_ends").items():
            if word.endswith(end) and len(word) > len(end):
                return (*_parts(word[: -len(end)]), means)
    return (_spelt(word),)


@cache
def _articles() -> frozenset[str]:
    return words("wording.articles")


def _spelt(word: str) -> str:
    for table in ("signs", "ordinals", "spellings"):
        if (one := pairs(f"wording.{table}").get(word)) is not None:
            return one
    if not word.isascii() and word not in words("wording.accent_tells"):
        flat = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in flat if not unicodedata.combining(c))
        if not word.isascii():
            word = flat if word.isnumeric() else word
    word = _ISE.sub(r"\1z\2", word) if word.isascii() else word
    for british, american in pairs("wording.stems").items():
        if word.startswith(british):
            return american + word[len(british) :]
    return word


@cache
def _phrase_index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Index the phrases by their first word, the longest first."""
    every = {**pairs("wording.phrases"), **{p: p for p in words("wording.weighty_articles")}}
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, key in every.items():
        parts = tuple(_spelt(part) for part in phrase.split())
        index.setdefault(parts[0], []).append((parts, key))
    for found in index.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return index


def _phrases(found: Sequence[Token]) -> Iterator[Token]:
    """Make one token of the words of a phrase."""
    index = _phrase_index()
    at = 0
    while at < len(found):
        begun = index.get(found[at].key)
        if begun is None:
            yield found[at]
            at += 1
            continue
        for parts, key in begun:
            run = found[at : at + len(parts)]
            if tuple(t.key for t in run) == parts:
                yield Token(key, run[0].start, run[-1].end, run[0].capital)
                at += len(parts)
                break
        else:
            yield found[at]
            at += 1
