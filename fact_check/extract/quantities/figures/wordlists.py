"""The word lists of the reader, as data that a desk can edit: words.toml, units.toml, currencies.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """Load a data file that lies beside this module."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def word_list(key: str) -> tuple[str, ...]:
    """Return the list "section.name" of words.toml in its order; phrases parted by "|" keep their inner spaces."""
    section, _, name = key.partition(".")
    text: str = data("words.toml")[section][name]
    return tuple(" ".join(p.split()) for p in text.split("|")) if "|" in text else tuple(text.split())


def words(key: str) -> frozenset[str]:
    """Return the list "section.name" as a set."""
    return frozenset(word_list(key))
