"""Normalise the words of a claim for the index: lower case, without endings, with numbers written in one way."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from fact_check.ledger.wording import tokens

_NOISE = re.compile(r"https?://\S+|\bpic\.twitter\.com/\S+")
_HANDLE = re.compile(r"[#@](\w+)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:[.,]\d+)*")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_BETWEEN = re.compile(r"[\W_]")
LONGEST = 40
"""The most letters of a word; longer ones are not words."""


def terms(text: str) -> list[str]:
    """Return the terms of a text in order, without addresses but with the words of a #HashTag."""
    plain = _HANDLE.sub(_opened, _NOISE.sub(" ", text)).replace("’", "'")
    return [term for word in _WORD.findall(plain) if (term := stem(word))]


def numbers(text: str) -> Iterator[str]:
    """Yield a term for each number that isn't in bare digits: "1.5 million", "forty"."""
    digits = any(character.isdigit() for character in text)
    if _BARE.fullmatch(text) and not _SPELT.search(text) and not (digits and _BESIDE.search(text)):
        return
    for token in tokens(text):
        if token.is_number and token.key[0].isdigit():
            yield number_term(token.key.split()[0])


_BARE = re.compile(r"[^\d]*(?:(?<![^ ])\d+ [a-z]{3,}(?![\w'’.-])[^\d]*)*", re.ASCII)
"""A text in which all numbers are bare digits before a lower-case word: it saves half a millisecond of reading."""
_BESIDE = re.compile(r"\b(?:first|second|third|half|dozen|score|trillion)", re.IGNORECASE)
"""Numbers in words that count beside others."""
_SPELT = re.compile(
    r"\b(?:t(?:wo|hree|en|wel|hir|wen|housand)|f(?:our|ive|if|or)|s(?:ix|even)|eight|nine|one|hundred|million|billion)",
    re.IGNORECASE,
)


def number_term(key: str) -> str:
    """Return the term of a number's key."""
    return _BETWEEN.sub("", key.replace(".", "x"))


def indexed(parts: Iterable[str | None]) -> list[str]:
    """Return all terms of a claim and what belongs to it, as they go into the index and into a query."""
    texts = [part for part in parts if part]
    found = [term for text in texts for term in terms(text)]
    seen = set(found)
    return found + [term for text in texts for term in numbers(text) if term not in seen]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a word without its ending; "" for what isn't a word. A number keeps its digits."""
    if word[0].isdigit():
        return number_term(word)[:LONGEST]
    word = word.casefold()
    if not word.isascii():
        flat = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in flat if c.isalnum() or c == "'")
    word = word.removesuffix("'s").replace("'", "")
    if len(word) > LONGEST:
        return ""
    if len(word) > 4:
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and not (ending == "s" and word.endswith("ss")):
                word = word[: -len(ending)] + instead if len(word) - len(ending) >= 3 else word
                break
        if word.endswith("e") and len(word) > 4:
            word = word[:-1]
    return word


def _opened(match: re.Match[str]) -> str:
    name = match[1]
    return f" {_CAMEL.sub(' ', name).replace('_', ' ')} {name} "
