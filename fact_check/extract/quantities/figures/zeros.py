"""Read `none`, `nobody` and `no one` as zero if they answer a count: `Spain had 12 shots, Argentina had none`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fact_check.extract.quantities.figures.amounts import Amount
from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort, word_at
from fact_check.lexicon import words

_HARMED = words("numbers.zeros.harmed")
_NONE_BEFORE = words("numbers.zeros.having")
_STOPS = frozenset({".", "!", "?", ";"})
_REACH = 30
"""The most lexemes between a count and the zero that answers it."""


def zeros(lex: Lexemes, counts: Sequence[tuple[int, int]]) -> Iterator[Amount]:
    """Yield the zeros of a text in order; `counts` are the places of the counts that they may answer."""
    at = 0
    for i, x in enumerate(lex):
        end = i + 1
        if x.lower == "no" and word_at(lex, i + 1) == "one":
            end = i + 2
        elif x.lower not in {"none", "nobody"}:
            continue
        while at < len(counts) and counts[at][0] <= i:
            at += 1
        before, after = counts[at - 1] if at else None, counts[at] if at < len(counts) else None
        if _harmed(lex, end) or _answers(lex, i, end, before) or _parted(lex, i, end, after):
            zero = Decimal(0)
            yield Amount(i, end, zero, zero, zero, numerals=((i, end),), spelled=True, plain=False)


def _harmed(lex: Lexemes, i: int) -> bool:
    """Recognise `nobody was hurt`."""
    return word_at(lex, i) in {"was", "were", "is", "are"} and word_at(lex, i + 1) in _HARMED


def _answers(lex: Lexemes, i: int, end: int, count: tuple[int, int] | None) -> bool:
    """Recognise a zero that a count comes before: `had 12 shots, Argentina had none`, `of 40 crew, none survived`."""
    if count is None or i - count[1] > _REACH or any(x.fresh or x.text in _STOPS for x in lex[count[1] : i]):
        return False
    if end >= len(lex) or lex[end].sort is Sort.SIGN:
        return word_at(lex, i - 1) in _NONE_BEFORE or _gapped(lex, i)
    return lex[i].lower == "none" and word_at(lex, i - 1) in {",", "and", "but"}


def _gapped(lex: Lexemes, i: int) -> bool:
    """Recognise a zero after a name without a verb: `Norway won six medals, Sweden none`."""
    at = i - 1
    while at > 0 and i - at < 4 and lex[at].capital:
        at -= 1
    return at < i - 1 and lex[at].lower in {",", "and", "but", "the"}


def _parted(lex: Lexemes, i: int, end: int, count: tuple[int, int] | None) -> bool:
    """Recognise `none of the 12 boats`."""
    if word_at(lex, end) != "of" or count is None:
        return False
    return end < count[0] <= end + 3
