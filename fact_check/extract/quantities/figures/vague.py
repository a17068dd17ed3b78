"""Vague numbers: `dozens`, `tens of thousands`, `a handful of`, `several hundred`, `a couple of`."""

from decimal import Decimal

from fact_check.extract.quantities.figures.lexemes import Lexemes, word_at
from fact_check.extract.quantities.figures.values import MAGNITUDES, Numeral
from fact_check.lexicon import values, words

PLURALS = values("number-words.vague_plurals")

FEW = words("number-words.few")
BEGINNINGS = FEW | PLURALS.keys() | words("number-words.vague_beginnings")
"""Words that a vague number may begin with."""


def vague(lex: Lexemes, i: int) -> Numeral | None:
    """Read `dozens`, `tens of thousands`, `hundreds of millions`, `several hundred`, `a couple of`."""
    word = lex[i].lower
    if word in PLURALS:
        if (word == "scores" and not _scores_of_people(lex, i)) or (word == "tens" and word_at(lex, i + 1) != "of"):
            return None
        base, at = PLURALS[word], i + 1
        times = 0
        while word_at(lex, at) == "of" and word_at(lex, at + 1) in PLURALS and times < 3:
            base, at, times = base * PLURALS[word_at(lex, at + 1)], at + 2, times + 1
        if word == "tens" and not times:
            return None
        return _from(i, at, base, 10 * base)
    at = i
    if word in {"a", "the"} and word_at(lex, i + 1) in FEW:
        at = i + 1
    head = word_at(lex, at)
    if head == "handful":
        if word_at(lex, at + 1) != "of":
            return None
        return _from(i, at + 1, 3)
    if head == "couple" and at > i:
        past = at + 1 + (word_at(lex, at + 1) == "of")
        if word_at(lex, past) in MAGNITUDES:
            return _from(i, past + 1, 2 * MAGNITUDES[word_at(lex, past)])
        return _from(i, at + 1, 2) if past == at + 2 else None
    if head in {"few", "several", "many"} or (
        head == "some" and word_at(lex, at + 1) in {"dozen", "hundred", "thousand"}
    ):
        base, past = 1, at + 1
        while word_at(lex, past) in MAGNITUDES and past - at < 4:
            base, past = base * MAGNITUDES[word_at(lex, past)], past + 1
        if base == 1 and word_at(lex, past) in PLURALS and word_at(lex, past) not in {"scores", "tens"}:
            base, past = PLURALS[word_at(lex, past)], past + 1
        if base == 1 or head == "some":
            return None
        return _from(i, past, 2 * base) if head == "many" else _from(i, past, 3 * base, 10 * base)
    return None


_HARMING = words("numbers.vague.harming")
_HARMED = words("number-words.after_scores")
_MARKS = words("number-words.before_test_scores")


def _from(start: int, end: int, low: int, high: int | None = None) -> Numeral:
    """Return a vague number: the least that it says, and the most, where the next order of magnitude ends it."""
    most = None if high is None else Decimal(high)
    return Numeral(start, end, None, Decimal(low), most, plain=False, vague=True, spelled=True)


def _scores_of_people(lex: Lexemes, i: int) -> bool:
    """Tell `scores of people` and `scores killed` from a player who scores and from marks in a test."""
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    if after == "of":
        return before not in _MARKS
    if before in _HARMING:
        return True
    return after in _HARMED
