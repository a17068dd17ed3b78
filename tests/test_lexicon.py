"""The word lists' form, and a desk's file over them: what it adds, takes away, and is refused for."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from fact_check.errors import LexiconError
from fact_check.lexicon import lexicon_folder, list_names, overlay, shipped

FILES = sorted(lexicon_folder().glob("*.toml"))
LIST = re.compile(r'^(\w+) = """\n(.*?)"""$', re.MULTILINE | re.DOTALL)
ORDERED = {"calendar.weekdays", "calendar.months", "numbers", "names", "years", "wording"}
"""Lists whose order means something: one's place in it is its value, or draws follow it."""


def name(file: Path) -> str:
    return file.name


@pytest.mark.parametrize("file", FILES, ids=name)
def test_each_list_says_what_it_is_for(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# "), "a file begins with what it is"
    if file.stem in ("numbers", "names", "first-names"):
        return
    starts = [n for n, line in enumerate(lines) if re.fullmatch(r'\w+ = """', line)]
    assert [lines[n] for n in starts if not lines[n - 1].startswith("# ")] == []


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_list_has_no_word_twice_and_none_empty(file: Path) -> None:
    for listed in listed_words(shipped(file.stem), file.stem).values():
        assert listed
        assert all(word == " ".join(word.split()) != "" for word in listed)
        assert sorted(set(listed)) == sorted(listed)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_list_is_sorted_where_order_means_nothing(file: Path) -> None:
    for path, listed in listed_words(shipped(file.stem), file.stem).items():
        if path not in ORDERED and path.split(".")[0] not in ORDERED:
            assert list(listed) == sorted(listed), path


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_text_is_a_list_and_ends_with_its_line(file: Path) -> None:
    """Else it would be read as what a table maps a word to."""
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    texts = len(LIST.findall(file.read_text(encoding="utf-8")))
    assert texts == sum(value.endswith("\n") for value in strings(read))


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for each in value.values() for s in strings(each)]
    return [value] if isinstance(value, str) else []


def listed_words(lists: object, path: str) -> dict[str, tuple[str, ...]]:
    if isinstance(lists, dict):
        return {k: v for key, each in lists.items() for k, v in listed_words(each, f"{path}.{key}").items()}
    return {path: lists} if isinstance(lists, tuple) else {}
