"""The word lists, as data that a news desk can edit: rules/lexicon/*.toml.

A list is named by its file, its section if it has one, and itself: `numbers.bounds.skipped`, `first-names.m`. In a file
a list is a text that ends with a line of its own, its words parted by spaces and line ends; phrases are parted by "|"
and keep their inner spaces. A table of short texts maps each word to another.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PACKED = Path(__file__).parent / "_rules" / "lexicon"
"""Where the wheel has the lists; in a checkout they lie beside the package."""


def lexicon_folder() -> Path:
    """Return the folder of the word lists that come with the project, in a wheel and in a checkout alike."""
    return PACKED if PACKED.is_dir() else Path(__file__).parents[1] / "rules" / "lexicon"


@cache
def load(file: str) -> dict[str, Any]:
    """Load all lists of one file, named without its ending."""
    return tomllib.loads((lexicon_folder() / f"{file}.toml").read_text(encoding="utf-8"))


def word_list(name: str) -> tuple[str, ...]:
    """Return a list's words or phrases in their order."""
    text: str = _value(name)
    return tuple(" ".join(p.split()) for p in text.split("|")) if "|" in text else tuple(text.split())


def words(name: str) -> frozenset[str]:
    """Return a list's words or phrases as a set."""
    return frozenset(word_list(name))


def pairs(name: str) -> Mapping[str, str]:
    """Return what a table maps each word to."""
    found: Mapping[str, str] = _value(name)
    return found


def entries(name: str) -> list[dict[str, Any]]:
    """Return the entries of a list of tables (`units.unit`)."""
    found: list[dict[str, Any]] = _value(name)
    return found


def _value(name: str) -> Any:
    file, *path = name.split(".")
    value: Any = load(file)
    for key in path:
        value = value[key]
    return value
