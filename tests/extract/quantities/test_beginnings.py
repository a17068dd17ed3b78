"""Words that may begin a figure: the reader passes over all others unread, so none that begins one may be missing."""

import re
from functools import cache
from pathlib import Path

import pytest

from fact_check.extract.quantities.figures import reader
from fact_check.extract.quantities.figures.lexemes import lexemes
from fact_check.lexicon import load

FIGURES = Path(reader.__file__).parent
LISTS = [load(file) for file in ("numbers", "number-words", "units", "currencies")]
AFTER = [
    "5", "dozen", "hundred", "million people", "of people", "of thousands", "fold", "-fold", "a dozen", "hour later",
    "largest", "of them", "half", "and a half years", "$5", "in five", "the size", "6.3",
    "few", "couple of them", "third of them", "square mile later", ".s.$5", "US$5",
]  # fmt: skip


def strings(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    parts = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else []
    return {s for part in parts for s in strings(part)}


@cache
def known() -> list[str]:
    """Return every word that the reader's lists and its source name."""
    listed = {s for each in LISTS for s in strings(each)}
    quoted = {s for file in FIGURES.glob("*.py") for s in re.findall(r'"([^"\n]+)"', file.read_text("utf-8"))}
    return sorted({lex.text for s in listed | quoted for lex in lexemes(s)})


@pytest.mark.parametrize("after", AFTER)
def test_no_figure_begins_with_another_word(after: str) -> None:
    missed = []
    for word in known():
        for text in {f"{word} {after}", f"{word}{after}", f"{word.capitalize()} {after}", f"{word.upper()} {after}"}:
            lex = lexemes(text)
            if 0 not in reader.beginnings(lex) and reader._at(lex, 0, set())[0] is not None:
                missed.append(text)
    assert not missed
