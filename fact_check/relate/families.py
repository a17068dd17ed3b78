"""Words of one family, "warn" and "warning", so that a denial may use another form of a word."""

from functools import cache

from fact_check.lexicon import word_list

ENDINGS = sorted(word_list("relations.endings"), key=len, reverse=True)
"""What a word loses before it is compared with others of its family."""
STEM = 4
"""Letters that a stem keeps."""


@cache
def stem(term: str) -> str:
    """Return what a word shares with its family: "warn" of "warning"."""
    for ending in ENDINGS:
        if term.endswith(ending) and len(term) - len(ending) >= STEM:
            return term.removesuffix(ending)
    return term
