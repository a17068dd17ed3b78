"""Match words of one family ("warn", "warning"), because a denial often uses another form of a word."""

from functools import cache

from fact_check.lexicon import word_list

ENDINGS = sorted(word_list("relations.endings"), key=len, reverse=True)
"""Suffixes that are cut off before words are compared, longest first."""
STEM = 4
"""The fewest letters of a stem."""


@cache
def stem(term: str) -> str:
    """Return the stem that a word shares with its family: "warn" for "warning"."""
    for ending in ENDINGS:
        if term.endswith(ending) and len(term) - len(ending) >= STEM:
            return term.removesuffix(ending)
    return term
