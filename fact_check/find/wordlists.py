"""The word lists of the number reader (number_words.toml), as data that a desk can edit."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("number_words.toml")
    found: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def word_list(key: str) -> tuple[str, ...]:
    """Return the list "section.name" in the file's order; phrases parted by "|" keep their inner spaces."""
    section, _, name = key.partition(".")
    text = _lists()[section][name]
    return tuple(" ".join(p.split()) for p in text.split("|")) if "|" in text else tuple(text.split())


def words(key: str) -> frozenset[str]:
    """Return the list "section.name" as a set."""
    return frozenset(word_list(key))
